// A folder's entries, as fast as the browser gives them: one `next()` after the other. (Asking for many at once was
// measured and is slower.)
import type { FsEntry, ListEvent } from '#vdfs/ports.ts'
import { fsErrorOf } from './dom-errors.ts'

/** Chromium's own batches. Larger ones come later and hold up whoever takes them. */
const BATCH = 100

/** Goes on until the browser is done: only the end of its worker stops it. Ends with a verdict; never throws. */
export async function* listFolder(folder: FileSystemDirectoryHandle): AsyncIterable<ListEvent> {
  let entries: FsEntry[] = []
  let end: ListEvent = { type: 'complete' }
  try {
    for await (const { name, kind } of folder.values()) {
      entries.push({ name, kind: kind === 'file' ? 'file' : 'folder' })
      if (entries.length < BATCH) continue
      yield { type: 'entries', entries }
      entries = []
    }
  } catch (thrown) {
    end = { type: 'failed', error: fsErrorOf(thrown) }
  }
  if (entries.length > 0) yield { type: 'entries', entries }
  yield end
}
