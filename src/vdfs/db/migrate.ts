// Brings a database to the schema of this build. Migrations are files in migrations/, numbered without gaps; one that
// was shipped is never edited: what it became in other people's browsers is known only from its text.
import type { BootError, QuotaExceeded } from '../api/core-errors.ts'
import { err, ok, type Result } from '../api/result.ts'
import { SqlFault, type Clock, type SqlDb } from '../ports.ts'
import core from './migrations/0001_core.sql?raw'
import jobTables from './migrations/0002_jobs.sql?raw'
import indexTables from './migrations/0003_index.sql?raw'
import { decodeRows } from './row.ts'

export interface Migration {
  /** NNNN_name, as the file. */
  readonly name: string
  readonly text: string
}

/** All of them, in order. */
export const migrations: readonly Migration[] = [
  { name: '0001_core', text: core },
  { name: '0002_jobs', text: jobTables },
  { name: '0003_index', text: indexTables },
]

/** The number of the last migration this build knows. */
export const SCHEMA_VERSION = migrations.length

const MIGRATION_TABLE = `
CREATE TABLE IF NOT EXISTS migration (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  applied_ms INTEGER NOT NULL
) STRICT`

export interface Migrated {
  readonly version: number
  /** There was nothing in it before. */
  readonly wasEmpty: boolean
}

export type DatabaseNewer = Extract<BootError, { type: 'DatabaseNewer' }>

/**
 * Applies what is missing, each migration in a transaction of its own.
 * @returns the version the database has now; `DatabaseNewer` if a later build has changed it: it is left as it is
 * @throws {Error} if a migration was edited after it was applied, or one is missing
 * @throws {SqlFault} if the database is damaged
 */
export async function migrate(
  sqlDb: SqlDb,
  clock: Clock,
  known: readonly Migration[] = migrations,
): Promise<Result<Migrated, DatabaseNewer | QuotaExceeded>> {
  assertNumbered(known)
  try {
    await sqlDb.exec(MIGRATION_TABLE)
    const applied = decodeRows(
      await sqlDb.query('SELECT version, name, hash FROM migration ORDER BY version', []),
      (row) => ({ version: row.integer(), name: row.text(), hash: row.text() }),
    )
    const found = applied.at(-1)?.version ?? 0
    if (found > known.length)
      return err({ type: 'DatabaseNewer', found, known: known.length } as const)

    for (const [index, { version, name, hash }] of applied.entries()) {
      const migration = known[index]
      if (version !== index + 1 || migration === undefined)
        throw new Error(`the database lacks migration ${index + 1}`)
      if (migration.name !== name || hashOf(migration.text) !== hash)
        throw new Error(`migration ${name} was changed after it had been applied`)
    }

    const missing = known.slice(applied.length)
    for (const [index, migration] of missing.entries())
      await apply(sqlDb, clock, applied.length + index + 1, migration)
    // Out of the journal into the database itself: a journal can be damaged on its own, and the schema must not go
    // with it.
    if (missing.length > 0) await sqlDb.query('PRAGMA wal_checkpoint(TRUNCATE)', [])
    return ok({ version: known.length, wasEmpty: applied.length === 0 })
  } catch (error) {
    if (error instanceof SqlFault && error.kind === 'full') return err({ type: 'QuotaExceeded' })
    throw error
  }
}

async function apply(
  sqlDb: SqlDb,
  clock: Clock,
  version: number,
  migration: Migration,
): Promise<void> {
  await sqlDb.exec('BEGIN IMMEDIATE')
  try {
    await sqlDb.exec(migration.text)
    await sqlDb.run('INSERT INTO migration (version, name, hash, applied_ms) VALUES (?, ?, ?, ?)', [
      version,
      migration.name,
      hashOf(migration.text),
      clock.now(),
    ])
    await sqlDb.exec('COMMIT')
  } catch (error) {
    await sqlDb.exec('ROLLBACK')
    throw error
  }
  await sqlDb.flush()
}

function assertNumbered(known: readonly Migration[]): void {
  for (const [index, { name }] of known.entries())
    if (!name.startsWith(`${String(index + 1).padStart(4, '0')}_`))
      throw new Error(`migration ${index + 1} is missing: ${name} stands in its place`)
}

/** FNV-1a, 64 bits: meant to notice an edit, not an enemy. Line ends do not count: Git may change them. */
export function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text.replaceAll('\r\n', '\n')))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}
