// A folder's entries, as fast as the browser gives them: one `next()` after the other. (Asking for many at once was
// measured and is slower.)
import type { FsError } from '#vdfs/api/fs-errors.ts'
import type { FsEntry, ListEvent } from '#vdfs/ports.ts'
import { fsErrorOf } from './dom-errors.ts'

/** Chromium's own batches; larger ones would only come later. */
const BATCH = 100

type SawFile = (name: string, file: FileSystemFileHandle) => boolean

interface Batch {
  readonly entries: FsEntry[]
  end?: { readonly type: 'complete' } | { readonly type: 'failed'; readonly error: FsError }
}

/**
 * Ends at once when aborted, even if the browser does not answer.
 * @param saw is given each file's handle, until it answers false
 */
export async function* listFolder(
  folder: FileSystemDirectoryHandle,
  signal: AbortSignal,
  saw: SawFile,
): AsyncIterable<ListEvent> {
  if (signal.aborted) {
    yield { type: 'aborted' }
    return
  }
  const handles = folder.values()
  let wanted = true
  const sawFile: SawFile = (name, file) => (wanted &&= saw(name, file))
  try {
    for (;;) {
      const batch = await unlessAborted(nextBatch(handles, sawFile), signal)
      if (batch === 'aborted') {
        yield { type: 'aborted' }
        return
      }
      if (batch.entries.length > 0) yield { type: 'entries', entries: batch.entries }
      if (batch.end) {
        yield batch.end
        return
      }
    }
  } finally {
    // Not awaited: it waits for an answer that may never come. Whatever it says, nobody listens any more.
    handles.return?.().catch(() => undefined)
  }
}

/** Resolves at once when aborted, although the browser may still be reading the folder. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | 'aborted'> {
  if (signal.aborted) return Promise.resolve('aborted')
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve('aborted')
    signal.addEventListener('abort', stop)
    const settled = (): void => signal.removeEventListener('abort', stop)
    work.then(resolve, reject).finally(settled)
  })
}

async function nextBatch(
  handles: ReturnType<FileSystemDirectoryHandle['values']>,
  saw: SawFile,
): Promise<Batch> {
  const batch: Batch = { entries: [] }
  try {
    while (batch.entries.length < BATCH) {
      const step = await handles.next()
      if (step.done) {
        batch.end = { type: 'complete' }
        break
      }
      const handle = step.value
      const { name } = handle
      if (handle instanceof FileSystemFileHandle) {
        batch.entries.push({ name, kind: 'file' })
        saw(name, handle)
      } else batch.entries.push({ name, kind: 'folder' })
    }
  } catch (thrown) {
    batch.end = { type: 'failed', error: fsErrorOf(thrown) }
  }
  return batch
}
