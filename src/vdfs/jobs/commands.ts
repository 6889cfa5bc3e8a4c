// What a person does with jobs. A command changes what is stored, once; the runner then makes it so, and the answer
// waits until it is: a job that is resumed at once must not run twice.
import type { CoreHandlers } from '../api/core-api.ts'
import type { JobId, JobNotFound } from '../api/jobs.ts'
import { err, ok, type Result } from '../api/result.ts'
import { sql, type Db, type Tx } from '../db/db.ts'
import type { CommandId } from '../api/ids.ts'
import type { Kinds } from './define-job.ts'
import { readFailures, readJobs } from './rows.ts'
import { retryJob } from './retry.ts'
import type { Runner } from './runner.ts'

const notFound = err<JobNotFound>({ type: 'JobNotFound' })

export function createCommands(
  deps: { readonly db: Db; readonly clock: { now(): number }; readonly kinds: Kinds },
  runner: Runner,
): CoreHandlers['jobs'] {
  const { db, clock, kinds } = deps

  /** @param change answers how many jobs it changed */
  const command = <E = never>(
    commandId: CommandId,
    change: (tx: Tx) => Promise<number>,
    none: Result<void, E>,
  ) =>
    db.command<void, E>(commandId, async (tx) => {
      if ((await change(tx)) === 0) return none
      await runner.changed(tx)
      return ok()
    })

  const settled = (jobId: JobId) => runner.settled((run) => run.jobId === jobId)

  return {
    list: async () => {
      const jobs = await db.read((tx) => readJobs(tx, kinds))
      return ok(
        jobs.map((job) => {
          const run = job.endedMs === undefined ? runner.runOf(job.jobId) : undefined
          return run === undefined ? job : { ...job, ...run.shown() }
        }),
      )
    },
    failures: async ({ jobId, from, limit }) => {
      const failures = await db.read((tx) => readFailures(tx, jobId, from, limit))
      return failures === undefined ? notFound : ok(failures)
    },
    pause: async ({ jobId }, { commandId }) => {
      const paused = await command(
        commandId,
        (tx) =>
          tx.run(
            sql`UPDATE job SET state = 'paused', waiting_for = NULL
                WHERE job_id = ${jobId} AND state IN ('queued', 'running', 'waiting')`,
          ),
        notFound,
      )
      if (paused.ok) await settled(jobId)
      return paused
    },
    pauseAll: async (_nothing, { commandId }) => {
      const paused = await command(
        commandId,
        (tx) =>
          tx.run(
            sql`UPDATE job SET state = 'paused', waiting_for = NULL
                WHERE state IN ('queued', 'running', 'waiting')`,
          ),
        ok(),
      )
      if (paused.ok) await runner.settled(() => true)
      return paused
    },
    resume: ({ jobId }, { commandId }) =>
      command(
        commandId,
        (tx) =>
          tx.run(
            sql`UPDATE job SET state = 'queued', error = NULL, ended_ms = NULL,
                  crash_steps = NULL, crashes = 0, slow_crashes = 0
                WHERE job_id = ${jobId} AND state IN ('paused', 'quarantined')`,
          ),
        notFound,
      ),
    cancel: async ({ jobId }, { commandId }) => {
      const cancelled = await command(
        commandId,
        (tx) =>
          tx.run(
            sql`UPDATE job SET state = 'cancelled', waiting_for = NULL, error = NULL,
                  ended_ms = ${clock.now()}
                WHERE job_id = ${jobId} AND (ended_ms IS NULL OR state = 'quarantined')`,
          ),
        notFound,
      )
      if (cancelled.ok) await settled(jobId)
      return cancelled
    },
    retry: async ({ jobId }, { commandId }) => {
      await settled(jobId) // it may have been cancelled by another tab and not be over yet
      return command(
        commandId,
        async (tx) => ((await retryJob(tx, kinds, jobId)) ? 1 : 0),
        notFound,
      )
    },
    dismiss: ({ jobId }, { commandId }) =>
      command(
        commandId,
        (tx) =>
          tx.run(
            jobId === undefined
              ? sql`DELETE FROM job WHERE ended_ms IS NOT NULL`
              : sql`DELETE FROM job WHERE ended_ms IS NOT NULL AND job_id = ${jobId}`,
          ),
        ok(),
      ),
    // Nothing of it is kept, so it needs no receipt.
    reportConditions: async (report) => {
      runner.conditions.report(report)
      return ok()
    },
  }
}
