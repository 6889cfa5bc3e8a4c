// oxlint-disable jsx-a11y/prefer-tag-over-role -- a table cannot place rows by number
import { createMemo, For, Match, Show, Switch } from 'solid-js'
import CircleDashed from 'lucide-solid/icons/circle-dashed'
import CircleOff from 'lucide-solid/icons/circle-off'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import CircleCheck from 'lucide-solid/icons/circle-check'
import type { Facts, Row } from '#vdfs/api/entries.ts'
import { messageOf } from '../../errors/messages.ts'
import { EntryIcon } from '../../parts/EntryIcon.tsx'
import { nothing } from '../../parts/format.ts'
import { folderKind, kindOf, type FileKind } from '#vdfs/api/kinds.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { visibleName } from '../../ui/name-parts.ts'
import { SplitName } from '../../ui/SplitName.tsx'
import hidden from '../../ui/hidden.module.css'
import type { Column, FixedColumn } from './columns.ts'
import type { Explorer } from './explorer.store.ts'
import { explorerStrings as s } from './explorer.strings.ts'
import styles from './FileRow.module.css'

export interface FileRowProps {
  explorer: Explorer
  index: number
  columns: readonly Column[]
  /** Its element's id: the list names the focused row by it. */
  id: string
  onMenu: (index: number, button: Element) => void
}

/** One entry. Its events are the list's: it only shows. */
export function FileRow(props: FileRowProps) {
  const row = createMemo(() => props.explorer.rows.at(props.index), undefined, { equals: isSame })
  const isSelected = () => {
    const entry = row()
    return entry !== undefined && props.explorer.selection.isSelected(entry.rowId)
  }
  return (
    <div
      id={props.id}
      class={styles['row']}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={isSelected()}
      data-index={props.index}
      data-selected={isSelected() ? '' : undefined}
      data-focused={props.explorer.selection.focusedIndex() === props.index ? '' : undefined}
      data-touch={props.explorer.isTouch() ? '' : undefined}
      data-mark={row()?.mark}
    >
      <Show when={row()}>
        {(entry) => (
          <Show
            when={props.explorer.isTouch()}
            fallback={<Cells row={entry()} columns={props.columns} />}
          >
            <TouchCells
              row={entry()}
              isSelecting={props.explorer.isSelecting()}
              isSelected={isSelected()}
              onMenu={(button) => props.onMenu(props.index, button)}
            />
          </Show>
        )}
      </Show>
    </div>
  )
}

/** Rows come anew with every window; only what differs is drawn again. */
function isSame(a: Row | undefined, b: Row | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  const isSameEntry = a.rowId === b.rowId && a.name === b.name && a.kind === b.kind
  return isSameEntry && a.mark === b.mark && isSameFacts(a, b)
}

function isSameFacts({ facts: a }: Row, { facts: b }: Row): boolean {
  if (a.state === 'known' && b.state === 'known')
    return (
      a.sizeBytes === b.sizeBytes && a.isPartial === b.isPartial && a.modifiedMs === b.modifiedMs
    )
  if (a.state === 'failed' && b.state === 'failed') return a.error.type === b.error.type
  return a.state === b.state
}

function fileKindOf(row: Row): FileKind {
  return row.kind === 'folder' ? folderKind : kindOf(row.name)
}

function Cells(props: { row: Row; columns: readonly Column[] }) {
  const kind = createMemo(() => fileKindOf(props.row))
  return (
    <For each={props.columns}>
      {(column) => (
        <Show
          when={column.id === 'name' ? undefined : column.id}
          fallback={
            <div class={styles['name']} role="gridcell">
              <span class={styles['grip']} data-grip="">
                <EntryIcon kind={kind().kind} />
                <Name row={props.row} />
                <Mark row={props.row} />
              </span>
            </div>
          }
        >
          {(id) => <FactCell row={props.row} column={id()} kindLabel={kind().label} />}
        </Show>
      )}
    </For>
  )
}

function FactCell(props: { row: Row; column: FixedColumn; kindLabel: string }) {
  const fact = createMemo((): Fact => {
    if (props.column === 'kind') return { text: props.kindLabel, title: props.kindLabel }
    return props.column === 'size' ? sizeOf(props.row) : dateOf(props.row)
  })
  return (
    <div class={styles['fact']} role="gridcell" data-column={props.column} title={fact().title}>
      {fact().text}
    </div>
  )
}

