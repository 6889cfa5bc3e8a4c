// Which job runs next: a function of what is stored, what runs and what the machine allows.
import type { JobId, WaitReason } from '../api/jobs.ts'
import type { JobPriority } from './job-kind.ts'
import type { OpenJob } from './rows.ts'

export interface Plan {
  /** Runs to be told to stop. */
  readonly stop: readonly JobId[]
  /** Jobs that begin to wait, or do no longer (undefined). */
  readonly wait: readonly { readonly jobId: JobId; readonly for: WaitReason | undefined }[]
  readonly begin: readonly JobId[]
}

/** @param isAbove whether the first goes before the second */
export function isAbove(one: JobPriority, other: JobPriority): boolean {
  return rankOf(one) > rankOf(other)
}

const priorities: readonly JobPriority[] = ['background', 'normal', 'high']

/** As it is stored: higher runs first. */
export function rankOf(priority: JobPriority): number {
  return priorities.indexOf(priority)
}

export function priorityOf(rank: number): JobPriority {
  return priorities[rank] ?? 'normal'
}

/**
 * @param jobs unfinished ones, in the order in which they are to run
 * @param runs jobs that run, and those told to stop that have not ended yet
 * @param hold what background jobs must wait for
 */
export function plan(
  jobs: readonly OpenJob[],
  runs: ReadonlyMap<JobId, { readonly lane: string; readonly priority: JobPriority }>,
  hold: 'power' | 'pressure' | undefined,
): Plan {
  const heldBy = ({ priority }: OpenJob) => (priority === 'background' ? hold : undefined)
  const running = new Set(
    jobs.flatMap((job) =>
      job.state === 'running' && heldBy(job) === undefined ? [job.jobId] : [],
    ),
  )
  const stop = new Set([...runs.keys()].filter((jobId) => !running.has(jobId)))

  const wait: Plan['wait'][number][] = []
  const ready: OpenJob[] = []
  for (const job of jobs) {
    const waitsForMachine = job.waitingFor === 'power' || job.waitingFor === 'pressure'
    if (job.state !== 'queued' && !waitsForMachine) continue
    const held = heldBy(job)
    if (held !== job.waitingFor) wait.push({ jobId: job.jobId, for: held })
    if (held === undefined) ready.push(job)
  }

  const runByLane = new Map([...runs].map(([jobId, run]) => [run.lane, { jobId, ...run }]))
  const taken = new Set(runByLane.keys())
  const begin: JobId[] = []
  for (const { jobId, lane, priority } of ready) {
    const run = runByLane.get(lane)
    if (run?.priority === 'background' && isAbove(priority, run.priority)) stop.add(run.jobId)
    if (taken.has(lane)) continue
    taken.add(lane)
    begin.push(jobId)
  }
  return { stop: [...stop], wait, begin }
}
