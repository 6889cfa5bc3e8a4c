// The tables `job` and `job_failure`, written: what a run does to its row. What a person does is in commands.ts.
import type { FsError } from '../api/fs-errors.ts'
import type { JobError, JobId, WaitReason } from '../api/jobs.ts'
import { sql, type Tx } from '../db/db.ts'
import type { RunnableJob } from './define-job.ts'
import type { JobEnd } from './job-kind.ts'
import type { KeptProgress } from './progress.ts'
import { loadJob, type LoadedJob } from './rows.ts'

/** Where a run stands, as it is kept. */
export interface Standing {
  readonly progress: KeptProgress
  readonly workedMs: number
}

/** That a job runs is committed before it does, so that a death can be told. @returns undefined if it may not run */
export async function beginJob(
  tx: Tx,
  runnable: RunnableJob,
  jobId: JobId,
  nowMs: number,
): Promise<LoadedJob | undefined> {
  const begun = await tx.run(
    sql`UPDATE job SET state = 'running', alive = 0, started_ms = coalesce(started_ms, ${nowMs})
        WHERE job_id = ${jobId} AND state = 'queued'`,
  )
  if (begun === 0) return undefined
  const loaded = await loadJob(tx, runnable, jobId)
  if (loaded === undefined) await endInError(tx, jobId, 'failed', { type: 'JobUnreadable' }, nowMs)
  return loaded
}

export async function putStanding(tx: Tx, jobId: JobId, standing: Standing): Promise<void> {
  await tx.run(
    sql`UPDATE job SET progress = ${JSON.stringify(standing.progress)}, worked_ms = ${standing.workedMs}
        WHERE job_id = ${jobId}`,
  )
}

export async function putStep(tx: Tx, jobId: JobId, checkpoint: string): Promise<void> {
  await tx.run(
    sql`UPDATE job SET checkpoint = ${checkpoint}, steps = steps + 1, alive = 0
        WHERE job_id = ${jobId}`,
  )
}

export async function putAlive(tx: Tx, jobId: JobId): Promise<void> {
  await tx.run(sql`UPDATE job SET alive = 1 WHERE job_id = ${jobId} AND state = 'running'`)
}

/**
 * How a run ended, as far as nobody decided otherwise meanwhile: a paused or cancelled job stays so, unless it was
 * just done.
 * @param wasTold to stop
 */
export async function putEnd(
  tx: Tx,
  jobId: JobId,
  end: JobEnd,
  wasTold: boolean,
  nowMs: number,
): Promise<void> {
  switch (end.type) {
    case 'done':
      await tx.run(
        sql`UPDATE job SET state = 'done', waiting_for = NULL, ended_ms = ${nowMs}
            WHERE job_id = ${jobId} AND ended_ms IS NULL`,
      )
      break
    case 'waiting':
      await putWait(tx, jobId, end.for)
      break
    case 'failed':
      // It may have failed because it was told to stop; if not, it will fail again.
      if (wasTold) await queueAgain(tx, jobId)
      else await endInError(tx, jobId, 'failed', end.error, nowMs)
      break
    case 'stopped':
      await queueAgain(tx, jobId)
      break
  }
}

async function queueAgain(tx: Tx, jobId: JobId): Promise<void> {
  await tx.run(sql`UPDATE job SET state = 'queued' WHERE job_id = ${jobId} AND state = 'running'`)
}

/** @param reason undefined: it waits no longer */
export async function putWait(tx: Tx, jobId: JobId, reason: WaitReason | undefined): Promise<void> {
  await tx.run(
    sql`UPDATE job SET state = ${reason ? 'waiting' : 'queued'}, waiting_for = ${reason ?? null}
        WHERE job_id = ${jobId} AND state IN ('queued', 'running', 'waiting')`,
  )
}

export async function endInError(
  tx: Tx,
  jobId: JobId,
  state: 'failed' | 'quarantined',
  error: JobError,
  nowMs: number,
): Promise<void> {
  await tx.run(
    sql`UPDATE job SET state = ${state}, waiting_for = NULL, error = ${JSON.stringify(error)},
          ended_ms = ${nowMs}
        WHERE job_id = ${jobId} AND ended_ms IS NULL`,
  )
}

export async function putFailure(
  tx: Tx,
  jobId: JobId,
  path: string,
  error: FsError,
): Promise<void> {
  await tx.run(
    sql`INSERT INTO job_failure (job_id, path, error) VALUES (${jobId}, ${path}, ${JSON.stringify(error)})
        ON CONFLICT (job_id, path) DO UPDATE SET error = excluded.error`,
  )
}

export async function deleteFailure(tx: Tx, jobId: JobId, path: string): Promise<void> {
  await tx.run(sql`DELETE FROM job_failure WHERE job_id = ${jobId} AND path = ${path}`)
}
