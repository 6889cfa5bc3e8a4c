// Waiting for a state of the world outside the page: the file system, the browser's own windows.
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Asks again until there is an answer.
 * @param ask returns undefined as long as there is none
 * @param what named in the error, as in "no bubble"
 * @param timeout in milliseconds
 */
export async function until<T>(
  ask: () => Promise<T | undefined> | T | undefined,
  what: () => string | Promise<string>,
  timeout = 15_000,
): Promise<T> {
  for (const end = Date.now() + timeout; ;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > end) throw new Error(`${await what()} (waited ${timeout} ms)`)
    await pause(25)
  }
}
