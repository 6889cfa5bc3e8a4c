// File handles of the folders listed last. A handle in hand halves what a size and date cost, but one takes some 10 KB
// of the browser's memory, so only few are kept.
import type { FsPath } from '#vdfs/ports.ts'

const MOST_KEPT = 4_096

export interface KeptFolder<F = FileSystemFileHandle> {
  /** When the listing began, milliseconds since 1970. */
  readonly sinceMs: number
  readonly files: ReadonlyMap<string, F>
}

export interface KeptFiles<F> {
  /** Begins a listing. @returns takes its files as they come; false when it wants no more */
  begin(dir: FsPath): (name: string, file: F) => boolean
  of(dir: FsPath): KeptFolder<F> | undefined
  forget(rootId: string): void
}

/** @param most how many in all; the folders listed first go first */
export function createKeptFiles<F>(most: number = MOST_KEPT): KeptFiles<F> {
  const folders = new Map<string, { readonly sinceMs: number; readonly files: Map<string, F> }>()
  let kept = 0
  const drop = (key: string): void => {
    kept -= folders.get(key)?.files.size ?? 0
    folders.delete(key)
  }
  const keyOf = ({ rootId, path }: FsPath): string => `${rootId}/${path}`

  return {
    begin(dir) {
      const key = keyOf(dir)
      drop(key)
      const folder = { sinceMs: Date.now(), files: new Map<string, F>() }
      folders.set(key, folder)
      return (name, file) => {
        if (folders.get(key) !== folder) return false // a later listing of the folder has taken over
        if (name === '') return true // no text, so it says nothing
        if (kept >= most) {
          const [oldest] = folders.keys()
          if (oldest === undefined || oldest === key) return false
          drop(oldest)
        }
        if (!folder.files.has(name)) kept += 1
        folder.files.set(name, file)
        return true
      }
    },
    of: (dir) => folders.get(keyOf(dir)),
    forget(rootId) {
      for (const key of folders.keys()) if (key.startsWith(`${rootId}/`)) drop(key)
    },
  }
}
