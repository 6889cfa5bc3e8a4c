import type { FsError } from '#vdfs/api/fs-errors.ts'
import { err, ok, type Result } from '#vdfs/api/result.ts'
import { fsErrorOf } from './dom-errors.ts'

/** Up to `length` bytes of a file; fewer only at its end. */
export async function readPart(
  file: File,
  fromByte: number,
  length: number,
): Promise<Result<Uint8Array<ArrayBuffer>, FsError>> {
  // A slice is a blob of its own and costs as much as a small read.
  const whole = fromByte === 0 && length >= file.size
  try {
    const part = whole ? file : file.slice(fromByte, fromByte + length)
    return ok(new Uint8Array(await part.arrayBuffer()))
  } catch (thrown) {
    return err(fsErrorOf(thrown))
  }
}
