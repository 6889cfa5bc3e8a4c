// One worker leads: the holder of the Web Lock. Nothing of the library is opened before.
import { LEADER_LOCK, type LeadingMessage } from '#vdfs/api/wire.ts'

declare const self: DedicatedWorkerGlobalScope

/**
 * Waits for the lock, runs `start`, and tells the window. Holds the lock until the worker ends: the browser frees it
 * when the tab is closed, crashes or navigates away, and then the next worker in the queue leads.
 */
export async function lead(start: () => void): Promise<never> {
  return navigator.locks.request(LEADER_LOCK, () => {
    start()
    self.postMessage({ type: 'leading' } satisfies LeadingMessage)
    return new Promise<never>(() => {})
  })
}
