// One entry, large, over the list: arrows go on to the next, Space or Escape go back. Owns: which view a file gets,
// what is said when it cannot be shown. Refuses: what the next entry is; the list knows.
import { createEffect, createMemo, createSignal, on, Show } from 'solid-js'
import type { Row } from '#vdfs/api/entries.ts'
import { TEXT_ENCODINGS, type TextEncodingLabel, type TextPart } from '#vdfs/api/files.ts'
import { joinPath, type At } from '#vdfs/api/paths.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { useCommands } from '../../commands/registry.ts'
import { useCore } from '../../core/core-context.tsx'
import { messageOf } from '../../errors/messages.ts'
import { EntryIcon } from '../../parts/EntryIcon.tsx'
import { folderKind, kindOf } from '#vdfs/api/kinds.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { useToasts } from '../../parts/toasts-context.ts'
import { asBlob } from '../../platform/handles.ts'
import { saveFile } from '../../platform/save-file.ts'
import { DialogFrame, DialogTitle } from '../../ui/Dialog.tsx'
import { Select, type Choice } from '../../ui/Select.tsx'
import { SplitName } from '../../ui/SplitName.tsx'
import { createFileVersion } from './file-version.ts'
import {
  previewCommands,
  previewScope,
  type TextControl,
  type ZoomControl,
} from './preview.commands.ts'
import { previewStrings as s } from './preview.strings.ts'
import { PreviewBody } from './PreviewBody.tsx'
import styles from './Preview.module.css'

export interface PreviewProps {
  folder: At
  row: Row
  /** From 0. */
  index: number
  total: number
  canStep: (by: number) => boolean
  onStep: (by: number) => void
  onOpenFolder: () => void
  onClose: () => void
  /** The file is not what the list says it is: read the folder again. */
  onChanged: () => void
}

/** All encodings to choose from; of the one in use, how it is known. */
function encodingChoices({
  encoding,
  certainty,
}: Pick<TextPart, 'encoding' | 'certainty'>): readonly Choice<TextEncodingLabel>[] {
  return TEXT_ENCODINGS.map((value) => {
    const label = value.replace(/^[a-z]/, (letter) => letter.toUpperCase())
    const name = /^(utf|iso|koi|euc|gb)/.test(value) ? value.toUpperCase() : label
    return { value, label: value === encoding ? s.encodingBy[certainty](name) : name }
  })
}

/** What a view of the file adds to the bar and to the line below. */
export interface PreviewHost {
  readonly setFacts: (facts: string | undefined) => void
  readonly setNote: (note: string | undefined) => void
  readonly setZoom: (zoom: ZoomControl | undefined) => void
  readonly setText: (text: TextControl | undefined) => void
}

