// The SqlDb port in memory, on the very SQLite that ships: not a double at all, only without a disk. For Node.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { openMemory } from '#workers/sqlite/open-memory.ts'
import type { Topic } from '../api/topics.ts'
import { createDb, migrate, type Db } from '../db/db.ts'
import type { Clock, SqlDb } from '../ports.ts'

let compiled: Promise<WebAssembly.Module> | undefined

/** SQLite, compiled once per test file. */
export function compileSqliteInNode(): Promise<WebAssembly.Module> {
  compiled ??= readFile(
    createRequire(import.meta.url).resolve('wa-sqlite/dist/wa-sqlite.wasm'),
  ).then((bytes) => WebAssembly.compile(bytes))
  return compiled
}

/** An empty database without a schema. */
export async function openTestSqlDb(): Promise<SqlDb> {
  return openMemory(await compileSqliteInNode())
}

export interface TestDb {
  readonly sqlDb: SqlDb
  readonly db: Db
  /** The topics of each commit so far. */
  readonly told: readonly (readonly Topic[])[]
}

/** A database with the schema of this build. */
export async function createTestDb(
  clock: Clock = { now: () => 1_700_000_000_000 },
): Promise<TestDb> {
  const sqlDb = await openTestSqlDb()
  const migrated = await migrate(sqlDb, clock)
  if (!migrated.ok) throw new Error(migrated.error.type)
  const told: (readonly Topic[])[] = []
  const db = createDb(sqlDb, { clock, onCommit: (topics) => told.push(topics) })
  return { sqlDb, db, told }
}
