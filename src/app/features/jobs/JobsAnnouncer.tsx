import { createEffect, createSignal, onCleanup } from 'solid-js'
import type { Job } from '#vdfs/api/jobs.ts'
import hidden from '../../ui/hidden.module.css'
import { needsPerson } from './job-groups.ts'
import { useJobs } from './jobs.store.ts'
import { jobsStrings as s } from './jobs.strings.ts'

/** What begins and is over sooner needs one sentence, not two. */
const REST_MS = 500

/** Says that jobs begin, end or need the person; never how far they are. */
export function JobsAnnouncer() {
  const jobs = useJobs()
  const [text, setText] = createSignal('')
  const waiting = new Map<string, string>()
  let known: Map<string, Job['state']> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))

  const say = (job: Job, sentence: string) => {
    waiting.set(job.jobId, sentence)
    clearTimeout(timer)
    timer = setTimeout(() => {
      setText([...waiting.values()].join(' '))
      waiting.clear()
    }, REST_MS)
  }
  createEffect(() => {
    if (!jobs.isKnown()) return
    const before = known
    known = new Map(jobs.all().map((job) => [job.jobId, job.state]))
    if (before === undefined) return // what was there when the window opened is no news
    for (const job of jobs.all()) {
      if (before.get(job.jobId) === job.state) continue
      const sentence = sentenceFor(job, jobs.titleOf(job), before.get(job.jobId))
      if (sentence !== undefined) say(job, sentence)
    }
  })
  return (
    <output class={hidden['hidden']} aria-live="polite">
      {text()}
    </output>
  )
}

function sentenceFor(
  job: Job,
  title: string,
  before: Job['state'] | undefined,
): string | undefined {
  if (job.state === 'done') return s.isOver(title)
  if (job.state === 'cancelled') return s.cancelledNow(title)
  if (job.state === 'failed' || job.state === 'quarantined') return s.failedNow(title)
  if (job.state === 'waiting' && job.waitingFor !== undefined && needsPerson(job))
    return s.waitsFor(title, s.waits[job.waitingFor])
  return before === undefined ? s.began(title) : undefined
}
