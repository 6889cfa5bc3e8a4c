// Waiting for something, but not for ever.
import type { Clock, Scheduler } from '../ports.ts'

/** A thing that happens once. */
export interface Gate {
  readonly opened: Promise<void>
  readonly isOpen: () => boolean
  readonly open: () => void
}

export function createGate(): Gate {
  let isOpen = false
  let settle: () => void = () => {}
  const opened = new Promise<void>((resolve) => {
    settle = resolve
  })
  const open = (): void => {
    isOpen = true
    settle()
  }
  return { opened, isOpen: () => isOpen, open }
}

/** Resolves with the promise, or after `ms` milliseconds if that is sooner. */
export function within(scheduler: Scheduler, ms: number, promise: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = scheduler.after(ms, resolve)
    promise.finally(cancel).then(resolve, reject)
  })
}

export interface Throttle {
  /** Calls `told`: at once if the last call was `ms` milliseconds ago or more, else when it was. Once for many asks. */
  readonly within: (ms: number) => void
  /** Calls it at once. */
  readonly now: () => void
  readonly stop: () => void
}

export function createThrottle(
  { clock, scheduler }: { readonly clock: Clock; readonly scheduler: Scheduler },
  told: () => void,
): Throttle {
  let lastMs = Number.NEGATIVE_INFINITY
  let cancel: (() => void) | undefined
  let dueMs = 0
  const stop = (): void => {
    cancel?.()
    cancel = undefined
  }
  const now = (): void => {
    stop()
    lastMs = clock.now()
    told()
  }
  return {
    within(ms) {
      const nowMs = clock.now()
      const atMs = lastMs + ms
      if (atMs <= nowMs || lastMs > nowMs) return now() // or the clock was set back
      if (cancel !== undefined && dueMs <= atMs) return undefined
      stop()
      dueMs = atMs
      cancel = scheduler.after(atMs - nowMs, now)
      return undefined
    },
    now,
    stop,
  }
}
