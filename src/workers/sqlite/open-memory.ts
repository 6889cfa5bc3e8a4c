import type { SqlDb } from '#vdfs/ports.ts'
import { SQLITE_OK } from './codes.ts'
import { openConnection } from './connection.ts'
import { loadSqlite } from './load-sqlite.ts'

/** A database that is gone with the thread: for tests, and where the browser lends no lasting storage. */
export async function openMemory(compiled: WebAssembly.Module): Promise<SqlDb> {
  const sqlite = await loadSqlite(compiled)
  const db = openConnection(sqlite, {
    fileName: ':memory:',
    vfsName: undefined,
    sizeBytes: undefined,
    flush: () => SQLITE_OK,
    lastError: () => undefined,
    onCorrupt: () => {},
    onClose: () => {},
  })
  await db.exec('PRAGMA temp_store = memory; PRAGMA foreign_keys = on')
  return db
}
