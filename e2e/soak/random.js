/**
 * Chance that a seed repeats (mulberry32).
 * @param {number} seed
 */
export function createChance(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    /** @param {number} end @returns {number} a whole number from 0 up to, not including, `end` */
    below: (end) => Math.floor(next() * end),
    /**
     * @template T
     * @param {readonly T[]} list not empty
     * @returns {T}
     */
    of(list) {
      const one = list[Math.floor(next() * list.length)]
      if (one === undefined) throw new Error('nothing to choose from')
      return one
    },
  }
}

/** @typedef {ReturnType<typeof createChance>} Chance */
