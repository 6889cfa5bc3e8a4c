// The library on the browser's real disk: the contract, the end of threads, and every kind of damage.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { migrate, SCHEMA_VERSION } from '#vdfs/db/db.ts'
import type { SqlDb } from '#vdfs/ports.ts'
import { lastingContract, sqlDbContract } from '#vdfs/testing/sql-db-contract.ts'
import {
  listFolder,
  readFile,
  startWorker,
  wipe,
  writeFile,
  type Started,
} from './testing/opfs-files.ts'

const POOL = ['library.mark', 'library.sqlite', 'library.sqlite-journal', 'library.sqlite-wal']
const DATABASE = 'library/library.sqlite'
const WAL = 'library/library.sqlite-wal'

const clock = { now: () => 1 }
const started: Started[] = []

function start(): Started {
  const each = startWorker()
  started.push(each)
  return each
}

/** @returns the library, opened, and where damage was put */
async function open() {
  const { library, kill } = start()
  const opening = await library.open()
  if (opening.type !== 'Opened') throw new Error(opening.type)
  const sqlDb: SqlDb = library
  return { library, sqlDb, kill, keptAs: opening.keptAs }
}

/** Waits until the thread's files are free, then wipes. */
async function clean(): Promise<void> {
  for (const { kill } of started.splice(0)) kill()
  await vi.waitFor(wipe) // the killed threads let go of their files soon
}
beforeEach(clean)
afterEach(clean)

describe('SqlDb in OPFS', () => {
  test.each(sqlDbContract.map(({ name }) => name))('%s', async (name) => {
    const { library } = await open()
    await expect(library.runCase(name)).resolves.toBeUndefined()
  })

  test.each(lastingContract.map(({ name, run }) => [name, run] as const))('%s', async (_, run) => {
    const first = await open()
    const reopen = async () => {
      first.kill()
      return (await open()).sqlDb
    }
    await expect(run(first.sqlDb, reopen)).resolves.toBeUndefined()
  })
})

/** A database with twenty rows; `left`: the last ten still in its log. */
async function leaveDatabase(end: 'closed' | 'left'): Promise<void> {
  const { sqlDb, kill } = await open()
  await migrate(sqlDb, clock)
  const insert = 'INSERT INTO preference (key, value) VALUES (?, ?)'
  for (let n = 0; n < 10; n++) await sqlDb.run(insert, [String(n), 'x'.repeat(3_000)])
  await sqlDb.query('PRAGMA wal_checkpoint(TRUNCATE)', [])
  for (let n = 10; n < 20; n++) await sqlDb.run(insert, [String(n), 'x'.repeat(3_000)])
  if (end === 'closed') await sqlDb.close()
  kill()
  await expect.poll(() => isFree(DATABASE)).toBe(true)
}

/** Whether no thread holds the file any more. */
async function isFree(path: string): Promise<boolean> {
  const bytes = await readFile(path)
  return writeFile(path, bytes).then(
    () => true,
    () => false,
  )
}

async function rowsOf(sqlDb: SqlDb): Promise<number> {
  return Number((await sqlDb.query('SELECT count(*) FROM preference', []))[0]?.[0])
}

/** Opens on what is damaged, and sees it kept byte by byte, and a new database at work. */
async function seeQuarantine(damaged: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const { sqlDb, kill, keptAs } = await open()
  expect(keptAs).toMatch(/^damaged\/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z$/)
  for (const [path, bytes] of damaged) {
    const kept = await readFile(path.replace('library/', `${keptAs}/`))
    expect(isSame(kept, bytes)).toBe(true)
  }
  expect(await migrate(sqlDb, clock)).toEqual({
    ok: true,
    value: { version: SCHEMA_VERSION, wasEmpty: true },
  })
  expect(await rowsOf(sqlDb)).toBe(0)
  await sqlDb.run("INSERT INTO preference (key, value) VALUES ('new', '1')", [])
  kill()
  const again = await open()
  expect(again.keptAs).toBeUndefined()
  expect(await rowsOf(again.sqlDb)).toBe(1)
  again.kill()
  await expect.poll(() => isFree(DATABASE)).toBe(true)
  return keptAs ?? ''
}

