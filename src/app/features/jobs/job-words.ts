// A job in words: its title, how far it is, how long it still takes, why it ended. Pure.
import type { Job, JobError } from '#vdfs/api/jobs.ts'
import { messageOf } from '../../errors/messages.ts'
import type { Formats } from '../../parts/format.ts'
import { visibleName } from '../../ui/name-parts.ts'
import { jobsStrings as s } from './jobs.strings.ts'

/** Shorter waits are over before they are read. */
const LEAST_LEFT_MS = 5_000

/** @param location the location's name as it may be shown */
export function titleOf({ kind, state }: Job, location: string): string {
  const words = s.kinds[kind]
  return state === 'done' ? words.done(location) : words.now(location)
}

/** "214 of 500 steps", or "214 steps so far". */
export function countsOf({ progress }: Job, formats: Formats): string {
  const { done, total } = progress
  const count = formats.count(done)
  return total === undefined ? s.soFar(done, count) : s.ofTotal(count, total, formats.count(total))
}

/** "214 of 500", where there is no room to say of what. */
export function shortCountsOf({ progress }: Job, formats: Formats): string {
  const { done, total } = progress
  const count = formats.count(done)
  return total === undefined ? s.shortSoFar(count) : s.shortOfTotal(count, formats.count(total))
}

/** All that is known of how far a job is, in one line. */
export function progressOf(job: Job, formats: Formats): string {
  const { bytes, totalBytes, ratePerS = 0 } = job.progress
  const size = formats.size(bytes)
  return [
    countsOf(job, formats),
    bytes === 0 ? '' : totalBytes === undefined ? size : s.bytesOf(size, formats.size(totalBytes)),
    ratePerS < 1 ? '' : s.rate(formats.count(ratePerS)),
    leftOf(job, formats),
    job.failures === 0 ? '' : s.failed(formats.count(job.failures)),
  ]
    .filter(Boolean)
    .join(', ')
}

/** "about 1 min 40 s left"; '' while it cannot be told, or is hardly worth telling. */
export function leftOf(job: Job, formats: Formats): string {
  const time = timeLeftOf(job, formats)
  return time === undefined ? '' : s.left(time)
}

/** "1 min 40 s", rounded up. */
export function timeLeftOf({ state, progress }: Job, formats: Formats): string | undefined {
  const { leftMs } = progress
  if (state !== 'running' || leftMs === undefined || !(leftMs >= LEAST_LEFT_MS)) return undefined
  return spanWords(roundedUp(leftMs / 1_000), formats)
}

/* up to so many seconds, times are given in steps of so many: nobody reads seconds of hours */
const steps: readonly (readonly [untilS: number, stepS: number])[] = [
  [60, 5],
  [600, 10],
  [3_600, 60],
  [86_400, 300],
  [Number.POSITIVE_INFINITY, 3_600],
]

function roundedUp(seconds: number): number {
  const step = steps.find(([untilS]) => seconds <= untilS)?.[1] ?? 1
  return Math.ceil(seconds / step) * step
}

/** How long something took, in the two largest units. */
export function durationWords(ms: number, formats: Formats): string {
  return spanWords(Math.max(1, Math.round(ms / 1_000)), formats)
}

function spanWords(seconds: number, formats: Formats): string {
  const { units } = s
  const parts: readonly (readonly [count: number, unit: string])[] = [
    [Math.floor(seconds / 86_400), units.days],
    [Math.floor(seconds / 3_600) % 24, units.hours],
    [Math.floor(seconds / 60) % 60, units.minutes],
    [Math.round(seconds) % 60, units.seconds],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${formats.count(count)} ${unit}`)
    .join(' ')
}

/** Why a job ended, as a sentence. */
export function causeOf(error: JobError | undefined): string {
  if (error === undefined) return s.unknownCause
  const { errors } = s
  if (error.type === 'QuotaExceeded') return errors.QuotaExceeded
  if (error.type === 'DatabaseFault') return errors.DatabaseFault(error.message)
  if (error.type === 'JobDefect') return errors.JobDefect(error.reportId)
  if (error.type === 'JobUnreadable') return errors.JobUnreadable
  if (error.type === 'JobCrashed')
    return error.path === undefined || error.path === ''
      ? errors.JobCrashed
      : errors.JobCrashedAt(visibleName(error.path))
  return messageOf(error).text
}
