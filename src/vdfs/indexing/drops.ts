// The other road of discovery: a window that has a dropped folder reads it through the browser's older entries API,
// which is several times faster than handles and shows names that handles withhold, and hands over what it saw. The
// scan takes it as if it had listed the folders itself.
import type { LocationId } from '../api/ids.ts'
import type { DropBatch } from '../api/indexing.ts'
import { joinPath, parentOf, ROOT, type RelPath } from '../api/paths.ts'
import type { Clock, FsEntry, Scheduler } from '../ports.ts'
import type { FolderRuler } from '../rules/rules.ts'
import type { SeenChild } from './diff.ts'
import type { FolderRules } from './folder-rules.ts'
import type { IndexedLocation } from './locations.ts'
import { sql } from '../db/db.ts'
import { flagFolders } from './rows.ts'
import { takeListing, type WriteContext } from './take-listing.ts'
import { isWithheldName } from '../api/withheld-names.ts'

/** How long a scan waits for a window to come with its drop… */
const COMING_MS = 1_000
/** …and for the next part of it. */
const SILENCE_MS = 10_000
const ROWS_AT_ONCE = 5_000
const LONGEST_WAIT_MS = 400
/** Rows that are taken from the window before the database has them. */
const MOST_AHEAD = 20_000

interface Session {
  /** Parts of folders that are not complete yet. */
  readonly parts: Map<RelPath, DropBatch[]>
  queue: SeenFolder[]
  rows: number
  isOver: boolean
  /** Whoever waits for something to come, or for room. */
  waiters: (() => void)[]
}

interface SeenFolder {
  readonly path: RelPath
  readonly seen: readonly SeenChild[]
  readonly nameless: number
  readonly ruler: FolderRuler
}

export interface DropScan {
  readonly location: IndexedLocation
  readonly scan: number
  readonly rules: FolderRules
  readonly commit: (work: (context: WriteContext) => Promise<void>) => Promise<boolean>
  readonly turn: () => Promise<boolean>
  readonly onTaken: (entries: number, bytes: number, path: RelPath) => void
}

export interface DropSessions {
  /** A window will come with this location's drop. */
  expect(locationId: LocationId): void
  begin(locationId: LocationId): void
  /** @returns whether more is wanted, and which folders need not be read */
  take(
    locationId: LocationId,
    batches: readonly DropBatch[],
    rules: FolderRules | undefined,
  ): Promise<{ readonly isWanted: boolean; readonly skip: readonly RelPath[] }>
  end(locationId: LocationId): void
  /** Takes all that comes into the index. Ends when the drop does, or at once if none is there. */
  scan(locationId: LocationId, port: DropScan): Promise<'ended' | 'stopped'>
}

