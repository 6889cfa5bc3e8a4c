// The files of the database in OPFS: opening them for this thread alone, and moving damaged ones aside.
import type { SyncFile } from './buffered-file.ts'
import { DATABASE, JOURNAL, MARK, WAL, type Pool, type PoolFile } from './soundness.ts'

const LIBRARY_FOLDER = 'library'
const DAMAGED_FOLDER = 'damaged'

const PAUSE_MS = 50

/**
 * @param patienceMs how long to wait for another thread to let go of the files
 * @throws {DOMException} NoModificationAllowedError if it does not
 */
export async function openPool(root: FileSystemDirectoryHandle, patienceMs: number): Promise<Pool> {
  const folder = await root.getDirectoryHandle(LIBRARY_FOLDER, { create: true })
  const untilMs = performance.now() + patienceMs
  const opened: SyncFile[] = []
  const open = async (name: PoolFile) => {
    const file = await openExclusively(folder, name, untilMs)
    opened.push(file)
    return file
  }
  try {
    return {
      [DATABASE]: await open(DATABASE),
      [WAL]: await open(WAL),
      [JOURNAL]: await open(JOURNAL),
      [MARK]: await open(MARK),
    }
  } catch (error) {
    for (const file of opened) file.close()
    throw error
  }
}

async function openExclusively(
  folder: FileSystemDirectoryHandle,
  name: string,
  untilMs: number,
): Promise<FileSystemSyncAccessHandle> {
  const handle = await folder.getFileHandle(name, { create: true })
  for (;;)
    try {
      return await handle.createSyncAccessHandle()
    } catch (error) {
      const isHeld = error instanceof DOMException && error.name === 'NoModificationAllowedError'
      if (!isHeld || performance.now() > untilMs) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
}

export function closePool(pool: Pool): void {
  for (const file of Object.values(pool)) file.close()
}

/**
 * Moves files out of the way, where nothing touches them again but "erase everything": they may be the only copy of
 * what could not be rebuilt. Copying would need room that may not be there, so they are moved.
 * @param keptAs where to, as `newKeepingPlace` named it
 */
export async function moveAside(
  root: FileSystemDirectoryHandle,
  names: readonly PoolFile[],
  keptAs: string,
): Promise<void> {
  const from = await root.getDirectoryHandle(LIBRARY_FOLDER)
  let to = root
  for (const part of keptAs.split('/')) to = await to.getDirectoryHandle(part, { create: true })
  for (const name of names) {
    const file = await from.getFileHandle(name)
    if (!isMovable(file)) throw new Error('this browser cannot move files of its own')
    await file.move(to, await freeName(to, name))
  }
}

/** A move would replace what is there: the log that went aside before the database did. */
async function freeName(folder: FileSystemDirectoryHandle, name: string): Promise<string> {
  const taken = new Set<string>()
  for await (const each of folder.keys()) taken.add(each)
  let free = name
  for (let n = 2; taken.has(free); n++) free = `${name}.${n}`
  return free
}

/** Where to keep what is found damaged now. */
export function newKeepingPlace(nowMs: number): string {
  return `${DAMAGED_FOLDER}/${new Date(nowMs).toISOString().replaceAll(':', '-')}`
}

/** Browsers have it for files in OPFS; the type library does not know it yet. */
interface Movable {
  move(to: FileSystemDirectoryHandle, name: string): Promise<void>
}

function isMovable(handle: FileSystemFileHandle): handle is FileSystemFileHandle & Movable {
  return 'move' in handle && typeof handle.move === 'function'
}
