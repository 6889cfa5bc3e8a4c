// A picture in its frame: fitted, zoomed, moved. An SVG is shown by `img` too, in which nothing of it runs.
import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import type { Row } from '#vdfs/api/entries.ts'
import type { At } from '#vdfs/api/paths.ts'
import { useCore } from '../../core/core-context.tsx'
import { createFileUrl } from '../../parts/file-url.ts'
import { mimeOf } from '#vdfs/api/kinds.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { visibleName } from '../../ui/name-parts.ts'
import type { PreviewHost } from './Preview.tsx'
import { previewStrings as s } from './preview.strings.ts'
import type { ViewFailure } from './PreviewBody.tsx'
import { createPictureGestures } from './picture-gestures.ts'
import { fitted, held, zoomed, type Size, type ZoomView } from './zoom.ts'
import styles from './PictureView.module.css'

export interface PictureViewProps {
  at: At
  row: Row
  version: string
  host: PreviewHost
  onFail: (failure: ViewFailure) => void
}

export function PictureView(props: PictureViewProps) {
  const core = useCore()
  const { file, error } = createFileUrl(() => ({
    at: props.at,
    mime: mimeOf(props.row.name) ?? '',
    version: props.version,
  }))
  const [picture, setPicture] = createSignal<Size>()
  const [frame, setFrame] = createSignal<Size>({ width: 0, height: 0 })
  /** Undefined: fitted, and stays so when the frame changes. */
  const [chosen, setChosen] = createSignal<ZoomView>()
  let element: HTMLElement | undefined

  const view = (): ZoomView => {
    const size = picture()
    if (size === undefined) return { scale: 1, x: 0, y: 0 }
    const now = chosen()
    return now === undefined ? fitted(size, frame()) : held(now, size, frame())
  }
  const zoomAt = (factor: number, at: { readonly x: number; readonly y: number }) => {
    const size = picture()
    if (size !== undefined) setChosen(zoomed(view(), factor, at, size, frame()))
  }
  const middle = { x: 0, y: 0 }
  const actual = () => zoomAt(1 / view().scale, middle)
  const fit = () => setChosen(undefined)
  const gestures = createPictureGestures({
    frame: () => element,
    zoomAt,
    moveBy(dx, dy) {
      const now = view()
      setChosen({ ...now, x: now.x + dx, y: now.y + dy })
    },
    toggle(at) {
      if (chosen() === undefined) zoomAt(view().scale < 1 ? 1 / view().scale : 2, at)
      else fit()
    },
  })

  createEffect(() => {
    const problem = error()
    if (problem !== undefined) props.onFail({ type: 'core', error: problem })
  })
  createEffect(
    on(picture, (size) => {
      props.host.setZoom(
        size === undefined ? undefined : { by: (factor) => zoomAt(factor, middle), fit, actual },
      )
      if (size !== undefined)
        props.host.setFacts(s.pixelsOf(formats.count(size.width), formats.count(size.height)))
    }),
  )
  createEffect(() => {
    const percent = Math.round(view().scale * 100)
    props.host.setNote(picture() === undefined ? undefined : s.zoomPercent(formats.count(percent)))
  })
  onCleanup(() => props.host.setZoom(undefined))

  const loaded = (image: HTMLImageElement) => {
    const { naturalWidth: width, naturalHeight: height } = image
    // a drawing may have no size of its own: it takes the frame's
    setPicture(width > 0 && height > 0 ? { width, height } : frame())
  }
  const fail = async () => {
    const stat = await core.files.stat({ at: props.at })
    props.onFail(stat.ok ? { type: 'cannot' } : { type: 'core', error: stat.error })
  }
  const attach = (made: HTMLElement) => {
    element = made
    const observer = new ResizeObserver(() =>
      setFrame({ width: made.clientWidth, height: made.clientHeight }),
    )
    observer.observe(made)
    onCleanup(() => observer.disconnect())
  }

  return (
    <div
      ref={attach}
      class={styles['frame']}
      data-zoomed={chosen() === undefined ? undefined : ''}
      on:pointerdown={gestures.down}
      on:pointermove={gestures.move}
      on:pointerup={gestures.up}
      on:pointercancel={gestures.up}
      on:wheel={{ passive: false, handleEvent: gestures.wheel }}
      onDblClick={gestures.doubleClick}
    >
      <Show when={file()}>
        {(opened) => (
          <img
            class={styles['picture']}
            style={{
              '--picture-width': `${picture()?.width ?? 0}px`,
              '--picture-height': `${picture()?.height ?? 0}px`,
              '--picture-x': `${view().x}px`,
              '--picture-y': `${view().y}px`,
              '--picture-scale': String(view().scale),
            }}
            data-ready={picture() === undefined ? undefined : ''}
            data-crisp={view().scale >= 3 ? '' : undefined}
            src={opened().url}
            alt={s.picture(visibleName(props.row.name))}
            decoding="async"
            draggable={false}
            onLoad={(event) => loaded(event.currentTarget)}
            onError={() => void fail()}
          />
        )}
      </Show>
    </div>
  )
}
