import { afterEach, expect, test, vi } from 'vitest'
import { LEADER_CHANNEL } from '#vdfs/api/wire.ts'
import type { Log } from '#vdfs/ports.ts'
import * as v from 'valibot'
import { RootIdSchema } from '#vdfs/api/ids.ts'
import { openHandleStore } from './fs/handle-store.ts'
import {
  listFolder,
  startWorker,
  wipe,
  writeFile,
  type Started,
} from './sqlite/testing/opfs-files.ts'

const log: Log = { warn: () => {}, defect: () => 'none' }
const rootId = v.parse(RootIdSchema, 'r'.repeat(26))
const started: Started[] = []

function start(): Started {
  const each = startWorker()
  started.push(each)
  return each
}

afterEach(async () => {
  for (const { kill } of started.splice(0)) kill()
  await vi.waitFor(wipe) // the killed threads let go of their files soon
  await caches.delete('app')
})

test('it tells what the browser says', async () => {
  const { library } = start()
  expect(await library.open()).toMatchObject({ type: 'Opened' })
  await library.exec('CREATE TABLE big (bytes BLOB)')
  await library.run('INSERT INTO big VALUES (?)', [new Uint8Array(2_000_000)])
  const host = await library.host()
  const { usage, quota } = await navigator.storage.estimate()
  expect(host.estimate).toEqual({ usageBytes: usage, quotaBytes: quota })
  expect(host.estimate.usageBytes).toBeGreaterThan(2_000_000)
  expect(host.persisted).toBe(await navigator.storage.persisted())
  expect(host.quarantined).toBeUndefined()
})

test('it tells of damage that was moved aside', async () => {
  await writeFile('library/library.sqlite', new TextEncoder().encode('nothing of ours'))
  const { library } = start()
  const opening = await library.open()
  const host = await library.host()
  expect(opening).toMatchObject({ type: 'Opened', keptAs: host.quarantined?.keptAs })
  expect(host.quarantined?.keptAs).toMatch(/^damaged\//)
})

test('to erase everything leaves the app and nothing else, and tells every window', async () => {
  await writeFile('damaged/2026/library.sqlite', new Uint8Array(10))
  await caches.open('app')
  const folder = await (
    await navigator.storage.getDirectory()
  ).getDirectoryHandle('granted', {
    create: true,
  })
  const handles = await openHandleStore(log)
  await handles.put({ rootId, handle: folder, folderName: 'granted', note: undefined })
  handles.close()
  const { library } = start()
  expect(await library.open()).toMatchObject({ type: 'Opened' })
  await library.exec('CREATE TABLE kept (n)')

  const channel = new BroadcastChannel(LEADER_CHANNEL)
  const news = new Promise((resolve) => {
    channel.addEventListener('message', (event) => resolve(event.data))
  })
  await library.eraseEverything()
  expect(await news).toEqual({ type: 'erased' })
  channel.close()

  expect(await listFolder('')).toEqual([])
  expect((await openHandleStore(log)).all()).toEqual([])
  await expect(library.exec('SELECT 1')).rejects.toThrow('closed')
  expect(await caches.has('app')).toBe(true)

  const next = start()
  expect(await next.library.open()).toMatchObject({ type: 'Opened', keptAs: undefined })
  expect(await next.library.query('SELECT count(*) FROM sqlite_schema', [])).toEqual([[0]])
})