export default function Preview(props: PreviewProps) {
  const core = useCore()
  const commands = useCommands()
  const toasts = useToasts()
  const [facts, setFacts] = createSignal<string>()
  const [note, setNote] = createSignal<string>()
  const [zoom, setZoom] = createSignal<ZoomControl>()
  const [text, setText] = createSignal<TextControl>()
  let stage: HTMLElement | undefined

  const kind = createMemo(() => (props.row.kind === 'folder' ? folderKind : kindOf(props.row.name)))
  const at = createMemo(
    (): At => ({
      locationId: props.folder.locationId,
      path: props.row.name === '' ? props.folder.path : joinPath(props.folder.path, props.row.name),
    }),
    undefined,
    { equals: (a, b) => a.locationId === b.locationId && a.path === b.path },
  )
  const version = createFileVersion(() => props.row)
  const canDownload = () =>
    props.row.kind === 'file' && props.row.name !== '' && props.row.mark !== 'dropOnly'
  const download = async () => {
    const file = await core.files.open({ at: at() })
    if (!file.ok) {
      toasts.show({ tone: 'danger', text: messageOf(file.error).text })
      props.onChanged()
    } else saveFile(asBlob(file.value.blob), file.value.name)
  }
  commands.register(
    previewCommands({
      canStep: (by) => props.canStep(by),
      step: (by) => props.onStep(by),
      close: () => props.onClose(),
      canDownload,
      download,
      zoom,
      text,
    }),
  )
  /** A text scrolls by the keys of the browser, which need the focus in it. */
  const contentFocus = () => stage?.querySelector<HTMLElement>('[role=document]') ?? stage
  // What went with its file leaves the focus to what comes, so that keys go on working. Not taken from a control.
  createEffect(
    on(
      [() => props.row.rowId, zoom, text],
      () => {
        queueMicrotask(() => {
          const active = document.activeElement
          if (stage !== undefined && active?.contains(stage) === true)
            contentFocus()?.focus({ preventScroll: true })
        })
      },
      { defer: true },
    ),
  )

  // What is shown is read now; what the list says of it may be older.
  createEffect(
    on(at, async (looked) => {
      const { kind: listedKind, facts: listed, mark } = props.row
      if (mark === 'dropOnly') return // nothing can look at it
      const now = await core.files.stat({ at: looked })
      if (at() !== looked || listed.state !== 'known') return
      const isSame =
        now.ok &&
        // what the list says of a folder is a sum of the index
        (listedKind === 'folder' ||
          (now.value.sizeBytes === listed.sizeBytes && now.value.modifiedMs === listed.modifiedMs))
      if (!isSame) props.onChanged()
    }),
  )

  const size = () => {
    const row = props.row
    return row.kind === 'file' && row.facts.state === 'known'
      ? formats.size(row.facts.sizeBytes)
      : undefined
  }
  const modified = () => {
    const row = props.row
    return row.facts.state === 'known' && row.facts.modifiedMs !== undefined
      ? formats.date(row.facts.modifiedMs)
      : undefined
  }
  const line = (parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(', ')

  return (
    <DialogFrame
      open
      onClose={() => props.onClose()}
      width="own"
      class={styles['preview']}
      scope={previewScope}
      initialFocus={contentFocus}
    >
      <header class={styles['bar']}>
        <CommandButton id="preview.close" class={styles['phoneClose']} size={44} />
        <EntryIcon class={styles['icon']} kind={kind().kind} size={20} />
        <DialogTitle class={styles['title']}>
          <Show when={props.row.name !== ''} fallback={s.unreadableName}>
            <SplitName name={props.row.name} hasExtension={props.row.kind === 'file'} />
          </Show>
        </DialogTitle>
        <p class={styles['facts']}>{line([size(), facts()])}</p>
        <span class={styles['space']} />
        <p class={styles['position']}>
          {s.position(formats.count(props.index + 1), formats.count(props.total))}
        </p>
        <div class={styles['tools']}>
          <Show when={zoom()}>
            <div class={styles['zoom']}>
              <CommandButton id="preview.zoom-out" />
              <CommandButton id="preview.zoom-in" />
              <CommandButton id="preview.zoom-fit" />
              <CommandButton id="preview.zoom-actual" />
            </div>
          </Show>
          <Show when={text()}>
            <CommandButton id="preview.wrap" />
          </Show>
          <Show when={canDownload()}>
            <CommandButton id="preview.download" />
          </Show>
          <CommandButton id="preview.close" class={styles['close']} />
        </div>
      </header>
      <div
        ref={(element) => (stage = element)}
        class={styles['stage']}
        tabIndex={-1}
        data-preview-stage=""
      >
        <PreviewBody
          row={props.row}
          at={at()}
          kind={kind()}
          version={version()}
          host={{ setFacts, setNote, setZoom, setText }}
          onOpenFolder={() => props.onOpenFolder()}
          onChanged={() => props.onChanged()}
          onDownload={() => void download()}
        />
        <CommandButton id="preview.previous" class={styles['previous']} size={36} />
        <CommandButton id="preview.next" class={styles['next']} size={36} />
      </div>
      <footer class={styles['below']}>
        <span>{line([kind().label, modified()])}</span>
        <span class={styles['note']}>{note()}</span>
        <Show when={text()?.encoding()}>
          {(known) => (
            <div class={styles['encoding']}>
              <Select
                label={s.encoding}
                value={known().encoding}
                choices={encodingChoices(known())}
                onChange={(encoding) => text()?.readAs(encoding)}
              />
            </div>
          )}
        </Show>
      </footer>
    </DialogFrame>
  )
}
