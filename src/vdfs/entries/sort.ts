// Sorting that lets others work in between: a listing of a million rows must not hold up a query. Slots are sorted by
// what a comparison knows of them; equal ones keep their order.
import type { Scheduler } from '../ports.ts'

export type Compare = (a: number, b: number) => number

/** Counts steps of work and rests when it was enough: one to three milliseconds on a slow machine. */
export interface Pacer {
  /** @returns whether it is time to `rest` */
  spent(steps: number): boolean
  rest(): Promise<void>
}

const STEPS_BETWEEN_RESTS = 8_192

export function createPacer(scheduler: Scheduler): Pacer {
  let steps = 0
  return {
    spent(more) {
      steps += more
      return steps >= STEPS_BETWEEN_RESTS
    },
    rest() {
      steps = 0
      return scheduler.yield()
    },
  }
}

const RUN = 256

/** Sorts into a new array. */
export async function sortSlots(
  slots: Uint32Array,
  compare: Compare,
  pacer: Pacer,
): Promise<Uint32Array> {
  let from = slots.slice()
  for (let start = 0; start < from.length; start += RUN) {
    from.subarray(start, start + RUN).sort(compare)
    if (pacer.spent(RUN * 8)) await pacer.rest()
  }
  let into = new Uint32Array(from.length)
  for (let width = RUN; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      const middle = Math.min(start + width, from.length)
      const left = from.subarray(start, middle)
      const right = from.subarray(middle, Math.min(start + 2 * width, from.length))
      await merge(left, right, into.subarray(start), compare, pacer)
    }
    const sorted = into
    into = from
    from = sorted
  }
  return from
}

/** Merges two sorted arrays into a new one; of equal ones, those of `left` come first. */
export async function mergeSlots(
  left: Uint32Array,
  right: Uint32Array,
  compare: Compare,
  pacer: Pacer,
): Promise<Uint32Array> {
  const into = new Uint32Array(left.length + right.length)
  await merge(left, right, into, compare, pacer)
  return into
}

async function merge(
  left: Uint32Array,
  right: Uint32Array,
  into: Uint32Array,
  compare: Compare,
  pacer: Pacer,
): Promise<void> {
  const few = right.length * 16 < left.length
  await (few ? insert : zip)(left, right, into, compare, pacer)
}

/** For arrays of like length. */
async function zip(
  left: Uint32Array,
  right: Uint32Array,
  into: Uint32Array,
  compare: Compare,
  pacer: Pacer,
): Promise<void> {
  let at = 0
  let from = 0
  let to = 0
  while (from < left.length && to < right.length) {
    const stop = Math.min(at + 1_024, left.length + right.length)
    while (at < stop && from < left.length && to < right.length) {
      const a = left[from] ?? 0
      const b = right[to] ?? 0
      const takeLeft = compare(a, b) <= 0
      into[at++] = takeLeft ? a : b
      if (takeLeft) from++
      else to++
    }
    if (pacer.spent(1_024)) await pacer.rest()
  }
  into.set(left.subarray(from), at)
  into.set(right.subarray(to), at + left.length - from)
}

/** For a few among many: looks for each place in growing steps from the last one. */
async function insert(
  left: Uint32Array,
  right: Uint32Array,
  into: Uint32Array,
  compare: Compare,
  pacer: Pacer,
): Promise<void> {
  let from = 0
  for (let index = 0; index < right.length; index++) {
    const slot = right[index] ?? 0
    const start = from
    let step = 1
    while (from + step <= left.length && compare(left[from + step - 1] ?? 0, slot) <= 0) {
      from += step
      step *= 2
    }
    let to = Math.min(from + step - 1, left.length)
    while (from < to) {
      const middle = (from + to) >> 1
      if (compare(left[middle] ?? 0, slot) <= 0) from = middle + 1
      else to = middle
    }
    into.set(left.subarray(start, from), start + index)
    into[from + index] = slot
    if (pacer.spent(16)) await pacer.rest()
  }
  into.set(left.subarray(from), from + right.length)
}

/** Those that pass, in their order. */
export function filterSlots(slots: Uint32Array, passes: (slot: number) => boolean): Uint32Array {
  return slots.filter((slot) => passes(slot))
}
