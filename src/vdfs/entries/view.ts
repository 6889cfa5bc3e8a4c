// One way of looking at an order: with or without hidden rows, forwards or backwards. Made once for each order and
// kept with it, since every answer needs it.
import type { Order } from './orders.ts'
import { isHidden, type Rows } from './row-columns.ts'
import { filterSlots } from './sort.ts'

const visibleOf = new WeakMap<Order, Order>()
const backwardsOf = new WeakMap<Order, Order>()

/** The order without its hidden rows. */
export function withoutHidden(order: Order, rows: Rows): Order {
  if (rows.hidden === 0) return order
  const shows = (slot: number): boolean => !isHidden(rows, slot)
  return keptIn(visibleOf, order, ({ folders, files, ranked }) => ({
    folders: filterSlots(folders, shows),
    files: filterSlots(files, shows),
    ranked: filterSlots(files.subarray(0, ranked), shows).length,
  }))
}

/**
 * The order from its end. Folders, files with a value and files without one are turned round each for themselves, so
 * that folders stay first and what has no value stays last.
 */
export function backwards(order: Order): Order {
  return keptIn(backwardsOf, order, ({ folders, files, ranked }) => {
    const turned = files.slice()
    turned.subarray(0, ranked).reverse()
    turned.subarray(ranked).reverse()
    return { folders: folders.toReversed(), files: turned, ranked }
  })
}

function keptIn(made: WeakMap<Order, Order>, order: Order, make: (order: Order) => Order): Order {
  const known = made.get(order)
  if (known !== undefined) return known
  const view = make(order)
  made.set(order, view)
  return view
}

export function totalOf({ folders, files }: Order): number {
  return folders.length + files.length
}

/** The slots at places `from` (included) to `to` (excluded). */
export function slotsBetween({ folders, files }: Order, from: number, to: number): number[] {
  const start = folders.length
  return [
    ...folders.subarray(from, Math.max(from, to)),
    ...files.subarray(Math.max(0, from - start), Math.max(0, from - start, to - start)),
  ]
}

/** @param place below `totalOf(order)` */
export function slotAt({ folders, files }: Order, place: number): number {
  return folders[place] ?? files[place - folders.length] ?? 0
}

/** Where a slot stands, or undefined if it does not. */
export function placeOf({ folders, files }: Order, slot: number): number | undefined {
  const inFolders = folders.indexOf(slot)
  if (inFolders >= 0) return inFolders
  const inFiles = files.indexOf(slot)
  return inFiles < 0 ? undefined : folders.length + inFiles
}
