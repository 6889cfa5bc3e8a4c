// The jobs as the window knows them, and what a person can do with them. Owns: the live list, whether the panel is
// open. Refuses: how it looks.
import { createContext, createMemo, createSignal, useContext, type Accessor } from 'solid-js'
import type { CoreError } from '#vdfs/api/core-errors.ts'
import type { LocationId } from '#vdfs/api/ids.ts'
import type { Job } from '#vdfs/api/jobs.ts'
import type { Result } from '#vdfs/api/result.ts'
import { useCore } from '../../core/core-context.tsx'
import { createQuery } from '../../core/create-query.ts'
import { messageOf } from '../../errors/messages.ts'
import { useToasts } from '../../parts/toasts-context.ts'
import { visibleName } from '../../ui/name-parts.ts'
import { foremostOf, groupsOf, type JobGroups } from './job-groups.ts'
import { titleOf } from './job-words.ts'
import { jobsStrings as s } from './jobs.strings.ts'

export interface Jobs {
  /** None until the core has answered. */
  readonly all: Accessor<readonly Job[]>
  readonly isKnown: Accessor<boolean>
  readonly error: Accessor<CoreError | undefined>
  readonly reload: () => void
  readonly groups: Accessor<JobGroups>
  /** The one that the sidebar shows, if any is unfinished. */
  readonly foremost: Accessor<Job | undefined>
  /** What it is called, by its kind, its state and its location. */
  readonly titleOf: (job: Job) => string

  readonly isOpen: Accessor<boolean>
  readonly setOpen: (open: boolean) => void

  readonly pause: (job: Job) => Promise<void>
  readonly pauseAll: () => Promise<void>
  readonly resume: (job: Job) => Promise<void>
  readonly cancel: (job: Job) => Promise<void>
  /** Does it again, or what of it failed; starts again what was quarantined. */
  readonly retry: (job: Job) => Promise<void>
  readonly dismiss: (job: Job) => Promise<void>
  readonly clearFinished: () => Promise<void>
}

const JobsContext = createContext<Jobs>()

export const JobsProvider = JobsContext.Provider

/** @throws {Error} outside `JobsProvider` */
export function useJobs(): Jobs {
  const jobs = useContext(JobsContext)
  if (jobs === undefined) throw new Error('useJobs needs a JobsProvider around it.')
  return jobs
}

/** @param nameOf what a location is called; reactive */
export function createJobs(nameOf: (locationId: LocationId) => string | undefined): Jobs {
  const core = useCore()
  const toasts = useToasts()
  const query = createQuery({
    topics: () => ['jobs'],
    load: () => core.jobs.list(),
    key: 'jobId',
  })
  const all = () => query.data() ?? []
  const groups = createMemo(() => groupsOf(all()))
  const foremost = createMemo(() => foremostOf(groups()))
  const [isOpen, setOpen] = createSignal(false)

  const say = (done: Result<void, CoreError>) => {
    if (!done.ok) toasts.show({ tone: 'danger', text: messageOf(done.error).text })
  }
  const dismiss = async ({ jobId }: Job) => say(await core.jobs.dismiss({ jobId }))

  return {
    all,
    isKnown: () => query.data() !== undefined,
    error: query.error,
    reload: query.reload,
    groups,
    foremost,
    titleOf(job) {
      const name = job.locationId === undefined ? undefined : nameOf(job.locationId)
      return titleOf(job, name === undefined ? s.noLocation : visibleName(name))
    },
    isOpen,
    setOpen,
    pause: async ({ jobId }) => say(await core.jobs.pause({ jobId })),
    pauseAll: async () => say(await core.jobs.pauseAll()),
    resume: async ({ jobId }) => say(await core.jobs.resume({ jobId })),
    cancel: async ({ jobId }) => say(await core.jobs.cancel({ jobId })),
    async retry({ jobId, state }) {
      say(
        state === 'quarantined'
          ? await core.jobs.resume({ jobId })
          : await core.jobs.retry({ jobId }),
      )
    },
    dismiss,
    async clearFinished() {
      const { failed, finished } = groups()
      // Without an id the core forgets all that ended. What failed stays until somebody has seen it.
      if (failed.length === 0) say(await core.jobs.dismiss({}))
      else await Promise.all(finished.map(dismiss))
    },
  }
}
