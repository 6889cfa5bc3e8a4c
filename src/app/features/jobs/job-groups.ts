// Which job stands where: the foremost one, and the groups of the panel. Pure.
import type { Job } from '#vdfs/api/jobs.ts'

export interface JobGroups {
  readonly running: readonly Job[]
  readonly waiting: readonly Job[]
  readonly paused: readonly Job[]
  /** Nothing happens to these until a person says so. */
  readonly failed: readonly Job[]
  /** The newest first. */
  readonly finished: readonly Job[]
}

type Group = keyof JobGroups

const groupByState = {
  queued: 'running',
  running: 'running',
  waiting: 'waiting',
  paused: 'paused',
  failed: 'failed',
  quarantined: 'failed',
  done: 'finished',
  cancelled: 'finished',
} as const satisfies Record<Job['state'], Group>

export function groupsOf(jobs: readonly Job[]): JobGroups {
  const of = (group: Group) => jobs.filter(({ state }) => groupByState[state] === group)
  return {
    running: of('running').toSorted((a, b) => Number(isQueued(a)) - Number(isQueued(b))),
    waiting: of('waiting'),
    paused: of('paused'),
    failed: of('failed'),
    finished: of('finished').toSorted((a, b) => (b.endedMs ?? 0) - (a.endedMs ?? 0)),
  }
}

function isQueued({ state }: Job): boolean {
  return state === 'queued'
}

/** The one unfinished job that the sidebar shows. */
export function foremostOf({ running, waiting, paused }: JobGroups): Job | undefined {
  return running[0] ?? waiting[0] ?? paused[0]
}

/** It does not go on until the person does something. */
export function needsPerson({ state, waitingFor }: Job): boolean {
  if (state === 'failed' || state === 'quarantined') return true
  return state === 'waiting' && (waitingFor === 'permission' || waitingFor === 'answer')
}
