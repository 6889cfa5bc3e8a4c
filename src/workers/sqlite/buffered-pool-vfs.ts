// The file system that SQLite sees: a pool of files opened beforehand, since OPFS opens files asynchronously and SQLite
// cannot wait. Each name has a file of its own; an empty file is one that does not exist. So the database on disk is a
// plain SQLite file that any tool can open, and opening the pool changes nothing in it.
//
// Locks are no matter: access handles are exclusive, so nobody else can be here.
import {
  SQLITE_CANTOPEN,
  SQLITE_FULL,
  SQLITE_IOCAP_POWERSAFE_OVERWRITE,
  SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN,
  SQLITE_IOERR_FSYNC,
  SQLITE_IOERR_READ,
  SQLITE_IOERR_SHORT_READ,
  SQLITE_IOERR_TRUNCATE,
  SQLITE_IOERR_WRITE,
  SQLITE_NOTFOUND,
  SQLITE_OK,
} from './codes.ts'
import { BufferedFile, type SyncFile } from './buffered-file.ts'
import type { SqliteModule, Vfs } from './load-sqlite.ts'

const SECTOR_BYTES = 4096
const TWO_TO_32 = 2 ** 32

export class BufferedPoolVfs implements Vfs {
  readonly name = 'pool'
  readonly mxPathname = 64
  /** The exception behind the last failure. */
  lastError: unknown = undefined

  readonly #sqlite: SqliteModule
  readonly #handles: readonly SyncFile[]
  readonly #filesByName: ReadonlyMap<string, BufferedFile>
  readonly #openFiles = new Map<number, BufferedFile>()

  /** @param handlesByName the database, its journal and its write-ahead log, by the names that SQLite gives them */
  constructor(sqlite: SqliteModule, handlesByName: ReadonlyMap<string, SyncFile>) {
    this.#sqlite = sqlite
    this.#handles = [...handlesByName.values()]
    this.#filesByName = new Map(
      [...handlesByName].map(([name, handle]) => [name, new BufferedFile(handle)]),
    )
  }

  /** Bytes of all files of the pool. */
  sizeBytes(): number {
    let sum = 0
    for (const file of this.#filesByName.values()) sum += file.size()
    return sum
  }

  /** Puts all that was written on the disk. @returns a SQLite code */
  flushAll(): number {
    for (const file of this.#filesByName.values()) {
      const code = this.#attempt(SQLITE_IOERR_FSYNC, () => file.sync())
      if (code !== SQLITE_OK) return code
    }
    return SQLITE_OK
  }

  /** Lets go of the files. What SQLite did not sync is not written: it was never committed. */
  close(): void {
    this.#openFiles.clear()
    for (const handle of this.#handles) handle.close()
  }

  hasAsyncMethod(): boolean {
    return false
  }

  xOpen(_vfs: number, name: number, file: number, flags: number, outFlags: number): number {
    // Temporary files have no name; with `temp_store = memory` there are none.
    const found = name === 0 ? undefined : this.#filesByName.get(this.#text(name))
    if (found === undefined) return SQLITE_CANTOPEN
    this.#openFiles.set(file, found)
    this.#setInt32(outFlags, flags)
    return SQLITE_OK
  }

  xDelete(_vfs: number, name: number): number {
    const file = this.#filesByName.get(this.#text(name))
    if (file === undefined || file.size() === 0) return SQLITE_OK
    return this.#attempt(SQLITE_IOERR_TRUNCATE, () => {
      file.truncate(0)
      file.sync()
    })
  }

  xAccess(_vfs: number, name: number, _flags: number, out: number): number {
    const file = this.#filesByName.get(this.#text(name))
    this.#setInt32(out, file !== undefined && file.size() > 0 ? 1 : 0)
    return SQLITE_OK
  }

  xFullPathname(_vfs: number, name: number, outSize: number, out: number): number {
    const memory = this.#sqlite.HEAPU8
    const end = memory.indexOf(0, name)
    if (end - name >= outSize) return SQLITE_CANTOPEN
    memory.copyWithin(out, name, end + 1)
    return SQLITE_OK
  }

  xClose(file: number): number {
    this.#openFiles.delete(file)
    return SQLITE_OK
  }

  xRead(file: number, data: number, size: number, atLow: number, atHigh: number): number {
    let got = 0
    const code = this.#attempt(SQLITE_IOERR_READ, () => {
      got = this.#file(file).read(
        this.#sqlite.HEAPU8.subarray(data, data + size),
        int64(atLow, atHigh),
      )
    })
    return code === SQLITE_OK && got < size ? SQLITE_IOERR_SHORT_READ : code
  }

  xWrite(file: number, data: number, size: number, atLow: number, atHigh: number): number {
    return this.#attempt(SQLITE_IOERR_WRITE, () =>
      this.#file(file).write(this.#sqlite.HEAPU8.subarray(data, data + size), int64(atLow, atHigh)),
    )
  }

  xTruncate(file: number, sizeLow: number, sizeHigh: number): number {
    return this.#attempt(SQLITE_IOERR_TRUNCATE, () =>
      this.#file(file).truncate(int64(sizeLow, sizeHigh)),
    )
  }

  xSync(file: number): number {
    return this.#attempt(SQLITE_IOERR_FSYNC, () => this.#file(file).sync())
  }

  xFileSize(file: number, out: number): number {
    return this.#attempt(SQLITE_IOERR_READ, () => {
      const size = this.#file(file).size()
      this.#setInt32(out, size | 0)
      this.#setInt32(out + 4, Math.floor(size / TWO_TO_32))
    })
  }

  xLock(): number {
    return SQLITE_OK
  }

  xUnlock(): number {
    return SQLITE_OK
  }

  xCheckReservedLock(_file: number, out: number): number {
    this.#setInt32(out, 0)
    return SQLITE_OK
  }

  xFileControl(): number {
    return SQLITE_NOTFOUND
  }

  xSectorSize(): number {
    return SECTOR_BYTES
  }

  xDeviceCharacteristics(): number {
    // Powersafe overwrite, as SQLite assumes of every disk: a write torn by a power cut spoils no bytes beside it.
    return SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN | SQLITE_IOCAP_POWERSAFE_OVERWRITE
  }

  /** The adapter's catch: SQLite wants codes. @param code for whatever is not about room */
  #attempt(code: number, work: () => void): number {
    try {
      work()
      return SQLITE_OK
    } catch (error) {
      this.lastError = error
      return isQuotaError(error) ? SQLITE_FULL : code
    }
  }

  #file(file: number): BufferedFile {
    const found = this.#openFiles.get(file)
    if (found === undefined) throw new Error('SQLite used a file that is not open')
    return found
  }

  #text(pointer: number): string {
    return this.#sqlite.UTF8ToString(pointer)
  }

  #setInt32(pointer: number, value: number): void {
    this.#sqlite.HEAP32[pointer >> 2] = value
  }
}

/** The name is the same whether the browser throws the old DOMException or the newer QuotaExceededError. */
export function isQuotaError(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError'
}

/** A 64-bit argument comes in two signed halves. */
function int64(low: number, high: number): number {
  return high * TWO_TO_32 + (low >>> 0)
}
