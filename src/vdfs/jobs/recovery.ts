// What a new core makes of the jobs that it finds. A job found running died with the core that ran it. That alone says
// little: tabs are closed at any time. Only one that dies at the same point again and again is to blame.
import { JobIdSchema } from '../api/jobs.ts'
import { sql, type Tx } from '../db/db.ts'
import type { Kinds } from './define-job.ts'
import { loadJob, MOST_ENDED } from './rows.ts'
import { endInError, putWait } from './writes.ts'

/** Deaths at one point, if each took seconds, as work does that exhausts memory. */
const MOST_SLOW_CRASHES = 2
/** Deaths at one point, however fast: this many in a row are no person closing tabs. */
const MOST_CRASHES = 4

interface Deaths {
  /** Commits when it last died; undefined if it never did. */
  readonly crashSteps: number | undefined
  readonly crashes: number
  readonly slowCrashes: number
}

/** @param isSlow it had been at this point for seconds */
export function afterDeath(before: Deaths, steps: number, isSlow: boolean) {
  const isSamePoint = before.crashSteps === steps
  const crashes = (isSamePoint ? before.crashes : 0) + 1
  const slowCrashes = (isSamePoint ? before.slowCrashes : 0) + (isSlow ? 1 : 0)
  const isToBlame = crashes >= MOST_CRASHES || slowCrashes >= MOST_SLOW_CRASHES
  return { crashSteps: steps, crashes, slowCrashes, isToBlame }
}

/** Makes every stored job one that can be run, or says why not. In one transaction: a death is counted once. */
export async function recover(tx: Tx, kinds: Kinds, nowMs: number): Promise<void> {
  await prune(tx)
  for (const { jobId, runnable, state, steps, isSlow, deaths } of await readUnfinished(tx, kinds)) {
    if (runnable === undefined) continue // of another version of the app
    const loaded = await loadJob(tx, runnable, jobId)
    if (loaded === undefined) {
      await endInError(tx, jobId, 'failed', { type: 'JobUnreadable' }, nowMs)
      continue
    }
    // A waiting job looks at its condition itself.
    if (state !== 'running' && state !== 'waiting') continue
    await putWait(tx, jobId, undefined)
    if (state === 'waiting') continue
    const death = afterDeath(deaths, steps, isSlow)
    await tx.run(
      sql`UPDATE job SET crash_steps = ${death.crashSteps}, crashes = ${death.crashes},
            slow_crashes = ${death.slowCrashes}
          WHERE job_id = ${jobId}`,
    )
    const { phase, path } = loaded.progress
    if (death.isToBlame)
      await endInError(tx, jobId, 'quarantined', { type: 'JobCrashed', phase, path }, nowMs)
  }
}

function readUnfinished(tx: Tx, kinds: Kinds) {
  return tx.query(
    sql`SELECT job_id, kind, state, steps, alive, crash_steps, crashes, slow_crashes FROM job
        WHERE ended_ms IS NULL ORDER BY job_seq`,
    (row) => ({
      jobId: row.as(JobIdSchema),
      runnable: kinds.get(row.text()),
      state: row.text(),
      steps: row.integer(),
      isSlow: row.flag(),
      deaths: {
        crashSteps: row.optional((column) => column.integer()),
        crashes: row.integer(),
        slowCrashes: row.integer(),
      },
    }),
  )
}

/** A quarantined job stays: it keeps another of its key from crashing in its place. */
async function prune(tx: Tx): Promise<void> {
  await tx.run(
    sql`DELETE FROM job WHERE ended_ms IS NOT NULL AND state <> 'quarantined' AND job_seq NOT IN (
          SELECT job_seq FROM job WHERE ended_ms IS NOT NULL
          ORDER BY ended_ms DESC, job_seq DESC LIMIT ${MOST_ENDED})`,
  )
}
