// Runs what is to run. The database says which jobs there are and what they should be; this makes it so. It looks
// whenever something may have changed, one look at a time, so it needs not know what did.
import type { JobId, WaitReason } from '../api/jobs.ts'
import { ok } from '../api/result.ts'
import type { Changes } from '../changes/changes.ts'
import type { Db, Tx } from '../db/db.ts'
import type { Ports } from '../ports.ts'
import { createConditions, type Conditions } from './conditions.ts'
import type { Kinds } from './define-job.ts'
import { plan } from './plan.ts'
import { recover } from './recovery.ts'
import { readOpen, type LoadedJob, type OpenJob } from './rows.ts'
import { startRun, type Run } from './run.ts'
import { beginJob, putWait } from './writes.ts'

/** How often progress is told. */
const NEWS_MS = 250
/** How soon it looks again when the database refused. */
const AGAIN_MS = 5_000

export interface RunnerDeps extends Pick<Ports, 'clock' | 'scheduler' | 'log'> {
  readonly db: Db
  readonly changes: Changes
  readonly kinds: Kinds
}

export interface Runner {
  /** Unfinished jobs, as the last transaction left them. */
  open(): readonly OpenJob[]
  runOf(jobId: JobId): Run | undefined
  readonly conditions: Conditions
  /** To be awaited at the end of each transaction that changed a job's state. */
  changed(tx: Tx): Promise<void>
  /** Resolves when the runs meant that must end by what is stored have ended. */
  settled(isMeant: (run: Run) => boolean): Promise<void>
  /** Jobs that wait for this are looked at again. */
  wake(reason: WaitReason, locationId: string | undefined): void
  start(): Promise<void>
  stop(): Promise<void>
}

export function createRunner(deps: RunnerDeps): Runner {
  const { db, clock, scheduler, log, changes, kinds } = deps
  const closing = new AbortController()
  const runs = new Map<JobId, Run>()
  let open: readonly OpenJob[] = []
  let isStarted = false
  let isRecovered = false
  let isWanted = false
  let looking: Promise<void> | undefined
  let cancelAgain = () => {}
  let cancelNews: (() => void) | undefined

  const news = () => {
    if (closing.signal.aborted) return
    cancelNews ??= scheduler.after(NEWS_MS, () => {
      cancelNews = undefined
      changes.publish(['jobs'])
    })
  }

  /** Looks as soon as the transactions under way are over, and once more if that is asked for meanwhile. */
  const look = () => {
    isWanted = true
    looking ??= lookWhileWanted()
  }
  const lookWhileWanted = async () => {
    await Promise.resolve()
    while (isWanted && !closing.signal.aborted) {
      isWanted = false
      if (await lookOnce()) continue
      isWanted = false // what was refused asked for another look itself
      cancelAgain()
      cancelAgain = scheduler.after(AGAIN_MS, look)
    }
    looking = undefined
  }

  /** @returns false if the database refused */
  const lookOnce = async (): Promise<boolean> => {
    try {
      if (isStarted && !isRecovered) {
        const recovered = await db.write(async (tx) => {
          await recover(tx, kinds, clock.now())
          await changed(tx)
          return ok()
        })
        if (!recovered.ok) return refused(recovered.error)
        isRecovered = true
      }
      open = await db.read((tx) => readOpen(tx, kinds))
      return isRecovered ? await act() : true
    } catch (error) {
      return refused(error)
    }
  }
  const refused = (error: unknown): false => {
    log.warn('jobs could not be looked at', error)
    return false
  }

  /** Makes true what the plan says. */
  const act = async (): Promise<boolean> => {
    for (const { jobId, priority } of open) {
      const run = runs.get(jobId)
      if (run !== undefined) run.priority = priority
    }
    const jobs = open
    const next = plan(jobs, runs, conditions.hold())
    for (const jobId of next.stop) runs.get(jobId)?.stop()
    if (next.wait.length === 0 && next.begin.length === 0) return true

    const begun: { readonly job: OpenJob; readonly loaded: LoadedJob }[] = []
    const written = await db.write(async (tx) => {
      for (const { jobId, for: reason } of next.wait) await putWait(tx, jobId, reason)
      for (const job of jobs.filter(({ jobId }) => next.begin.includes(jobId))) {
        const runnable = kinds.get(job.kind)
        const loaded = runnable && (await beginJob(tx, runnable, job.jobId, clock.now()))
        if (loaded !== undefined) begun.push({ job, loaded })
      }
      await changed(tx)
      return ok()
    })
    if (!written.ok) return refused(written.error)
    for (const { job, loaded } of begun) launch(job, loaded)
    return true
  }

  const launch = (job: OpenJob, loaded: LoadedJob) => {
    const run = startRun(job, loaded, {
      ...deps,
      conditions,
      news,
      changed,
      closing: closing.signal,
    })
    runs.set(job.jobId, run)
    const end = () => {
      runs.delete(job.jobId)
      look()
    }
    run.ended.then(end, (error: unknown) => {
      log.defect(error)
      end()
    })
  }

  const changed = async (tx: Tx): Promise<void> => {
    open = await readOpen(tx, kinds)
    tx.touch('jobs')
    look() // also if this transaction fails: what was read of it is then read anew
  }

  const conditions = createConditions(clock, scheduler, look)

  const ended = (isMeant: (run: Run) => boolean) =>
    Promise.all([...runs.values()].filter(isMeant).map((run) => run.ended.catch(() => {})))

  return {
    open: () => open,
    runOf: (jobId) => runs.get(jobId),
    conditions,
    changed,
    async settled(isMeant) {
      look()
      await looking
      await ended((run) => run.isStopping() && isMeant(run))
    },
    wake(reason, locationId) {
      const isMeant = (job: Pick<OpenJob, 'locationId'>) =>
        locationId === undefined || job.locationId === locationId
      for (const run of runs.values()) if (isMeant(run)) run.woke(reason)
      const work = async () => {
        const woken = await db.write(async (tx) => {
          const waiting = (await readOpen(tx, kinds)).filter(
            (job) => job.waitingFor === reason && isMeant(job),
          )
          if (waiting.length === 0) return ok()
          for (const { jobId } of waiting) await putWait(tx, jobId, undefined)
          await changed(tx)
          return ok()
        })
        if (!woken.ok) log.warn('waiting jobs could not be woken', woken.error)
      }
      void work()
    },
    async start() {
      isStarted = true
      look()
      await looking
    },
    async stop() {
      closing.abort()
      cancelNews?.()
      conditions.close()
      await looking
      cancelAgain()
      for (const run of runs.values()) run.stop()
      await ended(() => true)
    },
  }
}
