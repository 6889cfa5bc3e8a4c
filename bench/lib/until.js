import { setTimeout as pause } from 'node:timers/promises'

/**
 * Asks again until there is an answer. (Playwright's own waiting needs `eval` in the page, which the policy forbids.)
 * @template T
 * @param {() => Promise<T | undefined>} ask
 * @param {string} what named in the error
 * @param {number} [timeoutMs]
 * @returns {Promise<T>}
 */
export async function until(ask, what, timeoutMs = 30_000) {
  for (const end = Date.now() + timeoutMs; ;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > end) throw new Error(`${what} did not come within ${timeoutMs / 1000} s`)
    await pause(50)
  }
}
