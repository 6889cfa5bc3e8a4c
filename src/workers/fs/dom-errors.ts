// What the browser throws, as the errors of the contract. The only place that knows the names of DOMExceptions.
import type { FsError } from '#vdfs/api/fs-errors.ts'

/**
 * The contract's error for what a call on a handle threw.
 * @param refusable the name handed over, for calls that take one
 * @throws what is no refusal of the browser's: a defect stays one
 */
export function fsErrorOf(thrown: unknown, refusable?: string): FsError {
  // The only use of TypeError with a name: "Name is not allowed".
  if (thrown instanceof TypeError && refusable !== undefined)
    return { type: 'NameRefused', name: refusable }
  if (!(thrown instanceof DOMException)) throw thrown
  switch (thrown.name) {
    case 'NotFoundError':
      return { type: 'NotFound' }
    case 'NotAllowedError':
      return { type: 'PermissionRequired' }
    case 'TypeMismatchError':
      return { type: 'WrongKind' }
    // Also what reading a file gives that changed since: `changedSince` tells them apart.
    case 'NotReadableError':
      return { type: 'NotReadable' }
    // Listing a folder without the right to; the browser's wording is about writing.
    case 'NoModificationAllowedError':
      return { type: 'NotReadable' }
    // A link to a place that the browser keeps pages out of.
    case 'SecurityError':
      return { type: 'NotReadable' }
    default:
      return { type: 'FsFault', name: thrown.name, message: thrown.message }
  }
}
