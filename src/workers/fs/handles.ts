// Between what the contract calls a handle or bytes and what the browser does. Both ways are checked.
import * as v from 'valibot'
import { RootHandleSchema, type BlobRef, type RootHandle } from '#vdfs/api/opaque.ts'

declare global {
  interface FileSystemHandle {
    /** Chromium only. Elsewhere only the origin's own folders can be had as handles, and those need no permission. */
    queryPermission?(permission: { readonly mode: 'read' | 'readwrite' }): Promise<PermissionState>
  }
}

const BlobRefSchema = v.custom<BlobRef>((value) => value instanceof Blob)

/** Whether this is a folder of the disk or of the origin, and not a file, a lookalike or nothing. */
export function isFolderHandle(value: unknown): value is FileSystemDirectoryHandle {
  return value instanceof FileSystemDirectoryHandle
}

export function toRootHandle(handle: FileSystemDirectoryHandle): RootHandle {
  return v.parse(RootHandleSchema, handle)
}

export function toBlobRef(file: File): BlobRef {
  return v.parse(BlobRefSchema, file)
}
