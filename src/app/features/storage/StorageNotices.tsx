import { For } from 'solid-js'
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
          title={notice.type === 'NothingIsKept' ? s.notKeptTitle : s.rebuiltTitle}
          actions={<Button onClick={() => void dismiss(notice.noticeId)}>{s.dismiss}</Button>}
        >
          <For each={wordsOf(notice)}>{(paragraph) => <p>{paragraph}</p>}</For>
        </Notice>
      )}
    </For>
  )
}

function wordsOf(notice: StorageNotice): readonly string[] {
  if (notice.type === 'NothingIsKept') return [s.notKept]
  const date = formats.date(notice.atMs)
  return notice.type === 'DatabaseLost'
    ? [s.lost(date, notice.locationsKept)]
    : [s.rebuilt(date, notice.locationsKept), s.rebuiltKept(notice.keptAs)]
}
