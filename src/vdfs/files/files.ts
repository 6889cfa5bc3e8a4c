// Door: what is in a file: its facts, its bytes, its text. Owns nothing and keeps nothing: each call looks at the disk.
// Refuses to write, and to take bytes for text that are none.
import type { CoreHandlers } from '../api/core-api.ts'
import type { NotText, TextEncodingLabel, TextPart } from '../api/files.ts'
import type { FsError } from '../api/fs-errors.ts'
import type { LocationId, RootId } from '../api/ids.ts'
import type { LocationNotFound } from '../api/locations.ts'
import { nameOf, type At } from '../api/paths.ts'
import { err, ok, type Result } from '../api/result.ts'
import type { FileSystem, FsPath } from '../ports.ts'
import { decodePart, detectEncoding, type Detected } from './text-encoding.ts'

/** How much of a file's beginning tells its encoding, when a part from its middle is asked for. */
const SAMPLE_BYTES = 64 << 10

export interface FilesDeps {
  readonly fs: FileSystem
  /** The folder that a location stands for, or undefined if there is no such location. */
  readonly rootOf: (locationId: LocationId) => RootId | undefined
}

export function createFiles({ fs, rootOf }: FilesDeps): CoreHandlers['files'] {
  const find = (at: At): Result<FsPath, LocationNotFound> => {
    const rootId = rootOf(at.locationId)
    return rootId === undefined ? err({ type: 'LocationNotFound' }) : ok({ rootId, path: at.path })
  }

  const text = async (
    place: FsPath,
    ask: { fromByte: number; maxBytes: number; encoding?: TextEncodingLabel | undefined },
  ): Promise<Result<TextPart, FsError | NotText>> => {
    const stat = await fs.stat(place)
    if (!stat.ok) return stat
    if (stat.value.kind !== 'file') return err({ type: 'WrongKind' })
    const sizeBytes = stat.value.sizeBytes ?? 0
    const read = await fs.read(place, ask.fromByte, ask.maxBytes)
    if (!read.ok) return read
    const bytes = read.value
    const isLast = ask.fromByte + bytes.length >= sizeBytes
    let detected: Detected | undefined
    if (ask.encoding !== undefined) detected = { encoding: ask.encoding, certainty: 'chosen' }
    else if (ask.fromByte === 0) detected = detectEncoding(bytes, isLast)
    else {
      // the middle of a file may begin within a character, and has no mark
      const sample = await fs.read(place, 0, SAMPLE_BYTES)
      if (!sample.ok) return sample
      detected = detectEncoding(sample.value, sample.value.length >= sizeBytes)
    }
    if (detected === undefined) return err({ type: 'NotText' })
    const part = decodePart(bytes, detected.encoding, ask.fromByte, isLast)
    const nextByte = ask.fromByte + part.byteLength
    return ok({
      ...detected,
      text: part.text,
      fromByte: ask.fromByte,
      nextByte: nextByte < sizeBytes && bytes.length > 0 ? nextByte : undefined,
      sizeBytes,
    })
  }

  return {
    async stat({ at }) {
      const place = find(at)
      return place.ok ? fs.stat(place.value) : place
    },
    async open({ at }) {
      const place = find(at)
      if (!place.ok) return place
      const opened = await fs.open(place.value)
      if (!opened.ok) return opened
      const { blob, stat } = opened.value
      return ok({
        blob,
        name: nameOf(at.path),
        sizeBytes: stat.sizeBytes ?? 0,
        modifiedMs: stat.modifiedMs,
      })
    },
    async bytes({ at, fromByte, length }) {
      const place = find(at)
      return place.ok ? fs.read(place.value, fromByte, length) : place
    },
    async text({ at, fromByte, maxBytes, encoding }) {
      const place = find(at)
      return place.ok ? text(place.value, { fromByte, maxBytes, encoding }) : place
    },
  }
}
