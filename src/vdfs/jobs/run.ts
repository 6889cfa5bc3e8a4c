// One run of one job, from its begin to the end that is written of it.
import type { LocationId } from '../api/ids.ts'
import type { JobId, JobProgress, WaitReason } from '../api/jobs.ts'
import { err, ok, type Result } from '../api/result.ts'
import type { Db, Tx, WriteError } from '../db/db.ts'
import type { Clock, Log, Scheduler } from '../ports.ts'
import type { Conditions } from './conditions.ts'
import type { JobHost } from './define-job.ts'
import type { JobEnd, JobPriority } from './job-kind.ts'
import { advance, atRest, createMeter } from './progress.ts'
import { isThere, type LoadedJob, type OpenJob } from './rows.ts'
import { deleteFailure, putAlive, putEnd, putFailure, putStanding, putStep } from './writes.ts'
import { wait } from './wait.ts'

/** So long at one point, and a death there is held against the job. */
const ALIVE_MS = 2_000
/** How soon the end of a run is written again that the database did not take. */
const AGAIN_MS = 5_000

export interface RunDeps {
  readonly db: Db
  readonly clock: Clock
  readonly scheduler: Scheduler
  readonly log: Log
  readonly conditions: Conditions
  /** Progress was made; told soon. */
  readonly news: () => void
  /** To be awaited at the end of a transaction that changed a job's state. */
  readonly changed: (tx: Tx) => Promise<void>
  /** The core ends. */
  readonly closing: AbortSignal
}

export interface Run {
  readonly jobId: JobId
  readonly lane: string
  readonly locationId: LocationId | undefined
  /** May be raised while it runs. */
  priority: JobPriority
  /** Tells it to come to an end. */
  stop(): void
  readonly isStopping: () => boolean
  /** What it waits for may have come, before it even says that it waits. */
  woke(reason: WaitReason): void
  /** It has come to its end, and that is written. */
  readonly ended: Promise<void>
  shown(): { readonly progress: JobProgress; readonly workedMs: number }
}

export function startRun(job: OpenJob, loaded: LoadedJob, deps: RunDeps): Run {
  const { db, clock, scheduler, log, conditions } = deps
  const { jobId } = job
  const controller = new AbortController()
  const { signal } = controller
  const startMs = clock.now()
  const meter = createMeter(clock, loaded.progress.done)
  const woken = new Set<WaitReason>()
  let { progress } = loaded
  let isOver = false
  let point = 0
  let cancelAlive = () => {}

  const workedMs = () => loaded.workedMs + Math.max(0, clock.now() - startMs)
  const standing = () => ({ progress, workedMs: workedMs() })

  /** Notes durably that the job has been at one point for long, and where that is. */
  const watchPoint = () => {
    cancelAlive()
    cancelAlive = scheduler.after(ALIVE_MS, () => {
      const at = point
      void db.write(async (tx) => {
        if (at !== point) return ok() // a commit was under way
        await putStanding(tx, jobId, standing())
        await putAlive(tx, jobId)
        return ok()
      })
    })
  }

  const commit = async <E>(
    work: (tx: Tx) => Promise<Result<string, E>>,
  ): Promise<Result<void, E | WriteError>> => {
    if (isOver) throw new Error('this run is over')
    const result = await db.write<void, E | WriteError>(async (tx) => {
      if (!(await isThere(tx, jobId))) {
        controller.abort()
        return err({ type: 'DatabaseFault', message: 'the job was removed' })
      }
      const checkpoint = await work(tx)
      if (!checkpoint.ok) return checkpoint
      await putStep(tx, jobId, checkpoint.value)
      point += 1
      await putStanding(tx, jobId, standing())
      return ok()
    })
    if (result.ok && !isOver) watchPoint()
    deps.news()
    return result
  }

  const host: JobHost = {
    jobId,
    signal,
    commit,
    progress(change) {
      progress = advance(progress, change)
      meter.note(progress.done)
      deps.news()
    },
    fail: (tx, path, error) => putFailure(tx, jobId, path, error),
    unfail: (tx, path) => deleteFailure(tx, jobId, path),
    async turn() {
      if (signal.aborted) return false
      await scheduler.yield()
      const gentleMs = conditions.gentleMs(run.priority)
      if (gentleMs > 0) await wait(scheduler, gentleMs, signal)
      return !signal.aborted
    },
  }

  const failedBy = (error: unknown): JobEnd => {
    const reportId = log.defect(error)
    const message = error instanceof Error ? error.message : String(error)
    return { type: 'failed', error: { type: 'JobDefect', reportId, message } }
  }

  const work = async (): Promise<JobEnd> => {
    try {
      const end = await loaded.opened.run(host)
      // Queued again it would stop again, for ever.
      return end.type === 'stopped' && !signal.aborted
        ? failedBy(new Error(`a job of kind ${job.kind} stopped without being told to`))
        : end
    } catch (error) {
      // The reason of its own signal, thrown by `throwIfAborted`, is another way to say `stopped`.
      return signal.aborted && error === signal.reason ? { type: 'stopped' } : failedBy(error)
    }
  }

  /** The end must be written, or the next core takes it for a death. */
  const settle = async (end: JobEnd): Promise<void> => {
    for (;;) {
      const written = await db.write(async (tx) => {
        await putStanding(tx, jobId, standing())
        const isMet = end.type === 'waiting' && woken.has(end.for)
        await putEnd(tx, jobId, isMet ? { type: 'stopped' } : end, signal.aborted, clock.now())
        await deps.changed(tx)
        return ok()
      })
      if (written.ok || deps.closing.aborted) return
      log.warn('the end of a job could not be written', written.error)
      await wait(scheduler, AGAIN_MS, deps.closing)
    }
  }

  const runToEnd = async (): Promise<void> => {
    watchPoint()
    const end = await work()
    isOver = true
    cancelAlive()
    await settle(end)
  }

  const run: Run = {
    jobId,
    lane: job.lane,
    locationId: job.locationId,
    priority: job.priority,
    stop: () => controller.abort(),
    isStopping: () => signal.aborted,
    woke: (reason) => woken.add(reason),
    // Not before the next turn of promises: the run is known to others by then.
    ended: Promise.resolve().then(runToEnd),
    shown: () => ({
      progress: isOver || signal.aborted ? atRest(progress) : meter.measure(progress),
      workedMs: workedMs(),
    }),
  }
  return run
}
