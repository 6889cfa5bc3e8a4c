// What is opened, what is called damaged, and what is neither.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { err, ok } from '#vdfs/api/result.ts'
import { createDb, migrate, SCHEMA_VERSION, sql, type Db } from '#vdfs/db/db.ts'
import type { SqlDb } from '#vdfs/ports.ts'
import { compileSqliteInNode } from '#vdfs/testing/memory-db.ts'
import { SqliteFault } from './connection.ts'
import { loadSqlite } from './load-sqlite.ts'
import { openSound, POOL_FILES, type Opened, type Pool } from './soundness.ts'
import { FakeDisk } from './testing/fake-disk.ts'

const clock = { now: () => 1 }
const DATABASE = 'library.sqlite'
const WAL = 'library.sqlite-wal'
const MARK = 'library.mark'

const look = async (pool: Pool): Promise<Opened> =>
  openSound(await loadSqlite(await compileSqliteInNode()), pool)

async function openOn(pool: Pool): Promise<SqlDb> {
  const opened = await look(pool)
  if (opened.type !== 'Sound') throw new Error(opened.why)
  return opened.connection
}

const dbOn = (sqlDb: SqlDb): Db => createDb(sqlDb, { clock, onCommit: () => {} })

/** Commits 0 to `count` - 1, one transaction each. */
async function fill(sqlDb: SqlDb, count: number): Promise<void> {
  const db = dbOn(sqlDb)
  for (let n = 0; n < count; n++)
    await db.write(async (tx) => {
      await tx.run(
        sql`INSERT INTO preference (key, value) VALUES (${String(n)}, ${'x'.repeat(2_000)})`,
      )
      return ok()
    })
}

async function keysOf(sqlDb: SqlDb): Promise<number[]> {
  const rows = await sqlDb.query('SELECT key FROM preference', [])
  return rows.map(([key]) => Number(key)).toSorted((a, b) => a - b)
}

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)

/** A database of some pages; half of it still in the log if it is left running, all in the file if it is closed. */
async function newDisk(end: 'closed' | 'left'): Promise<FakeDisk> {
  const disk = new FakeDisk()
  const sqlDb = await openOn(disk.open())
  await migrate(sqlDb, clock)
  await fill(sqlDb, 40)
  if (end === 'closed') await sqlDb.close()
  return disk
}

const restart = (disk: FakeDisk) => disk.restart('killed', () => 0)

test('a new database has the settings it was measured with', async () => {
  const sqlDb = await openOn(new FakeDisk().open())
  const settings: unknown[] = []
  for (const name of ['locking_mode', 'page_size', 'journal_mode', 'synchronous', 'foreign_keys'])
    settings.push((await sqlDb.query(`PRAGMA ${name}`, []))[0]?.[0])
  expect(settings).toEqual(['exclusive', 8192, 'wal', 2, 1])
})

test('what was left running or closed opens with all that was committed', async () => {
  for (const end of ['closed', 'left'] as const) {
    const disk = await newDisk(end)
    const sqlDb = await openOn(restart(disk))
    expect(await keysOf(sqlDb)).toEqual(upTo(40))
    await fill(sqlDb, 0)
  }
})

