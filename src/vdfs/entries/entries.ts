// Door: what is in the granted folders. Owns the listings, in memory only: the disk is the truth and can be read
// again. Hands out windows of sorted rows and tells a folder's topic when they changed. Refuses to take a listing for
// the disk: rows go only when a complete listing did not meet them.
//
// One folder is folder.ts; names.ts knows how names sort; rows.ts, orders.ts and facts.ts keep the rows, their orders
// and their sizes and dates.
import type { CoreHandlers } from '../api/core-api.ts'
import type { RowPlace } from '../api/entries.ts'
import type { LocationId, RootId } from '../api/ids.ts'
import type { LocationNotFound } from '../api/locations.ts'
import type { At } from '../api/paths.ts'
import { err, ok, type Result } from '../api/result.ts'
import type { FolderSums, RecalledEntry, SeenFacts } from '../indexing/indexing.ts'
import { dirTopic, type Topic } from '../api/topics.ts'
import type { Changes } from '../changes/changes.ts'
import type { FsEntry, Ports } from '../ports.ts'
import { createFolder, type Folder } from './folder.ts'
import type { Order } from './orders.ts'
import { findTyped, placeOfId, placeOfName, summarize } from './questions.ts'
import type { Rows } from './row-columns.ts'
import { findById, findByName, listedEntries } from './rows.ts'
import { createPacer } from './sort.ts'
import { slotsBetween } from './view.ts'
import { createWithheld } from './withheld.ts'

/** Rows that are remembered in all: 100 MB at most. */
const MOST_ROWS = 400_000

export interface EntriesDeps extends Pick<Ports, 'fs' | 'clock' | 'scheduler' | 'log'> {
  readonly changes: Changes
  /** The folder that a location stands for, or undefined if there is no such location. */
  readonly rootOf: (locationId: LocationId) => RootId | undefined
  /** A folder of the location could not be listed, as when permission was taken back or the disk is gone. */
  readonly onUnreadable: (locationId: LocationId) => void
  /** A folder of the location was listed: it is there. */
  readonly onRead: (locationId: LocationId) => void
  /** What the core remembers of folders, and who is told what browsing sees. */
  readonly memory: FolderMemory
  /** Rows remembered in all; tests set it lower. */
  readonly mostRows?: number
}

/** The index, as far as a folder that is looked at needs it. */
export interface FolderMemory {
  recall(
    at: At,
    onRows: (rows: readonly RecalledEntry[]) => Promise<void>,
  ): Promise<{ readonly listedMs: number } | undefined>
  recallSums(at: At): Promise<FolderSums | undefined>
  /** A complete listing. */
  listed(at: At, entries: readonly FsEntry[]): void
  read(at: At, facts: ReadonlyMap<string, SeenFacts>): void
}

export interface Entries {
  readonly handlers: CoreHandlers['entries']
  /** The location is gone, or stands for another folder: nothing of its listings is true any more. */
  drop(locationId: LocationId): void
  /** The location can be read again. */
  revive(locationId: LocationId): void
  /** A watcher says that entries of a folder changed. */
  hinted(at: At, names: readonly string[]): void
  /** Whether a folder of the location that somebody looks at is being listed. */
  isListing(locationId: LocationId): boolean
  /** Facts were read for the index. */
  takeFacts(at: At, facts: ReadonlyMap<string, SeenFacts>): void
  /** Sums changed in the index. */
  summed(folderIds: ReadonlySet<number>): void
}

interface Known extends Folder {
  readonly locationId: LocationId
  readonly topic: Topic
}

