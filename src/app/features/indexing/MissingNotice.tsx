// Entries that are gone, too many to let them go without asking. A band above the folder, and a part of the index page.
import { createSignal, For, Show } from 'solid-js'
import FileQuestion from 'lucide-solid/icons/file-question-mark'
import type { LocationId } from '#vdfs/api/ids.ts'
import type { MissingQuestion } from '#vdfs/api/indexing.ts'
import { useCore } from '../../core/core-context.tsx'
import { createCommand } from '../../core/create-command.ts'
import { ErrorNotice } from '../../errors/ErrorNotice.tsx'
import { messageOf } from '../../errors/messages.ts'
import { createPages } from '../../parts/pages.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { useToasts } from '../../parts/toasts-context.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { visibleName } from '../../ui/name-parts.ts'
import { Notice } from '../../ui/Notice.tsx'
import { EntryPath } from './EntryLink.tsx'
import { indexingStrings as s } from './indexing.strings.ts'
import styles from './MissingNotice.module.css'

export interface MissingNoticeProps {
  form: 'band' | 'inline'
  locationId: LocationId
  name: string
  question: MissingQuestion
}

type Answer = 'remove' | 'keep'

export default function MissingNotice(props: MissingNoticeProps) {
  const core = useCore()
  const toasts = useToasts()
  const [isOpen, setOpen] = createSignal(false)
  const name = () => visibleName(props.name)
  const what = () => whatIsGone(props.question)
  const command = createCommand((given: Answer) =>
    core.indexing.answerMissing({ locationId: props.locationId, answer: given }),
  )
  const answer = async (given: Answer) => {
    const said = given === 'remove' ? s.removed(what()) : s.kept(name())
    const done = await command.run(given)
    if (done === undefined) return
    setOpen(false)
    toasts.show(done.ok ? { text: said } : { tone: 'danger', text: messageOf(done.error).text })
  }
  const title = () =>
    props.question.why === 'root'
      ? s.goneRoot(name())
      : s.gone(what(), props.question.files + props.question.folders, name())
  const actions = () => (
    <>
      <Button onClick={() => void answer('remove')}>{s.remove}</Button>
      <Button kind="primary" onClick={() => void answer('keep')}>
        {s.keep}
      </Button>
    </>
  )
  return (
    <>
      <Notice
        form={props.form}
        tone="warn"
        icon={FileQuestion}
        title={title()}
        actions={
          <>
            <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
              {s.show}
            </Button>
            {actions()}
          </>
        }
      >
        <p>{props.question.why === 'root' ? s.goneRootText(what()) : s.goneText}</p>
      </Notice>
      <Dialog
        open={isOpen()}
        onClose={() => setOpen(false)}
        title={s.missingTitle(name())}
        description={s.missingSum(
          what(),
          formats.size(props.question.bytes),
          formats.date(props.question.sinceMs),
        )}
        width="large"
        footer={actions()}
      >
        <MissingList {...props} />
      </Dialog>
    </>
  )
}

/** "1,204 files and 3 folders"; what there is none of is left out. */
function whatIsGone({ files, folders }: MissingQuestion): string {
  const inFiles = s.files(files, formats.count(files))
  const inFolders = s.folders(folders, formats.count(folders))
  if (folders === 0) return inFiles
  return files === 0 ? inFolders : s.and(inFiles, inFolders)
}

function MissingList(props: MissingNoticeProps) {
  const core = useCore()
  const pages = createPages({
    topics: () => ['index'],
    load: (from, limit) => core.indexing.missing({ locationId: props.locationId, from, limit }),
  })
  return (
    <>
      <Show when={pages.error()}>
        {(error) => <ErrorNotice error={error()} onRetry={pages.reload} />}
      </Show>
      <ul>
        <For each={pages.rows()}>
          {(entry) => (
            <li class={styles['entry']}>
              <EntryPath name={props.name} path={entry.path} kind={entry.kind} />
              <span class={styles['size']}>
                {entry.kind === 'file' ? formats.size(entry.sizeBytes) : s.folder}
              </span>
            </li>
          )}
        </For>
      </ul>
      <Show when={pages.hasMore()}>
        <Button size={24} onClick={pages.more}>
          {s.showMore}
        </Button>
      </Show>
    </>
  )
}
