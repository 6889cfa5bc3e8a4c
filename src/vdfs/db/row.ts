// Reading a row, column by column, in the order of the SELECT. What does not fit is a defect: we wrote it ourselves.
import * as v from 'valibot'
import type { SqlRow, SqlValue } from '../ports.ts'

/** Each call reads the next column. */
export interface Row {
  text(): string
  /** A whole number that a JavaScript number holds exactly. */
  integer(): number
  real(): number
  bytes(): Uint8Array
  /** 0 or 1. */
  flag(): boolean
  /** Text that fits a schema, such as an id. */
  as<S extends v.GenericSchema<string, unknown>>(schema: S): v.InferOutput<S>
  /** JSON, parsed but not looked at. @throws {SyntaxError} if it is none */
  json(): unknown
  /** undefined for NULL, else what `read` makes of this column. */
  optional<T>(read: (row: Row) => T): T | undefined
}

/** Turns rows into what `read` makes of them. @throws {Error} if it does not read every column, or reads a wrong type */
export function decodeRows<T>(rows: readonly SqlRow[], read: (row: Row) => T): T[] {
  let values: SqlRow = []
  let column = 0

  const next = (): SqlValue => {
    const value = values[column]
    if (value === undefined) throw new Error(`the row has only ${values.length} columns`)
    column += 1
    return value
  }
  const wrong = (wanted: string): never => {
    const value = values[column - 1]
    const found = value === null ? 'NULL' : typeof value
    throw new Error(`column ${column}: ${wanted} expected, ${found} found`)
  }
  const text = (): string => {
    const value = next()
    return typeof value === 'string' ? value : wrong('text')
  }

  const row: Row = {
    text,
    integer() {
      const value = next()
      return typeof value === 'number' && Number.isSafeInteger(value) ? value : wrong('an integer')
    },
    real() {
      const value = next()
      return typeof value === 'number' ? value : wrong('a number')
    },
    bytes() {
      const value = next()
      return value instanceof Uint8Array ? value : wrong('bytes')
    },
    flag() {
      const value = next()
      return value === 0 || value === 1 ? value === 1 : wrong('0 or 1')
    },
    as: (schema) => v.parse(schema, text()),
    json: () => JSON.parse(text()),
    optional(readColumn) {
      if (values[column] !== null) return readColumn(row)
      column += 1
      return undefined
    },
  }

  return rows.map((each) => {
    values = each
    column = 0
    const decoded = read(row)
    if (column !== values.length)
      throw new Error(`${values.length} columns were selected, ${column} read`)
    return decoded
  })
}
