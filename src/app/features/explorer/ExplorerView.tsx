// A folder: its bars, its rows, and beside or over them what other features show of it. Owns: how these lie. The
// explorer's state is made here and lives as long as a folder is looked at, whichever it is.
import { createEffect, createMemo, on, Show, untrack, type JSX } from 'solid-js'
import type { Row, Summary } from '#vdfs/api/entries.ts'
import type { At } from '#vdfs/api/paths.ts'
import { useCommands } from '../../commands/registry.ts'
import { useCore } from '../../core/core-context.tsx'
import { useNavigation } from '../../navigation/navigation.tsx'
import type { FolderPlace } from '../../navigation/place.ts'
import { useToasts } from '../../parts/toasts-context.ts'
import { createMediaQuery, narrowQuery } from '../../ui/media.ts'
import { visibleName } from '../../ui/name-parts.ts'
import { Announcer } from './Announcer.tsx'
import { createArrivalFocus } from './arrival.ts'
import { explorerCommands, explorerScope } from './explorer.commands.ts'
import { createExplorer, type Explorer } from './explorer.store.ts'
import { explorerStrings as s } from './explorer.strings.ts'
import { FileList } from './FileList.tsx'
import { createFolderActions } from './folder-actions.ts'
import { FolderNotice } from './FolderNotice.tsx'
import { createInspectorState, InspectorPane, type InspectorState } from './InspectorPane.tsx'
import type { ListingFacts } from './row-window.ts'
import { StatusBar } from './StatusBar.tsx'
import { PhoneBars, Toolbar } from './Toolbar.tsx'
import { UnknownLocation } from './UnknownLocation.tsx'
import { createViewPreferences } from './view-preferences.ts'
import styles from './ExplorerView.module.css'

/** What the inspector is told. */
export interface Inspected {
  readonly locationName: string
  readonly folder: At
  readonly facts: ListingFacts
  /** Nothing is known of what the folder holds. */
  readonly isUnread: boolean
  /** The only selected row. */
  readonly row: Row | undefined
  readonly count: number
  readonly summary: Summary | undefined
}

/** What the preview is told, and what it may do. */
export interface Previewed {
  readonly folder: At
  readonly row: Row
  /** From 0. */
  readonly index: number
  readonly total: number
  /** Whether there is a row before (-1) or after (1) it. */
  readonly canStep: (by: number) => boolean
  readonly onStep: (by: number) => void
  readonly onOpenFolder: () => void
  readonly onClose: () => void
  /** The file is not what the list says it is: read the folder again. */
  readonly onChanged: () => void
}

export interface ExplorerViewProps {
  /** Lasting states of the location, between the bar and the rows. */
  band?: JSX.Element
  inspector?: ((inspected: Inspected) => JSX.Element) | undefined
  preview?: ((previewed: Previewed) => JSX.Element) | undefined
}

export default function ExplorerView(props: ExplorerViewProps) {
  const preferences = createViewPreferences()
  const navigation = useNavigation()
  const folder = () => {
    const place = navigation.place()
    return preferences.isKnown() && place.screen === 'folder' ? place : undefined
  }
  return (
    <div class={styles['explorer']} data-command-scope={explorerScope}>
      <Show when={folder() !== undefined}>
        <Folder {...props} start={untrack(folder) ?? unreachable()} preferences={preferences} />
      </Show>
    </div>
  )
}

function unreachable(): never {
  throw new Error('a folder is shown where there is none')
}

interface FolderProps extends ExplorerViewProps {
  start: FolderPlace
  preferences: ReturnType<typeof createViewPreferences>
}

