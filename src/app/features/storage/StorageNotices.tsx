import { For, Show } from 'solid-js'
import type { Notice as StorageNotice } from '#vdfs/api/storage.ts'
import { useCore } from '../../core/core-context.tsx'
import { createQuery } from '../../core/create-query.ts'
import { messageOf } from '../../errors/messages.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { useToasts } from '../../parts/toasts-context.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { storageStrings as s } from './storage.strings.ts'

/** What the core must tell once: bands over the app that stay until somebody has read them. */
export function StorageNotices() {
  const core = useCore()
  const toasts = useToasts()
  const notices = createQuery({
    topics: () => ['notices'],
    load: () => core.storage.notices(),
    key: 'noticeId',
  })
  const dismiss = async (noticeId: string) => {
    const done = await core.storage.dismissNotice({ noticeId })
    if (!done.ok) toasts.show({ tone: 'danger', text: messageOf(done.error).text })
  }
  return (
    <For each={notices.data()}>
      {(notice) => (
        <Notice
          form="band"
          tone="warn"
          announce
          title={notice.type === 'DatabaseRebuilt' ? s.rebuiltTitle : s.notKeptTitle}
          actions={<Button onClick={() => void dismiss(notice.noticeId)}>{s.dismiss}</Button>}
        >
          <Words notice={notice} />
        </Notice>
      )}
    </For>
  )
}

function Words(props: { notice: StorageNotice }) {
  const rebuilt = () => (props.notice.type === 'DatabaseRebuilt' ? props.notice : undefined)
  return (
    <Show when={rebuilt()} fallback={<p>{s.notKept}</p>}>
      {(notice) => (
        <>
          <p>{s.rebuilt(formats.date(notice().atMs), notice().locationsKept)}</p>
          <p>{s.rebuiltKept(notice().keptAs)}</p>
        </>
      )}
    </Show>
  )
}
