import { Show } from 'solid-js'
import type { StorageStatus } from '#vdfs/api/storage.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { useToasts } from '../../parts/toasts-context.ts'
import { persistStorage } from '../../platform/persist-storage.ts'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { storageStrings as s } from './storage.strings.ts'
import styles from './StoragePage.module.css'

/** How much room the library takes, and whether the browser promises to keep it. */
export function RoomPart(props: { status: StorageStatus; onChanged: () => void }) {
  const toasts = useToasts()
  const words = () => {
    const { usageBytes, quotaBytes } = props.status
    const used = formats.size(usageBytes)
    return quotaBytes === undefined ? s.usageOnly(used) : s.usage(used, formats.size(quotaBytes))
  }
  const askToKeep = async () => {
    const isKept = await persistStorage()
    toasts.show(isKept ? { text: s.keepGranted } : { tone: 'info', text: s.keepRefused })
    props.onChanged()
  }
  return (
    <>
      <div class={styles['room']}>
        <Show when={props.status.quotaBytes}>
          {(quota) => (
            <ProgressBar
              label={s.usageBar}
              value={props.status.usageBytes / quota()}
              text={words()}
            />
          )}
        </Show>
        <p>{words()}</p>
      </div>
      <dl class={styles['facts']}>
        <dt>{s.database}</dt>
        <dd>{formats.size(props.status.databaseBytes)}</dd>
        <dt>{s.locations}</dt>
        <dd>{formats.count(props.status.locations)}</dd>
        <dt>{s.home}</dt>
        <dd>{props.status.home === 'disk' ? s.homeDisk : s.homeMemory}</dd>
        <dt>{s.kept}</dt>
        <dd>{props.status.persisted ? s.keptYes : s.keptNo}</dd>
      </dl>
      <Show when={!props.status.persisted && props.status.home === 'disk'}>
        <p class={styles['text']}>{s.keptNoText}</p>
        <div>
          <Button onClick={() => void askToKeep()}>{s.askToKeep}</Button>
        </div>
      </Show>
    </>
  )
}
