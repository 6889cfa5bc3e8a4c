// The second look at what a listing did not show. One listing is no proof: it may have been cut short without a word.
import type { RootId } from '../api/ids.ts'
import { joinPath, type RelPath } from '../api/paths.ts'
import type { FileSystem } from '../ports.ts'
import type { KnownChild } from './diff.ts'

/** So many are looked up one by one; for more the folder is listed once more. */
const MOST_LOOKED_UP = 200

/** @returns those of which the disk says again that they are not there, as they are known */
export async function confirmUnmet(
  fs: FileSystem,
  folder: { readonly rootId: RootId; readonly path: RelPath },
  unmet: readonly KnownChild[],
): Promise<readonly KnownChild[]> {
  if (unmet.length === 0) return []
  // Whether the folder itself can be looked into: of a folder that may not be entered everything seems to be gone.
  if (unmet.length > MOST_LOOKED_UP) return listedAgain(fs, folder, unmet)
  const gone: KnownChild[] = []
  for (const child of unmet) {
    const found = await fs.stat({ rootId: folder.rootId, path: joinPath(folder.path, child.name) })
    const isGone = found.ok
      ? (found.value.kind === 'file') !== child.isFile
      : found.error.type === 'NotFound' || found.error.type === 'WrongKind'
    if (isGone) gone.push(child)
  }
  if (gone.length === 0) return []
  // "Not found" is also said of all that is in a folder which is gone or closed: then the folder is to be judged.
  const itself = await fs.stat(folder)
  return itself.ok && itself.value.kind === 'folder' ? gone : []
}

async function listedAgain(
  fs: FileSystem,
  folder: { readonly rootId: RootId; readonly path: RelPath },
  unmet: readonly KnownChild[],
): Promise<readonly KnownChild[]> {
  const seen = new Set<string>()
  for await (const event of fs.list(folder, new AbortController().signal)) {
    if (event.type === 'entries')
      for (const { name, kind } of event.entries) seen.add(keyOf(name, kind === 'file'))
    else if (event.type !== 'complete') return []
  }
  return unmet.filter(({ name, isFile }) => !seen.has(keyOf(name, isFile)))
}

function keyOf(name: string, isFile: boolean): string {
  return `${isFile ? 'f' : 'd'}${name}`
}
