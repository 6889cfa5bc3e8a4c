import { createEffect, createMemo, createSignal, on, onCleanup, Show } from 'solid-js'
import type { Row } from '#vdfs/api/entries.ts'
import { joinPath, type At } from '#vdfs/api/paths.ts'
import { dirTopic } from '#vdfs/api/topics.ts'
import { useCore } from '../../core/core-context.tsx'
import { createQuery } from '../../core/create-query.ts'
import { messageOf } from '../../errors/messages.ts'
import { EntryIcon } from '../../parts/EntryIcon.tsx'
import { createFileUrl } from '../../parts/file-url.ts'
import { mimeOf, type FileKind } from '#vdfs/api/kinds.ts'
import { partsStrings } from '../../parts/parts.strings.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { kindCounts, totalsWords } from '../../parts/totals.ts'
import { visibleName } from '../../ui/name-parts.ts'
import { Emblem, Facts, holdings, placeFacts, Title, type FactLine } from './FactList.tsx'
import { inspectorStrings as s } from './inspector.strings.ts'
import styles from './Inspector.module.css'

/** An arrow key that is held passes by many; only where it rests is something opened, ms. */
const REST_MS = 150
/** Larger pictures are not decoded for a corner of the window, bytes. */
const MAX_PICTURE = 64_000_000
/** Kinds of files that a folder's facts name; the rest is one sum. */
const MOST_KINDS = 4

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
    if (props.row.mark === 'dropOnly') return undefined
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
      <Mark row={props.row} />
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
    const next = props.row.mark === 'dropOnly' ? undefined : atOf(props)
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
  const totals = createQuery({
    topics: () => {
      const folder = at()
      return folder === undefined ? [] : [dirTopic(folder), 'index']
    },
    load: () => {
      const folder = at()
      return folder === undefined ? undefined : core.indexing.totals({ at: folder })
    },
  })
  const inAll = (): readonly FactLine[] => {
    const sums = totals.data()
    if (sums === undefined) return []
    const { files, folders, size } = totalsWords(sums, formats)
    const { top, others } = kindCounts(sums, MOST_KINDS)
    return [
      [s.inAll, s.filesAndFolders(files, folders)],
      [s.size, size],
      ...top.map(([kind, n]): FactLine => [partsStrings.kinds[kind], formats.count(n)]),
      [partsStrings.others, others === 0 ? undefined : formats.count(others)],
    ]
  }
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
      <Mark row={props.row} />
      <Facts
        of={[
          [s.holds, contents()],
          ...inAll(),
          ...placeFacts(props.folder, props.locationName, false),
        ]}
      />
    </>
  )
}

function Mark(props: { row: Row }) {
  return (
    <Show when={props.row.mark}>{(mark) => <p class={styles['mark']}>{s.marks[mark()]}</p>}</Show>
  )
}
