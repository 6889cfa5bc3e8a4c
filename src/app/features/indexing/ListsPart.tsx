import { createSignal, For, Show, type JSX } from 'solid-js'
import type { ExcludedEntry, IndexStatus, UnreadableEntry } from '#vdfs/api/indexing.ts'
import type { CoreError } from '#vdfs/api/core-errors.ts'
import { useCore } from '../../core/core-context.tsx'
import { ErrorNotice } from '../../errors/ErrorNotice.tsx'
import { messageOf } from '../../errors/messages.ts'
import { createPages, type Pages } from '../../parts/pages.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { Button } from '../../ui/Button.tsx'
import { EntryLink } from './EntryLink.tsx'
import { reasonOf } from './exclusion-words.ts'
import { indexingStrings as s } from './indexing.strings.ts'
import styles from './IndexPage.module.css'

interface ListsPartProps {
  status: IndexStatus
  name: string
}

/** What the index does not hold, or not quite: each with its reason. */
export function ListsPart(props: ListsPartProps) {
  const excluded = () => props.status.totals.excluded
  const isWhole = () => excluded() + props.status.unreadable + props.status.dropOnly === 0
  return (
    <Show when={!isWhole()} fallback={<p class={styles['text']}>{s.none}</p>}>
      <div>
        <Show when={excluded() > 0}>
          <Disclosure summary={s.excluded(formats.count(excluded()))} text={s.excludedText}>
            <Excluded {...props} />
          </Disclosure>
        </Show>
        <Show when={props.status.unreadable > 0}>
          <Disclosure
            summary={s.unreadable(formats.count(props.status.unreadable))}
            text={s.unreadableText}
          >
            <Unreadable {...props} />
          </Disclosure>
        </Show>
        <Show when={props.status.dropOnly > 0}>
          <Disclosure
            summary={s.dropOnly(formats.count(props.status.dropOnly))}
            text={s.dropOnlyText}
          />
        </Show>
      </div>
    </Show>
  )
}

/** Its content exists while it is open, so that nothing is read before. */
function Disclosure(props: { summary: string; text: string; children?: JSX.Element }) {
  const [isOpen, setOpen] = createSignal(false)
  return (
    <details class={styles['list']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class={styles['summary']}>{props.summary}</summary>
      <p class={styles['text']}>{props.text}</p>
      <Show when={isOpen()}>{props.children}</Show>
    </details>
  )
}

function Excluded(props: ListsPartProps) {
  const core = useCore()
  const pages = createPages({
    topics: () => ['index'],
    load: (from, limit) =>
      core.indexing.excluded({ locationId: props.status.locationId, from, limit }),
  })
  return (
    <Entries {...props} pages={pages}>
      {(entry: ExcludedEntry) => reasonOf(entry.because)}
    </Entries>
  )
}

function Unreadable(props: ListsPartProps) {
  const core = useCore()
  const pages = createPages({
    topics: () => ['index'],
    load: (from, limit) =>
      core.indexing.unreadable({ locationId: props.status.locationId, from, limit }),
  })
  return (
    <Entries {...props} pages={pages}>
      {(entry: UnreadableEntry) => messageOf(entry.error).text}
    </Entries>
  )
}

interface EntriesProps<T> extends ListsPartProps {
  pages: Pages<T, CoreError>
  /** Why an entry is in this list. */
  children: (entry: T) => string
}

function Entries<T extends ExcludedEntry | UnreadableEntry>(props: EntriesProps<T>) {
  return (
    <>
      <Show when={props.pages.error()}>
        {(error) => <ErrorNotice error={error()} onRetry={() => props.pages.reload()} />}
      </Show>
      <Show when={props.pages.rows()?.length === 0}>
        <p class={styles['text']}>{s.listEmpty}</p>
      </Show>
      <ul class={styles['entries']}>
        <For each={props.pages.rows()}>
          {(entry) => (
            <li class={styles['entry']}>
              <EntryLink
                locationId={props.status.locationId}
                name={props.name}
                path={entry.path}
                kind={entry.kind}
              />
              <span class={styles['reason']}>{props.children(entry)}</span>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.pages.hasMore()}>
        <Button size={24} onClick={() => props.pages.more()}>
          {s.showMore}
        </Button>
      </Show>
    </>
  )
}
