import { describe, expect, test } from 'vitest'
import { err, ok } from '../api/result.ts'
import { SqlFault, type SqlDb } from '../ports.ts'
import { openTestSqlDb } from '../testing/memory-db.ts'
import { hashOf, migrate, migrations, SCHEMA_VERSION, type Migration } from './migrate.ts'

const clock = { now: () => 5 }

const first: Migration = { name: '0001_first', text: 'CREATE TABLE first (n INTEGER) STRICT;' }
const second: Migration = {
  name: '0002_second',
  text: 'CREATE TABLE second (n INTEGER) STRICT; INSERT INTO first VALUES (2);',
}

describe('the migrations of this build', () => {
  // A shipped migration is never edited. If this fails, add a new file instead of changing an old one.
  test('have not been edited', () => {
    expect(migrations.map(({ name, text }) => [name, hashOf(text)])).toEqual([
      ['0001_core', 'c06f780cd2ea3687'],
      ['0002_jobs', '4c9833b81b669d40'],
      ['0003_index', '764b330f68b0a505'],
    ])
  })

  test('say in their first line whose data they are about', () => {
    for (const { text } of migrations) expect(text).toMatch(/^-- (owned|shared): /)
  })

  // After adding one: `npx vitest run -u src/vdfs/db` writes the snapshot anew.
  test('make the schema of the snapshot', async () => {
    const sqlDb = await openTestSqlDb()
    expect(await migrate(sqlDb, clock)).toMatchObject(ok({ version: SCHEMA_VERSION }))
    await expect(await schemaOf(sqlDb)).toMatchFileSnapshot('schema.snapshot.sql')
  })
})

test('each is applied once, and what it was is kept', async () => {
  const sqlDb = await openTestSqlDb()
  expect(await migrate(sqlDb, clock, [first])).toEqual(ok({ version: 1, wasEmpty: true }))
  expect(await migrate(sqlDb, clock, [first])).toEqual(ok({ version: 1, wasEmpty: false }))
  expect(await migrate(sqlDb, { now: () => 6 }, [first, second])).toEqual(
    ok({ version: 2, wasEmpty: false }),
  )
  expect(await sqlDb.query('SELECT * FROM migration', [])).toEqual([
    [1, '0001_first', hashOf(first.text), 5],
    [2, '0002_second', hashOf(second.text), 6],
  ])
  expect(await sqlDb.query('SELECT n FROM first', [])).toEqual([[2]])
})

test('a database of a later build is left as it is', async () => {
  const sqlDb = await openTestSqlDb()
  await migrate(sqlDb, clock, [first, second])
  const before = await schemaOf(sqlDb)
  expect(await migrate(sqlDb, clock, [first])).toEqual(
    err({ type: 'DatabaseNewer', found: 2, known: 1 }),
  )
  expect(await schemaOf(sqlDb)).toBe(before)
})

test('one that fails leaves nothing, and those before it stand', async () => {
  const sqlDb = await openTestSqlDb()
  const broken = { name: '0002_broken', text: 'CREATE TABLE half (n); CREATE TABLE half (n);' }
  await expect(migrate(sqlDb, clock, [first, broken])).rejects.toThrow('already exists')
  expect(await sqlDb.query('SELECT version FROM migration', [])).toEqual([[1]])
  expect(await schemaOf(sqlDb)).not.toContain('half')
  expect(await migrate(sqlDb, clock, [first, second])).toEqual(ok({ version: 2, wasEmpty: false }))
})

test('edited, renamed, missing and misnumbered ones are defects', async () => {
  const sqlDb = await openTestSqlDb()
  await migrate(sqlDb, clock, [first])
  const edited = { ...first, text: `${first.text} ` }
  await expect(migrate(sqlDb, clock, [edited])).rejects.toThrow('0001_first was changed')
  const renamed = { ...first, name: '0001_other' }
  await expect(migrate(sqlDb, clock, [renamed])).rejects.toThrow('0001_first was changed')
  await expect(migrate(sqlDb, clock, [second])).rejects.toThrow('migration 1 is missing')
  const skipping = [first, { ...second, name: '0003_second' }]
  await expect(migrate(sqlDb, clock, skipping)).rejects.toThrow('migration 2 is missing')
  await sqlDb.run('UPDATE migration SET version = 2', [])
  await expect(migrate(sqlDb, clock, [first, second])).rejects.toThrow('lacks migration 1')
})

test('line ends do not count as an edit', async () => {
  expect(hashOf('a\r\nb\r\n')).toBe(hashOf('a\nb\n'))
  expect(hashOf('a\nb')).not.toBe(hashOf('a\nb\n'))
})

test('no room is an answer', async () => {
  const sqlDb = await openTestSqlDb()
  const full: SqlDb = {
    ...sqlDb,
    exec: async (text) => {
      if (text === 'COMMIT') throw new SqlFault('full', 'no room')
      await sqlDb.exec(text)
    },
  }
  expect(await migrate(full, clock)).toEqual(err({ type: 'QuotaExceeded' }))
  expect(await migrate(sqlDb, clock)).toMatchObject(ok({ version: SCHEMA_VERSION }))
})

/** The schema as SQLite keeps it, in a stable order. */
async function schemaOf(sqlDb: SqlDb): Promise<string> {
  const rows = await sqlDb.query(
    'SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name',
    [],
  )
  return rows.map(([text]) => `${String(text)};\n`).join('\n')
}