type KnownFacts = Extract<Facts, { readonly state: 'known' }>

interface Fact {
  readonly text: string
  readonly title?: string | undefined
}

/** Facts on their way show nothing; those that cannot be had show a dash that says why. */
function sizeOf({ kind, facts }: Row): Fact {
  if (facts.state === 'unread') return { text: '' }
  if (facts.state === 'failed') return { text: nothing, title: messageOf(facts.error).text }
  if (kind === 'folder' && !hasSize(facts)) return { text: nothing }
  if (facts.isPartial === true)
    return {
      text: s.atLeast(formats.size(facts.sizeBytes)),
      title: s.atLeastExact(formats.exactSize(facts.sizeBytes)),
    }
  return { text: formats.size(facts.sizeBytes), title: formats.exactSize(facts.sizeBytes) }
}

/** Of a folder of which nothing is summed up yet, "at least 0" would say nothing. */
function hasSize({ sizeBytes, isPartial }: KnownFacts): boolean {
  return sizeBytes !== undefined && !(sizeBytes === 0 && isPartial === true)
}

function dateOf({ kind, facts }: Row): Fact {
  if (facts.state === 'unread') return { text: '' }
  if (facts.state === 'failed') return { text: nothing, title: messageOf(facts.error).text }
  if (facts.modifiedMs === undefined)
    return { text: nothing, title: kind === 'file' ? s.unknownDate : undefined }
  return {
    text: formats.date(facts.modifiedMs),
    title: formats.relative(facts.modifiedMs, Date.now()),
  }
}

function Name(props: { row: Row }) {
  return (
    <Show
      when={props.row.name !== ''}
      fallback={
        <span class={styles['unreadable']} title={s.unreadableNameWhy}>
          {s.unreadableName}
        </span>
      }
    >
      <SplitName name={props.row.name} hasExtension={props.row.kind === 'file'} />
    </Show>
  )
}

const markIcons = { excluded: CircleDashed, dropOnly: CircleOff } as const

/** What is special about an entry: a sign that says itself in words. */
function Mark(props: { row: Row }) {
  return (
    <Show when={props.row.mark}>
      {(mark) => (
        <span class={styles['mark']} title={s.marks[mark()]}>
          <Icon of={markIcons[mark()]} size={14} />
          <span class={hidden['hidden']}>{s.marks[mark()]}</span>
        </span>
      )}
    </Show>
  )
}

interface TouchCellsProps {
  row: Row
  isSelecting: boolean
  isSelected: boolean
  onMenu: (button: Element) => void
}

function TouchCells(props: TouchCellsProps) {
  const kind = createMemo(() => fileKindOf(props.row))
  const line = () => {
    const { facts } = props.row
    if (facts.state !== 'known') return facts.state === 'failed' ? nothing : ''
    if (props.row.kind === 'folder')
      return hasSize(facts) ? s.touchFolder(kind().label, sizeOf(props.row).text) : kind().label
    return [formats.size(facts.sizeBytes), formats.day(facts.modifiedMs)]
      .filter((part) => part !== nothing)
      .join(', ')
  }
  return (
    <>
      <div class={styles['touchName']} role="gridcell" data-grip="">
        <EntryIcon class={styles['touchIcon']} kind={kind().kind} size={28} />
        <span class={styles['lines']}>
          <span class={styles['nameAndMark']}>
            <Name row={props.row} />
            <Mark row={props.row} />
          </span>
          <span class={styles['line']}>{line()}</span>
        </span>
      </div>
      <div class={styles['end']} role="gridcell" aria-label={s.more}>
        <Switch>
          <Match when={props.isSelecting && props.isSelected}>
            <Icon of={CircleCheck} size={20} class={styles['check'] ?? ''} />
          </Match>
          <Match when={!props.isSelecting}>
            <IconButton
              size={44}
              class={styles['menu']}
              icon={Ellipsis}
              label={s.rowMenu(visibleName(props.row.name) || s.unreadableName)}
              data-row-menu=""
              tabIndex={-1}
              onClick={(event) => {
                if (event.currentTarget instanceof Element) props.onMenu(event.currentTarget)
              }}
            />
          </Match>
        </Switch>
      </div>
    </>
  )
}
