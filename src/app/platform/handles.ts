// Where the contract's opaque things become the browser's and back. Nothing else may convert them.
import type { BlobRef, RootHandle } from '#vdfs/api/opaque.ts'

function isRootHandle(handle: unknown): handle is RootHandle {
  return handle instanceof FileSystemDirectoryHandle
}

/** @returns the handle as the contract takes it, or undefined if it is that of a file */
export function asRootHandle(handle: FileSystemHandle | null): RootHandle | undefined {
  return isRootHandle(handle) ? handle : undefined
}

/** @throws {Error} if the core handed out something else than a folder's handle */
export function asDirectoryHandle(root: RootHandle): FileSystemDirectoryHandle {
  const handle: unknown = root
  if (handle instanceof FileSystemDirectoryHandle) return handle
  throw new Error('the core handed out no folder handle')
}

/** @throws {Error} if the core handed out something else than a Blob */
export function asBlob(ref: BlobRef): Blob {
  const blob: unknown = ref
  if (blob instanceof Blob) return blob
  throw new Error('the core handed out no Blob')
}

/** The folder's own name on disk; '' for a file system's root. */
export function nameOfRoot(root: RootHandle): string {
  return asDirectoryHandle(root).name
}
