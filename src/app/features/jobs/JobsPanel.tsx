// All jobs: a panel over the right of the window, a sheet where that is narrow. Loaded when it is first asked for.
import { For, onCleanup, onMount, Show, type JSX } from 'solid-js'
import ListTodo from 'lucide-solid/icons/list-todo'
import X from 'lucide-solid/icons/x'
import type { Job } from '#vdfs/api/jobs.ts'
import { ErrorNotice } from '../../errors/ErrorNotice.tsx'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame, DialogTitle } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { createMediaQuery, narrowQuery } from '../../ui/media.ts'
import { needsPerson, type JobGroups } from './job-groups.ts'
import { FinishedJob, JobCard } from './JobCard.tsx'
import { useJobs } from './jobs.store.ts'
import { jobsStrings as s } from './jobs.strings.ts'
import styles from './JobsPanel.module.css'

const HEADING = 'jobs-heading'

export default function JobsPanel() {
  const jobs = useJobs()
  const isNarrow = createMediaQuery(narrowQuery)
  const close = () => jobs.setOpen(false)
  let title: HTMLHeadingElement | undefined
  return (
    <Show
      when={!isNarrow()}
      fallback={
        <DialogFrame
          open={jobs.isOpen()}
          onClose={close}
          class={styles['sheet']}
          initialFocus={() => title}
        >
          <Bar
            title={
              <DialogTitle
                ref={(element: HTMLHeadingElement) => (title = element)}
                class={styles['title']}
                tabIndex={-1}
              >
                {s.jobs}
              </DialogTitle>
            }
          />
          <Groups />
        </DialogFrame>
      }
    >
      <Show when={jobs.isOpen()}>
        <Aside onClose={close} />
      </Show>
    </Show>
  )
}

/** The focus goes in when it opens, and back to where it was when it closes. */
function Aside(props: { onClose: () => void }) {
  const previous = document.activeElement
  let panel: HTMLElement | undefined
  let heading: HTMLHeadingElement | undefined
  const hasFocus = () => panel?.contains(document.activeElement) === true
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !hasFocus()) return
    event.preventDefault()
    props.onClose()
  }
  window.addEventListener('keydown', escape, true)
  onMount(() => heading?.focus({ preventScroll: true }))
  onCleanup(() => {
    window.removeEventListener('keydown', escape, true)
    if (!hasFocus()) return
    const isThere = previous instanceof HTMLElement && previous.isConnected
    const target = isThere && previous !== document.body ? previous : document.querySelector('main')
    if (target instanceof HTMLElement) target.focus({ preventScroll: true })
  })
  return (
    <aside
      ref={(element) => (panel = element)}
      class={styles['panel']}
      aria-labelledby={HEADING}
      data-region="jobs"
    >
      <Bar
        title={
          <h2
            ref={(element) => (heading = element)}
            id={HEADING}
            class={styles['title']}
            tabIndex={-1}
          >
            {s.jobs}
          </h2>
        }
      />
      <Groups />
    </aside>
  )
}

function Bar(props: { title: JSX.Element }) {
  const jobs = useJobs()
  const canPause = () => jobs.groups().running.length + jobs.groups().waiting.length > 0
  const summary = () => {
    const { running, waiting, paused } = jobs.groups()
    const asking = jobs.all().filter(needsPerson)
    const quiet = waiting.filter((job) => !needsPerson(job))
    const count = (of: readonly Job[], words: (count: string) => string) =>
      of.length === 0 ? '' : words(formats.count(of.length))
    return [
      count(running, s.runningCount),
      count(quiet, s.waitingCount),
      count(paused, s.pausedCount),
      count(asking, (text) => s.needYou(asking.length, text)),
    ]
      .filter(Boolean)
      .join(', ')
  }
  return (
    <header class={styles['header']}>
      {props.title}
      <span class={styles['summary']}>{summary()}</span>
      <Show when={canPause()}>
        <Button onClick={() => void jobs.pauseAll()}>{s.pauseAll}</Button>
      </Show>
      <IconButton label={s.close} icon={X} onClick={() => jobs.setOpen(false)} />
    </header>
  )
}

const cardGroups = [
  'running',
  'waiting',
  'paused',
  'failed',
] as const satisfies readonly (keyof JobGroups)[]

function Groups() {
  const jobs = useJobs()
  const isEmpty = () => jobs.isKnown() && jobs.all().length === 0
  return (
    <div class={styles['groups']}>
      <Show when={jobs.error()}>
        {(error) => (
          <div class={styles['group']}>
            <ErrorNotice error={error()} onRetry={jobs.reload} />
          </div>
        )}
      </Show>
      <Show when={isEmpty()}>
        <div class={styles['empty']}>
          <Icon of={ListTodo} size={24} class={styles['emptyIcon'] ?? ''} />
          <p class={styles['emptyTitle']}>{s.empty}</p>
          <p class={styles['quiet']}>{s.emptyText}</p>
        </div>
      </Show>
      <For each={cardGroups}>
        {(name) => (
          <Show when={jobs.groups()[name].length > 0}>
            <section class={styles['group']} aria-labelledby={`jobs-${name}`}>
              <h3 id={`jobs-${name}`} class={styles['heading']}>
                {s.groups[name]}
              </h3>
              <ul>
                <For each={jobs.groups()[name]}>{(job) => <JobCard job={job} />}</For>
              </ul>
            </section>
          </Show>
        )}
      </For>
      <Show when={jobs.groups().finished.length > 0}>
        <section class={styles['group']} aria-labelledby="jobs-finished">
          <div class={styles['line']}>
            <h3 id="jobs-finished" class={styles['heading']}>
              {s.groups.finished}
            </h3>
            <Button kind="quiet" size={24} onClick={() => void jobs.clearFinished()}>
              {s.clearFinished}
            </Button>
          </div>
          <ul>
            <For each={jobs.groups().finished}>{(job) => <FinishedJob job={job} />}</For>
          </ul>
        </section>
      </Show>
    </div>
  )
}
