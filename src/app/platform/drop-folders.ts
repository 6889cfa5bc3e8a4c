// What a drop from the system's file manager brought. The browser shows a drop only while its event runs, so
// everything is asked for at once and awaited later.
import type { RootHandle } from '#vdfs/api/opaque.ts'
import { asRootHandle } from './handles.ts'

export interface DroppedFolder {
  readonly name: string
  readonly root: RootHandle
  /** The same folder through the older API, which shows names that handles withhold. Lives as long as the page. */
  readonly entry: FileSystemDirectoryEntry | undefined
}

export interface Drop {
  readonly folders: readonly DroppedFolder[]
  readonly fileNames: readonly string[]
  /** Folders that the browser lets no page into, such as the system's own; it has said so itself. */
  readonly refusedNames: readonly string[]
}

/** What is used of a DataTransferItem. */
export interface DropItem {
  readonly kind: string
  webkitGetAsEntry(): FileSystemEntry | null
  getAsFile(): File | null
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>
}

/** Whether a drag brings something from outside the page. Reads no names: browsers tell them only at the drop. */
export function bringsFiles(data: DataTransfer | null): boolean {
  return data !== null && data.types.includes('Files')
}

/** Whether all that is dragged is surely files: folders have no type, and files of unknown types have none either. */
export function bringsOnlyFiles(data: DataTransfer): boolean {
  const items = [...data.items].filter((item) => item.kind === 'file')
  return items.length > 0 && items.every((item) => item.type !== '')
}

/** Call it in the handler of `drop` itself, before anything is awaited. */
export async function readDrop(data: { readonly items: Iterable<DropItem> }): Promise<Drop> {
  const asked = [...data.items].filter((item) => item.kind === 'file').map(askFor)
  const folders: DroppedFolder[] = []
  const fileNames: string[] = []
  const refusedNames: string[] = []
  for (const { entry, handle, name } of asked) {
    const got = await handle
    const root = asRootHandle(got)
    if (root !== undefined)
      folders.push({ name: got?.name ?? name, root, entry: isFolder(entry) ? entry : undefined })
    else if (isFolder(entry)) refusedNames.push(entry.name)
    else fileNames.push(got?.name ?? name)
  }
  return { folders, fileNames, refusedNames }
}

interface Asked {
  readonly entry: FileSystemEntry | null
  readonly handle: Promise<FileSystemHandle | null>
  readonly name: string
}

function askFor(item: DropItem): Asked {
  const entry = item.webkitGetAsEntry()
  const handle = item.getAsFileSystemHandle?.() ?? Promise.resolve(null)
  return {
    entry,
    handle: handle.catch(() => null), // refused by the browser or by the person, in its own dialog
    name: entry?.name ?? item.getAsFile()?.name ?? '',
  }
}

function isFolder(entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry {
  return entry !== null && entry.isDirectory
}
