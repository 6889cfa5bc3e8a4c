// Values on their way into statements and out of rows, straight through the WASM memory.
/* oxlint-disable no-underscore-dangle -- the C functions are called so */
import type { SqlRow, SqlValue } from '#vdfs/ports.ts'
import {
  SQLITE_BLOB,
  SQLITE_FLOAT,
  SQLITE_INTEGER,
  SQLITE_NULL,
  SQLITE_OK,
  SQLITE_STATIC,
  SQLITE_TEXT,
} from './codes.ts'
import type { SqliteModule } from './load-sqlite.ts'

const MIN_INT64 = -(2n ** 63n)
const MAX_INT64 = 2n ** 63n - 1n
const TWO_TO_32 = 2 ** 32
/** Up to here a loop is faster than the call of the encoder or decoder. */
const SHORT_TEXT = 64
const SMALLEST_ARENA = 4096

export interface Binding {
  /**
   * Gives a statement its parameters. They stay valid until the next call, so the statement must be reset by then.
   * Half surrogate pairs become U+FFFD, as everywhere on the way to UTF-8.
   * @throws {RangeError} for NaN, integers beyond 64 bits and texts of a gigabyte: SQLite would store something
   * else in silence
   * @throws {TypeError} if the number of values is not the number of parameters
   */
  bind(statement: number, values: readonly SqlValue[]): void
  /** The current row. Blobs are copies. Integers beyond 2^53 come as bigint. */
  row(statement: number): SqlRow
  close(): void
}

export function createBinding(sqlite: SqliteModule): Binding {
  const encoder = new TextEncoder()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  // Texts and blobs of one row lie side by side in one block that SQLite reads in place: nothing is allocated per
  // value, which is what makes binding fast.
  let arena = sqlite._malloc(SMALLEST_ARENA)
  let arenaSize = SMALLEST_ARENA

  const makeRoom = (size: number) => {
    if (size <= arenaSize) return
    sqlite._free(arena)
    arenaSize = Math.max(size, arenaSize * 2)
    arena = sqlite._malloc(arenaSize)
    if (arena === 0) {
      arena = sqlite._malloc(SMALLEST_ARENA)
      arenaSize = SMALLEST_ARENA
      throw new RangeError('the values of a row do not fit into memory')
    }
  }

  /** @returns bytes written */
  const writeText = (text: string, at: number): number => {
    const memory = sqlite.HEAPU8
    if (text.length <= SHORT_TEXT) {
      let i = 0
      for (; i < text.length; i++) {
        const code = text.charCodeAt(i)
        if (code >= 0x80) break
        memory[at + i] = code
      }
      if (i === text.length) return i
    }
    return encoder.encodeInto(text, memory.subarray(at, at + text.length * 3)).written
  }

  const bindNumber = (statement: number, index: number, value: number) => {
    if (value === (value | 0)) sqlite._sqlite3_bind_int(statement, index, value)
    else if (Number.isSafeInteger(value)) {
      const high = Math.floor(value / TWO_TO_32)
      sqlite._sqlite3_bind_int64(statement, index, (value - high * TWO_TO_32) | 0, high | 0)
    } else if (Number.isNaN(value)) throw new RangeError('NaN cannot be stored')
    else sqlite._sqlite3_bind_double(statement, index, value)
  }

  const bindBigint = (statement: number, index: number, value: bigint) => {
    if (value < MIN_INT64 || value > MAX_INT64) throw new RangeError('not a 64-bit integer')
    const low = Number(BigInt.asIntN(32, value))
    sqlite._sqlite3_bind_int64(statement, index, low, Number(value >> 32n))
  }

  const readInteger = (statement: number, column: number): number | bigint => {
    const low = sqlite._sqlite3_column_int64(statement, column) >>> 0
    const high = sqlite.getTempRet0() | 0
    const value = high * TWO_TO_32 + low
    return Number.isSafeInteger(value) ? value : (BigInt(high) << 32n) | BigInt(low)
  }

  const readText = (statement: number, column: number): string => {
    const at = sqlite._sqlite3_column_text(statement, column)
    const size = sqlite._sqlite3_column_bytes(statement, column)
    const bytes = sqlite.HEAPU8.subarray(at, at + size)
    return size <= SHORT_TEXT ? (asciiOf(bytes) ?? decoder.decode(bytes)) : decoder.decode(bytes)
  }

  const readValue = (statement: number, column: number): SqlValue => {
    const type = sqlite._sqlite3_column_type(statement, column)
    switch (type) {
      case SQLITE_INTEGER:
        return readInteger(statement, column)
      case SQLITE_FLOAT:
        return sqlite._sqlite3_column_double(statement, column)
      case SQLITE_TEXT:
        return readText(statement, column)
      case SQLITE_BLOB: {
        const at = sqlite._sqlite3_column_blob(statement, column)
        return sqlite.HEAPU8.slice(at, at + sqlite._sqlite3_column_bytes(statement, column))
      }
      case SQLITE_NULL:
        return null
      default:
        throw new Error(`SQLite answered with the unknown type ${type}`)
    }
  }

  return {
    bind(statement, values) {
      const expected = sqlite._sqlite3_bind_parameter_count(statement)
      if (values.length !== expected)
        throw new TypeError(`${expected} parameters expected, ${values.length} given`)
      let room = 0
      for (const value of values)
        if (typeof value === 'string') room += value.length * 3
        else if (value instanceof Uint8Array) room += value.byteLength
      makeRoom(room)

      let at = arena
      let index = 0
      for (const value of values) {
        index += 1
        if (value === null) sqlite._sqlite3_bind_null(statement, index)
        else if (typeof value === 'string') {
          // The length is told, so that a NUL does not end the text.
          const size = writeText(value, at)
          assertFits(sqlite._sqlite3_bind_text(statement, index, at, size, SQLITE_STATIC))
          at += size
        } else if (typeof value === 'number') bindNumber(statement, index, value)
        else if (typeof value === 'bigint') bindBigint(statement, index, value)
        else {
          sqlite.HEAPU8.set(value, at)
          assertFits(
            sqlite._sqlite3_bind_blob(statement, index, at, value.byteLength, SQLITE_STATIC),
          )
          at += value.byteLength
        }
      }
    },
    row(statement) {
      const columns = sqlite._sqlite3_column_count(statement)
      const values: SqlValue[] = []
      for (let column = 0; column < columns; column++) values.push(readValue(statement, column))
      return values
    },
    close() {
      sqlite._free(arena)
    },
  }
}

function assertFits(code: number): void {
  if (code !== SQLITE_OK) throw new RangeError(`too long to be stored (${code})`)
}

function asciiOf(bytes: Uint8Array): string | undefined {
  let text = ''
  for (const byte of bytes) {
    if (byte >= 0x80) return undefined
    text += String.fromCharCode(byte)
  }
  return text
}
