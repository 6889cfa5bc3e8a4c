import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { DatabaseCheck, StorageStatus } from '#vdfs/api/storage.ts'
import { useCore } from '../../core/core-context.tsx'
import { createCommand } from '../../core/create-command.ts'
import { ErrorNotice } from '../../errors/ErrorNotice.tsx'
import { BusyRing } from '../../ui/BusyRing.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { storageStrings as s } from './storage.strings.ts'
import styles from './StoragePage.module.css'

const seconds = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2 })

/** What the database is, and a check of it on demand. */
export function HealthPart(props: { status: StorageStatus | undefined }) {
  const core = useCore()
  const [result, setResult] = createSignal<DatabaseCheck>()
  const check = createCommand(() => core.storage.checkDatabase())
  const run = async () => {
    setResult(undefined)
    const answer = await check.run(undefined)
    if (answer?.ok === true) setResult(answer.value)
  }
  const problems = () => {
    const found = result()
    return found?.sound === false ? found.problems : undefined
  }
  return (
    <>
      <Show when={props.status}>
        {(status) => <p>{s.versions(status().sqliteVersion, status().schemaVersion)}</p>}
      </Show>
      <div class={styles['line']}>
        <Button onClick={() => void run()}>{s.check}</Button>
        <Show when={check.pending()}>
          <BusyRing />
          <output>{s.checking}</output>
        </Show>
      </div>
      <Switch>
        <Match when={check.error()}>{(error) => <ErrorNotice error={error()} />}</Match>
        <Match when={result()?.sound === true}>
          <Notice tone="ok" announce>
            {s.sound(seconds.format((result()?.tookMs ?? 0) / 1000))}
          </Notice>
        </Match>
        <Match when={problems()}>
          {(found) => (
            <Notice tone="danger" announce title={s.unsound(found().length)}>
              <ul class={styles['problems']}>
                <For each={found()}>{(problem) => <li>{problem}</li>}</For>
              </ul>
              <p>{s.unsoundText}</p>
            </Notice>
          )}
        </Match>
      </Switch>
    </>
  )
}
