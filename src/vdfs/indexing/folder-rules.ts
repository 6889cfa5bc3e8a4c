// The rules that hold in a folder: those of its location, and what the folders on the way say themselves.
import { joinPath, ROOT, segmentsOf, type RelPath } from '../api/paths.ts'
import type { LocationRules } from '../api/rules.ts'
import type { FileSystem, FsEntry } from '../ports.ts'
import type { RootId } from '../api/ids.ts'
import { createRuler, type FolderRuler, type FolderSigns } from '../rules/rules.ts'

/** Longest file of patterns that is read. */
const MOST_BYTES = 262_144
/** Folders whose rules are remembered. */
const MOST_REMEMBERED = 2_000

export interface FolderRules {
  /** The rules in a folder that was just listed. `above`: those of the folder it is in; undefined for the top. */
  listed(
    path: RelPath,
    above: FolderRuler | undefined,
    entries: readonly FsEntry[],
  ): Promise<FolderRuler>
  /** The rules in a folder, whoever asks. Looks at the folders on the way if that makes a difference. */
  at(path: RelPath): Promise<FolderRuler>
}

export function createFolderRules(
  fs: FileSystem,
  rootId: RootId,
  rules: LocationRules,
): FolderRules {
  const ruler = createRuler(rules)
  const byPath = new Map<RelPath, FolderRuler>()

  const read = async (path: RelPath): Promise<string | undefined> => {
    const bytes = await fs.read({ rootId, path }, 0, MOST_BYTES)
    return bytes.ok ? new TextDecoder().decode(bytes.value) : undefined
  }
  const signsOf = async (
    path: RelPath,
    has: { readonly ignore: boolean; readonly git: boolean },
  ): Promise<FolderSigns> => ({
    gitignore: has.ignore ? await read(joinPath(path, '.gitignore')) : undefined,
    gitExclude: has.git
      ? await read(joinPath(joinPath(joinPath(path, '.git'), 'info'), 'exclude'))
      : undefined,
    isRepository: has.git,
  })
  const make = (path: RelPath, above: FolderRuler | undefined, signs: FolderSigns): FolderRuler => {
    const made =
      above === undefined ? ruler.top(signs) : above.enter(segmentsOf(path).at(-1) ?? '', signs)
    if (byPath.size >= MOST_REMEMBERED) byPath.clear()
    byPath.set(path, made)
    return made
  }

  return {
    async listed(path, above, entries) {
      const named = (name: string): boolean => entries.some((entry) => entry.name === name)
      const signs = ruler.wantsSigns
        ? await signsOf(path, { ignore: named('.gitignore'), git: named('.git') })
        : {}
      return make(path, above, signs)
    },
    async at(path) {
      const known = byPath.get(path)
      if (known !== undefined) return known
      let here: RelPath = ROOT
      let found: FolderRuler | undefined
      const steps: RelPath[] = [ROOT]
      for (const name of segmentsOf(path)) steps.push((here = joinPath(here, name)))
      for (const step of steps) {
        const remembered = byPath.get(step)
        if (remembered !== undefined) {
          found = remembered
          continue
        }
        // Not listed here, so it is not known what there is: what cannot be read says nothing.
        const git = ruler.wantsSigns && (await isThere(fs, rootId, joinPath(step, '.git')))
        const signs = ruler.wantsSigns ? await signsOf(step, { ignore: true, git }) : {}
        found = make(step, found, signs)
      }
      return found ?? make(ROOT, undefined, {})
    },
  }
}

async function isThere(fs: FileSystem, rootId: RootId, path: RelPath): Promise<boolean> {
  return (await fs.stat({ rootId, path })).ok
}
