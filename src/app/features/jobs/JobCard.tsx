import { createSignal, Match, Show, Switch, type JSX } from 'solid-js'
import CircleCheck from 'lucide-solid/icons/circle-check'
import CircleSlash from 'lucide-solid/icons/circle-slash'
import FolderSearch from 'lucide-solid/icons/folder-search'
import Pause from 'lucide-solid/icons/pause'
import Play from 'lucide-solid/icons/play'
import RefreshCw from 'lucide-solid/icons/refresh-cw'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import X from 'lucide-solid/icons/x'
import type { Job, JobError, JobKindName } from '#vdfs/api/jobs.ts'
import { useCommands } from '../../commands/registry.ts'
import { makeReport } from '../../errors/report.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import { SplitPath } from '../../parts/SplitPath.tsx'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { copyText } from '../../platform/copy-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon, type IconComponent } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { causeOf, durationWords, progressOf } from './job-words.ts'
import { JobBar } from './JobBar.tsx'
import { JobFailures } from './JobFailures.tsx'
import { useJobs } from './jobs.store.ts'
import { jobsStrings as s } from './jobs.strings.ts'
import styles from './JobCard.module.css'

const kindIcons: Record<JobKindName, IconComponent> = { index: FolderSearch, rescan: RefreshCw }

/** A job that goes on, waits, rests or failed. */
export function JobCard(props: { job: Job }) {
  const jobs = useJobs()
  const title = () => jobs.titleOf(props.job)
  const is = (state: Job['state']) => props.job.state === state
  const hasFailed = () => is('failed') || is('quarantined')
  return (
    <li class={styles['card']}>
      <span class={styles['icon']}>
        <Icon of={kindIcons[props.job.kind]} />
      </span>
      <div class={styles['words']}>
        <h4 class={styles['title']}>{title()}</h4>
        <p class={styles['progress']}>{progressOf(props.job, formats)}</p>
        <Switch>
          <Match when={is('queued')}>
            <p class={styles['why']}>{s.queued}</p>
          </Match>
          <Match when={is('waiting')}>
            <Waiting job={props.job} />
          </Match>
          <Match when={hasFailed()}>
            <Cause error={props.job.error} onRetry={() => void jobs.retry(props.job)} />
          </Match>
        </Switch>
      </div>
      <div class={styles['controls']}>
        <Switch>
          <Match when={hasFailed()}>
            <IconButton
              label={s.dismiss(title())}
              icon={X}
              onClick={() => void jobs.dismiss(props.job)}
            />
          </Match>
          <Match when={true}>
            <Show
              when={is('paused')}
              fallback={
                <IconButton
                  label={s.pause(title())}
                  icon={Pause}
                  onClick={() => void jobs.pause(props.job)}
                />
              }
            >
              <IconButton
                label={s.resume(title())}
                icon={Play}
                onClick={() => void jobs.resume(props.job)}
              />
            </Show>
            <IconButton
              label={s.cancel(title())}
              icon={X}
              onClick={() => void jobs.cancel(props.job)}
            />
          </Match>
        </Switch>
      </div>
      <Show when={!hasFailed()}>
        <JobBar class={styles['bar']} job={props.job} title={title()} />
      </Show>
      <Show when={is('running') && props.job.progress.path}>
        {(path) => (
          <dl class={styles['now']}>
            <dt>{s.phases.get(props.job.progress.phase) ?? s.now}</dt>
            <dd class={styles['path']}>
              <SplitPath path={path()} />
            </dd>
          </dl>
        )}
      </Show>
      <JobFailures job={props.job} title={title()} />
    </li>
  )
}

/** What it waits for and, where the person can help, how. */
function Waiting(props: { job: Job }) {
  const jobs = useJobs()
  const commands = useCommands()
  const navigation = useNavigation()
  const openIndex = () => {
    const { locationId } = props.job
    if (locationId === undefined) return
    jobs.setOpen(false)
    navigation.go({ screen: 'index', locationId })
  }
  return (
    <Show when={props.job.waitingFor}>
      {(reason) => (
        <>
          <p class={styles['why']}>{s.waits[reason()]}</p>
          <Switch>
            <Match when={reason() === 'permission'}>
              <Way onClick={() => commands.run('locations.allow-all')}>{s.allow}</Way>
            </Match>
            <Match when={reason() === 'answer'}>
              <Way onClick={openIndex}>{s.answer}</Way>
            </Match>
          </Switch>
        </>
      )}
    </Show>
  )
}

type Defect = Extract<JobError, { readonly type: 'JobDefect' }>

function Cause(props: { error: JobError | undefined; onRetry: () => void }) {
  const [copied, setCopied] = createSignal(false)
  const defect = () => (props.error?.type === 'JobDefect' ? props.error : undefined)
  const copy = async ({ message, reportId }: Defect) =>
    setCopied(await copyText(makeReport(message, reportId).text))
  return (
    <>
      <p class={styles['cause']}>
        <Icon of={TriangleAlert} size={14} />
        <span>{causeOf(props.error)}</span>
      </p>
      <div class={styles['ways']}>
        <Way onClick={() => props.onRetry()}>{s.tryAgain}</Way>
        <Show when={defect()}>
          {(error) => (
            <Way onClick={() => void copy(error())}>{copied() ? s.copied : s.copyReport}</Way>
          )}
        </Show>
      </div>
    </>
  )
}

function Way(props: { onClick: () => void; children: JSX.Element }) {
  return (
    <Button class={styles['way']} size={24} onClick={() => props.onClick()}>
      {props.children}
    </Button>
  )
}

/** A job that is over: one line, and what it left out. */
export function FinishedJob(props: { job: Job }) {
  const jobs = useJobs()
  const title = () => jobs.titleOf(props.job)
  const isDone = () => props.job.state === 'done'
  const detail = () => {
    const { workedMs, endedMs } = props.job
    const date = formats.date(endedMs)
    return isDone() ? s.tookAt(durationWords(workedMs, formats), date) : s.cancelledAt(date)
  }
  return (
    <li class={styles['card']} data-finished="">
      <span class={styles['icon']} data-tone={isDone() ? 'ok' : undefined}>
        <Icon of={isDone() ? CircleCheck : CircleSlash} />
      </span>
      <div class={styles['words']}>
        <h4 class={styles['finishedTitle']}>{title()}</h4>
        <p class={styles['progress']}>{detail()}</p>
      </div>
      <div class={styles['controls']}>
        <IconButton
          label={s.dismiss(title())}
          icon={X}
          onClick={() => void jobs.dismiss(props.job)}
        />
      </div>
      <JobFailures job={props.job} title={title()} />
    </li>
  )
}
