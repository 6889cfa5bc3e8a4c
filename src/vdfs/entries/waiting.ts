// Waiting for something, but not for ever.
import type { Scheduler } from '../ports.ts'

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

/** Calls `told` at once, and then for all calls of the next `ms` milliseconds once at their end. */
export function createThrottle(scheduler: Scheduler, ms: number, told: () => void): () => void {
  let waiting = false
  let missed = false
  const tell = (): void => {
    told()
    waiting = true
    scheduler.after(ms, () => {
      waiting = false
      if (!missed) return
      missed = false
      tell()
    })
  }
  return () => {
    if (waiting) missed = true
    else tell()
  }
}
