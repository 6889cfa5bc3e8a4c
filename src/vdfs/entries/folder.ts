// One folder as the core remembers it: its rows, their orders, and the work that keeps them true. Lists when asked,
// again when told or when somebody comes back after a while; reads facts for the screen, for sorts and sums; ends all
// of it when nobody cares any more, and keeps what it has.
import type { ListingState, Window } from '../api/entries.ts'
import type { FsError } from '../api/fs-errors.ts'
import type { RootId } from '../api/ids.ts'
import type { RelPath } from '../api/paths.ts'
import type { FolderSums, RecalledEntry, SeenFacts } from '../indexing/indexing.ts'
import type { Clock, FileSystem, Log, Scheduler } from '../ports.ts'
import { createFactsReader } from './facts.ts'
import { readListing, type Verdict } from './listing.ts'
import { createOrders, type Order } from './orders.ts'
import { createRows, type Rows } from './row-columns.ts'
import { retryFailed } from './row-facts.ts'
import { addRecalled, rowAt } from './rows.ts'
import { createSecondLooks } from './second-looks.ts'
import type { Pacer } from './sort.ts'
import { createSorting, type Look, type Shown } from './sorting.ts'
import { slotsBetween, totalOf } from './view.ts'
import { createGate, createThrottle, within, type Gate } from './waiting.ts'

/** How long work goes on that nobody asked for again. */
const PATIENCE_MS = 5_000
/** A listing younger than this is as good as new when somebody comes back. */
const FRESH_MS = 2_000
/** Large folders take seconds to list: they are listed again less readily. */
const LARGE_ROWS = 20_000
const FRESH_LARGE_MS = 60_000
/** Up to so many files all facts are read, so that sums are there before they are asked for. */
const READ_ALL_FILES = 5_000
/** The facts of so many rows are read one by one for a sum; for more, those of all. */
const FEW_FOR_A_SUM = 1_000
/** After the facts on screen, the others wait so long. */
const REST_PAUSE_MS = 100
/** A first answer waits so long for the first rows… */
const FIRST_ROWS_MS = 50
/** …and for the rest of a small folder, which then comes whole. */
const REST_MS = 16
/** News come no faster than a screen can follow… */
const NEWS_MS = 16
/** …and slower while a folder is listed: each has windows ask and draw again, which costs what the listing needs. */
const NEWS_WHILE_LISTING_MS = 200
const NEWS_WHILE_LISTING_MANY_MS = 500
/** Sums change with every file that an index takes in. */
const NEWS_OF_SUMS_MS = 500
/** While a large folder is listed, facts wait until now: in a small one the names are complete by then. */
const FACTS_WHILE_LISTING_MS = 300

export interface FolderPort {
  readonly fs: FileSystem
  readonly clock: Clock
  readonly scheduler: Scheduler
  readonly log: Log
  readonly pacer: Pacer
  readonly rootId: RootId
  readonly path: RelPath
  readonly isWatched: () => boolean
  /** Something that a window shows is different. */
  readonly changed: () => void
  readonly onListingStart: () => void
  readonly onListingEnd: (verdict: Verdict) => Promise<void>
  /** What is remembered of it, handed out in parts. @returns when it was listed, if anything is remembered */
  readonly recall: (
    onRows: (rows: readonly RecalledEntry[]) => Promise<void>,
  ) => Promise<{ readonly listedMs: number } | undefined>
  /** Sums over it and over the folders in it. */
  readonly recallSums: () => Promise<FolderSums | undefined>
  /** Facts that were read for a screen. */
  readonly onFacts: (facts: ReadonlyMap<string, SeenFacts>) => void
}

