// What the keys of a list mean: where the focus goes and what becomes of the selection. Pure.
import type { KeyPress } from '../../commands/keymap.ts'

/** How a move treats the selection: take the row, take the range, add the range, or only move the focus. */
export type How = 'pick' | 'extend' | 'extendMore' | 'focus'

export type Step = 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last'

export interface Motion {
  readonly step: Step
  readonly how: How
}

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'first',
  End: 'last',
}

/** @returns undefined if the key moves nothing or belongs to a command, as Alt+Up and Cmd+Up do */
export function motionOf(press: KeyPress): Motion | undefined {
  const step = steps[press.key]
  if (step === undefined || press.altKey || press.metaKey) return undefined
  if (press.ctrlKey) return { step, how: press.shiftKey ? 'extendMore' : 'focus' }
  return { step, how: press.shiftKey ? 'extend' : 'pick' }
}

/**
 * The row a step leads to.
 * @param from the focused row; undefined if none is
 * @param total rows, at least one
 * @param page rows that fit on the screen
 */
export function target(step: Step, from: number | undefined, total: number, page: number): number {
  const last = total - 1
  if (step === 'first') return 0
  if (step === 'last') return last
  if (from === undefined) return step === 'up' || step === 'pageUp' ? last : 0
  const by = { up: -1, down: 1, pageUp: -Math.max(1, page - 1), pageDown: Math.max(1, page - 1) }
  return Math.max(0, Math.min(from + by[step], last))
}
