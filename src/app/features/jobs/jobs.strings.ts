/** Every word of the jobs. Counts come formatted; `n` decides between one and many. */
import type { JobKindName, WaitReason } from '#vdfs/api/jobs.ts'

const counted = (n: number, count: string, one: string, many: string) =>
  n === 1 ? `1 ${one}` : `${count} ${many}`

interface KindWords {
  /** While it goes on, waits or failed. */
  readonly now: (location: string) => string
  /** Once it is over. */
  readonly done: (location: string) => string
}

export const jobsStrings = {
  jobs: 'Jobs',
  close: 'Close',
  empty: 'Nothing is under way',
  emptyText:
    'While Holdall reads your folders, its progress shows here. Your files are not changed.',

  // what a job is called
  kinds: {
    index: { now: (name) => `Indexing ${name}`, done: (name) => `Indexed ${name}` },
    rescan: { now: (name) => `Reading ${name} again`, done: (name) => `Read ${name} again` },
  } satisfies Record<JobKindName, KindWords>,
  noLocation: 'a folder',

  // groups
  groups: {
    running: 'Running',
    waiting: 'Waiting',
    paused: 'Paused',
    failed: 'Failed',
    finished: 'Finished',
  },
  runningCount: (count: string) => `${count} running`,
  waitingCount: (count: string) => `${count} waiting`,
  pausedCount: (count: string) => `${count} paused`,
  needYou: (n: number, count: string) => counted(n, count, 'needs you', 'need you'),

  // progress; a step is a name or a size that is read, so there are more of them than files
  ofTotal: (done: string, total: number, of: string) =>
    `${done} of ${counted(total, of, 'step', 'steps')}`,
  shortOfTotal: (done: string, of: string) => `${done} of ${of}`,
  shortSoFar: (count: string) => `${count} so far`,
  soFar: (n: number, count: string) => `${counted(n, count, 'step', 'steps')} so far`,
  bytesOf: (done: string, of: string) => `${done} of ${of}`,
  rate: (count: string) => `${count} steps/s`,
  left: (time: string) => `about ${time} left`,
  /** What it is at, before the folder that it is in. */
  phases: new Map([
    ['names', 'Reading names'],
    ['facts', 'Reading sizes'],
    ['settle', 'Comparing with before'],
  ]),
  now: 'Now',
  queued: 'Begins when the job before it is over',
  tookAt: (time: string, date: string) => `Took ${time}, ${date}`,
  cancelledAt: (date: string) => `Cancelled, ${date}`,
  units: { days: 'd', hours: 'h', minutes: 'min', seconds: 's' },

  // what it waits for
  waits: {
    permission: 'Waits for your permission: the browser closed access.',
    disk: 'Waits until the disk is connected.',
    answer: 'Waits for your answer: files are gone.',
    power: 'Waits for power: the battery is low.',
    pressure: 'Waits until the machine is less busy.',
  } satisfies Record<WaitReason, string>,
  allow: 'Allow',
  answer: 'Answer…',

  // actions
  pause: (title: string) => `Pause: ${title}`,
  resume: (title: string) => `Resume: ${title}`,
  cancel: (title: string) => `Cancel: ${title}`,
  dismiss: (title: string) => `Dismiss: ${title}`,
  pauseAll: 'Pause all',
  tryAgain: 'Try again',
  clearFinished: 'Clear finished',
  copyReport: 'Copy report',
  copied: 'Copied',

  // what went wrong
  errors: {
    QuotaExceeded:
      'The browser has no more room for the library. What was done is kept. Free some space on this disk, then try again.',
    DatabaseFault: (message: string) =>
      `The library could not take it in; what was done before is kept. The database says: ${message}.`,
    JobDefect: (reportId: string) =>
      `Holdall failed at this; your files were not touched. Report ${reportId} is ready to copy.`,
    JobCrashed:
      'It ended Holdall twice at the same point, so it is not started again by itself. What was done is kept.',
    JobCrashedAt: (path: string) =>
      `It ended Holdall twice at ${path}, so it is not started again by itself. What was done is kept.`,
    JobUnreadable:
      'What is noted of this job cannot be read, or another version wrote it. Trying again begins anew.',
  },
  unknownCause: 'It ended, and nobody knows why.',

  // items that failed
  failures: (title: string) => `What could not be read: ${title}`,
  failed: (count: string) => `${count} could not be read`,
  andMore: (count: string) => `and ${count} more`,
  showAll: 'Show all',
  showMore: 'Show more',
  retry: (count: string) => `Retry ${count}`,

  // announcements
  began: (title: string) => `${title} began.`,
  isOver: (title: string) => `${title}.`,
  waitsFor: (title: string, why: string) => `${title}. ${why}`,
  failedNow: (title: string) => `${title} failed.`,
  cancelledNow: (title: string) => `${title} was cancelled.`,
  lineLabel: (title: string, progress: string) => [title, progress].filter(Boolean).join(', '),
}
