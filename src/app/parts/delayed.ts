import { createEffect, createMemo, createSignal, onCleanup, type Accessor } from 'solid-js'

/** True once `is` has been true for a while: what is over sooner needs no word. */
export function createDelayed(is: Accessor<boolean>, delayMs: number): Accessor<boolean> {
  const [isLong, setLong] = createSignal(false)
  createEffect(() => {
    if (!is()) return
    const timer = setTimeout(() => setLong(true), delayMs)
    onCleanup(() => {
      clearTimeout(timer)
      setLong(false)
    })
  })
  return isLong
}

/** True from the first time that `is` is true. */
export function createEver(is: Accessor<boolean>): Accessor<boolean> {
  const wasOnce = createMemo((was: boolean) => was || is(), false)
  return wasOnce
}
