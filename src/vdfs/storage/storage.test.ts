import * as v from 'valibot'
import { expect, test } from 'vitest'
import { CommandIdSchema } from '../api/ids.ts'
import { ok } from '../api/result.ts'
import type { Notice } from '../api/storage.ts'
import { SCHEMA_VERSION, sql, type Tx } from '../db/db.ts'
import type { StorageHost } from '../ports.ts'
import { createTestDb } from '../testing/memory-db.ts'
import { addNotice, createStorage } from './storage.ts'

const context = (n: number) => ({
  commandId: v.parse(CommandIdSchema, `command${String(n).padStart(19, '0')}`),
})
const id = (letter: string) => letter.repeat(26)

const rebuilt: Notice = {
  type: 'DatabaseRebuilt',
  noticeId: id('a'),
  atMs: 20,
  keptAs: 'damaged/2026',
  locationsKept: 3,
}
const nothingKept: Notice = { type: 'NothingIsKept', noticeId: id('b'), atMs: 10 }

async function newStorage() {
  let erased = 0
  let nowMs = 1000
  const host: StorageHost = {
    home: 'disk',
    estimate: async () => ({ usageBytes: 5, quotaBytes: 50 }),
    persisted: async () => true,
    eraseEverything: async () => {
      erased += 1
    },
    quarantined: undefined,
  }
  const testDb = await createTestDb()
  const storage = createStorage(testDb.db, host, { now: () => (nowMs += 7) })
  const notices = () => storage.notices(undefined, context(0))
  return { ...testDb, storage, notices, erasedTimes: () => erased }
}

test('the status is made of what the browser and the database say', async () => {
  const { storage, db, sqlDb } = await newStorage()
  await db.write(async (tx) => {
    for (const [index, letter] of ['a', 'b'].entries()) await addLocation(tx, letter, index)
    return ok()
  })
  expect(await storage.status(undefined, context(0))).toEqual(
    ok({
      home: 'disk',
      usageBytes: 5,
      quotaBytes: 50,
      persisted: true,
      databaseBytes: await sqlDb.sizeBytes(),
      schemaVersion: SCHEMA_VERSION,
      sqliteVersion: '3.53.0',
      locations: 2,
    }),
  )
})

test('a check of a sound database says so', async () => {
  const { storage } = await newStorage()
  expect(await storage.checkDatabase(undefined, context(0))).toEqual(ok({ sound: true, tookMs: 7 }))
})

test('a check of a damaged one says what is wrong, a hundred times at most', async () => {
  const { storage, sqlDb } = await newStorage()
  await sqlDb.exec('CREATE TABLE broken (n INTEGER NOT NULL)')
  await sqlDb.runMany(
    'INSERT INTO broken VALUES (?)',
    Array.from({ length: 300 }, (_, n) => [n]),
  )
  // As a scribble would: the rows stay, what the schema says of them changes.
  await sqlDb.exec('PRAGMA writable_schema = on')
  await sqlDb.run(
    "UPDATE sqlite_schema SET sql = 'CREATE TABLE broken (n TEXT NOT NULL CHECK (n > 1000))' WHERE name = ?",
    ['broken'],
  )
  await sqlDb.exec('PRAGMA writable_schema = reset')
  const answer = await storage.checkDatabase(undefined, context(0))
  expect(answer).toMatchObject({ ok: true, value: { sound: false } })
  const problems = answer.ok && !answer.value.sound ? answer.value.problems : []
  expect(problems).toHaveLength(100)
  expect(problems[0]).toContain('broken')
})

test('notices stay until they are dismissed, oldest first', async () => {
  const { storage, notices, db, told } = await newStorage()
  expect(await notices()).toEqual(ok([]))
  await db.write(async (tx) => {
    await addNotice(tx, rebuilt)
    await addNotice(tx, nothingKept)
    await addNotice(tx, { ...rebuilt, atMs: 99 }) // the same one
    return ok()
  })
  expect(await notices()).toEqual(ok([nothingKept, rebuilt]))
  const dismiss = (noticeId: string, n: number) => storage.dismissNotice({ noticeId }, context(n))
  expect(await dismiss(rebuilt.noticeId, 1)).toEqual(ok())
  expect(await dismiss(rebuilt.noticeId, 2)).toEqual(ok())
  expect(await dismiss('unknown', 3)).toEqual(ok())
  expect(await notices()).toEqual(ok([nothingKept]))
  expect(told[0]).toEqual(['notices'])
  expect(told).toHaveLength(4)
})

test('to erase is for the host to do', async () => {
  const { storage, erasedTimes } = await newStorage()
  expect(await storage.eraseEverything(undefined, context(1))).toEqual(ok())
  expect(erasedTimes()).toBe(1)
})

async function addLocation(tx: Tx, letter: string, position: number): Promise<void> {
  await tx.run(
    sql`INSERT INTO location
          (location_id, root_id, name, folder_name, origin, position, added_ms, last_seen_ms, lasting_answered)
        VALUES (${id(letter)}, ${id(letter)}, 'n', 'n', 'picked', ${position}, 1, 1, 0)`,
  )
}
