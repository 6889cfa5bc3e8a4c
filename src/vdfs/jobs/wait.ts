import type { Scheduler } from '../ports.ts'

/** Resolves after `ms`, or as soon as the signal says so; no timer stays behind. */
export function wait(scheduler: Scheduler, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const end = () => {
      cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const cancel = scheduler.after(ms, end)
    signal.addEventListener('abort', end)
  })
}
