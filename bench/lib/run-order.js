/**
 * Who goes first in each run: product and floor take turns, so that a machine that warms up or slows down favours
 * neither.
 * @param {number} runs
 * @returns {readonly { readonly productFirst: boolean }[]}
 */
export function runOrder(runs) {
  return Array.from({ length: runs }, (_, run) => ({ productFirst: run % 2 === 0 }))
}
