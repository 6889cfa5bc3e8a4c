// What windows tell of the machine and the person, and what follows from it. Kept in memory only, and believed for a
// while: a window may be closed without a word.
import type { CoreHandlers } from '../api/core-api.ts'
import type { WaitReason } from '../api/jobs.ts'
import type { Clock, Scheduler } from '../ports.ts'
import type { JobPriority } from './job-kind.ts'

export type Report = Parameters<CoreHandlers['jobs']['reportConditions']>[0]

/** What is older counts as unknown, and unknown as fine. */
const BELIEVED_MS = 600_000
/** How long a person counts as active after a sign of it. */
const ACTIVE_MS = 1_000
const LOW_BATTERY = 0.3
/** How long work waits between two pieces. */
const ACTIVE_WAIT_MS = { high: 0, normal: 20, background: 100 } as const
const PRESSURE_WAIT_MS = { high: 0, normal: 50, background: 100 } as const

export interface Conditions {
  /** Several windows may report, each what it knows: what one leaves out stays as another told it. */
  report(report: Report): void
  /** What background jobs must wait for. */
  hold(): Extract<WaitReason, 'power' | 'pressure'> | undefined
  /** How long a job of this priority lets others go first before its next piece of work. */
  gentleMs(priority: JobPriority): number
  /** No timer is left after it. */
  close(): void
}

interface Belief {
  readonly isBad: boolean
  readonly untilMs: number
}

/** @param changed called when what background jobs must wait for has changed */
export function createConditions(
  clock: Clock,
  scheduler: Scheduler,
  changed: () => void,
): Conditions {
  let power: Belief | undefined
  let pressure: Belief | undefined
  let activeUntilMs = -Infinity
  let held: ReturnType<Conditions['hold']>
  let cancelTimer = () => {}

  const isBad = (belief: Belief | undefined): boolean =>
    belief !== undefined && belief.isBad && clock.now() < belief.untilMs
  const hold = () => {
    if (isBad(power)) return 'power' as const
    return isBad(pressure) ? ('pressure' as const) : undefined
  }

  const look = () => {
    cancelTimer()
    const ends = [power, pressure].flatMap((each) => (each && isBad(each) ? [each.untilMs] : []))
    if (ends.length > 0) cancelTimer = scheduler.after(Math.min(...ends) - clock.now(), look)
    const before = held
    held = hold()
    if (held !== before) changed()
  }

  return {
    report({ onBattery, batteryLevel, pressure: level, active }) {
      const untilMs = clock.now() + BELIEVED_MS
      if (onBattery !== undefined)
        power = { isBad: onBattery && (batteryLevel ?? 0) < LOW_BATTERY, untilMs }
      if (level !== undefined)
        pressure = { isBad: level === 'serious' || level === 'critical', untilMs }
      if (active === true) activeUntilMs = clock.now() + ACTIVE_MS
      look()
    },
    hold,
    gentleMs: (priority) =>
      Math.max(
        clock.now() <= activeUntilMs ? ACTIVE_WAIT_MS[priority] : 0,
        isBad(pressure) ? PRESSURE_WAIT_MS[priority] : 0,
      ),
    close: () => cancelTimer(),
  }
}
