// What is known of the selected entry, of several, or of the folder. Shows only; asks the core for pictures and for
// what a selected folder holds.
import { Match, Show, Switch } from 'solid-js'
import type { Row, Summary } from '#vdfs/api/entries.ts'
import { nameOf, type At } from '#vdfs/api/paths.ts'
import { EntryIcon } from '../../parts/EntryIcon.tsx'
import { folderKind, kindOf } from '#vdfs/api/kinds.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { FileFacts, FolderFacts } from './EntryFacts.tsx'
import { Emblem, Facts, holdings, placeFacts, Title } from './FactList.tsx'
import { inspectorStrings as s } from './inspector.strings.ts'
import styles from './Inspector.module.css'

export interface InspectorProps {
  locationName: string
  /** The folder that is shown. */
  folder: At
  facts: {
    readonly total: number
    readonly folders: number
    readonly files: number
    readonly hidden: number
    readonly listing: { readonly state: 'listing' | 'complete' | 'failed' }
    readonly listedMs: number | undefined
  }
  /** Nothing is known of what the folder holds: it could not be read, or not at all yet. */
  isUnread: boolean
  /** The only selected row. */
  row: Row | undefined
  count: number
  summary: Summary | undefined
}

export default function Inspector(props: InspectorProps) {
  const held = () =>
    props.isUnread ? undefined : holdings(props.facts, props.facts.listing.state === 'listing')
  return (
    <div class={styles['inspector']}>
      <Switch>
        <Match when={props.row}>
          {(row) => (
            <Show
              when={row().name !== ''}
              fallback={
                <>
                  <Emblem>
                    <EntryIcon kind="other" size={64} />
                  </Emblem>
                  <Title name={s.unreadableName} hasExtension={false} />
                  <p class={styles['text']}>{s.unreadableNameWhy}</p>
                </>
              }
            >
              <Show
                when={row().kind === 'folder'}
                fallback={
                  <FileFacts
                    row={row()}
                    folder={props.folder}
                    locationName={props.locationName}
                    kind={kindOf(row().name)}
                  />
                }
              >
                <FolderFacts
                  row={row()}
                  folder={props.folder}
                  locationName={props.locationName}
                  kind={folderKind}
                />
              </Show>
            </Show>
          )}
        </Match>
        <Match when={props.count > 1}>
          <Several {...props} />
        </Match>
        <Match when={true}>
          <Emblem>
            <EntryIcon kind="folder" size={64} />
          </Emblem>
          <Title name={nameOf(props.folder.path) || props.locationName} hasExtension={false} />
          <Facts
            of={[
              [s.holds, held()],
              [s.read, props.isUnread ? undefined : formats.date(props.facts.listedMs)],
              ...placeFacts(props.folder, props.locationName, true),
            ]}
          />
        </Match>
      </Switch>
    </div>
  )
}

function Several(props: InspectorProps) {
  const size = () => {
    const summary = props.summary
    if (summary === undefined || summary.files === 0) return undefined
    const exact = formats.exactSize(summary.sizeBytes)
    return summary.unread > 0 ? s.soFar(exact) : exact
  }
  return (
    <>
      <Emblem>
        <Show when={(props.summary?.folders ?? 0) > 0}>
          <EntryIcon kind="folder" size={48} />
        </Show>
        <Show when={(props.summary?.files ?? 0) > 0}>
          <EntryIcon kind="other" size={48} />
        </Show>
      </Emblem>
      <h2 class={styles['title']}>{s.selected(props.count, formats.count(props.count))}</h2>
      <p class={styles['text']}>{s.ofFolder(formats.count(props.facts.total))}</p>
      <Facts
        of={[
          [s.among, props.summary === undefined ? '' : holdings(props.summary, false)],
          [s.size, size()],
        ]}
      />
    </>
  )
}
