// Which columns a list of some width shows, and how wide. Pure; lengths in CSS px.
import type { SortBy } from '#vdfs/api/entries.ts'
import { defaultPreferences, type Preferences } from '#vdfs/api/preferences.ts'

export type FixedColumn = Exclude<SortBy, 'name'>
type WidthKey = 'kindWidth' | 'sizeWidth' | 'modifiedWidth'

export interface Column {
  readonly id: SortBy
  /** The preference that keeps its width; the name takes what is left. */
  readonly width: WidthKey | undefined
}

const nameColumn: Column = { id: 'name', width: undefined }
const fixedColumns: readonly (Column & { readonly width: WidthKey })[] = [
  { id: 'kind', width: 'kindWidth' },
  { id: 'size', width: 'sizeWidth' },
  { id: 'modified', width: 'modifiedWidth' },
]
/** What gives way first when there is no room. */
const dropped: readonly SortBy[] = ['kind', 'modified', 'size']

/** Narrower, a name says too little. */
export const minNameWidth = 200
const gap = 12
/** Padding of a row on both sides. */
const sides = 14 + 12

export const columnWidth = { min: 48, max: 400, initial: defaultPreferences }

/** @param listWidth the width of the list, scroll bar excluded */
export function columnsFor(listWidth: number, widths: Preferences): readonly Column[] {
  let shown = fixedColumns
  const needed = () =>
    shown.reduce((sum, { width }) => sum + gap + widths[width], sides + minNameWidth)
  for (const id of dropped) {
    if (needed() <= listWidth) break
    shown = shown.filter((column) => column.id !== id)
  }
  return [nameColumn, ...shown]
}

/** For `grid-template-columns`. */
export function templateOf(columns: readonly Column[], widths: Preferences): string {
  return columns
    .map(({ width }) => (width === undefined ? 'minmax(0, 1fr)' : `${widths[width]}px`))
    .join(' ')
}

export const rowHeights: Readonly<Record<Preferences['rowHeight'], number>> = {
  compact: 24,
  default: 28,
  roomy: 32,
}
/** Two lines, for fingers and narrow windows. */
export const touchRowHeight = 56
