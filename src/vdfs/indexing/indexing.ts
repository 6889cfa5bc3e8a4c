// Door: the index, the memory of what is in the granted folders. Owns the tables of 0003_index.sql. The rules are in
// SPEC.md.
//
// What a listing shows goes in (take-listing.ts), what it does not show is looked at a second time (confirm.ts) and then
// settled (missing.ts). Listings come from scans (scan-job.ts), from browsing (feed.ts), from drops (drops.ts) and from
// second looks (reconcile.ts); all of them take the same way.
//
// Refuses: to delete because of a listing that failed, was cut short or could not have shown an entry; to let many
// entries go without asking; to hide anything from a listing because it is not in the index.
import type { CoreHandlers } from '../api/core-api.ts'
import type { LocationId, RootId } from '../api/ids.ts'
import { nameOf, type At, type RelPath } from '../api/paths.ts'
import { must, ok } from '../api/result.ts'
import type { LocationRules } from '../api/rules.ts'
import type { Changes } from '../changes/changes.ts'
import type { Db, Tx } from '../db/db.ts'
import type { JobQueue, RunnableJob } from '../jobs/jobs.ts'
import type { FsEntry, Ports } from '../ports.ts'
import type { SeenFacts } from './diff.ts'
import { createDropSessions } from './drops.ts'
import { createFeed } from './feed.ts'
import { createFolderRules, type FolderRules } from './folder-rules.ts'
import { createHandlers } from './handlers.ts'
import {
  addIndexedLocation,
  beginScan,
  purgeSome,
  readIndexedLocations,
  removeIndexedLocation,
  type IndexedLocation,
} from './locations.ts'
import { recallFolder, recallSums, type FolderSums, type RecalledEntry } from './recall.ts'
import { createReconcile } from './reconcile.ts'
import { forgetOldTombstones, openReplica } from './replica.ts'
import { sumsOf } from './rows.ts'
import { createScanJobs } from './scan-job.ts'
import { FOLDERS } from './totals.ts'
import { createWatching } from './watching.ts'
import { createWriter } from './writer.ts'

export type { SeenFacts } from './diff.ts'
export type { FolderSums, RecalledEntry } from './recall.ts'

/** A location that was not read as a whole for so long is read again, in the background. */
const SCAN_AGAIN_MS = 24 * 3_600_000
const LOOK_FOR_OLD_MS = 10 * 60_000

export interface IndexingDeps extends Pick<Ports, 'fs' | 'clock' | 'random' | 'scheduler' | 'log'> {
  readonly db: Db
  readonly changes: Changes
  readonly jobs: () => JobQueue
  readonly rootOf: (locationId: LocationId) => RootId | undefined
  /** Whether the location can be read now. */
  readonly isReachable: (locationId: LocationId) => boolean
  /** Whether somebody looks at a folder of it that is being listed: that goes first. */
  readonly isBrowsed: (locationId: LocationId) => boolean
  /** A location turned out not to be readable. */
  readonly onShut: (locationId: LocationId) => void
  /** Entries of a folder changed on disk. */
  readonly onChanged: (at: At, names: readonly string[]) => void
  /** Sums changed. */
  readonly onSummed: (folderIds: ReadonlySet<number>) => void
}

export interface Indexing {
  readonly handlers: CoreHandlers['indexing']
  readonly kinds: readonly RunnableJob[]
  /** Within the transaction that adds a location. `isDropped`: a window will come with its drop. */
  add(tx: Tx, locationId: LocationId, isDropped: boolean): Promise<void>
  /** Within the transaction that removes it. */
  remove(tx: Tx, locationId: LocationId): Promise<void>
  /** After a transaction with `add` or `remove`. */
  reload(): Promise<void>
  /** The location stands for another folder now. */
  replaced(locationId: LocationId): Promise<void>
  /** It can be read (again). */
  back(locationId: LocationId): void
  recall(
    at: At,
    onRows: (rows: readonly RecalledEntry[]) => Promise<void>,
  ): Promise<{ readonly listedMs: number } | undefined>
  recallSums(at: At): Promise<FolderSums | undefined>
  listed(at: At, entries: readonly FsEntry[]): void
  read(at: At, facts: ReadonlyMap<string, SeenFacts>): void
  /** Once, when the jobs run. `stored`: all locations there are. */
  start(stored: readonly LocationId[]): Promise<void>
  /** Resolves when no second look is under way or due. For tests. */
  idle(): Promise<void>
  stop(): void
}

