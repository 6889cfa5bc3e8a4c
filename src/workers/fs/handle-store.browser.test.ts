import * as v from 'valibot'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { LocationIdSchema, RootIdSchema } from '#vdfs/api/ids.ts'
import type { Log, RootNote } from '#vdfs/ports.ts'
import { deleteHandleStore, openHandleStore, type StoredRoot } from './handle-store.ts'

let warnings: string[] = []
const log: Log = {
  warn: (message) => void warnings.push(message),
  defect: () => {
    throw new Error('not expected')
  },
}
const rootId = (n: number) => v.parse(RootIdSchema, `root${String(n).padStart(22, '0')}`)
const note: RootNote = {
  locationId: v.parse(LocationIdSchema, 'location000000000000000000'),
  name: 'Fotos "2024" <b>',
  origin: 'picked',
  position: 2,
  addedMs: 1_704_067_200_000,
}

async function makeRoot(n: number, noted?: RootNote): Promise<StoredRoot> {
  const top = await navigator.storage.getDirectory()
  const folderName = `handle-store-${n}`
  const handle = await top.getDirectoryHandle(folderName, { create: true })
  return { rootId: rootId(n), handle, folderName, note: noted }
}

/** As another build, or a fault, may have left it. */
async function putRaw(...rows: readonly unknown[]): Promise<void> {
  const database = await rawOpen()
  const transaction = database.transaction('roots', 'readwrite')
  for (const row of rows) transaction.objectStore('roots').put(row)
  await new Promise((resolve) => transaction.addEventListener('complete', resolve))
  database.close()
}
function rawOpen(
  version?: number,
  upgrade?: (database: IDBDatabase) => void,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('holdall', version)
    request.addEventListener('upgradeneeded', () => upgrade?.(request.result))
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('no reason')))
  })
}

beforeEach(async () => {
  warnings = []
  await deleteHandleStore()
})

test('what was put is there after a restart, handle and note', async () => {
  const store = await openHandleStore(log)
  expect(store.all()).toEqual([])
  const [one, two] = [await makeRoot(1), await makeRoot(2, note)]
  await store.put(one)
  await store.put(two)
  expect(store.all()).toEqual([one, two])
  store.close()

  const again = await openHandleStore(log)
  expect(again.lasting).toBe(true)
  expect(again.all().map((root) => [root.rootId, root.folderName, root.note])).toEqual([
    [one.rootId, one.folderName, undefined],
    [two.rootId, two.folderName, note],
  ])
  expect(await again.get(two.rootId)?.handle.isSameEntry(two.handle)).toBe(true)
  await again.put({ ...one, note })
  await again.remove(two.rootId)
  expect(again.get(two.rootId)).toBeUndefined()
  again.close()

  const third = await openHandleStore(log)
  expect(third.all().map((root) => [root.rootId, root.note])).toEqual([[one.rootId, note]])
  third.close()
  expect(warnings).toEqual([])
})

test('what does not fit is left out, a bad note does not cost the handle', async () => {
  const first = await openHandleStore(log)
  const good = await makeRoot(1, note)
  await first.put(good)
  first.close()
  await putRaw(
    { ...good, rootId: 'root' },
    { ...good, rootId: rootId(2), handle: { kind: 'directory', name: 'lookalike' } },
    { ...good, rootId: rootId(3), handle: undefined },
    { ...good, rootId: rootId(4), folderName: 7 },
    { ...good, rootId: rootId(5), note: { ...note, origin: 'elsewhere' } },
    { rootId: rootId(6) },
  )
  const store = await openHandleStore(log)
  expect(store.all().map((root) => [root.rootId, root.note])).toEqual([
    [rootId(1), note],
    [rootId(5), undefined],
  ])
  expect(store.lasting).toBe(true)
  expect(warnings).toEqual(Array.from({ length: 5 }, () => 'A stored folder cannot be used'))
  store.close()
})

test('a newer database is used as it is, one without the store is completed', async () => {
  for (const stores of [['roots', 'later'], []]) {
    await deleteHandleStore()
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('holdall').addEventListener('success', resolve)
    })
    const newer = await rawOpen(7, (database) => {
      for (const name of stores) database.createObjectStore(name, { keyPath: 'rootId' })
    })
    newer.close()
    const store = await openHandleStore(log)
    await store.put(await makeRoot(1))
    expect([store.lasting, store.all().length]).toEqual([true, 1])
    store.close()
    const again = await openHandleStore(log)
    expect(again.all().length).toBe(1)
    again.close()
  }
  expect(warnings).toEqual([])
})

test('a connection that had to give way is opened again', async () => {
  const store = await openHandleStore(log)
  await store.put(await makeRoot(1))
  await deleteHandleStore() // another connection: it would wait for ever if ours did not close
  await store.put(await makeRoot(2))
  expect(store.lasting).toBe(true)
  store.close()
  const again = await openHandleStore(log)
  expect(again.all().map((root) => root.rootId)).toEqual([rootId(2)])
  again.close()
  expect(warnings).toEqual([])
})

test('where the database cannot be opened, folders are kept in memory and that is said', async () => {
  const stuck = await rawOpen()
  onTestFinished(() => stuck.close())
  // A connection that never gives way, in front of a deletion: every later opening waits for both.
  indexedDB.deleteDatabase('holdall')
  const store = await openHandleStore(log, 200)
  expect(store.lasting).toBe(false)
  expect(warnings).toEqual(['Granted folders cannot be read'])
  await store.put(await makeRoot(1))
  expect(store.all().length).toBe(1)
  expect(store.lasting).toBe(false)
  expect(warnings.at(-1)).toBe('Granted folders cannot be stored')

  stuck.close()
  await store.put(await makeRoot(2)) // now both
  store.close()
  const again = await openHandleStore(log)
  expect(again.all().map((root) => root.rootId)).toEqual([rootId(1), rootId(2)])
  again.close()
})

test('erasing empties the store even while somebody holds it open', async () => {
  const store = await openHandleStore(log)
  await store.put(await makeRoot(1))
  store.close()
  const stuck = await rawOpen()
  onTestFinished(() => stuck.close())
  await deleteHandleStore(200)
  stuck.close()
  const again = await openHandleStore(log)
  expect(again.all()).toEqual([])
  again.close()
  expect(warnings).toEqual([])
})
