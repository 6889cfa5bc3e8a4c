// The tables `job` and `job_failure`, read. Jobs of kinds that this build does not have are left as they are and never
// shown: another version of the app knows them.
import * as v from 'valibot'
import { LocationIdSchema, type LocationId } from '../api/ids.ts'
import {
  JobIdSchema,
  type Job,
  type JobFailure,
  type JobId,
  type JobKindName,
  type WaitReason,
} from '../api/jobs.ts'
import { sql, type ReadTx } from '../db/db.ts'
import type { Kinds, OpenedJob, RunnableJob } from './define-job.ts'
import type { JobPriority } from './job-kind.ts'
import { priorityOf } from './plan.ts'
import { atRest, noProgress, type KeptProgress } from './progress.ts'
import { readFsError, readJobError, readProgress } from './stored.ts'

/** Of those that ended, only so many are shown and kept. */
export const MOST_ENDED = 100

const StateSchema = v.picklist([
  'queued',
  'running',
  'waiting',
  'paused',
  'done',
  'failed',
  'cancelled',
  'quarantined',
])
const WaitSchema = v.picklist(['permission', 'disk', 'answer', 'power', 'pressure'])

/** A job that has not ended. */
export interface OpenJob {
  readonly jobId: JobId
  readonly kind: JobKindName
  readonly lane: string
  readonly priority: JobPriority
  readonly locationId: LocationId | undefined
  readonly state: Job['state']
  readonly waitingFor: WaitReason | undefined
}

/** All that have not ended, in the order in which they are to run. */
export async function readOpen(tx: ReadTx, kinds: Kinds): Promise<readonly OpenJob[]> {
  const rows = await tx.query(
    sql`SELECT job_id, kind, priority, location_id, state, waiting_for FROM job
        WHERE ended_ms IS NULL ORDER BY priority DESC, job_seq`,
    (row) => ({
      jobId: row.as(JobIdSchema),
      runnable: kinds.get(row.text()),
      priority: priorityOf(row.integer()),
      locationId: row.optional((column) => column.as(LocationIdSchema)),
      state: row.as(StateSchema),
      waitingFor: row.optional((column) => column.as(WaitSchema)),
    }),
  )
  return rows.flatMap(({ runnable, ...job }) =>
    runnable ? [{ ...job, kind: runnable.kind, lane: runnable.lane }] : [],
  )
}

/** What the contract shows: those that run, those that are to, and those that ended, the newest first. */
export async function readJobs(tx: ReadTx, kinds: Kinds): Promise<readonly Job[]> {
  const rows = await tx.query(
    sql`SELECT job_id, kind, location_id, state, waiting_for, progress,
               (SELECT count(*) FROM job_failure WHERE job_failure.job_id = job.job_id),
               error, created_ms, started_ms, ended_ms, worked_ms
        FROM job
        WHERE ended_ms IS NULL OR job_seq IN (
          SELECT job_seq FROM job WHERE ended_ms IS NOT NULL
          ORDER BY ended_ms DESC, job_seq DESC LIMIT ${MOST_ENDED})
        ORDER BY ended_ms IS NOT NULL, ended_ms DESC,
          CASE WHEN ended_ms IS NOT NULL THEN -job_seq WHEN state = 'running' THEN -3
               ELSE -priority END,
          job_seq`,
    (row) => ({
      jobId: row.as(JobIdSchema),
      kind: kinds.get(row.text())?.kind,
      locationId: row.optional((column) => column.as(LocationIdSchema)),
      state: row.as(StateSchema),
      waitingFor: row.optional((column) => column.as(WaitSchema)),
      progress: atRest(readProgress(row.text()) ?? noProgress),
      failures: row.integer(),
      error: row.optional((column) => readJobError(column.text())),
      createdMs: row.integer(),
      startedMs: row.optional((column) => column.integer()),
      endedMs: row.optional((column) => column.integer()),
      workedMs: row.integer(),
    }),
  )
  return rows.flatMap(({ kind, ...job }) => (kind ? [{ ...job, kind }] : []))
}

/** undefined if there is no such job. */
export async function readFailures(
  tx: ReadTx,
  jobId: JobId,
  from: number,
  limit: number,
): Promise<readonly JobFailure[] | undefined> {
  if (!(await isThere(tx, jobId))) return undefined
  return tx.query(
    sql`SELECT path, error FROM job_failure WHERE job_id = ${jobId}
        ORDER BY path LIMIT ${limit} OFFSET ${from}`,
    (row) => ({ path: row.text(), error: readFsError(row.text()) }),
  )
}

export async function isThere(tx: ReadTx, jobId: JobId): Promise<boolean> {
  const found = await tx.first(sql`SELECT 1 FROM job WHERE job_id = ${jobId}`, (row) => row.flag())
  return found === true
}

/** The job that holds a key. */
export function findByKey(tx: ReadTx, key: string) {
  return tx.first(
    sql`SELECT job_id, priority FROM job
        WHERE key = ${key} AND (ended_ms IS NULL OR state = 'quarantined')`,
    (row) => ({ jobId: row.as(JobIdSchema), priority: priorityOf(row.integer()) }),
  )
}

/** What a run goes on from. */
export interface LoadedJob {
  readonly opened: OpenedJob
  readonly progress: KeptProgress
  readonly workedMs: number
}

/** undefined if what is stored is of another version, or cannot be read. */
export async function loadJob(
  tx: ReadTx,
  runnable: RunnableJob,
  jobId: JobId,
): Promise<LoadedJob | undefined> {
  const stored = await tx.first(
    sql`SELECT version, input, checkpoint, progress, worked_ms FROM job WHERE job_id = ${jobId}`,
    (row) => ({
      version: row.integer(),
      input: row.text(),
      checkpoint: row.text(),
      progress: readProgress(row.text()),
      workedMs: row.integer(),
    }),
  )
  if (stored?.progress === undefined || stored.version !== runnable.version) return undefined
  const opened = runnable.open(stored.input, stored.checkpoint)
  return opened && { opened, progress: stored.progress, workedMs: stored.workedMs }
}