export async function openIndexing(deps: IndexingDeps): Promise<Indexing> {
  const { db, fs, clock, random, scheduler, log, changes } = deps
  const opened = await db.write(async (tx) => {
    await forgetOldTombstones(tx)
    return ok(await openReplica(tx, random))
  })
  if (!opened.ok) throw new Error(`the index cannot be opened: ${opened.error.type}`)
  const writer = createWriter({ db, replica: opened.value, onWritten: deps.onSummed })
  let locations: readonly IndexedLocation[] = await db.read(readIndexedLocations)
  const rulesByLocation = new Map<
    LocationId,
    { readonly rootId: RootId; readonly rules: LocationRules; readonly folder: FolderRules }
  >()
  const scanning = new Set<LocationId>()
  const onDefect = (error: unknown): void => {
    log.defect(error)
  }

  const locationOf = (locationId: LocationId): IndexedLocation | undefined =>
    locations.find((location) => location.locationId === locationId)
  const reload = async (): Promise<void> => {
    locations = await db.read(readIndexedLocations)
    changes.publish(['index'])
    watching.review()
  }
  const rulesOf = ({ locationId, rules }: IndexedLocation): FolderRules | undefined => {
    const rootId = deps.rootOf(locationId)
    if (rootId === undefined) return undefined
    const known = rulesByLocation.get(locationId)
    if (known?.rootId === rootId && known.rules === rules) return known.folder
    const folder = createFolderRules(fs, rootId, rules)
    rulesByLocation.set(locationId, { rootId, rules, folder })
    return folder
  }

  const drops = createDropSessions({ scheduler, clock })
  const jobs = createScanJobs({
    db,
    fs,
    clock,
    scheduler,
    writer,
    drops,
    rootOf: deps.rootOf,
    isBrowsed: deps.isBrowsed,
    rulesOf,
    onShut: deps.onShut,
    onBegin: (locationId) => {
      scanning.add(locationId)
      changes.publish(['index'])
    },
    onEnd: (locationId) => {
      scanning.delete(locationId)
      // Rules of .gitignore files may have been read before they changed.
      rulesByLocation.delete(locationId)
      reload().then(countFolders).then(reconcile.kick, onDefect)
    },
  })
  const reconcile = createReconcile({
    db,
    fs,
    clock,
    scheduler,
    log,
    writer,
    rootOf: deps.rootOf,
    locations: () => locations,
    rulesOf,
    isScanning: (locationId) => scanning.has(locationId),
    isReachable: deps.isReachable,
    onSettled: reload,
  })
  const feed = createFeed({
    writer,
    clock,
    scheduler,
    locationOf,
    rulesOf,
    onFlagged: reconcile.kick,
    onDefect,
  })
  const folderCounts = new Map<LocationId, number>()
  const watching = createWatching({
    fs,
    changes,
    scheduler,
    open: () =>
      locations.flatMap(({ locationId }) => {
        const rootId = deps.rootOf(locationId)
        if (rootId === undefined || !deps.isReachable(locationId)) return []
        return [{ locationId, rootId, folders: folderCounts.get(locationId) }]
      }),
    onChanged: deps.onChanged,
    onHints(locationId, paths, moves) {
      const location = locationOf(locationId)
      const isIgnoreFile = (path: RelPath): boolean => nameOf(path) === '.gitignore'
      if (location?.rules.sets.includes('gitignore') === true && paths.some(isIgnoreFile)) {
        rulesByLocation.delete(locationId)
        requestScan(locationId, 'background').catch(onDefect)
      }
      reconcile.hinted(locationId, paths, moves)
    },
    onLost: (locationId) => void requestScan(locationId, 'normal').catch(onDefect),
    onDefect,
  })
  /** How many folders a location has decides how it is watched. */
  const countFolders = async (): Promise<void> => {
    await db.read(async (tx) => {
      for (const { locationId, rootEntryId, scannedMs } of locations)
        if (scannedMs !== undefined)
          folderCounts.set(locationId, (await sumsOf(tx, rootEntryId))?.[FOLDERS] ?? 0)
    })
    watching.review()
  }

  /** Within a transaction. */
  const enqueue = async (
    tx: Tx,
    location: Pick<IndexedLocation, 'locationId' | 'locationNo' | 'scannedMs'>,
    priority: 'background' | 'normal',
  ) => {
    const { locationId } = location
    const isNew = !deps.jobs().hasUnfinished(locationId)
    const scan = isNew ? await beginScan(tx, location.locationNo) : 0
    const kind = location.scannedMs === undefined ? jobs.index : jobs.rescan
    return deps
      .jobs()
      .enqueue(tx, kind, { locationId, scan }, { key: `scan ${locationId}`, priority, locationId })
  }
  const requestScan = async (
    locationId: LocationId,
    priority: 'background' | 'normal',
  ): Promise<void> => {
    const location = locationOf(locationId)
    if (location === undefined) return
    await db.write(async (tx) => ok(await enqueue(tx, location, priority)))
    await reload()
  }
  const addOne = async (tx: Tx, locationId: LocationId): Promise<void> => {
    await writer.within(tx, (context) => addIndexedLocation(tx, context, locationId))
    const added = (await readIndexedLocations(tx)).find((one) => one.locationId === locationId)
    await enqueue(tx, must(added, 'the location that was just added'), 'normal')
  }
  const removeOne = (tx: Tx, locationId: LocationId) =>
    writer.within(tx, () => removeIndexedLocation(tx, writer.replica, locationId))

  let cancelPurge: (() => void) | undefined
  const purge = (after: number): void => {
    cancelPurge = scheduler.after(20, () => {
      db.write(async (tx) => ok(await purgeSome(tx, after))).then((done) => {
        if (done.ok && done.value !== undefined && cancelPurge !== undefined) purge(done.value)
      }, onDefect)
    })
  }

  let cancelOld: (() => void) | undefined
  const lookForOld = (): void => {
    cancelOld = scheduler.after(LOOK_FOR_OLD_MS, lookForOld)
    for (const { locationId, scannedMs } of locations) {
      const isOld = scannedMs !== undefined && clock.now() - scannedMs > SCAN_AGAIN_MS
      if (isOld && deps.isReachable(locationId) && !deps.jobs().hasUnfinished(locationId))
        requestScan(locationId, 'background').catch(onDefect)
    }
  }

  return {
    kinds: [jobs.index, jobs.rescan],
    async add(tx, locationId, isDropped) {
      await addOne(tx, locationId)
      if (isDropped) drops.expect(locationId)
    },
    async remove(tx, locationId) {
      await removeOne(tx, locationId)
    },
    async reload() {
      await reload()
      purge(0)
    },
    async replaced(locationId) {
      await deps.jobs().drop(locationId)
      await db.write(async (tx) => {
        await removeOne(tx, locationId)
        await addOne(tx, locationId)
        return ok()
      })
      rulesByLocation.delete(locationId)
      folderCounts.delete(locationId)
      await reload()
      purge(0)
    },
    back(locationId) {
      deps.jobs().wake('permission', locationId)
      deps.jobs().wake('disk', locationId)
      watching.review()
      reconcile.kick()
    },
    async recall(at, onRows) {
      const location = locationOf(at.locationId)
      return location && recallFolder(db, location, at.path, onRows)
    },
    async recallSums(at) {
      const location = locationOf(at.locationId)
      return location && db.read((tx) => recallSums(tx, location, at.path))
    },
    listed: (at, entries) => void feed.listed(at, entries).catch(onDefect),
    read: (at, facts) => feed.read(at, facts),
    async start(stored) {
      const known = new Set(locations.map(({ locationId }) => locationId))
      const lost = stored.filter((locationId) => !known.has(locationId))
      const gone = [...known].filter((locationId) => !stored.includes(locationId))
      if (lost.length > 0 || gone.length > 0)
        await db.write(async (tx) => {
          for (const locationId of lost) await addOne(tx, locationId)
          for (const locationId of gone) await removeOne(tx, locationId)
          return ok()
        })
      await reload()
      await countFolders()
      purge(0)
      lookForOld()
      reconcile.kick()
    },
    idle: () => reconcile.idle(),
    stop() {
      feed.stop()
      reconcile.stop()
      watching.stop()
      cancelPurge?.()
      cancelPurge = undefined
      cancelOld?.()
    },
    handlers: createHandlers({
      db,
      fs,
      writer,
      drops,
      jobs: deps.jobs,
      rootOf: deps.rootOf,
      locations: () => locations,
      isScanning: (locationId) => scanning.has(locationId),
      liveOf: watching.liveOf,
      rulesOf,
      forgetRules: (locationId) => void rulesByLocation.delete(locationId),
      enqueue,
      reload,
    }),
  }
}
