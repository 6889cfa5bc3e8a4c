// What a window does with what the adapter gives, and how a test gets between two steps of a read.
import type { BlobRef } from '#vdfs/api/opaque.ts'

/** Reads an opened file as the window does. */
export async function bytesOf(blob: BlobRef): Promise<Uint8Array<ArrayBuffer> | 'unreadable'> {
  if (!(blob instanceof Blob)) throw new Error('no bytes of a browser')
  try {
    return new Uint8Array(await blob.arrayBuffer())
  } catch (error) {
    if (error instanceof DOMException) return 'unreadable'
    throw error
  }
}

/**
 * Does something once, right after the browser has looked at the file and before it reads it. Everything stays the
 * browser's own; only the moment is chosen.
 */
export function whileReading(path: string, act: () => Promise<void>): void {
  // oxlint-disable-next-line typescript/unbound-method -- called below on the handle it belongs to
  const { getFile } = FileSystemFileHandle.prototype
  const name = path.slice(path.lastIndexOf('/') + 1)
  FileSystemFileHandle.prototype.getFile = async function (this: FileSystemFileHandle) {
    const file = await getFile.call(this)
    if (this.name === name) {
      FileSystemFileHandle.prototype.getFile = getFile
      await act()
    }
    return file
  }
}
