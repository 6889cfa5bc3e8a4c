// Browsers without shared workers cannot introduce tabs to each other, so only the tab that leads works.
import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'
import { LEADER_LOCK } from '#vdfs/api/wire.ts'

/** A start that takes longer is looked into, ms. */
const PATIENCE_MS = 1_000

/**
 * Whether another tab has the library while this one waits for it. It stops being so by itself: when that tab closes,
 * this one leads.
 */
export function createOtherTabHasIt(
  isConnecting: Accessor<boolean>,
  manyTabs: boolean,
): Accessor<boolean> {
  const [isElsewhere, setElsewhere] = createSignal(false)
  if (manyTabs) return isElsewhere
  createEffect(() => {
    if (!isConnecting()) return
    const timer = setTimeout(() => {
      void navigator.locks.query().then(({ held = [], pending = [] }) => {
        const isHeld = held.some(({ name }) => name === LEADER_LOCK)
        const waits = pending.some(({ name }) => name === LEADER_LOCK)
        if (isConnecting()) setElsewhere(isHeld && waits)
      })
    }, PATIENCE_MS)
    onCleanup(() => {
      clearTimeout(timer)
      setElsewhere(false)
    })
  })
  return isElsewhere
}
