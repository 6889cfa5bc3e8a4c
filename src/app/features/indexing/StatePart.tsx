import { For, Show } from 'solid-js'
import type { IndexStatus } from '#vdfs/api/indexing.ts'
import { useCommands } from '../../commands/registry.ts'
import { useCore } from '../../core/core-context.tsx'
import { createCommand } from '../../core/create-command.ts'
import { ErrorNotice } from '../../errors/ErrorNotice.tsx'
import { agoWords, createNow } from '../../parts/clock.ts'
import { partsStrings } from '../../parts/parts.strings.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { kindCounts, totalsSentence } from '../../parts/totals.ts'
import { BusyRing } from '../../ui/BusyRing.tsx'
import { Button } from '../../ui/Button.tsx'
import { indexingStrings as s } from './indexing.strings.ts'
import styles from './IndexPage.module.css'

const MOST_KINDS = 20

/** How new the index is, how much it holds, and how it is kept up to date. */
export function StatePart(props: { status: IndexStatus }) {
  const core = useCore()
  const commands = useCommands()
  const now = createNow(30_000)
  const rescan = createCommand(() => core.indexing.rescan({ locationId: props.status.locationId }))
  const hasNothing = () => props.status.scannedMs === undefined && !props.status.isScanning
  const words = () => {
    const { isScanning, scannedMs } = props.status
    if (isScanning) return s.reading
    return scannedMs === undefined ? s.neverRead : s.readAgo(agoWords(scannedMs, now(), formats))
  }
  const line = () =>
    hasNothing()
      ? words()
      : s.stateLine(words(), totalsSentence(props.status.totals, formats, true))
  const kinds = () => kindCounts(props.status.totals, MOST_KINDS)
  return (
    <>
      <p class={styles['line']} data-state-line="">
        <Show when={props.status.isScanning}>
          <BusyRing />
        </Show>
        <span>{line()}</span>
      </p>
      <div class={styles['line']}>
        <Button
          unavailable={props.status.isScanning ? s.isReading : undefined}
          onClick={() => void rescan.run(undefined)}
        >
          {s.readAgain}
        </Button>
        <Show when={props.status.isScanning}>
          <Button kind="quiet" onClick={() => commands.run('app.jobs')}>
            {s.progress}
          </Button>
        </Show>
      </div>
      <Show when={rescan.error()}>{(error) => <ErrorNotice error={error()} />}</Show>
      <dl class={styles['facts']}>
        <dt>{s.changes}</dt>
        <dd>{s.live[props.status.live]}</dd>
        <Show when={kinds().top.length > 0 || kinds().others > 0}>
          <dt>{s.kinds}</dt>
          <dd>
            <ul class={styles['kinds']}>
              <For each={kinds().top}>
                {([kind, files]) => (
                  <li class={styles['kind']}>
                    <span>{partsStrings.kinds[kind]}</span>
                    <span class={styles['count']}>{formats.count(files)}</span>
                  </li>
                )}
              </For>
              <Show when={kinds().others > 0}>
                <li class={styles['kind']}>
                  <span>{partsStrings.others}</span>
                  <span class={styles['count']}>{formats.count(kinds().others)}</span>
                </li>
              </Show>
            </ul>
          </dd>
        </Show>
      </dl>
    </>
  )
}
