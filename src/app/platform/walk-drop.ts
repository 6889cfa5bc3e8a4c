// Reads a dropped folder and all below it through the older entries API: several times faster than handles, and it
// shows names that handles withhold. Runs in the window, the only place that has the API, and takes care not to hold
// it up.
import type { DropBatch } from '#vdfs/api/indexing.ts'
import { RelPathSchema, type RelPath } from '#vdfs/api/paths.ts'
import * as v from 'valibot'

/** Folders whose entries are asked for at the same time. */
const FOLDERS_AT_ONCE = 16
/** Entries whose facts are asked for and not answered yet: more only fill the memory. */
const MOST_WAITING = 20_000
/** Entries that one message carries. */
const ENTRIES_AT_ONCE = 2_000
/** The longest this goes on without letting the window draw, ms. */
const SLICE_MS = 8

export interface DropTaker {
  /** @returns what need not be read, and whether to go on */
  take(
    batches: DropBatch[],
  ): Promise<{ readonly isWanted: boolean; readonly skip: readonly RelPath[] } | undefined>
}

interface Folder {
  readonly path: RelPath
  readonly entry: FileSystemDirectoryEntry
}

interface Seen {
  readonly path: RelPath
  readonly entries: FileSystemEntry[]
}

/**
 * Walks from the top down and hands over each folder once its entries and their facts are known.
 * @returns whether all that is wanted was read; a folder that cannot be read is left to others
 */
export async function walkDrop(
  top: FileSystemDirectoryEntry,
  taker: DropTaker,
  signal: AbortSignal,
): Promise<boolean> {
  /** The one found last comes first. */
  const folders: Folder[] = [{ path: v.parse(RelPathSchema, ''), entry: top }]
  const skipped = new Set<RelPath>()
  const turns = createTurns()
  let isComplete = true
  let isWanted = true
  let waiting = 0
  let batches: DropBatch[] = []
  let batchRows = 0
  const sending = new Set<Promise<void>>()
  const pending = new Set<Promise<void>>()
  const working = new Set<Promise<void>>()

  const send = (): void => {
    if (batches.length === 0) return
    const mine = batches
    batches = []
    batchRows = 0
    const sent: Promise<void> = taker
      .take(mine)
      .then((answer) => {
        isWanted &&= answer?.isWanted === true
        for (const path of answer?.skip ?? []) skipped.add(path)
      })
      .finally(() => sending.delete(sent))
    sending.add(sent)
  }
  const finish = (batch: DropBatch): void => {
    batches.push(batch)
    batchRows += batch.names.length + 1
    if (batchRows >= ENTRIES_AT_ONCE) send()
  }

  const factsOf = async ({ path, entries }: Seen): Promise<void> => {
    for (let from = 0; ; from += ENTRIES_AT_ONCE) {
      const part = entries.slice(from, from + ENTRIES_AT_ONCE)
      const sizes = new Float64Array(part.length).fill(NaN)
      const dates = new Float64Array(part.length).fill(NaN)
      const isFolder = Uint8Array.from(part, (entry) => (entry.isDirectory ? 1 : 0))
      waiting += part.length
      await Promise.all(
        part.map(async (entry, at) => {
          if (entry.isDirectory) return
          const facts = await metadataOf(entry)
          if (facts === undefined) return
          sizes[at] = facts.size
          dates[at] = dateOf(facts.modificationTime)
        }),
      )
      waiting -= part.length
      const complete = from + ENTRIES_AT_ONCE >= entries.length
      finish({
        path,
        names: part.map(({ name }) => name),
        folders: isFolder,
        sizes,
        dates,
        complete,
      })
      if (complete) return
    }
  }

  const read = async ({ path, entry }: Folder): Promise<void> => {
    const entries = await entriesOf(entry)
    if (entries === undefined) {
      isComplete = false
      return
    }
    for (const child of entries) {
      const at = pathBelow(path, child.name)
      if (isDirectory(child) && at !== undefined) folders.push({ path: at, entry: child })
    }
    const facts: Promise<void> = factsOf({ path, entries }).finally(() => pending.delete(facts))
    pending.add(facts)
    while (waiting > MOST_WAITING) await Promise.race(pending)
    await turns.next()
  }

  while (isWanted && !signal.aborted) {
    while (working.size < FOLDERS_AT_ONCE) {
      const folder = folders.pop()
      if (folder === undefined) break
      if (skipped.has(folder.path)) continue
      const work: Promise<void> = read(folder).finally(() => working.delete(work))
      working.add(work)
    }
    if (working.size === 0) break
    await Promise.race(working)
  }
  await Promise.all(pending)
  send()
  while (sending.size > 0) await Promise.all(sending)
  return isComplete && isWanted && !signal.aborted
}

/** Lets the window draw and answer, when it is time. */
function createTurns(): { next(): Promise<void> } {
  let sinceMs = performance.now()
  return {
    async next() {
      if (performance.now() - sinceMs < SLICE_MS) return
      await new Promise((resolve) => setTimeout(resolve))
      sinceMs = performance.now()
    },
  }
}

function pathBelow(parent: RelPath, name: string): RelPath | undefined {
  const path = v.safeParse(RelPathSchema, parent === '' ? name : `${parent}/${name}`)
  return path.success && name !== '' ? path.output : undefined
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[] | undefined> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  try {
    for (;;) {
      const batch = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      )
      if (batch.length === 0) return all
      all.push(...batch)
    }
  } catch (error) {
    if (error instanceof DOMException) return undefined // gone or closed since
    throw error
  }
}

interface Metadata {
  readonly size: number
  readonly modificationTime: Date
}
type GetMetadata = (done: (facts: Metadata) => void, failed: (error: unknown) => void) => void

const GetMetadataSchema = v.custom<GetMetadata>((value) => typeof value === 'function')

/** Size and date, which Chromium tells in a way of its own. undefined where it does not. */
function metadataOf(entry: FileSystemEntry): Promise<Metadata | undefined> {
  const ask: unknown = Reflect.get(entry, 'getMetadata')
  if (!v.is(GetMetadataSchema, ask)) return Promise.resolve(undefined)
  return new Promise((resolve) => ask.call(entry, resolve, () => resolve(undefined)))
}

/** NaN for the first second of 1970, which browsers tell wrong. */
function dateOf(date: Date): number {
  const ms = Math.floor(date.getTime())
  return ms >= 0 && ms < 1_000 ? NaN : ms
}
