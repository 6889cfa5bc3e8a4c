// Questions about a folder's rows beyond windows of them. Long ones let others work in between.
import type { Summary } from '../api/entries.ts'
import { foldForSearch, naturalKey } from '../names/names.ts'
import type { Order } from './orders.ts'
import { isFolder, shownName, type Rows } from './row-columns.ts'
import { wantsFacts } from './row-facts.ts'
import { findById, findByName } from './rows.ts'
import type { Pacer } from './sort.ts'
import { placeOf, slotAt, totalOf } from './view.ts'

/** Where the row of this name stands. */
export function placeOfName(rows: Rows, order: Order, name: string): number | undefined {
  const slot = findByName(rows, name)
  return slot === undefined ? undefined : placeOf(order, slot)
}

export function placeOfId(rows: Rows, order: Order, rowId: number): number | undefined {
  const slot = findById(rows, rowId)
  return slot === undefined ? undefined : placeOf(order, slot)
}

/** The first row at or after `from`, going round, whose name starts with `prefix` in spite of case and accents. */
export async function findTyped(
  rows: Rows,
  order: Order,
  prefix: string,
  from: number,
  pacer: Pacer,
): Promise<number | undefined> {
  const wanted = foldForSearch(prefix)
  // Keys are there already and most differ early; but numbers are written in another way there.
  const start = naturalKey(wanted.replace(/[0-9].*/s, '')).replace(/\0.*/s, '')
  const total = totalOf(order)
  if (wanted === '' || total === 0) return undefined
  const first = from < total ? from : 0
  for (let step = 0; step < total; step++) {
    const place = (first + step) % total
    const slot = slotAt(order, place)
    const matches =
      rows.keys[slot]?.startsWith(start) === true &&
      foldForSearch(shownName(rows, slot)).startsWith(wanted)
    if (matches) return place
    if (pacer.spent(4)) await pacer.rest()
  }
  return undefined
}

/** Counts and sums of rows. Ids that are not in the folder (any more) count as nothing. */
export async function summarize(
  rows: Rows,
  slots: Iterable<number | undefined>,
  pacer: Pacer,
): Promise<Summary> {
  let [folders, files, sizeBytes, unread] = [0, 0, 0, 0]
  for (const slot of slots) {
    if (slot === undefined) continue
    if (isFolder(rows, slot)) folders += 1
    else {
      const size = rows.sizes[slot] ?? NaN
      files += 1
      if (!Number.isNaN(size)) sizeBytes += size
      else if (wantsFacts(rows, slot)) unread += 1 // not those that cannot be had
    }
    if (pacer.spent(2)) await pacer.rest()
  }
  return { folders, files, sizeBytes, unread }
}
