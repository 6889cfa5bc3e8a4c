import { Show } from 'solid-js'
import RefreshCw from 'lucide-solid/icons/refresh-cw'
import type { Job } from '#vdfs/api/jobs.ts'
import { useCommands } from '../../commands/registry.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { countsOf, leftOf, shortCountsOf, timeLeftOf } from './job-words.ts'
import { JobBar } from './JobBar.tsx'
import { useJobs } from './jobs.store.ts'
import { jobsStrings as s } from './jobs.strings.ts'
import styles from './JobsLine.module.css'

export interface JobsLineProps {
  /** Icons only. */
  rail: boolean
  onUsed?: (() => void) | undefined
}

/** The foremost job at the foot of the sidebar, while there is one. It opens the panel. */
export function JobsLine(props: JobsLineProps) {
  const jobs = useJobs()
  const commands = useCommands()
  const open = () => {
    props.onUsed?.()
    if (!jobs.isOpen()) commands.run('app.jobs')
  }
  return (
    <Show when={jobs.foremost()}>
      {(job) => (
        <div class={styles['line']} data-rail={props.rail ? '' : undefined}>
          <Show
            when={!props.rail}
            fallback={
              <IconButton
                label={wordsOf(jobs.titleOf(job()), job())}
                icon={RefreshCw}
                aria-expanded={jobs.isOpen()}
                onClick={open}
              />
            }
          >
            <button
              class={styles['button']}
              type="button"
              aria-label={wordsOf(jobs.titleOf(job()), job())}
              aria-expanded={jobs.isOpen()}
              onClick={open}
            >
              <Icon of={RefreshCw} class={styles['icon'] ?? ''} />
              <span class={styles['title']}>{jobs.titleOf(job())}</span>
              <span class={styles['counts']}>{stateOf(job(), shortCountsOf)}</span>
              <span class={styles['left']}>{timeLeftOf(job(), formats)}</span>
            </button>
          </Show>
          <JobBar class={styles['bar']} job={job()} title={jobs.titleOf(job())} />
        </div>
      )}
    </Show>
  )
}

/** How far it is, or why it stands. */
function stateOf(job: Job, counts: typeof countsOf): string {
  if (job.state === 'paused') return s.groups.paused
  if (job.state === 'waiting' && job.waitingFor !== undefined) return s.waits[job.waitingFor]
  return job.state === 'queued' ? s.queued : counts(job, formats)
}

function wordsOf(title: string, job: Job): string {
  const progress = [stateOf(job, countsOf), leftOf(job, formats)].filter(Boolean).join(', ')
  return s.lineLabel(title, progress)
}
