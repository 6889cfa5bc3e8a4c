import { createResource, createSignal, createUniqueId, For, onMount, Show } from 'solid-js'
import { makeReport } from '../errors/report.ts'
import { BrandMark } from '../parts/BrandMark.tsx'
import { systemFormats } from '../parts/system-formats.ts'
import { reloadToNewest } from '../platform/app-updates.ts'
import { copyText } from '../platform/copy-text.ts'
import { Button } from '../ui/Button.tsx'
import { wordsOf, type BootAction, type BootFailure } from './boot-failures.ts'
import { bootStrings as s } from './boot.strings.ts'
import styles from './BootScreen.module.css'

export interface BootScreenProps {
  failure: BootFailure
  /** Ends the core of the tab that has it, so that this one can start its own. */
  onTakeOver: () => void
}

/** In place of the app while its core cannot start: what happened, and what helps. Needs no core. */
export function BootScreen(props: BootScreenProps) {
  const heading = createUniqueId()
  const [copied, setCopied] = createSignal(false)
  let title: HTMLHeadingElement | undefined
  onMount(() => title?.focus())
  const words = () => wordsOf(props.failure, wasReloaded())

  const copyReport = async (failure: BootFailure) => {
    if (failure.type !== 'Defect') return
    setCopied(await copyText(makeReport(failure.message, failure.reportId).text))
  }
  const acts: Record<BootAction, () => void> = {
    reload: () => location.reload(),
    newest: () => void reloadToNewest(),
    'take-over': () => props.onTakeOver(),
    'copy-report': () => void copyReport(props.failure),
  }

  return (
    // The boundary keeps the keys of the app behind it quiet.
    <main class={styles['page']} aria-labelledby={heading} data-command-boundary="">
      <div class={styles['card']}>
        <BrandMark size={24} />
        <h1 ref={(element) => (title = element)} id={heading} class={styles['title']} tabIndex={-1}>
          {words().title}
        </h1>
        <div class={styles['text']} role="alert">
          <For each={words().paragraphs}>{(paragraph) => <p>{paragraph}</p>}</For>
          <Show when={words().showsRoom}>
            <Room />
          </Show>
        </div>
        <div class={styles['actions']}>
          <For each={words().actions}>
            {(action, at) => (
              <Button
                kind={at() === 0 ? 'primary' : 'secondary'}
                size={36}
                onClick={() => acts[action.do]()}
              >
                {action.do === 'copy-report' && copied() ? s.copied : action.label}
              </Button>
            )}
          </For>
        </div>
      </div>
    </main>
  )
}

function wasReloaded(): boolean {
  const [entry] = performance.getEntriesByType('navigation')
  return entry instanceof PerformanceNavigationTiming && entry.type === 'reload'
}

function Room() {
  const [estimate] = createResource(() => navigator.storage.estimate())
  return (
    <Show when={estimate()}>
      {(room) => (
        <p>{s.quotaFigures(systemFormats.size(room().usage), systemFormats.size(room().quota))}</p>
      )}
    </Show>
  )
}
