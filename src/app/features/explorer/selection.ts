// Which rows are selected, which one has the focus, and where ranges start. Pure. Rows are known by id, so a
// selection outlives sorting, refreshing and scrolling; positions and ranges are looked up by the caller.
import type { RowId } from '#vdfs/api/ids.ts'

/** The selected rows, or all but some: "select all" of a million rows costs nothing. */
export type Picked =
  | { readonly type: 'these'; readonly rows: ReadonlySet<RowId> }
  | { readonly type: 'allBut'; readonly rows: ReadonlySet<RowId> }

export interface Selection {
  readonly picked: Picked
  /** What Ctrl+Shift adds its range to: the selection as it was when the anchor was set. */
  readonly base: Picked
  /** The row that keys act on. */
  readonly focused: RowId | undefined
  /** Where ranges start. */
  readonly anchor: RowId | undefined
}

const noRows: ReadonlySet<RowId> = new Set()
const none: Picked = { type: 'these', rows: noRows }
const everything: Picked = { type: 'allBut', rows: noRows }

export const emptySelection: Selection = {
  picked: none,
  base: none,
  focused: undefined,
  anchor: undefined,
}

export function isPicked(picked: Picked, row: RowId): boolean {
  return (picked.type === 'these') === picked.rows.has(row)
}

/** @param total rows in the view */
export function countPicked(picked: Picked, total: number): number {
  return picked.type === 'these' ? picked.rows.size : Math.max(0, total - picked.rows.size)
}

/** The only selected row; undefined if there are none or several. */
export function onlyPicked(picked: Picked): RowId | undefined {
  if (picked.type !== 'these' || picked.rows.size !== 1) return undefined
  return picked.rows.values().next().value
}

export function these(rows: Iterable<RowId>): Picked {
  return { type: 'these', rows: new Set(rows) }
}

function plus(picked: Picked, rows: Iterable<RowId>): Picked {
  const next = new Set(picked.rows)
  if (picked.type === 'these') for (const row of rows) next.add(row)
  else for (const row of rows) next.delete(row)
  return { type: picked.type, rows: next }
}

function flipped(picked: Picked, rows: Iterable<RowId>): Picked {
  const next = new Set(picked.rows)
  for (const row of rows) if (!next.delete(row)) next.add(row)
  return { type: picked.type, rows: next }
}

/** A click, or an arrow key: this row alone. */
export function pickOne(row: RowId): Selection {
  return { picked: these([row]), base: none, focused: row, anchor: row }
}

/** Ctrl+arrow: moves the focus and leaves the selection. */
export function focusOnly(selection: Selection, row: RowId): Selection {
  return { ...selection, focused: row, anchor: selection.anchor ?? row }
}

/** Ctrl+click, Ctrl+Space: this row changes sides. */
export function toggle(selection: Selection, row: RowId): Selection {
  const picked = flipped(selection.picked, [row])
  return { picked, base: picked, focused: row, anchor: row }
}

/** Shift: from the anchor to this row, and nothing else. @param range both ends included */
export function extend(selection: Selection, row: RowId, range: Iterable<RowId>): Selection {
  return { ...selection, picked: these(range), focused: row, anchor: selection.anchor ?? row }
}

/** Ctrl+Shift: the range comes on top of what was selected. */
export function extendMore(selection: Selection, row: RowId, range: Iterable<RowId>): Selection {
  const picked = plus(selection.base, range)
  return { ...selection, picked, focused: row, anchor: selection.anchor ?? row }
}

export function pickAll(selection: Selection): Selection {
  return { ...selection, picked: everything, base: everything }
}

/** Escape: nothing is selected; the focus stays where it is. */
export function pickNone(selection: Selection): Selection {
  return { ...selection, picked: none, base: none, anchor: selection.focused }
}

export function invert(selection: Selection): Selection {
  const { type, rows } = selection.picked
  const picked: Picked = { type: type === 'these' ? 'allBut' : 'these', rows }
  return { ...selection, picked, base: picked }
}

/** How a rubber band treats what was selected before: nothing held, Shift, Ctrl. */
export type BandMode = 'replace' | 'add' | 'toggle'

/** @param before the selection when the band was begun @param rows what lies under it now */
export function pickBand(before: Selection, rows: readonly RowId[], mode: BandMode): Selection {
  const picked = { replace: these, add: plusTo, toggle: flipTo }[mode](rows, before.picked)
  const last = rows.at(-1)
  return {
    picked,
    base: picked,
    focused: last ?? before.focused,
    anchor: rows[0] ?? before.anchor,
  }
}
const plusTo = (rows: readonly RowId[], before: Picked) => plus(before, rows)
const flipTo = (rows: readonly RowId[], before: Picked) => flipped(before, rows)

/** Rows that are gone leave the selection, and nothing else changes. */
export function withoutGone(selection: Selection, isThere: (row: RowId) => boolean): Selection {
  const keep = (picked: Picked): Picked => ({
    type: picked.type,
    rows: new Set([...picked.rows].filter(isThere)),
  })
  const stay = (row: RowId | undefined) => (row !== undefined && isThere(row) ? row : undefined)
  return {
    picked: keep(selection.picked),
    base: keep(selection.base),
    focused: stay(selection.focused),
    anchor: stay(selection.anchor),
  }
}
