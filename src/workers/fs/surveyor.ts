// The worker's side of a survey. Lists folders as it is asked, many side by side, and keeps the handles that a listing
// gave until the facts of its files were asked for: to look a file up again by its name costs twice as much as all the
// rest. Handles take some 10 KB of the browser's memory each, so only so many are kept.
import * as v from 'valibot'
import { RootIdSchema } from '#vdfs/api/ids.ts'
import type { FsError } from '#vdfs/api/fs-errors.ts'
import { joinPath, type RelPath } from '#vdfs/api/paths.ts'
import { isName } from '#vdfs/api/paths.ts'
import { err, ok, type Result } from '#vdfs/api/result.ts'
import type { FactColumns, FsStat } from '#vdfs/ports.ts'
import { fsErrorOf } from './dom-errors.ts'
import { factsOf, type Look } from './file-facts.ts'
import { createFolderHandles } from './folder-handles.ts'
import type { SurveyAnswer, SurveyRequest } from './surveys.ts'

const MOST_FILES_KEPT = 65_536
/** Files looked at at the same time: enough to keep the browser busy. */
const FILES_AT_ONCE = 512
/** Files whose facts are finished together. */
const FACTS_AT_ONCE = 256

const ROOT_ID = v.parse(RootIdSchema, '00000000000000000000')

export interface Surveyor {
  ask(request: SurveyRequest): void
}

export function createSurveyor(
  tell: (answer: SurveyAnswer, transfer: Transferable[]) => void,
): Surveyor {
  let root: FileSystemDirectoryHandle | undefined
  const folders = createFolderHandles<FileSystemDirectoryHandle>(() => root)
  /** Files by folder, the folders listed longest ago first. */
  const kept = new Map<RelPath, Map<string, FileSystemFileHandle>>()
  let keptFiles = 0
  const turns = createTurns(FILES_AT_ONCE)

  const keep = (path: RelPath, files: Map<string, FileSystemFileHandle>): void => {
    drop(path)
    if (files.size === 0 || files.size > MOST_FILES_KEPT) return
    kept.set(path, files)
    keptFiles += files.size
    for (const oldest of kept.keys()) {
      if (keptFiles <= MOST_FILES_KEPT) return
      drop(oldest)
    }
  }
  const drop = (path: RelPath): void => {
    keptFiles -= kept.get(path)?.size ?? 0
    kept.delete(path)
  }

  const list = async (id: number, path: RelPath): Promise<void> => {
    const names: string[] = []
    const isFolder: number[] = []
    const files = new Map<string, FileSystemFileHandle>()
    let end: Extract<SurveyAnswer, { type: 'listed' }>['end'] = { type: 'complete' }
    const folder = await folders.find({ rootId: ROOT_ID, path })
    if (!folder.ok) end = { type: 'failed', error: folder.error }
    else
      try {
        for await (const entry of folder.value.values()) {
          names.push(entry.name)
          isFolder.push(entry.kind === 'file' ? 0 : 1)
          if (!isName(entry.name)) continue
          if (entry instanceof FileSystemFileHandle) files.set(entry.name, entry)
          else if (entry instanceof FileSystemDirectoryHandle)
            folders.learn({ rootId: ROOT_ID, path: joinPath(path, entry.name) }, entry)
        }
      } catch (thrown) {
        end = { type: 'failed', error: fsErrorOf(thrown) }
      }
    keep(path, files)
    const columns = Uint8Array.from(isFolder)
    tell({ type: 'listed', id, names, folders: columns, end }, [columns.buffer])
  }

  const facts = async (id: number, path: RelPath, names: readonly string[]): Promise<void> => {
    const known = kept.get(path)
    drop(path)
    const folder =
      known !== undefined && names.every((name) => known.has(name))
        ? undefined
        : await folders.find({ rootId: ROOT_ID, path })
    if (folder !== undefined && !folder.ok) {
      tell({ type: 'refused', id, error: folder.error }, [])
      return
    }
    const look = async (name: string): Promise<Result<Look, FsError>> => {
      if (!isName(name)) return err({ type: 'NameRefused', name })
      await turns.take()
      const startedMs = Date.now()
      try {
        const handle = known?.get(name) ?? (await folder?.value.getFileHandle(name))
        if (handle === undefined) return err({ type: 'NotFound' })
        return ok({ file: await handle.getFile(), startedMs })
      } catch (thrown) {
        return err(fsErrorOf(thrown, name))
      } finally {
        turns.give()
      }
    }
    const parts: Promise<readonly Result<FsStat, FsError>[]>[] = []
    for (let from = 0; from < names.length; from += FACTS_AT_ONCE)
      parts.push(Promise.all(names.slice(from, from + FACTS_AT_ONCE).map(look)).then(factsOf))
    const columns = toColumns((await Promise.all(parts)).flat())
    tell({ type: 'facts', id, facts: columns }, [columns.sizes.buffer, columns.dates.buffer])
  }

  return {
    ask(request) {
      if (request.type === 'root') root = request.root
      else if (request.type === 'list') void list(request.id, request.path)
      else void facts(request.id, request.path, request.names)
    },
  }
}

function toColumns(all: readonly Result<FsStat, FsError>[]): FactColumns & {
  readonly sizes: Float64Array<ArrayBuffer>
  readonly dates: Float64Array<ArrayBuffer>
} {
  const sizes = new Float64Array(all.length)
  const dates = new Float64Array(all.length)
  const errors: { at: number; error: FsError }[] = []
  for (const [at, one] of all.entries()) {
    sizes[at] = one.ok ? (one.value.sizeBytes ?? NaN) : NaN
    dates[at] = one.ok ? (one.value.modifiedMs ?? NaN) : NaN
    if (!one.ok) errors.push({ at, error: one.error })
  }
  return { sizes, dates, errors }
}

/** So many may go on at a time; the others wait in line. */
function createTurns(most: number): { take(): Promise<void>; give(): void } {
  let free = most
  const line: (() => void)[] = []
  return {
    async take() {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => line.push(resolve))
    },
    give() {
      const next = line.shift()
      if (next === undefined) free += 1
      else next()
    },
  }
}
