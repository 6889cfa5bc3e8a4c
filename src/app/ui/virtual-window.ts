// The arithmetic of a list of equal rows: which of them are in sight, and where they lie. Everything is O(1) in
// the number of rows, so that a listing may grow by a batch 100 times a second. All lengths in CSS px.

/** A half-open span of row indices. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

export interface ListGeometry {
  readonly count: number
  readonly rowHeight: number
  /** height in which rows can be seen */
  readonly viewport: number
  readonly scrollTop: number
}

export type Align = 'nearest' | 'start' | 'center' | 'end'

/**
 * Browsers cap an element's height (Chromium near 33.5 million px, Firefox near 17.9) and silently cut off what
 * lies beyond. A list that would be higher is scrolled in proportion instead, so that its last row is reached.
 */
export const maxHeight = 15_000_000

/** Height of all rows, as scrolled. */
export function scrollHeight(geometry: Pick<ListGeometry, 'count' | 'rowHeight'>): number {
  return Math.min(geometry.count * geometry.rowHeight, maxHeight)
}

/** How far the rows lie above where their scroll position says: 0 unless the list is higher than `maxHeight`. */
export function lift(geometry: ListGeometry): number {
  const full = geometry.count * geometry.rowHeight
  const travel = maxHeight - geometry.viewport
  if (full <= maxHeight || travel <= 0) return 0
  const position = Math.min(1, Math.max(0, geometry.scrollTop / travel))
  return position * (full - maxHeight)
}

/** The rows in sight plus `overscan` on both sides. */
export function rowsInSight(geometry: ListGeometry, overscan: number): RowRange {
  const top = Math.max(0, geometry.scrollTop) + lift(geometry)
  const first = Math.floor(top / geometry.rowHeight)
  const end = Math.ceil((top + geometry.viewport) / geometry.rowHeight)
  return {
    from: Math.max(0, Math.min(first, geometry.count) - overscan),
    to: Math.min(geometry.count, Math.max(0, end) + overscan),
  }
}

/** Distance of a row from the top of the scrolled content. */
export function rowTop(geometry: ListGeometry, index: number): number {
  return index * geometry.rowHeight - lift(geometry)
}

/** The row at a height of the scrolled content; -1 above the first, `count` below the last. */
export function rowAt(geometry: ListGeometry, y: number): number {
  const index = Math.floor((y + lift(geometry)) / geometry.rowHeight)
  return Math.max(-1, Math.min(index, geometry.count))
}

/** Where to scroll so that a row is in sight; `nearest` moves only if it is not. */
export function scrollTopFor(geometry: ListGeometry, index: number, align: Align): number {
  const { count, rowHeight, viewport } = geometry
  const full = count * rowHeight
  const top = geometry.scrollTop + lift(geometry)
  const start = index * rowHeight
  const end = start + rowHeight - viewport
  const wanted = {
    start,
    end,
    center: start + rowHeight / 2 - viewport / 2,
    nearest: Math.max(end, Math.min(top, start)),
  }[align]
  const inside = Math.max(0, Math.min(wanted, full - viewport))
  if (full <= maxHeight || full <= viewport) return inside
  return (inside / (full - viewport)) * (maxHeight - viewport)
}
