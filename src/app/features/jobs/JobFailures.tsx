import { For, Show } from 'solid-js'
import type { Job } from '#vdfs/api/jobs.ts'
import { useCore } from '../../core/core-context.tsx'
import { ErrorNotice } from '../../errors/ErrorNotice.tsx'
import { messageOf } from '../../errors/messages.ts'
import { createPages } from '../../parts/pages.ts'
import { SplitPath } from '../../parts/SplitPath.tsx'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { Button } from '../../ui/Button.tsx'
import { useJobs } from './jobs.store.ts'
import { jobsStrings as s } from './jobs.strings.ts'
import styles from './JobFailures.module.css'

/** Shown before anybody asks for more. */
const FEW = 3

interface JobFailuresProps {
  job: Job
  title: string
}

/** What a job could not do: the first of them with their reasons, all on demand. */
export function JobFailures(props: JobFailuresProps) {
  return (
    <Show when={props.job.failures > 0}>
      <Failures {...props} />
    </Show>
  )
}

function Failures(props: JobFailuresProps) {
  const core = useCore()
  const jobs = useJobs()
  const pages = createPages({
    // read again when there are more or less of them, not at every step of the job
    topics: () => [],
    load(from, limit) {
      const { jobId, failures } = props.job
      return core.jobs.failures({
        jobId,
        from,
        limit: Math.max(0, Math.min(limit, failures - from)),
      })
    },
    first: FEW,
  })
  const rest = () => props.job.failures - (pages.rows()?.length ?? 0)
  const isOver = () => props.job.endedMs !== undefined
  return (
    <section class={styles['failures']} aria-label={s.failures(props.title)}>
      <Show when={pages.error()}>
        {(error) => <ErrorNotice error={error()} onRetry={pages.reload} />}
      </Show>
      <ul class={styles['list']}>
        <For each={pages.rows()}>
          {(failure) => (
            <li class={styles['failure']}>
              <span class={styles['path']}>
                <SplitPath path={failure.path} hasExtension />
              </span>
              <span class={styles['why']}>{messageOf(failure.error).text}</span>
            </li>
          )}
        </For>
      </ul>
      <footer class={styles['foot']}>
        <span class={styles['more']}>
          {rest() > 0 && pages.rows() !== undefined ? s.andMore(formats.count(rest())) : ''}
        </span>
        <Show when={rest() > 0 && pages.hasMore()}>
          <Button kind="quiet" size={24} onClick={pages.more}>
            {(pages.rows()?.length ?? 0) > FEW ? s.showMore : s.showAll}
          </Button>
        </Show>
        <Show when={isOver()}>
          <Button kind="quiet" size={24} onClick={() => void jobs.retry(props.job)}>
            {s.retry(formats.count(props.job.failures))}
          </Button>
        </Show>
      </footer>
    </section>
  )
}
