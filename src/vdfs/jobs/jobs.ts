// Door: long work that goes on when nobody looks and after a restart. Owns the tables `job` and `job_failure`. The
// rules are in SPEC.md.
//
// The database says what each job is; the runner makes it so. A job's work, its checkpoint and its progress are
// committed together, so wherever the core dies, the next one goes on from a state that was true.
//
// Refuses: a kind that was not given at the start, two unfinished jobs of one key, and a job that crashes the core at
// the same point again and again.
import * as v from 'valibot'
import type { CoreHandlers } from '../api/core-api.ts'
import { LocationIdSchema } from '../api/ids.ts'
import { JobIdSchema } from '../api/jobs.ts'
import { must, ok } from '../api/result.ts'
import type { Changes } from '../changes/changes.ts'
import { sql, type Db } from '../db/db.ts'
import type { Ports } from '../ports.ts'
import { createCommands } from './commands.ts'
import type { RunnableJob } from './define-job.ts'
import type { JobQueue } from './job-kind.ts'
import { isAbove, rankOf } from './plan.ts'
import { noProgress } from './progress.ts'
import { findByKey } from './rows.ts'
import { createRunner } from './runner.ts'

export { defineJob, type RunnableJob } from './define-job.ts'
export type {
  EnqueueOptions,
  JobContext,
  JobEnd,
  JobKind,
  JobPriority,
  JobQueue,
} from './job-kind.ts'

export interface JobsDeps extends Pick<Ports, 'clock' | 'scheduler' | 'random' | 'log'> {
  readonly db: Db
  readonly changes: Changes
  /** Made by `defineJob`. */
  readonly kinds: readonly RunnableJob[]
}

export interface Jobs {
  readonly handlers: CoreHandlers['jobs']
  readonly queue: JobQueue
  /** Reads what is stored, decides about jobs that died with the last core, and begins to run. */
  start(): Promise<void>
  /** Jobs come to an end where they are and go on at the next start. No timer is left. */
  stop(): Promise<void>
}

export function createJobs(deps: JobsDeps): Jobs {
  const { db, clock, random, log } = deps
  const kinds = new Map(deps.kinds.map((kind) => [kind.kind, kind]))
  const runner = createRunner({ ...deps, kinds })

  const queue: JobQueue = {
    async enqueue(tx, kind, input, { key, priority, locationId }) {
      const known = must(kinds.get(kind.kind), `the kind of job ${kind.kind}`)
      const held = await findByKey(tx, key)
      if (held !== undefined) {
        if (!isAbove(priority, held.priority)) return held.jobId
        await tx.run(
          sql`UPDATE job SET priority = ${rankOf(priority)} WHERE job_id = ${held.jobId}`,
        )
        await runner.changed(tx)
        return held.jobId
      }
      const jobId = v.parse(JobIdSchema, random.id())
      const inputText = JSON.stringify(input)
      const checkpoint = must(known.beginFrom(inputText), `input of ${kind.kind} that can be kept`)
      await tx.run(
        sql`INSERT INTO job (job_id, kind, version, key, priority, location_id, state, input,
              checkpoint, progress, created_ms)
            VALUES (${jobId}, ${known.kind}, ${known.version}, ${key}, ${rankOf(priority)},
              ${locationId === undefined ? null : v.parse(LocationIdSchema, locationId)}, 'queued',
              ${inputText}, ${checkpoint}, ${JSON.stringify(noProgress)}, ${clock.now()})`,
      )
      await runner.changed(tx)
      return jobId
    },
    wake: (reason, locationId) => runner.wake(reason, locationId),
    async drop(locationId) {
      const dropped = await db.write(async (tx) => {
        await tx.run(sql`DELETE FROM job WHERE location_id = ${locationId}`)
        await runner.changed(tx)
        return ok()
      })
      // They fail by themselves then: their location is not there.
      if (!dropped.ok) log.warn('the jobs of a location could not be removed', dropped.error)
      await runner.settled((run) => run.locationId === locationId)
    },
    hasUnfinished: (locationId, kind) =>
      runner.open().some((job) => job.locationId === locationId && (kind ?? job.kind) === job.kind),
  }
  return {
    handlers: createCommands({ db, clock, kinds }, runner),
    queue,
    start: () => runner.start(),
    stop: () => runner.stop(),
  }
}