describe('damage', () => {
  const random = (size: number) =>
    Uint8Array.from({ length: size }, (_, n) => (Math.imul(n + 7, 2_654_435_761) >>> 13) & 0xff)

  const ways: readonly (readonly [
    string,
    (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
  ])[] = [
    ['cut to nothing', () => new Uint8Array(0)],
    ['cut to one byte', (bytes) => bytes.slice(0, 1)],
    ['cut inside the header', (bytes) => bytes.slice(0, 60)],
    ['cut to one page', (bytes) => bytes.slice(0, 8192)],
    ['cut in the middle', (bytes) => bytes.slice(0, bytes.byteLength >> 1)],
    ['cut by its last page', (bytes) => bytes.slice(0, -8192)],
    ['all garbage', (bytes) => random(bytes.byteLength)],
    ['all zeros', (bytes) => new Uint8Array(bytes.byteLength)],
    ['another file', () => new TextEncoder().encode('<!doctype html>'.repeat(1000))],
    ['a garbled header', (bytes) => withPart(bytes, 0, random(100))],
    ['a header of a later format', (bytes) => withPart(bytes, 18, Uint8Array.of(3))],
    ['a garbled first page', (bytes) => withPart(bytes, 100, random(8092))],
    [
      'garbled from the second page',
      (bytes) => withPart(bytes, 8192, random(bytes.byteLength - 8192)),
    ],
  ]

  test.each(ways)('%s is seen, and the bytes are left alone', async (_, spoil) => {
    const disk = await newDisk('closed')
    restart(disk)
    const spoiled = spoil(disk.bytes(DATABASE))
    disk.damage(DATABASE, spoiled)
    const opened = await look(disk.open())
    expect(opened).toMatchObject({ type: 'Damaged', files: POOL_FILES })
    expect(isSame(disk.bytes(DATABASE), spoiled)).toBe(true)
  })

  test('another application is not taken for ours', async () => {
    const disk = await newDisk('closed')
    restart(disk)
    disk.damage(DATABASE, withPart(disk.bytes(DATABASE), 68, Uint8Array.of(1, 2, 3, 4)))
    expect(await look(disk.open())).toMatchObject({ type: 'Damaged', files: POOL_FILES })
  })

  test('a log with a garbled header goes aside alone, and the database opens without it', async () => {
    const disk = await newDisk('left')
    restart(disk)
    disk.damage(WAL, withPart(disk.bytes(WAL), 8, Uint8Array.of(1, 2, 3)))
    expect(await look(disk.open())).toMatchObject({ type: 'Damaged', files: [WAL] })
    disk.damage(WAL, new Uint8Array(0))
    const sqlDb = await openOn(disk.open())
    expect(await keysOf(sqlDb)).toEqual([])
    expect(await migrate(sqlDb, clock)).toEqual(ok({ version: SCHEMA_VERSION, wasEmpty: false }))
  })

  test('a log whose database is empty is damage', async () => {
    const disk = await newDisk('left')
    restart(disk)
    disk.damage(DATABASE, new Uint8Array(0))
    disk.damage(MARK, new Uint8Array(0))
    expect(await look(disk.open())).toMatchObject({ type: 'Damaged', files: POOL_FILES })
  })

  test('wherever a log is garbled, the first commits are there and none of the others', async () => {
    const disk = await newDisk('left')
    restart(disk)
    const bytes = disk.bytes(WAL)
    const database = disk.bytes(DATABASE)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 32, max: bytes.byteLength - 1 }),
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        async (at, scribble) => {
          disk.damage(DATABASE, database)
          disk.damage(WAL, withPart(bytes, at, scribble))
          const keys = await keysOf(await openOn(disk.open()))
          expect(keys).toEqual(upTo(keys.length))
        },
      ),
      { numRuns: 40 },
    )
  }, 30_000)

  test('wherever a database is garbled, it is either seen or does not disturb', async () => {
    const disk = await newDisk('closed')
    restart(disk)
    const bytes = disk.bytes(DATABASE)
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.nat(200), fc.nat(bytes.byteLength - 1)),
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        async (at, scribble) => {
          const spoiled = withPart(bytes, at, scribble)
          disk.damage(DATABASE, spoiled)
          disk.damage(WAL, new Uint8Array(0))
          const opened = await look(disk.open())
          const left = disk.bytes(DATABASE)
          // Garbled letters inside of a value are nobody's to see; the structure around them is whole.
          const works =
            opened.type === 'Damaged' ||
            (await dbOn(opened.connection).write(async (tx) => {
              await tx.run(sql`DELETE FROM preference`)
              return ok()
            }))
          expect(works).toEqual(opened.type === 'Damaged' ? true : ok())
          expect(isSame(left, spoiled)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  }, 30_000)

  test('met while running, it is found by the next start, which looks at everything', async () => {
    const disk = await newDisk('closed')
    const sqlDb = await openOn(restart(disk))
    const bytes = disk.bytes(DATABASE)
    await sqlDb.exec('PRAGMA shrink_memory')
    disk.damage(DATABASE, withPart(bytes, 8192, random(bytes.byteLength - 8192)))
    await expect(keysOf(sqlDb)).rejects.toMatchObject({ kind: 'corrupt' })
    expect([...disk.bytes(MARK)]).toEqual([2])
    expect(await look(restart(disk))).toMatchObject({ type: 'Damaged' })
    disk.damage(DATABASE, bytes)
    expect(await keysOf(await openOn(restart(disk)))).toEqual(upTo(40))
    expect([...disk.bytes(MARK)]).toEqual([1])
  })

  test('a mark that makes no sense is a suspicion, not damage', async () => {
    const disk = await newDisk('left')
    restart(disk)
    disk.damage(MARK, Uint8Array.of(77))
    expect(await keysOf(await openOn(disk.open()))).toEqual(upTo(40))
    expect([...disk.bytes(MARK)]).toEqual([1])
  })
})

describe('what is no damage', () => {
  test('no room for a new database', async () => {
    const disk = new FakeDisk()
    disk.roomBytes = 4096
    const opening = look(disk.open())
    await expect(opening).rejects.toBeInstanceOf(SqliteFault)
    await expect(opening).rejects.toMatchObject({ kind: 'full' })
    disk.roomBytes = Infinity
    await openOn(restart(disk))
  })

  test('no room for a commit: it is refused, undone, and done when there is room', async () => {
    const disk = await newDisk('left')
    const sqlDb = await openOn(restart(disk))
    const db = dbOn(sqlDb)
    const add = () =>
      db.write(async (tx) => {
        await tx.run(sql`INSERT INTO preference (key, value) VALUES ('99', '1')`)
        return ok()
      })
    disk.roomBytes = POOL_FILES.reduce((sum, name) => sum + disk.bytes(name).byteLength, 0)
    expect(await add()).toEqual(err({ type: 'QuotaExceeded' }))
    expect(await keysOf(sqlDb)).toEqual(upTo(40))
    disk.roomBytes = Infinity
    expect(await add()).toEqual(ok())
    expect(await keysOf(await openOn(restart(disk)))).toEqual([...upTo(40), 99])
  })

  test('a disk that does not answer', async () => {
    const disk = await newDisk('closed')
    const pool = restart(disk)
    const broken: Pool = {
      ...pool,
      [DATABASE]: {
        ...pool[DATABASE],
        read: () => {
          throw new DOMException('the disk is gone', 'NotReadableError')
        },
      },
    }
    await expect(look(broken)).rejects.toMatchObject({ kind: 'other' })
    expect(await keysOf(await openOn(restart(disk)))).toEqual(upTo(40))
  })
})

/** In place of `toEqual`, which takes half a second for a file. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

function withPart(
  bytes: Uint8Array<ArrayBuffer>,
  at: number,
  part: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice()
  copy.set(part.subarray(0, copy.byteLength - at), at)
  return copy
}
