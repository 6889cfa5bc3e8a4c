// The rows of a folder, as far as somebody looks at them. Owns: which windows are asked for and when, the pages at
// hand, what is shown while the next folder is on its way. Refuses: selection, focus, drawing.
//
// One query is under way at a time and the newest wish goes next, so that a scroll bar dragged across a million rows
// costs one window per round trip and nothing piles up.
import { batch, createEffect, createSignal, on, onCleanup, untrack, type Accessor } from 'solid-js'
import type { CoreError } from '#vdfs/api/core-errors.ts'
import type { HoldallApi } from '#vdfs/api/core-api.ts'
import { MAX_WINDOW, type ListingState, type Row, type Window } from '#vdfs/api/entries.ts'
import type { RowId } from '#vdfs/api/ids.ts'
import { dirTopic } from '#vdfs/api/topics.ts'
import type { RowRange } from '../../ui/VirtualList.tsx'
import { isSameAt, isSameView, type View } from './view.ts'

/** Rows of a page: windows begin and end at its multiples, so that a scroll of a few rows asks nothing. */
export const PAGE_ROWS = 100
/** Pages kept beside those in sight: a few screens back and forth. */
const KEPT_PAGES = 60
/** How long the rows of the folder before stay when those of the next are not there yet, ms. */
const HOLD_MS = 100

export interface ListingFacts {
  readonly total: number
  readonly folders: number
  readonly files: number
  readonly hidden: number
  readonly listing: ListingState
  readonly listedMs: number | undefined
  readonly sorting: Window['sorting']
  readonly totals: Window['totals']
  readonly withheld: Window['withheld']
}

const notYet: ListingFacts = {
  total: 0,
  folders: 0,
  files: 0,
  hidden: 0,
  listing: { state: 'listing' },
  listedMs: undefined,
  sorting: undefined,
  totals: undefined,
  withheld: undefined,
}

export interface RowWindow {
  /** The row at an index, if it is at hand. Reactive. */
  readonly at: (index: number) => Row | undefined
  readonly facts: Accessor<ListingFacts>
  /** What the rows belong to: still the view before while the next one is on its way. */
  readonly shownView: Accessor<View>
  /** Whether the rows are those of the view asked for. */
  readonly isSettled: Accessor<boolean>
  /** Changes with every answer that holds news: whoever keeps positions looks them up again. */
  readonly news: Accessor<number>
  readonly error: Accessor<CoreError | undefined>
  /** Says which rows are in sight. */
  readonly look: (range: RowRange) => void
  /** Asks again, as after a failure. */
  readonly reload: () => void
  readonly indexAtHand: (row: RowId) => number | undefined
  /** The ids from `from` (included) to `to` (excluded), if all are at hand. */
  readonly idsAtHand: (from: number, to: number) => readonly RowId[] | undefined
}

export interface RowWindowOptions {
  /** What to look at. Reactive. */
  readonly view: Accessor<View>
  /** Where the person will look first in a new view: what history remembers. */
  readonly firstSight: () => RowRange
  /** A row out of sight that stays drawn, because it has the focus. */
  readonly pinned: () => number | undefined
}

interface Page {
  readonly rows: Accessor<readonly Row[] | undefined>
  readonly set: (rows: readonly Row[] | undefined) => void
  /** The news it is as new as. */
  version: number
}

