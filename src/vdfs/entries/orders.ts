// The orders in which one folder's rows can stand, folders first. The order by name grows while the folder is read;
// the others are made from it, so that equal rows stand by name. An order is never changed, only replaced: whoever
// holds one sees one moment of the folder.
import { isFolder, type Rows } from './row-columns.ts'
import { filterSlots, mergeSlots, sortSlots, type Compare, type Pacer } from './sort.ts'

export interface Order {
  readonly folders: Uint32Array
  /** The first `ranked` files have a value to be sorted by; the rest has none and stands last in both directions. */
  readonly files: Uint32Array
  readonly ranked: number
}

/** Sorts that need facts. */
export type FactSort = 'size' | 'modified'

export interface Orders {
  /** A new row; it shows after the next `settle`. */
  add(slot: number): void
  /** Whether enough rows are waiting for a merge to be worth its while. */
  isDue(): boolean
  /** Merges what was added. May be called at any time; @returns when all that was added before is in */
  settle(): Promise<void>
  /**
   * Takes rows out of all orders, and puts others in their new place: files that became folders, or the reverse.
   * Until it has ended, all stand where they stood.
   */
  revise(gone: readonly number[], turned: readonly number[]): Promise<void>
  /** Goes up when `revise` has taken rows out: what was taken from an order before may show rows that are gone. */
  revision(): number

  byName(): Order
  byKind(): Promise<Order>
  /** The last order by these facts with newer rows at its end, or undefined before the first. */
  byFacts(sortBy: FactSort): Order | undefined
  /** Whether that order has all rows and their latest facts. */
  isSorted(sortBy: FactSort): boolean
  /** Sorts by the facts as they are. */
  sortByFacts(sortBy: FactSort): Promise<void>
}

const NONE = new Uint32Array(0)

export function createOrders(rows: Rows, pacer: Pacer): Orders {
  let byName: Order = { folders: NONE, files: NONE, ranked: 0 }
  let added: number[] = []
  let settling = Promise.resolve()
  let revision = 0
  let byKind: { readonly of: Order; readonly order: Order } | undefined
  const byFacts = new Map<
    FactSort,
    { readonly of: Order; readonly factsVersion: number; readonly order: Order }
  >()

  const compareNames: Compare = (a, b) => ((rows.keys[a] ?? '') < (rows.keys[b] ?? '') ? -1 : 1)

  const mergeIn = async (slots: readonly number[], into: Order): Promise<Order> => {
    const grown = async (known: Uint32Array, folders: boolean): Promise<Uint32Array> => {
      const more = Uint32Array.from(slots.filter((slot) => isFolder(rows, slot) === folders))
      if (more.length === 0) return known
      return mergeSlots(known, await sortSlots(more, compareNames, pacer), compareNames, pacer)
    }
    const folders = await grown(into.folders, true)
    const files = await grown(into.files, false)
    return { folders, files, ranked: files.length }
  }

  const mergeAdded = async (): Promise<void> => {
    if (added.length === 0) return
    const slots = added
    added = []
    byName = await mergeIn(slots, byName)
  }

  const revise = async (gone: readonly number[], turned: readonly number[]): Promise<void> => {
    await mergeAdded()
    const leaves = new Uint8Array(rows.end)
    for (const slot of gone) leaves[slot] = 1
    for (const slot of turned) leaves[slot] = 1
    const revised = await mergeIn(turned, without(byName, leaves))
    revision += 1
    byName = revised
    byKind = undefined
    for (const [sortBy, made] of byFacts)
      byFacts.set(sortBy, { ...made, order: without(made.order, leaves) })
  }

  return {
    add(slot) {
      added.push(slot)
    },
    isDue() {
      return added.length > 0 && 4 * added.length >= byName.folders.length + byName.files.length
    },
    settle() {
      settling = settling.then(mergeAdded)
      return settling
    },
    revise(gone, turned) {
      settling = settling.then(() => revise(gone, turned))
      return settling
    },

    revision: () => revision,
    byName: () => byName,
    async byKind() {
      for (;;) {
        const of = byName
        if (byKind?.of === of) return byKind.order
        const before = revision
        const order = await sortByKind(rows, of, pacer)
        if (revision !== before) continue
        byKind = { of, order }
        return order
      }
    },
    byFacts(sortBy) {
      const made = byFacts.get(sortBy)
      if (made === undefined || made.of === byName) return made?.order
      const order = withNewer(made.order, byName, rows.end)
      byFacts.set(sortBy, { ...made, of: byName, factsVersion: -1, order })
      return order
    },
    isSorted(sortBy) {
      const made = byFacts.get(sortBy)
      return made?.of === byName && made.factsVersion === rows.factsVersion
    },
    async sortByFacts(sortBy) {
      for (;;) {
        const of = byName
        const before = revision
        const { factsVersion } = rows
        // Facts may change meanwhile: sorted are those of now.
        const values = (sortBy === 'size' ? rows.sizes : rows.dates).slice()
        const order = await sortByValues(values, of, pacer)
        if (revision !== before) continue
        byFacts.set(sortBy, { of, factsVersion, order })
        return
      }
    },
  }
}

