// Sound and film by the browser's own player and codecs.
import { createEffect, Show } from 'solid-js'
import type { At } from '#vdfs/api/paths.ts'
import type { Row } from '#vdfs/api/entries.ts'
import { useCore } from '../../core/core-context.tsx'
import { EntryIcon } from '../../parts/EntryIcon.tsx'
import { createFileUrl } from '../../parts/file-url.ts'
import { mimeOf, type FileKind } from '#vdfs/api/kinds.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { visibleName } from '../../ui/name-parts.ts'
import type { PreviewHost } from './Preview.tsx'
import { previewStrings as s } from './preview.strings.ts'
import type { ViewFailure } from './PreviewBody.tsx'
import styles from './MediaView.module.css'

export interface MediaViewProps {
  at: At
  row: Row
  kind: FileKind
  version: string
  host: PreviewHost
  isVideo: boolean
  onFail: (failure: ViewFailure) => void
}

/** The player's own keys stay its own while it has the focus. */
const playerKeys = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', ' '])

export function MediaView(props: MediaViewProps) {
  const core = useCore()
  const { file, error } = createFileUrl(() => ({
    at: props.at,
    mime: mimeOf(props.row.name) ?? '',
    version: props.version,
  }))
  createEffect(() => {
    const problem = error()
    if (problem !== undefined) props.onFail({ type: 'core', error: problem })
  })
  /** A player that fails does not say whether the file is gone or its codec missing. */
  const fail = async () => {
    const stat = await core.files.stat({ at: props.at })
    props.onFail(stat.ok ? { type: 'cannot' } : { type: 'core', error: stat.error })
  }
  const key = (event: KeyboardEvent) => {
    if (playerKeys.has(event.key)) event.stopPropagation()
  }
  const name = () => visibleName(props.row.name)

  return (
    <div class={styles['player']}>
      <Show when={file()}>
        {(opened) => (
          <Show
            when={props.isVideo}
            fallback={
              <>
                <EntryIcon kind={props.kind.kind} size={96} />
                {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- a file has what it has */}
                <audio
                  class={styles['audio']}
                  src={opened().url}
                  controls
                  preload="metadata"
                  aria-label={s.audio(name())}
                  on:keydown={key}
                  onError={() => void fail()}
                />
              </>
            }
          >
            {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- a file has what it has */}
            <video
              class={styles['video']}
              src={opened().url}
              controls
              preload="metadata"
              aria-label={s.video(name())}
              on:keydown={key}
              onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) => {
                if (videoWidth > 0)
                  props.host.setFacts(
                    s.pixelsOf(formats.count(videoWidth), formats.count(videoHeight)),
                  )
              }}
              onError={() => void fail()}
            />
          </Show>
        )}
      </Show>
    </div>
  )
}
