// Things of the platform that pass through the domain unseen. The adapters on both sides know what they are.
import * as v from 'valibot'

declare const rootHandle: unique symbol
/** A granted folder as the platform holds it (in browsers a FileSystemDirectoryHandle). */
export interface RootHandle {
  readonly [rootHandle]: true
}

declare const blobRef: unique symbol
/** A file's bytes as the platform holds them (in browsers a File: on disk until read). */
export interface BlobRef {
  readonly [blobRef]: true
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null
/** Only "an object": the FileSystem port checks what it really is and refuses the rest. */
export const RootHandleSchema = v.custom<RootHandle>(isObject, 'not a folder handle')
