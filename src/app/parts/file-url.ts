// A file as a URL that `img`, `audio` and `video` can take. Owns: opening it through the core, giving it its type,
// revoking the URL. Such a URL is never navigated to: a page made of the file would act as this app.
import {
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  untrack,
  type Accessor,
} from 'solid-js'
import type { CoreError } from '#vdfs/api/core-errors.ts'
import type { At } from '#vdfs/api/paths.ts'
import { useCore } from '../core/core-context.tsx'
import { asBlob } from '../platform/handles.ts'

export interface FileSource {
  readonly at: At
  /** What the browser is to take it for; see `mimeOf`. */
  readonly mime: string
  /** Another value opens the file anew: its date, its size, a retry. */
  readonly version: string
}

export interface OpenedFile {
  readonly url: string
  readonly blob: Blob
}

export interface FileUrl {
  /** Undefined while it is opened. */
  readonly file: Accessor<OpenedFile | undefined>
  readonly error: Accessor<CoreError | undefined>
}

/**
 * @param source reactive; undefined opens nothing
 * @param restMs waits until the source has stayed the same for so long
 */
export function createFileUrl(source: () => FileSource | undefined, restMs = 0): FileUrl {
  const core = useCore()
  const [file, setFile] = createSignal<OpenedFile>()
  const [error, setError] = createSignal<CoreError>()

  const open = async ({ at, mime }: FileSource, isWanted: () => boolean) => {
    const answer = await core.files.open({ at })
    if (!isWanted()) return undefined
    if (!answer.ok) {
      setError(() => answer.error)
      return undefined
    }
    const blob = asBlob(answer.value.blob)
    const typed = blob.slice(0, blob.size, mime)
    const opened = { url: URL.createObjectURL(typed), blob: typed }
    setFile(opened)
    return opened.url
  }

  // A memo, because the source is made anew whenever the folder's rows are asked for again: only another file, or
  // another version of it, is opened.
  const identity = createMemo(() => {
    const now = source()
    return now === undefined
      ? undefined
      : [now.at.locationId, now.at.path, now.mime, now.version].join('\n')
  })
  createEffect(
    on(identity, (key) => {
      const now = untrack(source)
      let isOver = false
      let opening: Promise<string | undefined> | undefined
      setFile(undefined)
      setError(undefined)
      if (key === undefined || now === undefined) return
      const timer = setTimeout(() => {
        opening = open(now, () => !isOver)
      }, restMs)
      onCleanup(() => {
        isOver = true
        clearTimeout(timer)
        void opening?.then((url) => (url === undefined ? undefined : URL.revokeObjectURL(url)))
      })
    }),
  )
  return { file, error }
}
