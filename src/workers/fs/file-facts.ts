// Sizes and dates of files, and how to tell a date from the browser's stand-in for none.
import type { FsError } from '#vdfs/api/fs-errors.ts'
import { isName } from '#vdfs/api/paths.ts'
import { err, ok, type Result } from '#vdfs/api/result.ts'
import type { FsStat } from '#vdfs/ports.ts'
import { fsErrorOf } from './dom-errors.ts'

export const FOLDER_FACTS: FsStat = { kind: 'folder', sizeBytes: undefined, modifiedMs: undefined }

/** A file is looked at: as it was then, and what the clock said before. */
export interface Look {
  readonly file: File
  readonly startedMs: number
}

/** Clocks of a page are blurred; no more than this. */
const BLUR_MS = 5
/** Where the browser puts dates within the first second of 1970. */
const YEAR_1601_MS = -11_644_473_600_000

/** Looks at a file of a folder by its name. */
export async function lookAt(
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<Result<Look, FsError>> {
  if (!isName(name)) return err({ type: 'NameRefused', name })
  const startedMs = Date.now()
  try {
    return ok({ file: await (await folder.getFileHandle(name)).getFile(), startedMs })
  } catch (thrown) {
    return err(fsErrorOf(thrown, name))
  }
}

/** Answers in the order given. Takes a few milliseconds longer if a date has to be told from none. */
export async function factsOf(
  looks: readonly Result<Look, FsError>[],
): Promise<readonly Result<FsStat, FsError>[]> {
  // A File without a date gives the time of asking, each time anew. Dates before we looked are no such thing.
  const firstDates = looks.map((look) => (look.ok ? look.value.file.lastModified : 0))
  const isRecent = (look: Result<Look, FsError>, at: number): boolean =>
    look.ok && (firstDates[at] ?? 0) >= look.value.startedMs - BLUR_MS
  if (looks.some(isRecent)) await clockToMove()
  return looks.map((look, at) => {
    if (!look.ok) return look
    const { file } = look.value
    const date = firstDates[at]
    const known = !isRecent(look, at) || file.lastModified === date
    return ok({
      kind: 'file',
      sizeBytes: file.size,
      modifiedMs: known && date !== undefined && !isIn1601(date) ? date : undefined,
    })
  })
}

export async function factsOfOne(look: Look): Promise<FsStat> {
  const [facts] = await factsOf([ok(look)])
  if (!facts?.ok) throw new Error('the facts of a file that was looked at are missing')
  return facts.value
}

function isIn1601(date: number): boolean {
  return date >= YEAR_1601_MS && date < YEAR_1601_MS + 1_000
}

async function clockToMove(): Promise<void> {
  const start = Date.now()
  do await new Promise((resolve) => setTimeout(resolve, 1))
  while (Math.abs(Date.now() - start) < 2)
}
