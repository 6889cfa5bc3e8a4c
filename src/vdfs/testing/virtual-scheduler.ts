// Double of the Scheduler and Clock ports with a time of its own, which passes only when a test says so. Turns that
// are free to run in any order run in one that the seed decides: the same seed gives the same run, another seed
// another interleaving.
import type { Clock, Scheduler } from '../ports.ts'

export interface VirtualScheduler extends Scheduler, Clock {
  /** Lets time pass; timers run in their order. Work that needs no timer goes on by itself meanwhile. */
  advance(ms: number): Promise<void>
  /**
   * Lets time pass until the promise settles, jumping to the next timer whenever nothing else is left to do.
   * @throws {Error} when it waits for something that will not come
   */
  run<T>(promise: Promise<T>): Promise<T>
  /** Lets time pass until the condition holds. @throws {Error} as `run` does */
  until(condition: () => boolean | Promise<boolean>): Promise<void>
  /** Waits until nothing is left that needs no timer. Time stands still. */
  idle(): Promise<void>
}

interface Timer {
  readonly dueMs: number
  readonly order: number
  readonly task: () => void
}

/** A day: whoever waits longer waits for nothing. */
const LONGEST_WAIT_MS = 86_400_000

export function createVirtualScheduler(
  options: { readonly seed?: number; readonly startMs?: number } = {},
): VirtualScheduler {
  let nowMs = options.startMs ?? 1_700_000_000_000
  let random = options.seed ?? 1
  let made = 0
  const timers = new Set<Timer>()
  const turns: (() => void)[] = []
  let pumping = false

  const below = (limit: number): number => {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((random / 2 ** 32) * limit)
  }

  /** Runs one waiting turn after the other, each with all that follows from it. */
  const pump = (): void => {
    if (pumping) return
    pumping = true
    setImmediate(() => {
      pumping = false
      turns.splice(below(turns.length), 1)[0]?.()
      if (turns.length > 0) pump()
    })
  }

  const isTurning = () => pumping || turns.length > 0
  const idle = async (): Promise<void> => {
    do await new Promise<void>((resolve) => setImmediate(resolve))
    while (isTurning())
  }

  const nextTimer = (): Timer | undefined =>
    [...timers].toSorted((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0]

  const fire = (timer: Timer): void => {
    timers.delete(timer)
    nowMs = Math.max(nowMs, timer.dueMs)
    timer.task()
  }

  const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
    const lastMs = nowMs + LONGEST_WAIT_MS
    for (;;) {
      await idle()
      if (await condition()) return
      await idle()
      const timer = nextTimer()
      if (timer === undefined) throw new Error('waits for something that nothing is working on')
      if (timer.dueMs > lastMs) throw new Error('a day has passed in vain')
      fire(timer)
    }
  }

  return {
    now: () => nowMs,
    after(ms, task) {
      const timer: Timer = { dueMs: nowMs + Math.max(0, ms), order: made++, task }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    yield() {
      return new Promise((resolve) => {
        turns.push(resolve)
        pump()
      })
    },
    async advance(ms) {
      const endMs = nowMs + ms
      await idle()
      for (let timer = nextTimer(); timer && timer.dueMs <= endMs; timer = nextTimer()) {
        fire(timer)
        await idle()
      }
      nowMs = endMs
    },
    async run(promise) {
      let settled = false
      const done = promise.finally(() => {
        settled = true
      })
      // Whoever waits below sees the rejection too.
      done.catch(() => {})
      await until(() => settled)
      return done
    },
    until,
    idle,
  }
}
