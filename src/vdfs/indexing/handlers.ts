// What the contract asks of the index.
import type { CoreHandlers } from '../api/core-api.ts'
import type { LocationId, RootId } from '../api/ids.ts'
import type { IndexStatus } from '../api/indexing.ts'
import type { JobId } from '../api/jobs.ts'
import type { LocationNotFound } from '../api/locations.ts'
import { joinPath, ROOT, segmentsOf, type RelPath } from '../api/paths.ts'
import { err, ok } from '../api/result.ts'
import type { Db, Tx } from '../db/db.ts'
import type { JobQueue } from '../jobs/jobs.ts'
import type { FileSystem } from '../ports.ts'
import type { DropSessions } from './drops.ts'
import { createFolderRules, type FolderRules } from './folder-rules.ts'
import { configureLocation, type IndexedLocation } from './locations.ts'
import { keepMissing, removeMissing } from './missing.ts'
import {
  excludedOf,
  indexedEntry,
  missingOf,
  rowsSince,
  statusOf,
  unreadableOf,
} from './queries.ts'
import { entryAt } from './reconcile.ts'
import { folderAt, sumsOf } from './rows.ts'
import { totalsOf } from './totals.ts'
import type { IndexWriter } from './writer.ts'

export interface HandlersPort {
  readonly db: Db
  readonly fs: FileSystem
  readonly writer: IndexWriter
  readonly drops: DropSessions
  readonly jobs: () => JobQueue
  readonly rootOf: (locationId: LocationId) => RootId | undefined
  readonly locations: () => readonly IndexedLocation[]
  readonly isScanning: (locationId: LocationId) => boolean
  readonly liveOf: (locationId: LocationId) => IndexStatus['live']
  readonly rulesOf: (location: IndexedLocation) => FolderRules | undefined
  readonly forgetRules: (locationId: LocationId) => void
  /** Asks for a scan, within a transaction. */
  readonly enqueue: (
    tx: Tx,
    location: IndexedLocation,
    priority: 'background' | 'normal',
  ) => Promise<JobId>
  /** After a write that locations show. */
  readonly reload: () => Promise<void>
}

const notFound = err<LocationNotFound>({ type: 'LocationNotFound' })

export function createHandlers(port: HandlersPort): CoreHandlers['indexing'] {
  const { db, fs, writer, drops } = port
  const locationOf = (locationId: LocationId): IndexedLocation | undefined =>
    port.locations().find((location) => location.locationId === locationId)
  /** For handlers about one location. */
  const withLocation = async <T>(
    locationId: LocationId,
    work: (location: IndexedLocation) => Promise<T>,
  ) => {
    const location = locationOf(locationId)
    return location === undefined ? notFound : ok(await work(location))
  }

  return {
    status: async () =>
      ok(
        await db.read(async (tx) => {
          const all = []
          for (const location of port.locations())
            all.push(
              await statusOf(tx, location, {
                isScanning: port.isScanning(location.locationId),
                live: port.liveOf(location.locationId),
              }),
            )
          return all
        }),
      ),
    async configure({ locationId, mode, rules }, { commandId }) {
      const location = locationOf(locationId)
      if (location === undefined) return notFound
      const next = { mode: mode ?? location.mode, rules: rules ?? location.rules }
      // A scan under way began with other rules: it is ended, and all is read again.
      await port.jobs().drop(locationId)
      const written = await db.command(commandId, async (tx) => {
        await writer.within(tx, () =>
          configureLocation(tx, writer.replica, location.locationNo, next.mode, next.rules),
        )
        await port.enqueue(tx, location, 'normal')
        return ok()
      })
      await port.reload()
      return written
    },
    async rescan({ locationId }, { commandId }) {
      const location = locationOf(locationId)
      if (location === undefined) return notFound
      port.forgetRules(locationId)
      // One that ended for good, as in quarantine, would stand in the way.
      if (!port.jobs().hasUnfinished(locationId)) await port.jobs().drop(locationId)
      const written = await db.command(commandId, async (tx) =>
        ok({ jobId: await port.enqueue(tx, location, 'normal') }),
      )
      await port.reload()
      return written
    },
    totals: ({ at }) =>
      withLocation(at.locationId, (location) =>
        db.read(async (tx) => {
          const folderId = await folderAt(tx, location.rootEntryId, segmentsOf(at.path))
          const sums = folderId === undefined ? undefined : await sumsOf(tx, folderId)
          return sums && totalsOf(sums)
        }),
      ),
    entry: ({ at }) =>
      withLocation(at.locationId, (location) =>
        db.read(async (tx) => {
          const found =
            (await entryAt(tx, location, at.path, false)) ??
            (await entryAt(tx, location, at.path, true))
          return found && indexedEntry(found)
        }),
      ),
    excluded: ({ locationId, ...page }) =>
      withLocation(locationId, (location) => db.read((tx) => excludedOf(tx, location, page))),
    unreadable: ({ locationId, ...page }) =>
      withLocation(locationId, (location) => db.read((tx) => unreadableOf(tx, location, page))),
    missing: ({ locationId, ...page }) =>
      withLocation(locationId, (location) => db.read((tx) => missingOf(tx, location, page))),
    async answerMissing({ locationId, answer }, { commandId }) {
      const location = locationOf(locationId)
      if (location === undefined) return notFound
      const written = await db.command(commandId, async (tx) => {
        const { committed } = await writer.within(tx, async (context) => {
          if (answer === 'remove') await removeMissing(context, location.locationNo)
          else await keepMissing(tx, location.locationNo)
        })
        if (answer === 'keep') await port.enqueue(tx, location, 'normal')
        committed()
        return ok()
      })
      writer.nextEpoch()
      await port.reload()
      return written
    },
    async explain({ at, kind, rules }) {
      const location = locationOf(at.locationId)
      const rootId = port.rootOf(at.locationId)
      if (location === undefined || rootId === undefined) return notFound
      const folder =
        rules === undefined ? port.rulesOf(location) : createFolderRules(fs, rootId, rules)
      return ok(folder && (await explain(folder, at.path, kind)))
    },
    rowsSince: async ({ rev, limit }) => ok(await db.read((tx) => rowsSince(tx, rev, limit))),
    async beginDrop({ locationId }) {
      if (locationOf(locationId) === undefined) return notFound
      drops.begin(locationId)
      return ok()
    },
    async takeDrop({ locationId, batches }) {
      const location = locationOf(locationId)
      if (location === undefined) return notFound
      return ok(await drops.take(locationId, batches, port.rulesOf(location)))
    },
    async endDrop({ locationId }) {
      if (locationOf(locationId) === undefined) return notFound
      drops.end(locationId)
      return ok()
    },
  }
}

/** Which folder on the way to an entry, or the entry itself, is left out. */
async function explain(rules: FolderRules, path: RelPath, kind: 'file' | 'folder') {
  let here: RelPath = ROOT
  for (const name of segmentsOf(path)) {
    const at = joinPath(here, name)
    const because = (await rules.at(here)).judge(name, at === path ? kind : 'folder')
    if (because !== undefined) return { path: at, because }
    here = at
  }
  return undefined
}
