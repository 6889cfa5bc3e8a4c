import { createSignal, onMount } from 'solid-js'
import { BrandMark } from '../parts/BrandMark.tsx'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../platform/copy-text.ts'
import { crashStrings } from './errors.strings.ts'
import type { CrashReport } from './report.ts'
import styles from './CrashScreen.module.css'

/** In place of the app after a bug in it. Needs nothing that may be broken: no core, no commands, no navigation. */
export function CrashScreen(props: { report: CrashReport }) {
  const [copied, setCopied] = createSignal(false)
  let heading: HTMLHeadingElement | undefined
  let text: HTMLTextAreaElement | undefined
  onMount(() => heading?.focus())

  const copy = async () => {
    if (await copyText(props.report.text)) setCopied(true)
    else text?.select() // then the keys do it
  }

  return (
    <main class={styles['page']}>
      <div class={styles['card']}>
        <BrandMark size={24} />
        <h1 ref={(element) => (heading = element)} class={styles['heading']} tabIndex={-1}>
          {crashStrings.heading}
        </h1>
        <p class={styles['text']} role="alert">
          {crashStrings.report(props.report.reportId)} {crashStrings.privacy}
        </p>
        <div class={styles['actions']}>
          <Button kind="primary" size={36} onClick={() => location.reload()}>
            {crashStrings.reload}
          </Button>
          <Button size={36} onClick={() => void copy()}>
            {copied() ? crashStrings.copied : crashStrings.copyReport}
          </Button>
        </div>
        <details class={styles['details']}>
          <summary>{crashStrings.details}</summary>
          <textarea
            ref={(element) => (text = element)}
            class={styles['report']}
            aria-label={crashStrings.details}
            rows={10}
            readonly
            value={props.report.text}
          />
        </details>
      </div>
    </main>
  )
}
