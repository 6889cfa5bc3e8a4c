// The contract, in memory and on a fake disk; and values by chance.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileSqliteInNode, openTestSqlDb } from '#vdfs/testing/memory-db.ts'
import { lastingContract, sqlDbContract } from '#vdfs/testing/sql-db-contract.ts'
import type { Connection } from './connection.ts'
import { loadSqlite } from './load-sqlite.ts'
import { openSound, type Pool } from './soundness.ts'
import { FakeDisk } from './testing/fake-disk.ts'

async function openOn(pool: Pool): Promise<Connection> {
  const opened = await openSound(await loadSqlite(await compileSqliteInNode()), pool)
  if (opened.type !== 'Sound') throw new Error(opened.why)
  return opened.connection
}

const cases = sqlDbContract.map(({ name, run }) => [name, run] as const)
const lastingCases = lastingContract.map(({ name, run }) => [name, run] as const)

describe('SqlDb in memory', () => {
  test.each(cases)('%s', async (_, run) => {
    await expect(run(await openTestSqlDb())).resolves.toBeUndefined()
  })
})

describe('SqlDb on a disk', () => {
  test.each(cases)('%s', async (_, run) => {
    await expect(run(await openOn(new FakeDisk().open()))).resolves.toBeUndefined()
  })
  test.each(lastingCases)('%s', async (_, run) => {
    const disk = new FakeDisk()
    const reopen = () => openOn(disk.restart('killed', () => 0))
    await expect(run(await openOn(disk.open()), reopen)).resolves.toBeUndefined()
  })
})

test('a query gives up when its time is over, and nothing else does', async () => {
  const db = await openOn(new FakeDisk().open())
  const endless =
    'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT sum(x) FROM n'
  expect(await db.queryWithin(20, endless)).toBeUndefined()
  expect(await db.queryWithin(60_000, 'SELECT 1')).toEqual([[1]])
  await expect(db.queryWithin(60_000, 'SELECT x')).rejects.toMatchObject({ kind: 'other' })
  expect(await db.query('SELECT 2', [])).toEqual([[2]])
})

test('a check of a large database gives up when its time is over', async () => {
  const db = await openOn(new FakeDisk().open())
  await db.exec('CREATE TABLE big (n INTEGER PRIMARY KEY, text TEXT UNIQUE)')
  const rows = Array.from({ length: 100_000 }, (_, n) => [n, `a name of some length ${n}`])
  await db.exec('BEGIN')
  await db.runMany('INSERT INTO big VALUES (?, ?)', rows)
  await db.exec('COMMIT')
  expect(await db.queryWithin(1, 'PRAGMA quick_check(1)')).toBeUndefined()
  expect(await db.queryWithin(60_000, 'PRAGMA quick_check(1)')).toEqual([['ok']])
})

test('any row of values comes back as it was given', async () => {
  const db = await openTestSqlDb()
  const value = fc.oneof(
    fc.constant(null),
    fc.maxSafeInteger(),
    fc.integer(),
    fc.double({ noNaN: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary', maxLength: 200 }).map((text) => text.toWellFormed()),
    fc.uint8Array({ maxLength: 200 }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(asDriver),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 20 }), async (row) => {
      const marks = row.map(() => '?').join(', ')
      expect(await db.query(`SELECT ${marks}`, row)).toEqual([row])
    }),
  )
}, 30_000)

/** Integers that a number holds exactly come back as numbers. */
function asDriver(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
