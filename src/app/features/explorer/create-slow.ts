import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'

/** Waits shorter than this are not worth a word, ms. */
const SLOW_MS = 300

/** True once `isBusy` has been true for a while. */
export function createSlow(isBusy: Accessor<boolean>): Accessor<boolean> {
  const [isSlow, setSlow] = createSignal(false)
  createEffect(() => {
    if (!isBusy()) {
      setSlow(false)
      return
    }
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    onCleanup(() => clearTimeout(timer))
  })
  return isSlow
}
