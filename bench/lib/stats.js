// What is made of repeated measurements.

/**
 * The value below which a share of the sample lies, linear between neighbours.
 * @param {readonly number[]} sample
 * @param {number} share 0 to 1
 */
export function quantile(sample, share) {
  if (sample.length === 0) throw new Error('a quantile of nothing')
  const sorted = sample.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? 0
  const high = sorted[Math.ceil(at)] ?? low
  return low + (high - low) * (at - Math.floor(at))
}

/** @param {readonly number[]} sample */
export function median(sample) {
  return quantile(sample, 0.5)
}

/** @param {readonly number[]} sample @returns {readonly [number, number]} smallest and largest */
export function spreadOf(sample) {
  return [Math.min(...sample), Math.max(...sample)]
}

/**
 * Three significant digits, and whole numbers from a hundred on: no more is known.
 * @param {number} value
 */
export function round(value) {
  if (Math.abs(value) >= 100) return Math.round(value)
  return Number(value.toPrecision(3))
}
