// The SqlDb port on a SQLite in this thread. Every call does its work before it returns, so calls are queued by
// nature: nothing of one can come between the steps of another.
/* oxlint-disable no-underscore-dangle -- the C functions are called so */
import { SqlFault, type SqlDb, type SqlRow, type SqlValue } from '#vdfs/ports.ts'
import { createBinding } from './binding.ts'
import {
  SQLITE_CONSTRAINT,
  SQLITE_CORRUPT,
  SQLITE_DONE,
  SQLITE_FULL,
  SQLITE_INTERRUPT,
  SQLITE_NOTADB,
  SQLITE_OK,
  SQLITE_OPEN_CREATE,
  SQLITE_OPEN_READWRITE,
  SQLITE_PREPARE_PERSISTENT,
  SQLITE_ROW,
} from './codes.ts'
import type { SqliteModule } from './load-sqlite.ts'

/** Statements kept ready. The product has fewer; a program of arbitrary SQL must not fill the memory. */
const STATEMENTS_KEPT = 200
/** How often a time limit is looked at, in steps of SQLite's machine: some microseconds. */
const STEPS_BETWEEN_LOOKS = 500

/** What lies under the connection. */
export interface Ground {
  /** As SQLite names it; ':memory:' for none. */
  readonly fileName: string
  /** Name of the registered VFS; undefined for SQLite's own. */
  readonly vfsName: string | undefined
  /** Bytes of all files; undefined: as many as SQLite has pages. */
  readonly sizeBytes: (() => number) | undefined
  /** Writes what is held back. @returns a SQLite code */
  readonly flush: () => number
  /** The exception behind the last failed call of the file system, for the report. */
  readonly lastError: () => unknown
  /** The database turned out to be damaged. */
  readonly onCorrupt: () => void
  readonly onClose: () => void
}

export interface Connection extends SqlDb {
  /**
   * Like `query`, but gives up after `budgetMs`.
   * @returns undefined if the time was not enough
   */
  queryWithin(budgetMs: number, sql: string): Promise<readonly SqlRow[] | undefined>
  /** Whether SQLite, from what it has read so far, would refuse to write. */
  isReadOnly(): boolean
}

/** A SqlFault with SQLite's own number, for the code that opens a database. */
export class SqliteFault extends SqlFault {
  /** Without the upper bits that tell the details. */
  readonly code: number
  constructor(code: number, message: string, cause: unknown) {
    super(kindOf(code), `${message} (${code})`, { cause })
    this.code = code & 0xff
  }
}