export interface Folder {
  readonly rootId: RootId
  readonly rows: Rows
  /** Somebody asks: lists if that was never done, and waits a moment for the first rows. */
  ask(): Promise<void>
  /** How rows stand in a view now. */
  view(look: Look): Promise<Order>
  /** `withheld` is the caller's to add. */
  window(look: Look, from: number, limit: number): Promise<Omit<Window, 'withheld'>>
  /** Somebody wants the sum of these rows: what it lacks is read, as long as they go on asking. */
  readFor(slots: 'all' | readonly (number | undefined)[]): void
  /** Lists again, after the listing under way if there is one. */
  relist(): void
  /** Somebody comes back to this folder. */
  revisit(): void
  /** The location can be read again: what failed is tried again. */
  revive(): void
  /** Watched from now on, or no longer. */
  watched(isWatched: boolean): void
  isBusy(): boolean
  isListing(): boolean
  /** A watcher says that these entries changed. */
  readonly hinted: (names: readonly string[]) => void
  /** Somebody else read facts, of files of this folder or not. */
  readonly takeFacts: (facts: ReadonlyMap<string, SeenFacts>) => void
  /** The sums of these folders changed, by their ids in the index. */
  summed(folderIds: ReadonlySet<number>): void
  /** The folder is not remembered any more. */
  drop(): void
}

type State =
  | { readonly type: 'unlisted' }
  | { readonly type: 'complete'; readonly endedMs: number }
  | { readonly type: 'failed'; readonly endedMs: number; readonly error: FsError }

interface Run {
  readonly controller: AbortController
  readonly firstRows: Gate
  readonly end: Gate
}

