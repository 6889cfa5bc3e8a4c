// What a page gets to see of a disk in memory.
import type { FsError } from '../api/fs-errors.ts'
import { err, ok, type Result } from '../api/result.ts'
import { isWithheldName } from '../api/withheld-names.ts'
import type { FsEntry, FsStat } from '../ports.ts'
import type { Bytes, DiskFile, DiskFolder, DiskSpecial } from './memory-disk.ts'

/** What is there for a page. */
export type Shown = DiskFile | DiskFolder | DiskSpecial

/** What a listing shows of a folder. */
export function entriesOf(folder: DiskFolder): readonly FsEntry[] {
  if (!folder.enterable) return []
  const entries: FsEntry[] = []
  for (const [name, node] of folder.children) {
    if (node.is === 'link') continue
    const kind = node.is === 'folder' ? 'folder' : 'file'
    if (!isText(name)) entries.push({ name: '', kind })
    else if (!isWithheldName(name)) entries.push({ name, kind })
  }
  return scrambled(entries)
}

/** A fixed order that nobody can take for one. */
function scrambled<T>(items: readonly T[]): readonly T[] {
  const result = [...items]
  let state = items.length
  for (let i = result.length - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const j = state % (i + 1)
    const [a, b] = [result[i], result[j]]
    if (a !== undefined && b !== undefined) [result[i], result[j]] = [b, a]
  }
  return result
}

/** Lone surrogates stand for bytes that are no UTF-8. */
export function isText(name: string): boolean {
  return !/\p{Surrogate}/u.test(name)
}

export function readBytes(
  node: DiskFile,
  version: number,
  fromByte: number,
  length: number,
): Result<Bytes, FsError> {
  if (node.version !== version) return err({ type: 'ChangedOnDisk' })
  if (!node.readable) return err({ type: 'NotReadable' })
  const end = Math.min(fromByte + length, node.sizeBytes)
  if (node.bytes) return ok(node.bytes.slice(fromByte, end))
  return ok(new Uint8Array(Math.max(0, end - fromByte)))
}

export function statShown(node: Shown): FsStat {
  if (node.is === 'folder') return { kind: 'folder', sizeBytes: undefined, modifiedMs: undefined }
  const modifiedMs = Math.floor(node.modifiedMs)
  return {
    kind: 'file',
    sizeBytes: node.is === 'file' ? node.sizeBytes : 0,
    // The browser gets the first second of 1970 wrong; dates before it are right.
    modifiedMs: modifiedMs >= 0 && modifiedMs < 1_000 ? undefined : modifiedMs,
  }
}
