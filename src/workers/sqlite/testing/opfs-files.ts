// Looking at OPFS, and damaging it, from a test's page; and starting the library in a worker.
import * as Comlink from 'comlink'
import type { LibraryWorker } from './opfs.test-worker.ts'

export interface Started {
  readonly library: Comlink.Remote<LibraryWorker>
  /** Ends the thread at once, as a closed or crashed tab does. */
  readonly kill: () => void
}

export function startWorker(): Started {
  const worker = new Worker(new URL('./opfs.test-worker.ts', import.meta.url), { type: 'module' })
  return { library: Comlink.wrap<LibraryWorker>(worker), kill: () => worker.terminate() }
}

async function folderOf(path: readonly string[], create: boolean) {
  let folder = await navigator.storage.getDirectory()
  for (const name of path) folder = await folder.getDirectoryHandle(name, { create })
  return folder
}

export async function readFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const names = path.split('/')
  const folder = await folderOf(names.slice(0, -1), false)
  const file = await (await folder.getFileHandle(names.at(-1) ?? '')).getFile()
  return new Uint8Array(await file.arrayBuffer())
}

export async function writeFile(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const names = path.split('/')
  const folder = await folderOf(names.slice(0, -1), true)
  const handle = await folder.getFileHandle(names.at(-1) ?? '', { create: true })
  const writable = await handle.createWritable()
  await writable.write(bytes)
  await writable.close()
}

/** Names in a folder, sorted; none if it is not there. */
export async function listFolder(path: string): Promise<readonly string[]> {
  const names: string[] = []
  try {
    const folder = await folderOf(path === '' ? [] : path.split('/'), false)
    for await (const name of folder.keys()) names.push(name)
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'NotFoundError') throw error
  }
  return names.toSorted()
}

export async function wipe(): Promise<void> {
  const root = await navigator.storage.getDirectory()
  for (const name of await listFolder('')) await root.removeEntry(name, { recursive: true })
}