export function createEntries(deps: EntriesDeps): Entries {
  const { fs, clock, scheduler, log, changes, rootOf } = deps
  const pacer = createPacer(scheduler)
  const withheld = createWithheld(pacer)
  /** By topic; those asked for last stand last. */
  const folders = new Map<Topic, Known>()

  const open = (at: At): Result<Known, LocationNotFound> => {
    const rootId = rootOf(at.locationId)
    if (rootId === undefined) return err({ type: 'LocationNotFound' })
    const topic = dirTopic(at)
    const known = folders.get(topic)
    if (known?.rootId !== rootId) known?.drop()
    const folder = known?.rootId === rootId ? known : create(at, topic, rootId)
    folders.delete(topic)
    folders.set(topic, folder)
    return ok(folder)
  }

  const create = (at: At, topic: Topic, rootId: RootId): Known => {
    const folder = createFolder({
      fs,
      clock,
      scheduler,
      log,
      pacer,
      rootId,
      path: at.path,
      recall: (onRows) => deps.memory.recall(at, onRows),
      recallSums: () => deps.memory.recallSums(at),
      onFacts: (facts) => deps.memory.read(at, facts),
      isWatched: () => changes.isWatched(topic),
      changed: () => changes.publish([topic]),
      onListingStart: () => withheld.begin(topic),
      async onListingEnd(verdict) {
        if (verdict.type === 'failed') deps.onUnreadable(at.locationId)
        if (verdict.type === 'complete') {
          deps.onRead(at.locationId)
          await withheld.compare(topic, (name) => findByName(folder.rows, name) !== undefined)
          deps.memory.listed(at, listedEntries(folder.rows))
        }
        evict()
      },
    })
    return { ...folder, topic, locationId: at.locationId }
  }

  /** Forgets what was not asked for longest, until the rest fits. Never what somebody looks at. */
  const evict = (): void => {
    let rows = 0
    for (const folder of folders.values()) rows += folder.rows.live
    for (const [topic, folder] of folders) {
      if (rows <= (deps.mostRows ?? MOST_ROWS)) return
      if (folder.isBusy() || changes.isWatched(topic)) continue
      rows -= folder.rows.live
      folder.drop()
      folders.delete(topic)
    }
  }

  changes.onWatch((topic, watched) => folders.get(topic)?.watched(watched))

  /** Answers a question about a folder's view, after a moment's wait for the first rows of a new one. */
  const asked = async (at: At): Promise<Result<Known, LocationNotFound>> => {
    const folder = open(at)
    if (folder.ok) await folder.value.ask()
    return folder
  }

  const of = (locationId: LocationId): Known[] =>
    [...folders.values()].filter((folder) => folder.locationId === locationId)

  return {
    drop(locationId) {
      const dropped = of(locationId)
      for (const folder of dropped) {
        folder.drop()
        folders.delete(folder.topic)
        withheld.forget(folder.topic)
      }
      changes.publish(dropped.map((folder) => folder.topic))
    },
    revive(locationId) {
      for (const folder of of(locationId)) folder.revive()
    },
    hinted: (at, names) => folders.get(dirTopic(at))?.hinted(names),
    isListing: (locationId) =>
      of(locationId).some((folder) => folder.isListing() && changes.isWatched(folder.topic)),
    takeFacts: (at, facts) => folders.get(dirTopic(at))?.takeFacts(facts),
    summed(folderIds) {
      for (const folder of folders.values()) folder.summed(folderIds)
    },
    handlers: {
      async window({ view, from, limit }) {
        const folder = open(view.at)
        if (!folder.ok) return folder
        const window = await folder.value.window(view, from, limit)
        return ok({ ...window, withheld: withheld.of(folder.value.topic) })
      },
      async refresh({ at }) {
        const folder = open(at)
        if (!folder.ok) return folder
        folder.value.relist()
        return ok()
      },
      async rowIds({ view, from, to }) {
        const folder = await asked(view.at)
        if (!folder.ok) return folder
        const { rows } = folder.value
        const slots = slotsBetween(await folder.value.view(view), from, to)
        return ok(slots.map((slot) => rows.ids[slot] ?? 0))
      },
      async indexOf({ view, rowId }) {
        const folder = await asked(view.at)
        if (!folder.ok) return folder
        return ok(placeOfId(folder.value.rows, await folder.value.view(view), rowId))
      },
      async placeOfName({ view, name }) {
        const folder = await asked(view.at)
        if (!folder.ok) return folder
        const { rows } = folder.value
        const order = await folder.value.view(view)
        return ok(rowPlace(rows, order, placeOfName(rows, order, name)))
      },
      async typeAhead({ view, prefix, from }) {
        const folder = await asked(view.at)
        if (!folder.ok) return folder
        const { rows } = folder.value
        const order = await folder.value.view(view)
        return ok(rowPlace(rows, order, await findTyped(rows, order, prefix, from, pacer)))
      },
      async summary({ view, rows: chosen }) {
        const folder = await asked(view.at)
        if (!folder.ok) return folder
        const { rows } = folder.value
        const slots =
          chosen === 'all' ? allOf(await folder.value.view(view)) : withIds(rows, chosen)
        const summary = await summarize(rows, slots, pacer)
        if (summary.unread > 0)
          folder.value.readFor(chosen === 'all' ? 'all' : [...withIds(rows, chosen)])
        return ok(summary)
      },
      async reportSeen({ at, names }) {
        const folder = open(at)
        if (!folder.ok) return folder
        withheld.report(folder.value.topic, names)
        const { rows } = folder.value
        const listsAgain = names.some((name) => name !== '' && findByName(rows, name) === undefined)
        if (listsAgain) folder.value.relist()
        return ok({ listsAgain })
      },
    },
  }
}

function rowPlace(rows: Rows, order: Order, index: number | undefined): RowPlace | undefined {
  const [slot] = index === undefined ? [] : slotsBetween(order, index, index + 1)
  const rowId = slot === undefined ? undefined : rows.ids[slot]
  return index === undefined || rowId === undefined ? undefined : { index, rowId }
}

function* withIds(rows: Rows, ids: readonly number[]): Iterable<number | undefined> {
  for (const id of ids) yield findById(rows, id)
}

function* allOf({ folders, files }: Order): Iterable<number> {
  yield* folders
  yield* files
}
