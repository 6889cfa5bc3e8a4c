// Finds the handle of a folder by its path. The way there is remembered, because each step costs a round trip to the
// browser's busiest thread; the last step is always asked for, because a remembered handle stands for a place and
// would follow a link that was put there since.
import type { FsError } from '#vdfs/api/fs-errors.ts'
import type { RootId } from '#vdfs/api/ids.ts'
import { err, ok, type Result } from '#vdfs/api/result.ts'
import type { FsPath } from '#vdfs/ports.ts'
import { fsErrorOf } from './dom-errors.ts'

/** What this needs of a FileSystemDirectoryHandle. */
interface Folder<F> {
  getDirectoryHandle(name: string): Promise<F>
}

export interface FolderHandles<F> {
  /** The handle of a folder that is there now. A root's own is not checked. */
  find(at: FsPath): Promise<Result<F, FsError>>
  /** A handle that was just listed. */
  learn(at: FsPath, handle: F): void
}

/** Folders on the way to those in use. A handle takes some 10 KB of the browser's memory. */
const MOST_REMEMBERED = 500
/** Ancestors that are looked for among the remembered: paths from outside can have tens of thousands of steps. */
const MOST_PROBED = 32

export function createFolderHandles<F extends Folder<F>>(
  rootOf: (rootId: RootId) => F | undefined,
): FolderHandles<F> {
  /** Least recently used first. */
  const remembered = new Map<string, F>()

  const recall = (key: string): F | undefined => {
    const handle = remembered.get(key)
    if (handle === undefined) return undefined
    remembered.delete(key)
    remembered.set(key, handle)
    return handle
  }
  const remember = (key: string, handle: F): void => {
    remembered.delete(key)
    remembered.set(key, handle)
    if (remembered.size <= MOST_REMEMBERED) return
    for (const oldest of remembered.keys()) {
      remembered.delete(oldest)
      return
    }
  }

  /** @param afresh asks for every step of the way */
  const walk = async ({ rootId, path }: FsPath, afresh: boolean): Promise<Result<F, FsError>> => {
    let folder = rootOf(rootId)
    if (folder === undefined) return err({ type: 'RootUnknown' })
    let start = 0
    let end = afresh ? -1 : path.lastIndexOf('/')
    for (let tries = 0; end > 0 && tries < MOST_PROBED; tries += 1) {
      const known = recall(`${rootId}/${path.slice(0, end)}`)
      if (known) {
        folder = known
        start = end + 1
        break
      }
      end = path.lastIndexOf('/', end - 1)
    }
    while (start < path.length) {
      const slash = path.indexOf('/', start)
      const next = slash < 0 ? path.length : slash
      const name = path.slice(start, next)
      try {
        folder = await folder.getDirectoryHandle(name)
      } catch (thrown) {
        return err(fsErrorOf(thrown, name))
      }
      remember(`${rootId}/${path.slice(0, next)}`, folder)
      start = next + 1
    }
    return ok(folder)
  }

  return {
    learn: ({ rootId, path }, handle) => remember(`${rootId}/${path}`, handle),
    async find(at) {
      const found = await walk(at, false)
      // Something on the remembered way may have been replaced: only a fresh walk tells what is wrong.
      return found.ok || found.error.type !== 'NotFound' ? found : walk(at, true)
    },
  }
}
