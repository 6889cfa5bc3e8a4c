// How far a job is, and how fast. What is done never goes back, whatever a run says.
import type { JobProgress } from '../api/jobs.ts'
import type { Clock } from '../ports.ts'
import type { ProgressChange } from './job-kind.ts'

/** What is kept; the rest is measured while it runs. */
export type KeptProgress = Omit<JobProgress, 'ratePerS' | 'leftMs'>

export const noProgress: KeptProgress = {
  phase: '',
  done: 0,
  total: undefined,
  bytes: 0,
  totalBytes: undefined,
  path: undefined,
}

export function advance(before: KeptProgress, change: ProgressChange): KeptProgress {
  const after = { ...before, ...change }
  const done = Math.max(before.done, after.done)
  const bytes = Math.max(before.bytes, after.bytes)
  return {
    ...after,
    done,
    total: atLeast(after.total, done),
    bytes,
    totalBytes: atLeast(after.totalBytes, bytes),
  }
}

function atLeast(total: number | undefined, done: number): number | undefined {
  return total === undefined ? undefined : Math.max(total, done)
}

/** As it is shown while nothing is measured. */
export function atRest(progress: KeptProgress): JobProgress {
  return { ...progress, ratePerS: undefined, leftMs: undefined }
}

/** How far back the rate looks, and how long must be measured before the time left is told. */
const WINDOW_MS = 5_000
/** Samples are at least so far apart. */
const SAMPLE_MS = 250
/** Below this there is no rate, only a first piece. */
const SHORTEST_MS = 1_000

export interface Meter {
  /** To be called whenever `done` changed. */
  note(done: number): void
  measure(progress: KeptProgress): JobProgress
}

/** @param done where this run starts from */
export function createMeter(clock: Clock, done: number): Meter {
  const startMs = clock.now()
  const samples = [{ atMs: startMs, done }]

  /** The last sample that is as old as the window, or the first. */
  const base = (nowMs: number) => {
    while ((samples[1]?.atMs ?? Infinity) <= nowMs - WINDOW_MS) samples.shift()
    return samples[0] ?? { atMs: startMs, done }
  }

  return {
    note(doneNow) {
      const nowMs = clock.now()
      const from = base(nowMs)
      const last = samples.at(-1) ?? from
      if (nowMs - last.atMs >= SAMPLE_MS) samples.push({ atMs: nowMs, done: doneNow })
    },
    measure(progress) {
      const nowMs = clock.now()
      const from = base(nowMs)
      const elapsedMs = nowMs - from.atMs
      if (elapsedMs < SHORTEST_MS) return atRest(progress)
      const ratePerS = ((progress.done - from.done) * 1_000) / elapsedMs
      const canTell = nowMs - startMs >= WINDOW_MS && ratePerS > 0
      const left =
        progress.total !== undefined && canTell ? progress.total - progress.done : undefined
      const leftMs = left === undefined ? undefined : Math.ceil(left / ratePerS) * 1_000
      return { ...progress, ratePerS, leftMs }
    },
  }
}
