// Doing a job again: only what failed of it, if its kind knows how, or all of it.
import type { JobId } from '../api/jobs.ts'
import { sql, type Tx } from '../db/db.ts'
import type { Kinds } from './define-job.ts'
import { noProgress } from './progress.ts'
import { findByKey } from './rows.ts'
import { readProgress } from './stored.ts'

/** @returns false if there is no such job, or it cannot be done again */
export async function retryJob(tx: Tx, kinds: Kinds, jobId: JobId): Promise<boolean> {
  const job = await tx.first(
    sql`SELECT kind, version, key, state, input, checkpoint, progress,
               EXISTS (SELECT 1 FROM job_failure WHERE job_failure.job_id = job.job_id)
        FROM job WHERE job_id = ${jobId} AND ended_ms IS NOT NULL`,
    (row) => ({
      runnable: kinds.get(row.text()),
      version: row.integer(),
      key: row.text(),
      state: row.text(),
      input: row.text(),
      checkpoint: row.text(),
      progress: readProgress(row.text()) ?? noProgress,
      hasFailures: row.flag(),
    }),
  )
  if (job?.runnable === undefined) return false
  const { runnable, version, state, input } = job
  if (state === 'done' && !job.hasFailures) return false
  const holder = await findByKey(tx, job.key)
  if (holder !== undefined && holder.jobId !== jobId) return false // another is about to do the same

  const again =
    state === 'done' && version === runnable.version
      ? runnable.againFrom(input, job.checkpoint)
      : undefined
  const checkpoint = again ?? runnable.beginFrom(input)
  if (checkpoint === undefined) return false
  if (again === undefined) await tx.run(sql`DELETE FROM job_failure WHERE job_id = ${jobId}`)
  await tx.run(
    sql`UPDATE job SET state = 'queued', version = ${runnable.version}, checkpoint = ${checkpoint},
          progress = ${JSON.stringify(job.progress)}, error = NULL, ended_ms = NULL,
          crash_steps = NULL, crashes = 0, slow_crashes = 0
        WHERE job_id = ${jobId}`,
  )
  return true
}
