import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'

/** Waits shorter than this are not worth a word, ms. */
const SLOW_MS = 300

/**
 * True once `isBusy` has been true for a while.
 * @param afterMs how long that is
 */
export function createSlow(isBusy: Accessor<boolean>, afterMs = SLOW_MS): Accessor<boolean> {
  const [isSlow, setSlow] = createSignal(false)
  createEffect(() => {
    if (!isBusy()) {
      setSlow(false)
      return
    }
    const timer = setTimeout(() => setSlow(true), afterMs)
    onCleanup(() => clearTimeout(timer))
  })
  return isSlow
}