describe('damage', () => {
  const half = (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, bytes.byteLength >> 1)
  const ways: readonly (readonly [
    string,
    (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
  ])[] = [
    ['zero length', () => new Uint8Array(0)],
    ['truncated', half],
    ['garbage', (bytes) => noise(1, bytes.byteLength)],
    ['a garbled header', (bytes) => withPart(bytes, 0, noise(2, 100))],
    ['a text', () => new TextEncoder().encode('not a database\n'.repeat(5_000))],
  ]

  test.each(ways)('a database of %s is kept as it is, and a new one opened', async (_, spoil) => {
    await leaveDatabase('closed')
    const damaged = new Map([[DATABASE, spoil(await readFile(DATABASE))]])
    for (const [path, bytes] of damaged) await writeFile(path, bytes)
    await seeQuarantine(damaged)
    expect(await listFolder('library')).toEqual(POOL)
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('scribbles all over the pool, seed %i', async (seed) => {
    await leaveDatabase('left')
    const damaged = new Map<string, Uint8Array<ArrayBuffer>>()
    for (const name of POOL) {
      const bytes = await readFile(`library/${name}`)
      const random = dice(seed)
      for (let at = random() % 500; at < bytes.byteLength; at += 500 + (random() % 4_000))
        bytes.set(noise(seed + at, 64).subarray(0, bytes.byteLength - at), at)
      damaged.set(`library/${name}`, bytes)
    }
    damaged.set('library/library.mark', noise(seed, 100))
    for (const [path, bytes] of damaged) await writeFile(path, bytes)
    await seeQuarantine(damaged)
    expect(await listFolder('damaged')).toHaveLength(1)
  })

  test('a garbled log is kept, and the database opens with what was in it', async () => {
    await leaveDatabase('left')
    const log = withPart(await readFile(WAL), 4, noise(3, 20))
    await writeFile(WAL, log)
    const { sqlDb, keptAs } = await open()
    expect(await rowsOf(sqlDb)).toBe(10)
    expect(isSame(await readFile(`${keptAs}/library.sqlite-wal`), log)).toBe(true)
    expect(await listFolder(keptAs ?? '')).toEqual(['library.sqlite-wal'])
  })

  test('earlier copies stay when there is damage again', async () => {
    const keptByPlace = new Map<string, Uint8Array>()
    for (const seed of [1, 2, 3, 4, 5]) {
      await leaveDatabase('closed')
      const bytes = noise(seed, 50_000)
      await writeFile(DATABASE, bytes)
      keptByPlace.set(await seeQuarantine(new Map([[DATABASE, bytes]])), bytes)
      await writeFile(DATABASE, noise(seed + 100, 10))
      await writeFile(WAL, new Uint8Array(0))
      const { kill } = await open()
      kill()
      await expect.poll(() => isFree(DATABASE)).toBe(true)
    }
    expect(await listFolder('damaged')).toHaveLength(10)
    for (const [place, bytes] of keptByPlace)
      expect(isSame(await readFile(`${place}/library.sqlite`), bytes)).toBe(true)
  })

  test('a move that was interrupted is finished by the next start', async () => {
    await leaveDatabase('left')
    const log = await readFile(WAL)
    const library = await (await navigator.storage.getDirectory()).getDirectoryHandle('library')
    await library.removeEntry('library.sqlite') // moved away, and then the tab died
    const keptAs = await seeQuarantine(new Map([[WAL, log]]))
    expect(await listFolder(keptAs)).toEqual(POOL)
  })

  test('foreign files in the folder disturb nobody', async () => {
    await leaveDatabase('left')
    await writeFile('library/notes.txt', noise(1, 10))
    const { sqlDb, keptAs } = await open()
    expect(keptAs).toBeUndefined()
    expect(await rowsOf(sqlDb)).toBe(20)
  })
})

describe('what is no damage', () => {
  test('files that another thread holds are waited for and not touched', async () => {
    const first = await open()
    await migrate(first.sqlDb, clock)
    await first.sqlDb.run("INSERT INTO preference (key, value) VALUES ('a', '1')", [])
    const second = start()
    expect(await second.library.open(200)).toMatchObject({
      type: 'StorageRefused',
      message: expect.stringContaining('NoModificationAllowedError'),
    })
    const waiting = second.library.open(10_000)
    await first.sqlDb.run("INSERT INTO preference (key, value) VALUES ('b', '1')", [])
    first.kill()
    expect(await waiting).toMatchObject({ type: 'Opened', keptAs: undefined })
    expect(await rowsOf(second.library)).toBe(2)
    expect(await listFolder('damaged')).toEqual([])
  })

  test('a folder that is a file is refused and left alone', async () => {
    await writeFile('library', noise(1, 10))
    expect(await start().library.open()).toMatchObject({ type: 'StorageRefused' })
    expect(await readFile('library')).toEqual(noise(1, 10))
  })
})

/** Numbers below 2^32, always the same for a seed. */
function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state ^ (state >>> 15)) >>> 0
  }
}

function noise(seed: number, size: number): Uint8Array<ArrayBuffer> {
  const next = dice(seed)
  return Uint8Array.from({ length: size }, () => next() & 0xff)
}

function withPart(bytes: Uint8Array<ArrayBuffer>, at: number, part: Uint8Array) {
  const copy = bytes.slice()
  copy.set(part, at)
  return copy
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && a.every((byte, at) => byte === b[at])
}
