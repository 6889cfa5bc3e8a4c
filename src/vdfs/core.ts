// Wires the modules into one core. No logic here: what a module needs of another is passed in.
import type { BootError } from './api/core-errors.ts'
import { ok, type Result } from './api/result.ts'
import { createChanges, type Changes } from './changes/changes.ts'
import { createDb, migrate } from './db/db.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { createEntries } from './entries/entries.ts'
import { createFiles } from './files/files.ts'
import { openIndexing } from './indexing/indexing.ts'
import { createJobs } from './jobs/jobs.ts'
import { createLocations } from './locations/locations.ts'
import type { Ports } from './ports.ts'
import { createPreferences } from './preferences/preferences.ts'
import { addNotice, createStorage } from './storage/storage.ts'

export interface Core {
  /** Every call of the contract goes through here. */
  readonly dispatch: Dispatch
  readonly changes: Changes
  /** Resolves when no second look at the disk is under way or due. */
  readonly idle: () => Promise<void>
}

/**
 * Brings the database up to date and starts everything that lasts.
 * @returns why it cannot start, if it cannot; nothing is half started then
 * @throws what the migration of a damaged database throws
 */
export async function createCore(ports: Ports): Promise<Result<Core, BootError>> {
  const migrated = await migrate(ports.db, ports.clock)
  if (!migrated.ok) return migrated

  const changes = createChanges()
  const db = createDb(ports.db, {
    clock: ports.clock,
    breathe: () => ports.scheduler.yield(),
    onCommit: (topics) => changes.publish(topics),
  })
  const locations = createLocations({
    ...ports,
    db,
    changes,
    onAdd: (tx, locationId, origin) => indexing.add(tx, locationId, origin === 'dropped'),
    onRemove: (tx, locationId) => indexing.remove(tx, locationId),
    onGone(locationId, why) {
      entries.drop(locationId)
      void (why === 'removed' ? indexing.reload() : indexing.replaced(locationId))
    },
    onRemoving: (locationId) => jobs.queue.drop(locationId),
    onAdded: () => void indexing.reload(),
    onBack(locationId) {
      entries.revive(locationId)
      indexing.back(locationId)
    },
  })
  const entries = createEntries({
    ...ports,
    changes,
    rootOf: locations.rootOf,
    onUnreadable: locations.suspect,
    onRead: locations.met,
    memory: {
      recall: (at, onRows) => indexing.recall(at, onRows),
      recallSums: (at) => indexing.recallSums(at),
      listed: (at, listed) => indexing.listed(at, listed),
      read: (at, facts) => indexing.read(at, facts),
    },
  })
  const indexing = await openIndexing({
    ...ports,
    db,
    changes,
    jobs: () => jobs.queue,
    rootOf: locations.rootOf,
    isReachable: locations.isReachable,
    onShut: locations.suspect,
    isBrowsed: (locationId) => entries.isListing(locationId),
    onChanged: (at, names) => entries.hinted(at, names),
    onSummed: (folderIds) => entries.summed(folderIds),
  })
  const jobs = createJobs({ ...ports, db, changes, kinds: indexing.kinds })

  const { restored } = await locations.start()
  const news = noticeOf(ports.storage, migrated.value.wasEmpty, restored)
  if (news !== undefined) {
    const notice = { ...news, noticeId: ports.random.id(), atMs: ports.clock.now() }
    await db.write(async (tx) => ok(await addNotice(tx, notice)))
  }

  await jobs.start()
  await indexing.start(locations.all())

  const handlers = {
    locations: locations.handlers,
    entries: entries.handlers,
    indexing: indexing.handlers,
    jobs: jobs.handlers,
    files: createFiles({ fs: ports.fs, rootOf: locations.rootOf }),
    preferences: createPreferences(db),
    storage: createStorage(db, ports.storage, ports.clock),
  }
  return ok({ dispatch: createDispatch(handlers, ports.log), changes, idle: () => indexing.idle() })
}

/** What a person must know of this start. */
function noticeOf({ quarantined, home }: Ports['storage'], wasEmpty: boolean, restored: number) {
  if (quarantined !== undefined)
    return {
      type: 'DatabaseRebuilt',
      keptAs: quarantined.keptAs,
      locationsKept: restored,
    } as const
  if (home === 'memory') return { type: 'NothingIsKept' } as const
  return wasEmpty && restored > 0
    ? ({ type: 'DatabaseLost', locationsKept: restored } as const)
    : undefined
}