export function createDropSessions(port: {
  readonly scheduler: Scheduler
  readonly clock: Clock
}): DropSessions {
  const sessions = new Map<LocationId, Session>()
  const expected = new Map<LocationId, number>()
  /** Scans that wait for a window to come. */
  const comers = new Map<LocationId, () => void>()

  const wake = (session: Session): void => {
    const { waiters } = session
    session.waiters = []
    for (const waiter of waiters) waiter()
  }
  /** @returns false if nothing happened in time */
  const something = (session: Session, ms: number): Promise<boolean> =>
    new Promise((resolve) => {
      const cancel = port.scheduler.after(ms, () => resolve(false))
      session.waiters.push(() => {
        cancel()
        resolve(true)
      })
    })
  const comes = (locationId: LocationId, ms: number): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        cancel()
        comers.delete(locationId)
        resolve()
      }
      const cancel = port.scheduler.after(ms, done)
      comers.set(locationId, done)
    })

  const takeFolder = async (
    session: Session,
    batch: DropBatch,
    rules: FolderRules,
    skip: RelPath[],
  ): Promise<void> => {
    const parts = [...(session.parts.get(batch.path) ?? []), batch]
    if (!batch.complete) {
      session.parts.set(batch.path, parts)
      return
    }
    session.parts.delete(batch.path)
    const seen: SeenChild[] = []
    const entries: FsEntry[] = []
    for (const { names, folders, sizes, dates } of parts)
      for (const [at, name] of names.entries()) {
        const isFile = folders[at] !== 1
        entries.push({ name, kind: isFile ? 'file' : 'folder' })
        if (name === '') continue
        const facts = isFile ? { size: known(sizes[at]), modifiedMs: known(dates[at]) } : undefined
        seen.push({ name, isFile, facts })
      }
    const parent = parentOf(batch.path)
    const above = parent === undefined ? undefined : await rules.at(parent)
    const ruler = await rules.listed(batch.path, above, entries)
    for (const { name, isFile } of seen)
      if (!isFile && ruler.judge(name, 'folder') !== undefined)
        skip.push(joinPath(batch.path, name))
    session.queue.push({ path: batch.path, seen, nameless: entries.length - seen.length, ruler })
    session.rows += seen.length + 1
  }

  return {
    expect(locationId) {
      expected.set(locationId, port.clock.now())
    },
    begin(locationId) {
      const before = sessions.get(locationId)
      if (before !== undefined) {
        before.isOver = true
        wake(before)
      }
      sessions.set(locationId, {
        parts: new Map(),
        queue: [],
        rows: 0,
        isOver: false,
        waiters: [],
      })
      expected.delete(locationId)
      comers.get(locationId)?.()
    },
    async take(locationId, batches, rules) {
      const session = sessions.get(locationId)
      if (session === undefined || session.isOver || rules === undefined)
        return { isWanted: false, skip: [] }
      const skip: RelPath[] = []
      for (const batch of batches) await takeFolder(session, batch, rules, skip)
      wake(session)
      while (session.rows > MOST_AHEAD && !session.isOver)
        if (!(await something(session, SILENCE_MS))) break
      return { isWanted: !session.isOver, skip }
    },
    end(locationId) {
      const session = sessions.get(locationId)
      if (session === undefined) return
      session.isOver = true
      wake(session)
    },
    async scan(locationId, scan) {
      const sinceMs = expected.get(locationId)
      expected.delete(locationId)
      const leftMs = sinceMs === undefined ? 0 : sinceMs + COMING_MS - port.clock.now()
      if (!sessions.has(locationId) && leftMs > 0) await comes(locationId, leftMs)
      const session = sessions.get(locationId)
      if (session === undefined) return 'ended'
      const takeAll = createDropTaker(scan, port.clock)
      let silentMs = 0
      try {
        for (;;) {
          const isLast = session.isOver
          const isDue = isLast || session.rows >= ROWS_AT_ONCE || silentMs >= LONGEST_WAIT_MS
          if (session.queue.length > 0 && isDue) {
            const { queue } = session
            session.queue = []
            session.rows = 0
            silentMs = 0
            wake(session)
            if (!(await takeAll(queue)) || !(await scan.turn())) return 'stopped'
            continue
          }
          if (isLast) return 'ended'
          if (await something(session, LONGEST_WAIT_MS)) continue
          silentMs += LONGEST_WAIT_MS
          // A window that went away says nothing: what it told is kept, and handles do the rest.
          if (silentMs >= SILENCE_MS) session.isOver = true
        }
      } finally {
        session.isOver = true
        wake(session)
        if (sessions.get(locationId) === session) sessions.delete(locationId)
      }
    },
  }
}

/** @returns takes folders in any order: one whose own folder is not in yet waits for it */
function createDropTaker(
  port: DropScan,
  clock: Clock,
): (folders: readonly SeenFolder[]) => Promise<boolean> {
  const { location, scan } = port
  const places = new Map<RelPath, { readonly folderId: number; readonly isDropOnly: boolean }>([
    [ROOT, { folderId: location.rootEntryId, isDropOnly: false }],
  ])
  let waiting: readonly SeenFolder[] = []

  const takeOne = async (context: WriteContext, folder: SeenFolder): Promise<boolean> => {
    const place = places.get(folder.path)
    if (place === undefined) return false
    const taken = await takeListing(context, {
      ...place,
      locationNo: location.locationNo,
      road: 'drop',
      seen: folder.seen,
      nameless: folder.nameless,
      isComplete: true,
      listedMs: clock.now(),
      scan,
      ruler: folder.ruler,
    })
    // What the window could not tell is asked through handles.
    const isAll = folder.seen.every(({ isFile, facts }) => !isFile || facts?.size !== undefined)
    if (isAll)
      await context.tx.run(
        sql`UPDATE folder SET facts_scan = max(facts_scan, ${scan}) WHERE entry_id = ${place.folderId}`,
      )
    if (taken.unmet.length > 0) await flagFolders(context.tx, [place.folderId])
    for (const { entryId, name } of taken.folders)
      places.set(joinPath(folder.path, name), {
        folderId: entryId,
        isDropOnly: place.isDropOnly || isWithheldName(name),
      })
    let bytes = 0
    for (const { facts } of folder.seen) bytes += facts?.size ?? 0
    port.onTaken(folder.seen.length, bytes, folder.path)
    return true
  }

  return (folders) =>
    port.commit(async (context) => {
      let left = [...waiting, ...folders]
      for (let before = Infinity; left.length < before;) {
        before = left.length
        const still: SeenFolder[] = []
        for (const folder of left) if (!(await takeOne(context, folder))) still.push(folder)
        left = still
      }
      waiting = left
    })
}

function known(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value
}
