import { Show } from 'solid-js'
import type { Job } from '#vdfs/api/jobs.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { countsOf } from './job-words.ts'

/** How far a job is. Nothing where it stands still and the total is not known: the bar would wander. */
export function JobBar(props: { job: Job; title: string; class: string | undefined }) {
  const value = () => {
    const { done, total } = props.job.progress
    return total === undefined ? undefined : total === 0 ? 1 : done / total
  }
  const isRunning = () => props.job.state === 'running'
  return (
    <Show when={isRunning() || value() !== undefined}>
      <div class={props.class}>
        <ProgressBar
          label={props.title}
          value={value()}
          text={countsOf(props.job, formats)}
          paused={!isRunning()}
        />
      </div>
    </Show>
  )
}