/** @throws {SqliteFault} */
export function openConnection(sqlite: SqliteModule, ground: Ground): Connection {
  const db = openDatabase(sqlite, ground)
  const binding = createBinding(sqlite)
  const statementsBySql = new Map<string, number>()
  let isClosed = false

  /** The last call of SQLite did not succeed. @throws {SqliteFault} always */
  const fail = (): never => {
    const code = sqlite._sqlite3_extended_errcode(db)
    const message = sqlite.UTF8ToString(sqlite._sqlite3_errmsg(db))
    const fault = new SqliteFault(code, message, ground.lastError())
    if (fault.kind === 'corrupt') ground.onCorrupt()
    throw fault
  }

  const assertOpen = () => {
    if (isClosed) throw new SqlFault('other', 'the database is closed')
  }

  /** Compiles the first statement of the text at `at`. @returns 0 for none, and where the next one starts */
  const prepare = (at: number, size: number, flags: number) => {
    const out = sqlite._malloc(8)
    const code = sqlite._sqlite3_prepare_v3(db, at, size, flags, out, out + 4)
    const statement = sqlite.HEAP32[out >> 2] ?? 0
    const tail = sqlite.HEAP32[(out >> 2) + 1] ?? 0
    sqlite._free(out)
    if (code !== SQLITE_OK) fail()
    return { statement, tail }
  }

  const prepared = (sql: string): number => {
    const known = statementsBySql.get(sql)
    if (known !== undefined) {
      statementsBySql.delete(sql) // and in again below, as the one used last
      statementsBySql.set(sql, known)
      return known
    }
    const text = allocateText(sqlite, sql)
    try {
      const { statement, tail } = prepare(text.at, text.size, SQLITE_PREPARE_PERSISTENT)
      if (statement === 0) throw new TypeError('no statement')
      const rest = sqlite.HEAPU8.subarray(tail, text.at + text.size)
      if (rest.some((byte) => byte > 0x20)) {
        sqlite._sqlite3_finalize(statement)
        throw new TypeError('only one statement may be given here')
      }
      statementsBySql.set(sql, statement)
      for (const [oldest, oldStatement] of statementsBySql) {
        if (statementsBySql.size <= STATEMENTS_KEPT) break
        statementsBySql.delete(oldest)
        sqlite._sqlite3_finalize(oldStatement)
      }
      return statement
    } finally {
      sqlite._free(text.at)
    }
  }

  /** Runs a statement to its end. */
  const run = (statement: number, onRow: (() => void) | undefined) => {
    for (;;) {
      const code = sqlite._sqlite3_step(statement)
      if (code === SQLITE_DONE) return
      if (code !== SQLITE_ROW) fail()
      onRow?.()
    }
  }

  /** Rows that `work` changed. SQLite keeps the last statement's count where a statement changes none. */
  const counted = (work: () => void): number => {
    const before = sqlite._sqlite3_total_changes(db)
    work()
    return sqlite._sqlite3_total_changes(db) === before ? 0 : sqlite._sqlite3_changes(db)
  }

  const query = (sql: string, parameters: readonly SqlValue[]): readonly SqlRow[] => {
    const statement = prepared(sql)
    const rows: SqlRow[] = []
    try {
      binding.bind(statement, parameters)
      // Asked row by row: after a change of the schema, SQLite compiles the statement anew at its first step.
      run(statement, () => rows.push(binding.row(statement)))
    } finally {
      sqlite._sqlite3_reset(statement)
      sqlite._sqlite3_clear_bindings(statement)
    }
    return rows
  }

  return {
    async exec(sql) {
      assertOpen()
      // SQLite rolls back by itself when, say, the disk is full. To roll back then is right, not wrong.
      if (sql === 'ROLLBACK' && sqlite._sqlite3_get_autocommit(db) !== 0) return
      const text = allocateText(sqlite, sql)
      try {
        const end = text.at + text.size
        for (let at = text.at; at < end;) {
          const { statement, tail } = prepare(at, end - at, 0)
          at = tail
          if (statement === 0) continue // only white space or a comment
          try {
            run(statement, undefined)
          } finally {
            sqlite._sqlite3_finalize(statement)
          }
        }
      } finally {
        sqlite._free(text.at)
      }
    },
    async query(sql, parameters) {
      assertOpen()
      return query(sql, parameters)
    },
    async queryWithin(budgetMs, sql) {
      assertOpen()
      const end = performance.now() + budgetMs
      sqlite.progress_handler(
        db,
        STEPS_BETWEEN_LOOKS,
        () => (performance.now() > end ? 1 : 0),
        null,
      )
      try {
        return query(sql, [])
      } catch (error) {
        if (error instanceof SqliteFault && error.code === SQLITE_INTERRUPT) return undefined
        throw error
      } finally {
        sqlite.progress_handler(db, 0, null, null)
      }
    },
    isReadOnly: () => sqlite._sqlite3_db_readonly(db, 0) !== 0,
    async run(sql, parameters) {
      assertOpen()
      const statement = prepared(sql)
      try {
        binding.bind(statement, parameters)
        return counted(() => run(statement, undefined))
      } finally {
        sqlite._sqlite3_reset(statement)
        sqlite._sqlite3_clear_bindings(statement)
      }
    },
    async runMany(sql, rows) {
      assertOpen()
      const statement = prepared(sql)
      let changes = 0
      try {
        for (const row of rows) {
          binding.bind(statement, row)
          changes += counted(() => run(statement, undefined))
          sqlite._sqlite3_reset(statement)
        }
      } finally {
        sqlite._sqlite3_reset(statement)
        sqlite._sqlite3_clear_bindings(statement)
      }
      return changes
    },
    async flush() {
      assertOpen()
      const code = ground.flush()
      if (code !== SQLITE_OK)
        throw new SqliteFault(code, 'what was committed could not be written', ground.lastError())
    },
    async sizeBytes() {
      assertOpen()
      if (ground.sizeBytes !== undefined) return ground.sizeBytes()
      const rows = query(
        'SELECT page_count * page_size FROM pragma_page_count, pragma_page_size',
        [],
      )
      return Number(rows[0]?.[0])
    },
    async close() {
      if (isClosed) return
      isClosed = true
      for (const statement of statementsBySql.values()) sqlite._sqlite3_finalize(statement)
      statementsBySql.clear()
      binding.close()
      sqlite._sqlite3_close(db)
      ground.onClose()
    },
  }
}

function openDatabase(sqlite: SqliteModule, ground: Ground): number {
  const name = allocateText(sqlite, ground.fileName)
  const vfs = ground.vfsName === undefined ? undefined : allocateText(sqlite, ground.vfsName)
  const out = sqlite._malloc(4)
  const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
  const code = sqlite._sqlite3_open_v2(name.at, out, flags, vfs?.at ?? 0)
  const db = sqlite.HEAP32[out >> 2] ?? 0
  for (const at of [name.at, vfs?.at ?? 0, out]) sqlite._free(at)
  if (code === SQLITE_OK) return db
  const message = db === 0 ? 'no memory' : sqlite.UTF8ToString(sqlite._sqlite3_errmsg(db))
  sqlite._sqlite3_close(db)
  throw new SqliteFault(code, message, ground.lastError())
}

/** Text in SQLite's memory, ended by NUL; the caller frees it. */
function allocateText(sqlite: SqliteModule, text: string): { at: number; size: number } {
  const bytes = new TextEncoder().encode(text)
  const at = sqlite._malloc(bytes.byteLength + 1)
  sqlite.HEAPU8.set(bytes, at)
  sqlite.HEAPU8[at + bytes.byteLength] = 0
  return { at, size: bytes.byteLength }
}

function kindOf(code: number): SqlFault['kind'] {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return 'full'
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return 'corrupt'
    case SQLITE_CONSTRAINT:
      return 'constraint'
    default:
      return 'other'
  }
}
