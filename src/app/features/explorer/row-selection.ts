// The selection of the folder that is shown. Owns: where the focus is as a position, ranges over rows that are not
// at hand, what a refresh or another order does to it. What is at hand is decided in the same frame.
import {
  batch,
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  untrack,
  type Accessor,
} from 'solid-js'
import type { HoldallApi } from '#vdfs/api/core-api.ts'
import type { RowPlace } from '#vdfs/api/entries.ts'
import type { RowId } from '#vdfs/api/ids.ts'
import type { How, Step } from './motions.ts'
import { target } from './motions.ts'
import type { RowWindow } from './row-window.ts'
import {
  countPicked,
  emptySelection,
  extend,
  extendMore,
  focusOnly,
  invert,
  isPicked,
  onlyPicked,
  pickAll,
  pickBand,
  pickNone,
  pickOne,
  these,
  toggle,
  withoutGone,
  type BandMode,
  type Selection,
} from './selection.ts'
import { isSameAt, type View } from './view.ts'

export interface RowSelection {
  /** Resolves when there are rows to move among, or it is known that there are none. */
  readonly ready: () => Promise<void>
  readonly selection: Accessor<Selection>
  readonly count: Accessor<number>
  readonly isSelected: (row: RowId) => boolean
  /** The only selected row. */
  readonly only: Accessor<RowId | undefined>
  readonly focusedIndex: Accessor<number | undefined>
  /** Moves by keys. @param page rows that fit on the screen */
  readonly step: (step: Step, how: How, page: number) => void
  /** Moves to a row, at hand or not. */
  readonly goTo: (index: number, how: How) => void
  /** Moves to a row that the core has found, and selects it alone. */
  readonly goToRow: (place: RowPlace) => void
  /** Ctrl+click, Ctrl+Space. */
  readonly toggleAt: (index: number) => void
  readonly all: () => void
  readonly none: () => void
  readonly invert: () => void
  /** Selects what lies under a rubber band. @param to excluded */
  readonly band: (before: Selection, from: number, to: number, mode: BandMode) => void
  /** Sets it as it was, or as given. */
  readonly reset: (selection: Selection, index?: number) => void
  /** Takes up what history remembers. */
  readonly restore: (focused: RowId | undefined, rows: readonly RowId[]) => void
  readonly clear: () => void
  /** Drops rows that the folder no longer has. */
  readonly drop: (gone: (row: RowId) => boolean) => void
}

/** A value at hand, or on its way. */
type Soon<T> = T | Promise<T>

export interface RowSelectionOptions {
  /** Brings a row into view. */
  readonly reveal: (index: number) => void
  /** While true, the focus stays on a row that is gone: its preview says so. */
  readonly holdsFocus: () => boolean
  /** The person selects something by a command: what was still to be taken up from the address is not wanted any more. */
  readonly onCommand: () => void
}

