// Which order a view shows. By name and kind it is there at once. Sorts by size and date read all facts first; until
// they have, rows stand in the order that was last shown, so that nothing moves under the pointer but once.
import type { SortBy } from '../api/entries.ts'
import type { Clock } from '../ports.ts'
import type { FactsReader } from './facts.ts'
import type { FactSort, Order, Orders } from './orders.ts'
import type { Rows } from './row-columns.ts'
import { backwards, totalOf, withoutHidden } from './view.ts'

/** A way of looking at a folder. */
export interface Look {
  readonly sortBy: SortBy
  readonly descending: boolean
  readonly showHidden: boolean
}

export interface Shown {
  /** As it is looked at: forwards or backwards, with or without hidden rows. */
  readonly order: Order
  /** Set while this is not yet the order that was asked for. */
  readonly sorting: { readonly done: number; readonly of: number } | undefined
  /** Rows that are hidden, shown or not. */
  readonly hidden: number
}

export interface SortingPort {
  readonly rows: Rows
  readonly orders: Orders
  readonly facts: FactsReader
  readonly clock: Clock
  /** How long a sort goes on that nobody asks for again. */
  readonly patienceMs: number
  readonly isListing: () => boolean
  readonly changed: () => void
  readonly onDefect: (error: unknown) => void
}

export interface Sorting {
  /** What a view shows now. Asks for nothing. */
  show(look: Look): Promise<Shown>
  /** Somebody looks: starts the sort that is needed, or keeps it going. @returns when it ends, if one was started */
  ask(look: Look): Promise<void> | undefined
  /** Names are complete: starts the sorts that were asked for meanwhile. */
  resume(): void
  isBusy(): boolean
}

type Standing = Pick<Look, 'sortBy' | 'descending'>

export function createSorting({
  rows,
  orders,
  facts,
  clock,
  patienceMs,
  isListing,
  changed,
  onDefect,
}: SortingPort): Sorting {
  /** What was last shown as it was asked for. */
  let last: Standing = { sortBy: 'name', descending: false }
  const askedMs = new Map<FactSort, number>()
  /** Sorts under way, and how rows stand until they are done. */
  const jobs = new Map<FactSort, Standing>()

  const isDone = (sortBy: FactSort): boolean =>
    orders.isSorted(sortBy) && rows.settled === rows.files
  const isWanted = (sortBy: FactSort): boolean =>
    clock.now() - (askedMs.get(sortBy) ?? -Infinity) <= patienceMs && !isListing()

  const work = async (sortBy: FactSort): Promise<void> => {
    const goesOn = (): boolean => isWanted(sortBy)
    try {
      while (!isDone(sortBy)) {
        if (!goesOn() || !(await facts.readAll(goesOn))) return
        await orders.sortByFacts(sortBy)
      }
    } finally {
      jobs.delete(sortBy)
      changed()
    }
  }
  const start = (sortBy: FactSort): Promise<void> | undefined => {
    if (jobs.has(sortBy) || isDone(sortBy) || !isWanted(sortBy)) return undefined
    jobs.set(sortBy, last)
    return work(sortBy).catch(onDefect)
  }

  const orderOf = (sortBy: SortBy): Order | Promise<Order> => {
    if (sortBy === 'name') return orders.byName()
    if (sortBy === 'kind') return orders.byKind()
    return orders.byFacts(sortBy) ?? orders.byName()
  }

  return {
    async show({ sortBy, descending, showHidden }) {
      const progress = { done: rows.settled, of: rows.files }
      const shown = async (standing: Standing, sorting?: Shown['sorting']): Promise<Shown> => {
        const all = await orderOf(standing.sortBy)
        const visible = withoutHidden(all, rows)
        const order = showHidden ? all : visible
        return {
          order: standing.descending ? backwards(order) : order,
          sorting,
          hidden: totalOf(all) - totalOf(visible),
        }
      }
      if (!needsFacts(sortBy) || isDone(sortBy)) return shown({ sortBy, descending })
      const before = jobs.get(sortBy)
      // An order by older facts is nearer to what was asked for than any other.
      if (orders.byFacts(sortBy) !== undefined)
        return shown({ sortBy, descending }, before && progress)
      return shown(before ?? last, progress)
    },
    ask({ sortBy, descending }) {
      if (!needsFacts(sortBy)) {
        last = { sortBy, descending }
        return undefined
      }
      askedMs.set(sortBy, clock.now())
      if (orders.byFacts(sortBy) !== undefined) last = { sortBy, descending }
      return start(sortBy)
    },
    resume() {
      for (const sortBy of askedMs.keys()) void start(sortBy)
    },
    isBusy: () => jobs.size > 0,
  }
}

function needsFacts(sortBy: SortBy): sortBy is FactSort {
  return sortBy === 'size' || sortBy === 'modified'
}