export function createRowWindow(core: HoldallApi, options: RowWindowOptions): RowWindow {
  const asked = options.view
  const pages = new Map<number, Page>()
  const [shownView, setShownView] = createSignal(untrack(asked), { equals: isSameView })
  const [facts, setFacts] = createSignal<ListingFacts>(notYet)
  const [isSettled, setSettled] = createSignal(false)
  const [news, setNews] = createSignal(-1)
  const [error, setError] = createSignal<CoreError>()

  let sight: RowRange = options.firstSight()
  let view = untrack(asked)
  let generation = 0
  /** Counts the news of the folder; what is older is asked for again when it is in sight. */
  let version = 0
  let factsVersion = -1
  /** Nothing is asked until there are newer news than these: the answer failed, or had nothing to show. */
  let quietVersion = -1
  let busy = false
  let over = false
  let hold: ReturnType<typeof setTimeout> | undefined

  const page = (number: number): Page => {
    const known = pages.get(number)
    if (known !== undefined) return known
    const [rows, set] = createSignal<readonly Row[]>()
    const made: Page = { rows, set: (next) => set(next), version: -1 }
    pages.set(number, made)
    return made
  }
  const rowsOf = (number: number) => page(number).rows()

  /** The next pages to ask for: what is in sight, then what is pinned, then one screen on both sides. */
  const nextSpan = (): RowRange | undefined => {
    if (over || quietVersion === version) return undefined
    const isKnown = factsVersion >= 0
    const end = isKnown ? untrack(facts).total : Number.POSITIVE_INFINITY
    const height = sight.to - sight.from
    const pinned = options.pinned()
    const wishes = [sight]
    if (isKnown && pinned !== undefined) wishes.push({ from: pinned, to: pinned + 1 })
    if (isKnown) wishes.push({ from: sight.from - height, to: sight.to + height })
    for (const wish of wishes) {
      const span = stalePages(Math.max(0, wish.from), Math.min(end, wish.to))
      if (span !== undefined) return span
    }
    return factsVersion === version ? undefined : { from: 0, to: PAGE_ROWS }
  }
  const stalePages = (from: number, to: number): RowRange | undefined => {
    let first: number | undefined
    let last = 0
    for (let number = Math.floor(from / PAGE_ROWS); number * PAGE_ROWS < to; number++) {
      if (page(number).version === version) continue
      first ??= number
      last = number
    }
    if (first === undefined) return undefined
    const start = first * PAGE_ROWS
    return { from: start, to: Math.min((last + 1) * PAGE_ROWS, start + MAX_WINDOW) }
  }

  const pump = async () => {
    if (busy) return
    busy = true
    for (let span = nextSpan(); span !== undefined; span = nextSpan()) {
      const mine = { generation, version }
      // one after the other on purpose: the newest wish goes next
      const answer = await core.entries.window({
        view,
        from: span.from,
        limit: span.to - span.from,
      })
      if (over) return
      if (mine.generation !== generation) continue
      if (answer.ok) accept(answer.value, span, mine.version)
      else fail(answer.error, mine.version)
    }
    busy = false
  }

  const fail = (problem: CoreError, ofVersion: number) => {
    quietVersion = ofVersion
    batch(() => {
      if (!untrack(isSettled)) swap(notYet)
      setError(() => problem)
    })
  }

  const accept = (answer: Window, span: RowRange, ofVersion: number) => {
    const isNew = !untrack(isSettled)
    const isEmptyYet = answer.total === 0 && answer.listing.state === 'listing'
    if (isNew && isEmptyYet && hold !== undefined) {
      quietVersion = ofVersion // the rows of the folder before stay meanwhile
      return
    }
    batch(() => {
      if (isNew) swap(answer)
      setError(undefined)
      setFacts(answer)
      factsVersion = ofVersion
      for (let start = span.from; start < span.to; start += PAGE_ROWS) {
        const rows = answer.rows.slice(start - answer.from, start - answer.from + PAGE_ROWS)
        const target = page(start / PAGE_ROWS)
        target.version = ofVersion
        target.set(rows.length === 0 ? undefined : rows)
      }
      forgetFarPages(answer.total)
      setNews(ofVersion)
    })
  }

  /** From here on the rows are those of the view asked for. */
  const swap = (next: ListingFacts) => {
    clearTimeout(hold)
    hold = undefined
    for (const { set } of pages.values()) set(undefined)
    setFacts(next)
    setShownView(view)
    setSettled(true)
  }

  const forgetFarPages = (total: number) => {
    const middle = (sight.from + sight.to) / 2 / PAGE_ROWS
    const filled = [...pages].filter(([, { rows }]) => untrack(rows) !== undefined)
    const far = filled
      .toSorted(([a], [b]) => Math.abs(a - middle) - Math.abs(b - middle))
      .slice(KEPT_PAGES)
    const beyond = filled.filter(([number]) => number * PAGE_ROWS >= total)
    for (const [, forgotten] of [...far, ...beyond]) {
      forgotten.set(undefined)
      forgotten.version = -1
    }
  }

  const change = (next: View, before: View) => {
    view = next
    generation++
    version++
    factsVersion = -1
    for (const known of pages.values()) known.version = -1
    clearTimeout(hold)
    hold = undefined
    setSettled(false)
    if (!isSameAt(next.at, before.at)) {
      sight = options.firstSight()
      hold = setTimeout(giveUpHolding, HOLD_MS)
    }
    void pump()
  }
  const giveUpHolding = () => {
    hold = undefined
    batch(() => {
      setError(undefined)
      swap(notYet)
    })
  }

  createEffect(
    on(asked, (next, before) => {
      if (before === undefined) void pump()
      else if (!isSameView(next, before)) change(next, before)
    }),
  )
  createEffect(
    on(
      () => dirTopic(asked().at),
      (topic) => {
        const told = () => {
          version++
          void pump()
        }
        onCleanup(core.subscribe([topic], told))
      },
    ),
  )
  onCleanup(() => {
    over = true
    clearTimeout(hold)
  })

  return {
    at: (index) => rowsOf(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS],
    facts,
    shownView,
    isSettled,
    news,
    error,
    look(range) {
      sight = range
      void pump()
    },
    reload() {
      version++
      void pump()
    },
    indexAtHand(row) {
      for (const [number, { rows }] of pages) {
        const at = untrack(rows)?.findIndex(({ rowId }) => rowId === row) ?? -1
        if (at >= 0) return number * PAGE_ROWS + at
      }
      return undefined
    },
    idsAtHand(from, to) {
      const ids: RowId[] = []
      for (let index = from; index < to; index++) {
        const pageRows = untrack(() => rowsOf(Math.floor(index / PAGE_ROWS)))
        const row = pageRows?.[index % PAGE_ROWS]
        if (row === undefined) return undefined
        ids.push(row.rowId)
      }
      return ids
    },
  }
}
