import { For } from 'solid-js'
import { storageStrings as s } from './storage.strings.ts'
import styles from './StoragePage.module.css'

/** What no page can know about a folder, so that an absence is no riddle. */
export function WithheldPart() {
  return (
    <dl class={styles['points']}>
      <For each={s.withheldPoints}>
        {(point) => (
          <div>
            <dt class={styles['what']}>{point.what}</dt>
            <dd class={styles['text']}>{point.why}</dd>
          </div>
        )}
      </For>
    </dl>
  )
}
