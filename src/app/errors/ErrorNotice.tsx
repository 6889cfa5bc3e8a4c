import { createSignal, Show } from 'solid-js'
import type { CoreError } from '#vdfs/api/core-errors.ts'
import { useNavigation } from '../navigation/navigation.tsx'
import { copyText } from '../platform/copy-text.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { errorStrings } from './errors.strings.ts'
import { messageOf, type WayOut } from './messages.ts'
import { makeReport } from './report.ts'

export interface ErrorNoticeProps {
  error: CoreError
  form?: 'inline' | 'band' | undefined
  /** Does again what failed, or looks at the folder again; without it there is no such button. */
  onRetry?: (() => void) | undefined
  /** Asks the browser for permission; without it there is no such button. */
  onAllow?: (() => void) | undefined
}

interface Action {
  readonly label: string
  readonly run: () => void
}

/** An error of the core in place: its sentence and, as a button, the way out. */
export function ErrorNotice(props: ErrorNoticeProps) {
  const navigation = useNavigation()
  const [copied, setCopied] = createSignal(false)
  const message = () => messageOf(props.error)

  const copyReport = async (error: CoreError) => {
    if (error.type !== 'Defect') return
    setCopied(await copyText(makeReport(error.message, error.reportId).text))
  }
  const actions: Record<WayOut, () => Action | undefined> = {
    reload: () => ({ label: errorStrings.reload, run: () => location.reload() }),
    allow: () => named(errorStrings.allow, props.onAllow),
    retry: () => named(errorStrings.tryAgain, props.onRetry),
    'look-again': () => named(errorStrings.lookAgain, props.onRetry),
    'open-storage': () => ({
      label: errorStrings.openStorage,
      run: () => navigation.go({ screen: 'storage' }),
    }),
    'copy-report': () => ({
      label: copied() ? errorStrings.copied : errorStrings.copyReport,
      run: () => void copyReport(props.error),
    }),
  }
  const action = () => {
    const { wayOut } = message()
    return wayOut === undefined ? undefined : actions[wayOut]()
  }

  return (
    <Notice
      tone="danger"
      form={props.form}
      announce
      actions={
        <Show when={action()}>
          {(way) => <Button onClick={() => way().run()}>{way().label}</Button>}
        </Show>
      }
    >
      {message().text}
    </Notice>
  )
}

function named(label: string, run: (() => void) | undefined): Action | undefined {
  return run === undefined ? undefined : { label, run }
}
