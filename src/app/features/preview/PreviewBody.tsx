import { createEffect, createSignal, on, Show, type JSX } from 'solid-js'
import type { CoreError } from '#vdfs/api/core-errors.ts'
import type { Row } from '#vdfs/api/entries.ts'
import type { At } from '#vdfs/api/paths.ts'
import { messageOf } from '../../errors/messages.ts'
import { EntryIcon } from '../../parts/EntryIcon.tsx'
import { isTextual, mimeOf, type FileKind } from '#vdfs/api/kinds.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { Button } from '../../ui/Button.tsx'
import { visibleName } from '../../ui/name-parts.ts'
import { MediaView } from './MediaView.tsx'
import { PictureView } from './PictureView.tsx'
import type { PreviewHost } from './Preview.tsx'
import { previewStrings as s } from './preview.strings.ts'
import { TextView } from './TextView.tsx'
import styles from './PreviewBody.module.css'

export interface PreviewBodyProps {
  row: Row
  at: At
  kind: FileKind
  /** Another one is another content. */
  version: string
  host: PreviewHost
  onOpenFolder: () => void
  onChanged: () => void
  onDownload: () => void
}

type View = 'picture' | 'video' | 'audio' | 'text' | 'facts' | 'folder'

/** Judged by the name; a view that finds the content to be something else says so. */
export function viewFor(row: Row, kind: FileKind): View {
  if (row.mark === 'dropOnly') return 'facts'
  if (row.kind === 'folder') return row.name === '' ? 'facts' : 'folder'
  if (row.name === '' || isEmpty(row)) return 'facts'
  const mime = mimeOf(row.name)
  if (mime?.startsWith('image/') === true) return 'picture'
  if (mime?.startsWith('video/') === true) return 'video'
  if (mime?.startsWith('audio/') === true) return 'audio'
  return isTextual(kind, row.name) || kind.kind === 'other' ? 'text' : 'facts'
}

function isEmpty({ facts }: Row): boolean {
  return facts.state === 'known' && facts.sizeBytes === 0
}

/** Why a view shows nothing: the core's word, or only that the browser cannot. */
export type ViewFailure =
  | { readonly type: 'core'; readonly error: CoreError }
  | { readonly type: 'cannot' }

export function PreviewBody(props: PreviewBodyProps) {
  const [attempt, setAttempt] = createSignal(0)
  const [failure, setFailure] = createSignal<ViewFailure>()
  const key = () => `${props.at.locationId}/${props.at.path} ${props.version} ${attempt()}`
  createEffect(
    on(key, () => {
      setFailure(undefined)
      props.host.setFacts(undefined)
      props.host.setNote(undefined)
    }),
  )
  const fail = (problem: ViewFailure) => {
    setFailure(() => problem)
    // the list may know better by now what is there
    if (problem.type === 'core' && isAboutDisk(problem.error)) props.onChanged()
  }
  const view = () => viewFor(props.row, props.kind)

  return (
    <Show
      when={failure()}
      fallback={
        <Show when={key()} keyed>
          {(current) => draw(view(), { ...shared(), version: current })}
        </Show>
      }
    >
      {(problem) => (
        <Failed
          {...props}
          view={view()}
          failure={problem()}
          onRetry={() => setAttempt((n) => n + 1)}
        />
      )}
    </Show>
  )

  function shared() {
    return {
      row: props.row,
      at: props.at,
      kind: props.kind,
      host: props.host,
      onFail: fail,
      onOpenFolder: () => props.onOpenFolder(),
      onDownload: () => props.onDownload(),
    }
  }
}

interface DrawProps extends Omit<PreviewBodyProps, 'onChanged'> {
  onFail: (failure: ViewFailure) => void
}

function draw(view: View, props: DrawProps): JSX.Element {
  switch (view) {
    case 'picture':
      return <PictureView {...props} />
    case 'video':
    case 'audio':
      return <MediaView {...props} isVideo={view === 'video'} />
    case 'text':
      return <TextView {...props} />
    case 'folder':
      return (
        <Card kind={props.kind} sentence={undefined}>
          <Button kind="primary" size={36} onClick={() => props.onOpenFolder()}>
            {s.open}
          </Button>
        </Card>
      )
    case 'facts':
      return (
        <Card kind={props.kind} sentence={sentenceFor(props.row)}>
          <Show when={canBeRead(props.row)}>
            <DownloadButton {...props} />
          </Show>
        </Card>
      )
  }
}

function canBeRead({ kind, name, mark }: Row): boolean {
  return kind === 'file' && name !== '' && mark !== 'dropOnly'
}

function sentenceFor(row: Row): string {
  if (row.mark === 'dropOnly') return s.dropOnly
  return isEmpty(row) ? s.emptyFile : s.noPreview
}

function isAboutDisk(error: CoreError): boolean {
  return ['NotFound', 'WrongKind', 'ChangedOnDisk', 'NotReadable'].includes(error.type)
}

interface FailedProps extends PreviewBodyProps {
  view: View
  failure: ViewFailure
  onRetry: () => void
}

function Failed(props: FailedProps) {
  const coreError = () => (props.failure.type === 'core' ? props.failure.error : undefined)
  const sentence = () => {
    const error = coreError()
    if (error === undefined) return props.view === 'picture' ? s.noPicture : s.noCodec
    // bytes that are no text are no failure: there is just nothing to read
    if (error.type !== 'NotText') return messageOf(error).text
    return isTextual(props.kind, props.row.name) ? s.noText : s.noPreview
  }
  const isLost = () => {
    const error = coreError()
    return error !== undefined && error.type !== 'NotText'
  }
  return (
    <Card
      kind={props.kind}
      title={isLost() ? s.gone(visibleName(props.row.name)) : undefined}
      sentence={sentence()}
    >
      <Show when={isLost()} fallback={<DownloadButton {...props} />}>
        <Button size={36} onClick={() => props.onRetry()}>
          {s.tryAgain}
        </Button>
      </Show>
    </Card>
  )
}

function DownloadButton(props: { row: Row; onDownload: () => void }) {
  const size = () =>
    props.row.facts.state === 'known' ? formats.exactSize(props.row.facts.sizeBytes) : undefined
  return (
    <>
      <p class={styles['quiet']}>{size()}</p>
      <Button kind="primary" size={36} onClick={() => props.onDownload()}>
        {s.download}
      </Button>
    </>
  )
}

interface CardProps {
  kind: FileKind
  title?: string | undefined
  sentence: string | undefined
  children: JSX.Element
}

function Card(props: CardProps) {
  return (
    <div class={styles['card']}>
      <EntryIcon kind={props.kind.kind} size={96} />
      <Show when={props.title}>
        <p class={styles['title']}>{props.title}</p>
      </Show>
      <Show when={props.sentence}>
        <p class={styles['sentence']} role={props.title === undefined ? undefined : 'alert'}>
          {props.sentence}
        </p>
      </Show>
      {props.children}
    </div>
  )
}
