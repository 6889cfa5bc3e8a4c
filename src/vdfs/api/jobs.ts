// Contract: long work, that goes on when nobody looks and after a restart.
import * as v from 'valibot'
import type { FsError } from './fs-errors.ts'
import type { LocationId } from './ids.ts'
import { command, nothing, query, type InputOf, type Method } from './method.ts'

export const JobIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-z]{20,40}$/), v.brand('JobId'))
export type JobId = v.InferOutput<typeof JobIdSchema>

/** What a job does. */
export type JobKindName = 'index' | 'rescan'

/**
 * `waiting`: it will go on by itself, see `waitingFor`; `paused`: by a person, until a person goes on; `quarantined`:
 * it ended the core twice at the same point and is not started again unless told to.
 */
export type JobState =
  | 'queued'
  | 'running'
  | 'waiting'
  | 'paused'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'quarantined'

/** What a waiting job needs before it goes on. */
export type WaitReason = 'permission' | 'disk' | 'answer' | 'power' | 'pressure'

export interface JobProgress {
  /** What it is at; the words are the UI's. */
  readonly phase: string
  /** Pieces of work that are done, and how many there are in all as far as is known. Never goes back. */
  readonly done: number
  readonly total: number | undefined
  readonly bytes: number
  readonly totalBytes: number | undefined
  /** The folder that is being worked on, inside the location. */
  readonly path: string | undefined
  /** Pieces of work a second, lately; undefined while it does not run. */
  readonly ratePerS: number | undefined
  /** Milliseconds that are left; undefined until it can be told. */
  readonly leftMs: number | undefined
}

export type JobError =
  | FsError
  | { readonly type: 'QuotaExceeded' }
  | { readonly type: 'DatabaseFault'; readonly message: string }
  | { readonly type: 'JobDefect'; readonly reportId: string; readonly message: string }
  /** It ended the core: where it was. */
  | { readonly type: 'JobCrashed'; readonly phase: string; readonly path: string | undefined }
  /** What is stored of it was written by another build, or cannot be read. */
  | { readonly type: 'JobUnreadable' }

export interface Job {
  readonly jobId: JobId
  readonly kind: JobKindName
  readonly locationId: LocationId | undefined
  readonly state: JobState
  readonly waitingFor: WaitReason | undefined
  readonly progress: JobProgress
  /** Items that failed and are left out; see `failures`. */
  readonly failures: number
  /** Why it ended, for `failed` and `quarantined`. */
  readonly error: JobError | undefined
  readonly createdMs: number
  readonly startedMs: number | undefined
  readonly endedMs: number | undefined
  /** Milliseconds that it ran, waits and pauses left out. */
  readonly workedMs: number
}

/** One item of a job that failed. */
export interface JobFailure {
  /** Inside the job's location. */
  readonly path: string
  readonly error: FsError
}

/** A job is not there (any more), or cannot do this in its state. */
export interface JobNotFound {
  readonly type: 'JobNotFound'
}

const jobId = JobIdSchema

export const jobsSpec = {
  /** Unfinished jobs first, then those that ended, the newest first (the last 100). */
  list: query(nothing),
  failures: query(
    v.object({
      jobId,
      from: v.pipe(v.number(), v.integer(), v.minValue(0)),
      limit: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000)),
    }),
  ),
  pause: command(v.object({ jobId })),
  pauseAll: command(nothing),
  /** Also starts again what was quarantined. */
  resume: command(v.object({ jobId })),
  cancel: command(v.object({ jobId })),
  /** Does a job again that failed, or only the items of it that failed. */
  retry: command(v.object({ jobId })),
  /** Forgets jobs that ended; without an id, all of them. */
  dismiss: command(v.object({ jobId: v.optional(jobId) })),
  /**
   * What the window knows of the machine. Background work waits while power is short or the machine is under pressure,
   * and is gentle while the person is active.
   */
  reportConditions: command(
    v.object({
      /** Runs on battery, and how full it is from 0 to 1; undefined where the browser does not tell. */
      onBattery: v.optional(v.boolean()),
      batteryLevel: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
      pressure: v.optional(v.picklist(['nominal', 'fair', 'serious', 'critical'])),
      /** The person did something in the last second. */
      active: v.optional(v.boolean()),
    }),
  ),
}

type In<K extends keyof typeof jobsSpec> = InputOf<(typeof jobsSpec)[K]>

export interface JobsApi {
  readonly list: Method<In<'list'>, readonly Job[]>
  readonly failures: Method<In<'failures'>, readonly JobFailure[], JobNotFound>
  readonly pause: Method<In<'pause'>, void, JobNotFound>
  readonly pauseAll: Method<In<'pauseAll'>, void>
  readonly resume: Method<In<'resume'>, void, JobNotFound>
  readonly cancel: Method<In<'cancel'>, void, JobNotFound>
  readonly retry: Method<In<'retry'>, void, JobNotFound>
  readonly dismiss: Method<In<'dismiss'>, void>
  readonly reportConditions: Method<In<'reportConditions'>, void>
}