function Folder(props: FolderProps) {
  const core = useCore()
  const navigation = useNavigation()
  const commands = useCommands()
  const toasts = useToasts()
  const isNarrow = createMediaQuery(narrowQuery)
  const preferences = untrack(() => props.preferences)
  const explorer = createExplorer(
    untrack(() => props.start),
    preferences,
    (name) => toasts.show({ tone: 'warn', text: s.notHere(visibleName(name)) }),
    () => toasts.show({ id: 'refused', tone: 'info', text: s.dropOnlyWhy }),
  )
  const inspector = createInspectorState(preferences)
  const actions = createFolderActions(core, explorer, toasts)
  commands.register(explorerCommands({ explorer, navigation, actions, inspector }))
  const refresh = () => void actions.refresh()
  const status = () => <StatusBar explorer={explorer} onRefresh={refresh} />

  createArrivalFocus(navigation, explorer)
  // what had the focus may be gone, with the crumb of a folder or the inspector: the keys go on in the list
  createEffect(
    on(
      [() => explorer.view().at.path, inspector.isOpen],
      () => {
        queueMicrotask(() => {
          if (document.activeElement === document.body) explorer.focusList()
        })
      },
      { defer: true },
    ),
  )

  return (
    <Show when={!explorer.isUnknown()} fallback={<UnknownLocation />}>
      <Show when={isNarrow()} fallback={<Toolbar explorer={explorer} />}>
        <PhoneBars explorer={explorer} status={status()} />
      </Show>
      {props.band}
      <div class={styles['middle']}>
        <div class={styles['list']}>
          <FileList explorer={explorer} />
          <FolderNotice explorer={explorer} onRefresh={refresh} />
        </div>
        <Inspection explorer={explorer} state={inspector} render={props.inspector} />
      </div>
      <Show when={!isNarrow()}>{status()}</Show>
      <Announcer explorer={explorer} />
      <Preview explorer={explorer} onRefresh={refresh} render={props.preview} />
    </Show>
  )
}

interface InspectionProps {
  explorer: Explorer
  state: InspectorState
  render: ExplorerViewProps['inspector']
}

function Inspection(props: InspectionProps) {
  const inspected: Inspected = {
    get locationName() {
      return props.explorer.location()?.name ?? ''
    },
    get folder() {
      return props.explorer.rows.shownView().at
    },
    get facts() {
      return props.explorer.rows.facts()
    },
    get isUnread() {
      return props.explorer.isUnread()
    },
    get row() {
      const row = props.explorer.focusedRow()
      return row?.rowId === props.explorer.selection.only() ? row : undefined
    },
    get count() {
      return props.explorer.selection.count()
    },
    get summary() {
      return props.explorer.summary()
    },
  }
  return (
    <Show when={props.render}>
      {(render) => (
        <InspectorPane state={props.state} preferences={props.explorer.preferences}>
          {render()(inspected)}
        </InspectorPane>
      )}
    </Show>
  )
}

interface PreviewProps {
  explorer: Explorer
  onRefresh: () => void
  render: ExplorerViewProps['preview']
}

function Preview(props: PreviewProps) {
  const last = createMemo<Row | undefined>((before) => props.explorer.previewed() ?? before)
  const row = () => last() ?? unreachable()
  const neighbour = (by: number): number | undefined => {
    const { rows, selection } = props.explorer
    const index = selection.focusedIndex() ?? 0
    // Where a file vanished, the one after it stands now.
    const isGone = rows.at(index)?.rowId !== row().rowId
    const next = isGone && by > 0 ? index : index + by
    return next >= 0 && next < rows.facts().total ? next : undefined
  }
  const previewed: Previewed = {
    get folder() {
      return props.explorer.rows.shownView().at
    },
    get row() {
      return row()
    },
    get index() {
      return props.explorer.selection.focusedIndex() ?? 0
    },
    get total() {
      return props.explorer.rows.facts().total
    },
    canStep: (by) => neighbour(by) !== undefined,
    onStep(by) {
      const next = neighbour(by)
      if (next !== undefined) props.explorer.selection.goTo(next, 'pick')
    },
    onOpenFolder() {
      props.explorer.setPreviewing(false)
      props.explorer.openRow(row())
    },
    onClose: () => props.explorer.setPreviewing(false),
    onChanged: () => props.onRefresh(),
  }
  return (
    <Show when={props.explorer.isPreviewing() ? props.render : undefined}>
      {(render) => render()(previewed)}
    </Show>
  )
}
