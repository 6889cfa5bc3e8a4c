// The page about what Holdall keeps: how much room, how healthy, how it looks, how to be rid of it.
import { Show, type JSX, type ParentProps } from 'solid-js'
import type { Preferences } from '#vdfs/api/preferences.ts'
import { useCore } from '../../core/core-context.tsx'
import { createQuery } from '../../core/create-query.ts'
import { ErrorNotice } from '../../errors/ErrorNotice.tsx'
import { messageOf } from '../../errors/messages.ts'
import { useToasts } from '../../parts/toasts-context.ts'
import { ErasePart } from './ErasePart.tsx'
import { HealthPart } from './HealthPart.tsx'
import { RoomPart } from './RoomPart.tsx'
import { SettingsPart } from './SettingsPart.tsx'
import { storageStrings as s } from './storage.strings.ts'
import { WithheldPart } from './WithheldPart.tsx'
import styles from './StoragePage.module.css'

export default function StoragePage() {
  const core = useCore()
  const toasts = useToasts()
  const status = createQuery({
    topics: () => ['storage', 'locations'],
    load: () => core.storage.status(),
  })
  const preferences = createQuery({
    topics: () => ['preferences'],
    load: () => core.preferences.get(),
  })
  const set = async (change: Partial<Preferences>) => {
    const done = await core.preferences.set(change)
    if (!done.ok) toasts.show({ tone: 'danger', text: messageOf(done.error).text })
  }
  return (
    <div class={styles['scroller']}>
      <div class={styles['page']}>
        <h1 class={styles['title']} tabIndex={-1} data-page-heading="">
          {s.title}
        </h1>
        <Show when={status.error() ?? preferences.error()}>
          {(error) => (
            <ErrorNotice
              error={error()}
              onRetry={() => {
                status.reload()
                preferences.reload()
              }}
            />
          )}
        </Show>
        <Part title={s.settings}>
          <Show when={preferences.data()}>
            {(now) => <SettingsPart preferences={now()} onChange={(change) => void set(change)} />}
          </Show>
        </Part>
        <Part title={s.room} text={s.roomText}>
          <Show when={status.data()}>
            {(now) => <RoomPart status={now()} onChanged={status.reload} />}
          </Show>
        </Part>
        <Part title={s.health}>
          <HealthPart status={status.data()} />
        </Part>
        <Part title={s.withheld} text={s.withheldIntro}>
          <WithheldPart />
        </Part>
        <Part title={s.erase} text={s.eraseText}>
          <ErasePart locations={status.data()?.locations ?? 0} />
        </Part>
      </div>
    </div>
  )
}

function Part(props: ParentProps<{ title: string; text?: string }>): JSX.Element {
  return (
    <section class={styles['part']}>
      <h2 class={styles['heading']}>{props.title}</h2>
      <Show when={props.text}>
        <p class={styles['text']}>{props.text}</p>
      </Show>
      {props.children}
    </section>
  )
}
