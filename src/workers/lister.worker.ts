// Entry: lists one folder after the other, as the core's worker asks (fs/listers.ts).
import type { ListEvent } from '#vdfs/ports.ts'
import { listFolder } from './fs/list-folder.ts'

declare const self: DedicatedWorkerGlobalScope

const tell = (event: ListEvent): void => self.postMessage(event)

async function list(folder: FileSystemDirectoryHandle): Promise<void> {
  for await (const event of listFolder(folder)) tell(event)
}

self.addEventListener('message', ({ data }: MessageEvent<FileSystemDirectoryHandle>) => {
  void list(data) // never rejects
})
self.addEventListener('messageerror', () => {
  const message = 'the folder could not be handed to the worker that lists it'
  tell({ type: 'failed', error: { type: 'FsFault', name: 'DataCloneError', message } })
})
