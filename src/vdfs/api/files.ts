// Contract: what is in a file. Reads only.
import * as v from 'valibot'
import type { FsError } from './fs-errors.ts'
import type { LocationNotFound } from './locations.ts'
import { query, type InputOf, type Method } from './method.ts'
import type { BlobRef } from './opaque.ts'
import { AtSchema } from './paths.ts'

/** Most bytes that one call reads. Larger files are read in parts. */
export const MAX_READ_BYTES = 16 << 20
/** What one call of `text` reads unless told otherwise: enough for most texts, little enough to show at once. */
export const TEXT_CHUNK_BYTES = 1 << 20

export interface Stat {
  readonly kind: 'file' | 'folder'
  readonly sizeBytes: number | undefined
  readonly modifiedMs: number | undefined
}

/** A file's bytes, to be read by the window itself, as images and films are. */
export interface OpenFile {
  readonly blob: BlobRef
  readonly name: string
  readonly sizeBytes: number
  readonly modifiedMs: number | undefined
}

/** Encodings that a text can be read in, by their labels in the Encoding Standard. */
export const TEXT_ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'iso-8859-2',
  'windows-1251',
  'koi8-r',
  'shift_jis',
  'euc-jp',
  'gb18030', // holds all of gbk
  'big5',
  'euc-kr',
] as const
export type TextEncodingLabel = (typeof TEXT_ENCODINGS)[number]

export interface TextPart {
  readonly text: string
  readonly encoding: TextEncodingLabel
  /**
   * `chosen` by the caller; else, of the file's beginning: `marked` by a byte order mark, `checked` if every byte
   * fits, `guessed` otherwise.
   */
  readonly certainty: 'chosen' | 'marked' | 'checked' | 'guessed'
  readonly fromByte: number
  /** Where the next part starts; undefined at the end of the file. */
  readonly nextByte: number | undefined
  readonly sizeBytes: number
}

/** The bytes are those of no text. */
export interface NotText {
  readonly type: 'NotText'
}

export type FilesError = NotText

const byteOffset = v.pipe(v.number(), v.integer(), v.minValue(0))

export const filesSpec = {
  stat: query(v.object({ at: AtSchema })),
  open: query(v.object({ at: AtSchema })),
  bytes: query(
    v.object({
      at: AtSchema,
      fromByte: v.optional(byteOffset, 0),
      length: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_READ_BYTES)),
    }),
  ),
  text: query(
    v.object({
      at: AtSchema,
      fromByte: v.optional(byteOffset, 0),
      maxBytes: v.optional(
        v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(MAX_READ_BYTES)),
        TEXT_CHUNK_BYTES,
      ),
      /** As the part before was read: parts of one file share one encoding. Detected if left out. */
      encoding: v.optional(v.picklist(TEXT_ENCODINGS)),
    }),
  ),
}

export interface FilesApi {
  readonly stat: Method<InputOf<typeof filesSpec.stat>, Stat, FsError | LocationNotFound>
  readonly open: Method<InputOf<typeof filesSpec.open>, OpenFile, FsError | LocationNotFound>
  readonly bytes: Method<
    InputOf<typeof filesSpec.bytes>,
    Uint8Array<ArrayBuffer>,
    FsError | LocationNotFound
  >
  readonly text: Method<
    InputOf<typeof filesSpec.text>,
    TextPart,
    FsError | LocationNotFound | NotText
  >
}