/** The order without the rows that have a 1 in `leaves`. */
function without({ folders, files, ranked }: Order, leaves: Uint8Array): Order {
  const stays = (slot: number): boolean => leaves[slot] !== 1
  return {
    folders: filterSlots(folders, stays),
    files: filterSlots(files, stays),
    ranked: filterSlots(files.subarray(0, ranked), stays).length,
  }
}

/** Sorts files by their extension; those of the same one stay by name. */
async function sortByKind(rows: Rows, byName: Order, pacer: Pacer): Promise<Order> {
  const { extensionNames } = rows
  const compare: Compare = (a, b) =>
    (extensionNames[a] ?? '') < (extensionNames[b] ?? '') ? -1 : 1
  const sorted = await sortSlots(Uint32Array.from(extensionNames.keys()), compare, pacer)

  // As many places for each extension as it has files; then every file to the next place of its own.
  const { files } = byName
  const next = new Uint32Array(extensionNames.length)
  const count = (slot: number): void => {
    const extension = rows.extensions[slot] ?? 0
    next[extension] = (next[extension] ?? 0) + 1
  }
  await eachSlot(files, pacer, count)
  let place = 0
  for (const extension of sorted) {
    const many = next[extension] ?? 0
    next[extension] = place
    place += many
  }
  const placed = new Uint32Array(files.length)
  await eachSlot(files, pacer, (slot) => {
    placed[next[rows.extensions[slot] ?? 0] ?? 0] = slot
    count(slot)
  })
  return { ...byName, files: placed }
}

/** Sorts files by a value, equal ones by name, those without one last. */
async function sortByValues(
  values: Float64Array,
  { folders, files }: Order,
  pacer: Pacer,
): Promise<Order> {
  const hasValue = (slot: number): boolean => !Number.isNaN(values[slot])
  const compare: Compare = (a, b) => (values[a] ?? 0) - (values[b] ?? 0)
  const sorted = await sortSlots(filterSlots(files, hasValue), compare, pacer)
  const placed = new Uint32Array(files.length)
  placed.set(sorted)
  placed.set(
    filterSlots(files, (slot) => !hasValue(slot)),
    sorted.length,
  )
  return { folders, files: placed, ranked: sorted.length }
}

/** An older order, with the rows that came since among those without a value. */
function withNewer(older: Order, byName: Order, slots: number): Order {
  const ranked = older.files.subarray(0, older.ranked)
  const isRanked = new Uint8Array(slots)
  for (const slot of ranked) isRanked[slot] = 1
  const files = new Uint32Array(byName.files.length)
  files.set(ranked)
  files.set(
    filterSlots(byName.files, (slot) => isRanked[slot] !== 1),
    ranked.length,
  )
  return { folders: byName.folders, files, ranked: older.ranked }
}

async function eachSlot(
  slots: Uint32Array,
  pacer: Pacer,
  visit: (slot: number) => void,
): Promise<void> {
  for (let from = 0; from < slots.length; from += 4_096) {
    for (const slot of slots.subarray(from, from + 4_096)) visit(slot)
    if (pacer.spent(4_096)) await pacer.rest()
  }
}
