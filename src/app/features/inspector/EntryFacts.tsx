import { createEffect, createMemo, createSignal, on, onCleanup, Show } from 'solid-js'
import type { Row } from '#vdfs/api/entries.ts'
import { joinPath, type At } from '#vdfs/api/paths.ts'
import { dirTopic } from '#vdfs/api/topics.ts'
import { useCore } from '../../core/core-context.tsx'
import { createQuery } from '../../core/create-query.ts'
import { messageOf } from '../../errors/messages.ts'
import { EntryIcon } from '../../parts/EntryIcon.tsx'
import { createFileUrl } from '../../parts/file-url.ts'
import { mimeOf, type FileKind } from '../../parts/kinds.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { visibleName } from '../../ui/name-parts.ts'
import { Emblem, Facts, holdings, placeFacts, Title } from './FactList.tsx'
import { inspectorStrings as s } from './inspector.strings.ts'
import styles from './Inspector.module.css'

/** An arrow key that is held passes by many; only where it rests is something opened, ms. */
const REST_MS = 150
/** Larger pictures are not decoded for a corner of the window, bytes. */
const MAX_PICTURE = 64_000_000

export interface EntryFactsProps {
  row: Row
  folder: At
  locationName: string
  kind: FileKind
}

function atOf({ row, folder }: EntryFactsProps): At {
  return { locationId: folder.locationId, path: joinPath(folder.path, row.name) }
}

export function FileFacts(props: EntryFactsProps) {
  const [pixels, setPixels] = createSignal<string>()
  const [isBroken, setBroken] = createSignal(false)
  const picture = createFileUrl(() => {
    const mime = mimeOf(props.row.name)
    const { facts } = props.row
    const size = facts.state === 'known' ? (facts.sizeBytes ?? 0) : undefined
    if (mime?.startsWith('image/') !== true || size === undefined) return undefined
    if (size === 0 || size > MAX_PICTURE) return undefined
    const modified = facts.state === 'known' ? facts.modifiedMs : undefined
    return { at: atOf(props), mime, version: `${size} ${modified}` }
  }, REST_MS)
  createEffect(
    on(picture.file, () => {
      setPixels(undefined)
      setBroken(false)
    }),
  )
  const known = createMemo(() => {
    const { facts } = props.row
    return facts.state === 'known' ? facts : undefined
  })
  const failure = () => {
    const { facts } = props.row
    return facts.state === 'failed' ? messageOf(facts.error).text : undefined
  }
  const modified = () => {
    const facts = known()
    if (facts === undefined) return undefined
    if (facts.modifiedMs === undefined) return s.unknownDate
    return (
      <>
        {formats.exactDate(facts.modifiedMs)}
        <br />
        <span class={styles['quiet']}>{formats.relative(facts.modifiedMs, Date.now())}</span>
      </>
    )
  }
  const subtitle = () =>
    [props.kind.label, known() === undefined ? '' : formats.size(known()?.sizeBytes)]
      .filter(Boolean)
      .join(', ')

  return (
    <>
      <Show
        when={isBroken() ? undefined : picture.file()}
        fallback={
          <Emblem>
            <EntryIcon kind={props.kind.kind} size={64} />
          </Emblem>
        }
      >
        {(file) => (
          <div class={styles['picture']}>
            <img
              src={file().url}
              alt={s.picture(visibleName(props.row.name))}
              decoding="async"
              draggable={false}
              onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
                setPixels(s.pixelsOf(formats.count(naturalWidth), formats.count(naturalHeight)))
              }
              onError={() => setBroken(true)}
            />
          </div>
        )}
      </Show>
      <Title name={props.row.name} hasExtension />
      <p class={styles['text']}>{subtitle()}</p>
      <Show when={failure()}>
        <p class={styles['failure']}>{failure()}</p>
      </Show>
      <Facts
        of={[
          [s.size, known() === undefined ? undefined : formats.exactSize(known()?.sizeBytes)],
          [s.pixels, pixels()],
          [s.modified, modified()],
          ...placeFacts(props.folder, props.locationName, false),
        ]}
      />
    </>
  )
}

export function FolderFacts(props: EntryFactsProps) {
  const core = useCore()
  const [at, setAt] = createSignal<At>()
  createEffect(() => {
    const next = atOf(props)
    setAt(undefined)
    const timer = setTimeout(() => setAt(next), REST_MS)
    onCleanup(() => clearTimeout(timer))
  })
  const inside = createQuery({
    topics: () => {
      const folder = at()
      return folder === undefined ? [] : [dirTopic(folder)]
    },
    load: () => {
      const folder = at()
      if (folder === undefined) return undefined
      return core.entries.window({ view: { at: folder, showHidden: true }, from: 0, limit: 0 })
    },
  })
  const contents = () => {
    const data = inside.data()
    if (data === undefined) return undefined
    return data.listing.state === 'failed'
      ? messageOf(data.listing.error).text
      : holdings(data, data.listing.state === 'listing')
  }
  return (
    <>
      <Emblem>
        <EntryIcon kind="folder" size={64} />
      </Emblem>
      <Title name={props.row.name} hasExtension={false} />
      <p class={styles['text']}>{props.kind.label}</p>
      <Facts of={[[s.holds, contents()], ...placeFacts(props.folder, props.locationName, false)]} />
    </>
  )
}