export function createFolder(port: FolderPort): Folder {
  const { fs, clock, scheduler, log, pacer, rootId, path } = port
  const rows = createRows()
  const orders = createOrders(rows, pacer)
  let state: State = { type: 'unlisted' }
  let run: Run | undefined
  /** To be listed again after the listing under way. */
  let again = false
  let isDropped = false
  let recalling: Run | undefined
  let isRecalled = false
  let sums: FolderSums | undefined
  let areSumsStale = true
  let isReadingRest = false
  let isReadingForSum = false
  let sumAskedMs = Number.NEGATIVE_INFINITY
  let askedMs = clock.now()
  let cancelIdle: (() => void) | undefined
  let cancelRest: (() => void) | undefined
  const onDefect = (error: unknown): void => {
    log.defect(error)
  }

  const news = createThrottle(port, port.changed)
  const changed = (): void => {
    const isMany = rows.live > LARGE_ROWS
    const whileListing = isMany ? NEWS_WHILE_LISTING_MANY_MS : NEWS_WHILE_LISTING_MS
    news.within(run === undefined ? NEWS_MS : whileListing)
  }

  const facts = createFactsReader({
    rows,
    read: (names, signal) => fs.statFiles({ rootId, path }, names, signal),
    onRead({ changed: isNew, outdated, facts: read }) {
      if (read.size > 0) port.onFacts(read)
      if (isNew || sorting.isBusy()) changed()
      if (outdated) relist()
    },
    onIdle: readRestLater,
    onDefect,
  })
  const looks = createSecondLooks({
    ...port,
    rows,
    orders,
    whatNow: () => {
      if (isDropped) return 'nothing'
      if (run !== undefined || recalling !== undefined) return 'listing'
      return state.type === 'complete' ? 'known' : 'unknown'
    },
    relist: () => relist(),
    changed,
    onDefect,
  })
  const sorting = createSorting({
    rows,
    orders,
    facts,
    clock,
    patienceMs: PATIENCE_MS,
    isListing: () => run !== undefined || recalling !== undefined || isDropped,
    changed,
    onDefect,
  })

  // -------------------------------------------------------------- recalling

  /** The first time: shows what is remembered, then looks at the disk. */
  const begin = (): void => {
    if (recalling !== undefined || isDropped) return
    const mine: Run = {
      controller: new AbortController(),
      firstRows: createGate(),
      end: createGate(),
    }
    recalling = mine
    recall(mine)
      .catch(onDefect)
      .finally(() => {
        recalling = undefined
        mine.firstRows.open()
        mine.end.open()
        if (isDropped) return
        news.now()
        sorting.resume()
        if (state.type === 'unlisted') list()
        else revisit()
      })
  }

  const recall = async (mine: Run): Promise<void> => {
    const known = await port.recall(async (entries) => {
      for (const entry of entries) {
        const slot = addRecalled(rows, entry)
        if (slot !== undefined) orders.add(slot)
      }
      await orders.settle()
      mine.firstRows.open()
      changed()
      if (pacer.spent(32 * entries.length)) await pacer.rest()
    })
    if (known === undefined) return
    isRecalled = true
    state = { type: 'complete', endedMs: known.listedMs }
  }

  /** The newest sums, for those who ask next. */
  const refreshSums = async (): Promise<void> => {
    if (!areSumsStale) return
    areSumsStale = false
    sums = await port.recallSums()
  }

  // -------------------------------------------------------------- listing

  const relist = (): void => {
    askedMs = clock.now()
    armIdle()
    if (recalling !== undefined) return // it lists as soon as that is over
    if (run === undefined) list()
    else again = true
  }

  const list = (): void => {
    if (isDropped) return
    again = false
    const mine: Run = {
      controller: new AbortController(),
      firstRows: createGate(),
      end: createGate(),
    }
    run = mine
    port.onListingStart()
    if (rows.live === 0) {
      facts.pause()
      scheduler.after(FACTS_WHILE_LISTING_MS, () => {
        if (run === mine) facts.resume()
      })
    }
    read(mine)
      .catch((error: unknown): Verdict => ({ type: 'failed', error: defectAsFault(error, log) }))
      .then((verdict) => finish(mine, verdict))
      .catch(onDefect)
  }

  const read = async ({ controller, firstRows }: Run): Promise<Verdict> => {
    const verdict = await readListing(fs.list({ rootId, path }, controller.signal), {
      rows,
      orders,
      pacer,
      scheduler,
      keepsFacts: isRecalled && rows.files > READ_ALL_FILES,
      onRows() {
        firstRows.open()
        changed()
      },
      onDefect,
    })
    await port.onListingEnd(verdict)
    return verdict
  }

  const finish = (mine: Run, verdict: Verdict): void => {
    const endedMs = clock.now()
    run = undefined
    if (verdict.type === 'complete') state = { type: 'complete', endedMs }
    else if (verdict.type === 'failed') state = { type: 'failed', endedMs, error: verdict.error }
    else state = { type: 'unlisted' }
    mine.firstRows.open()
    mine.end.open()
    if (isDropped) return
    news.now()
    facts.resume()
    sorting.resume()
    if (again) list()
  }

  /** What the screen shows is drawn first. */
  function readRestLater(): void {
    cancelRest?.()
    cancelRest = scheduler.after(REST_PAUSE_MS, readRest)
  }

  /** Small folders have all their facts read while somebody looks. */
  const readRest = (): void => {
    const goesOn = (): boolean => port.isWatched() && run === undefined && !isDropped
    if (isReadingRest || rows.files > READ_ALL_FILES || !goesOn()) return
    isReadingRest = true
    facts
      .readAll(goesOn)
      .catch(onDefect)
      .finally(() => {
        isReadingRest = false
      })
  }

  const readFor = (slots: 'all' | readonly (number | undefined)[]): void => {
    sumAskedMs = clock.now()
    if (slots !== 'all' && slots.length <= FEW_FOR_A_SUM) {
      const known = slots.filter((slot) => slot !== undefined)
      facts.want('sum', async () => known)
      return
    }
    if (isReadingForSum) return
    isReadingForSum = true
    facts
      .readAll(() => clock.now() - sumAskedMs < PATIENCE_MS && run === undefined && !isDropped)
      .catch(onDefect)
      .finally(() => {
        isReadingForSum = false
      })
  }

  // -------------------------------------------------------------- care

  const isBusy = (): boolean =>
    run !== undefined || recalling !== undefined || facts.isBusy() || sorting.isBusy()

  const armIdle = (): void => {
    const leftMs = askedMs + PATIENCE_MS - clock.now()
    cancelIdle ??= scheduler.after(leftMs > 0 ? leftMs : PATIENCE_MS, () => {
      cancelIdle = undefined
      if (!isBusy()) return
      if (port.isWatched() || clock.now() - askedMs < PATIENCE_MS) armIdle()
      else stop()
    })
  }

  const stop = (): void => {
    again = false
    run?.controller.abort()
    facts.stop()
  }

  const revisit = (): void => {
    if (run !== undefined || recalling !== undefined || state.type === 'unlisted') return
    const freshMs = rows.live > LARGE_ROWS ? FRESH_LARGE_MS : FRESH_MS
    if (clock.now() - state.endedMs > freshMs) list()
  }

  const ask = async (): Promise<void> => {
    if (!port.isWatched() && clock.now() - askedMs > FRESH_MS) revisit()
    askedMs = clock.now()
    armIdle()
    if (state.type === 'unlisted' && run === undefined) begin()
    const first = recalling ?? run
    if (first === undefined || rows.live > 0) return
    await within(scheduler, FIRST_ROWS_MS, first.firstRows.opened)
    if (first.firstRows.isOpen()) await within(scheduler, REST_MS, first.end.opened)
    // Nothing was remembered: the disk is asked.
    if (first === recalling || first === run || run === undefined || isRecalled) return
    await within(scheduler, FIRST_ROWS_MS, run.firstRows.opened)
    if (run?.firstRows.isOpen()) await within(scheduler, REST_MS, run.end.opened)
  }

  // -------------------------------------------------------------- showing

  /** What is shown, at a moment when no row of it is gone yet. */
  const show = async (look: Look): Promise<Shown> => {
    for (;;) {
      const revision = orders.revision()
      const shown = await sorting.show(look)
      if (orders.revision() === revision) return shown
    }
  }

  return {
    rootId,
    rows,
    ask,
    view: async (look) => (await show(look)).order,
    async window(look, from, limit) {
      await ask()
      const sort = sorting.ask(look)
      if (sort !== undefined) await within(scheduler, REST_MS, sort)
      facts.want(JSON.stringify([look, from, limit]), async () =>
        slotsBetween((await show(look)).order, from, from + limit),
      )
      await refreshSums()
      const { order, sorting: progress, hidden } = await show(look)
      const slots = slotsBetween(order, from, from + limit)
      looks.keepTrue(slots)
      const isOver = run === undefined && recalling === undefined
      return {
        rows: slots.map((slot) => rowAt(rows, slot, sums?.below)),
        from,
        total: totalOf(order),
        folders: order.folders.length,
        files: order.files.length,
        hidden,
        listing: listingState(isOver, state),
        listedMs: isOver && state.type !== 'unlisted' ? state.endedMs : undefined,
        sorting: progress,
        totals: sums?.own,
      }
    },
    readFor,
    relist,
    revisit,
    revive() {
      if (state.type === 'failed') relist()
      if (retryFailed(rows)) facts.resume()
      news.now()
    },
    watched(isWatched) {
      askedMs = clock.now()
      armIdle()
      if (!isWatched) return
      revisit()
      if (run === undefined) facts.resume()
    },
    isBusy,
    isListing: () => run !== undefined,
    hinted: looks.hinted,
    takeFacts: looks.takeFacts,
    summed(folderIds) {
      if (sums !== undefined && !folderIds.has(sums.folderId)) return
      areSumsStale = true
      news.within(NEWS_OF_SUMS_MS)
    },
    drop() {
      isDropped = true
      looks.stop()
      stop()
      cancelIdle?.()
      news.stop()
      cancelRest?.()
    },
  }
}

function listingState(isOver: boolean, state: State): ListingState {
  if (!isOver || state.type === 'unlisted') return { state: 'listing' }
  return state.type === 'failed' ? { state: 'failed', error: state.error } : { state: 'complete' }
}

function defectAsFault(error: unknown, log: Log): FsError {
  const message = error instanceof Error ? error.message : String(error)
  return { type: 'FsFault', name: `Defect ${log.defect(error)}`, message }
}