export function createRowSelection(
  core: HoldallApi,
  rows: RowWindow,
  options: RowSelectionOptions,
): RowSelection {
  const [selection, setSelection] = createSignal(emptySelection)
  const [focusedIndex, setFocusedIndex] = createSignal<number>()
  /** Only the newest move counts: what it waited for may come after the next one. */
  let newest = 0

  const use = <T>(value: Soon<T>, act: (value: T) => void) => {
    const mine = newest
    if (!(value instanceof Promise)) act(value)
    else void value.then((known) => (mine === newest ? act(known) : undefined))
  }
  const idsOf = (from: number, to: number): Soon<readonly RowId[]> => {
    const atHand = rows.idsAtHand(from, to)
    if (atHand !== undefined) return atHand
    return core.entries
      .rowIds({ view: rows.shownView(), from, to })
      .then((ids) => (ids.ok ? ids.value : []))
  }
  const indexOf = (row: RowId): Soon<number | undefined> => {
    const atHand = rows.indexAtHand(row)
    if (atHand !== undefined) return atHand
    return core.entries
      .indexOf({ view: rows.shownView(), rowId: row })
      .then((index) => (index.ok ? index.value : undefined))
  }

  /** A key that comes before the rows do means them, not those of the folder before. */
  const isReady = () => {
    const { total, listing } = untrack(rows.facts)
    return untrack(rows.isSettled) && (total > 0 || listing.state !== 'listing')
  }
  let waiting: (() => void)[] = []
  createEffect(
    on([rows.isSettled, rows.news], () => {
      // After the other effects: the arrival of a folder clears what was selected in the one before.
      if (waiting.length > 0 && isReady())
        queueMicrotask(() => {
          for (const go of waiting.splice(0)) go()
        })
    }),
  )
  onCleanup(() => {
    waiting = []
  })
  const ready = (): Promise<void> =>
    isReady() ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))

  const goTo = (index: number, how: How) => {
    const { total } = rows.facts()
    if (total === 0 || !rows.isSettled()) return
    const to = Math.max(0, Math.min(index, total - 1))
    newest++
    setFocusedIndex(to)
    options.reveal(to)
    if (how === 'pick' || how === 'focus') {
      use(idsOf(to, to + 1), ([row]) => {
        if (row !== undefined)
          setSelection((now) => (how === 'pick' ? pickOne(row) : focusOnly(now, row)))
      })
      return
    }
    const { anchor } = selection()
    use(anchor === undefined ? to : indexOf(anchor), (start = to) => {
      use(idsOf(Math.min(start, to), Math.max(start, to) + 1), (range) => {
        const row = start <= to ? range.at(-1) : range[0]
        if (row === undefined) return
        setSelection((now) =>
          how === 'extend' ? extend(now, row, range) : extendMore(now, row, range),
        )
      })
    })
  }

  const goToRow = ({ index, rowId }: RowPlace) => {
    newest++
    batch(() => {
      setFocusedIndex(index)
      setSelection(pickOne(rowId))
    })
    options.reveal(index)
    findFocus() // rows may have come before it since
  }

  const toggleAt = (index: number) => {
    newest++
    setFocusedIndex(index)
    use(idsOf(index, index + 1), ([row]) => {
      if (row !== undefined) setSelection((now) => toggle(now, row))
    })
  }

  const byCommand = (change: (now: Selection) => Selection) => () => {
    newest++ // what is on its way to be selected comes too late
    options.onCommand()
    setSelection(change)
  }

  const clear = () => {
    newest++
    batch(() => {
      setSelection(emptySelection)
      setFocusedIndex(undefined)
    })
  }

  /** The focused row may stand elsewhere now, or be gone; then its neighbour has the focus. */
  const findFocus = () => {
    const { focused } = selection()
    if (focused === undefined) return
    use(indexOf(focused), (index) => {
      if (index === undefined) loseFocus(focused)
      else setFocusedIndex(index)
    })
  }
  const loseFocus = (row: RowId) => {
    if (untrack(options.holdsFocus)) return
    if (untrack(rows.facts).listing.state !== 'complete') return
    const before = untrack(focusedIndex)
    setSelection((now) => withoutGone(now, (other) => other !== row))
    if (before !== undefined) goTo(before, 'focus')
  }
  createEffect(on([rows.news, options.holdsFocus], findFocus, { defer: true }))

  /** Selected rows that became hidden: they come back when hidden files are shown again. */
  let tucked: ReadonlySet<RowId> = new Set()
  createEffect(
    on(rows.shownView, (view, before) => {
      if (before === undefined || before.showHidden === view.showHidden) return
      if (isSameAt(view.at, before.at)) void (view.showHidden ? untuck(before) : tuck(view))
      else tucked = new Set()
    }),
  )
  const tuck = async (view: View) => {
    const { picked } = selection()
    if (picked.rows.size === 0) return
    const ids = await core.entries.rowIds({ view, from: 0, to: rows.facts().total })
    if (!ids.ok || rows.shownView() !== view) return
    const visible = new Set(ids.value)
    tucked = new Set([...picked.rows].filter((row) => !visible.has(row)))
    setSelection((now) => withoutGone(now, (row) => visible.has(row)))
  }
  const untuck = async (before: View) => {
    const { picked } = selection()
    const back = tucked
    tucked = new Set()
    if (picked.type === 'these') {
      setSelection((now) => ({ ...now, picked: these([...picked.rows, ...back]) }))
      return
    }
    // "all" meant all that could be seen: what appears now was not selected
    const ids = await core.entries.rowIds({ view: before, from: 0, to: rows.facts().total })
    if (!ids.ok || selection().picked !== picked) return
    const seen = these(ids.value.filter((row) => isPicked(picked, row)))
    setSelection((now) => ({ ...now, picked: seen, base: seen }))
  }

  const count = createMemo(() => countPicked(selection().picked, rows.facts().total))
  const only = createMemo(() => onlyPicked(selection().picked))

  return {
    selection,
    count,
    isSelected: (row) => isPicked(selection().picked, row),
    only,
    focusedIndex,
    ready,
    step(step, how, page) {
      const move = () => {
        const { total } = rows.facts()
        if (total > 0) goTo(target(step, focusedIndex(), total, page), how)
      }
      if (isReady()) move()
      else void ready().then(move)
    },
    goTo,
    goToRow,
    toggleAt,
    all: byCommand(pickAll),
    none: byCommand(pickNone),
    invert: byCommand(invert),
    band(before, from, to, mode) {
      newest++
      use(idsOf(from, to), (ids) => {
        batch(() => {
          setSelection(pickBand(before, ids, mode))
          if (to > from) setFocusedIndex(to - 1)
        })
      })
    },
    reset(next, index) {
      newest++
      batch(() => {
        setSelection(next)
        if (index !== undefined) setFocusedIndex(index)
      })
      if (index === undefined) findFocus()
    },
    restore(focused, selected) {
      newest++
      setSelection({ ...emptySelection, picked: these(selected), focused, anchor: focused })
      findFocus()
    },
    clear,
    drop(gone) {
      setSelection((now) => withoutGone(now, (row) => !gone(row)))
      tucked = new Set([...tucked].filter((row) => !gone(row)))
    },
  }
}
