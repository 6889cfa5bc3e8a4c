import * as v from 'valibot'
import { expect, test } from 'vitest'
import { RootIdSchema } from '#vdfs/api/ids.ts'
import type { ListEvent } from '#vdfs/ports.ts'
import type { StoredRoot } from './handle-store.ts'
import { createRootChecks } from './root-checks.ts'

const rootId = v.parse(RootIdSchema, '0'.repeat(26))
const here = { ok: true, value: { kind: 'folder', sizeBytes: undefined, modifiedMs: undefined } }
const files = (...names: string[]) => names.map((name) => ({ name, kind: 'file' as const }))

/** A root whose entries, and what looking one up says, a test decides. */
function createWorld(landmark?: string) {
  const listings: ListEvent[][] = []
  let lookUp = async (name: string): Promise<unknown> => name
  const lookedUp: string[] = []
  const handle = {
    kind: 'directory',
    getFileHandle(name: string) {
      lookedUp.push(name)
      return lookUp(name)
    },
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what the checks use of a handle
  const folder = handle as unknown as FileSystemDirectoryHandle
  let root: StoredRoot | undefined = {
    rootId,
    handle: folder,
    folderName: 'a',
    note: undefined,
    landmark,
  }
  const checks = createRootChecks(
    {
      get: () => root,
      async put(next) {
        root = next
      },
    },
    {
      async *list() {
        yield* listings.shift() ?? [{ type: 'failed', error: { type: 'NotFound' } }]
      },
      close: () => undefined,
    },
  )
  return {
    checks,
    lookedUp,
    landmark: () => root?.landmark,
    /** What the next listing shows. */
    lists: (...events: ListEvent[]) => listings.push(events),
    isListed: () => listings.length === 0,
    finds: (answer: (name: string) => Promise<unknown>) => void (lookUp = answer),
    forget: () => void (root = undefined),
  }
}
async function* from(events: readonly ListEvent[]) {
  yield* events
}
async function collect(events: AsyncIterable<ListEvent>) {
  const collected: ListEvent[] = []
  for await (const event of events) collected.push(event)
  return collected
}
const gone = async () => Promise.reject(new DOMException('', 'NotFoundError'))

test('an entry that was seen in it is looked up; nothing is listed', async () => {
  const world = createWorld()
  const events: ListEvent[] = [{ type: 'entries', entries: files('', 'a', 'b') }]
  expect(await collect(world.checks.listing(rootId, from(events)))).toEqual(events)
  expect(world.landmark()).toBe('a')
  expect(await world.checks.check(rootId)).toEqual(here)
  world.finds(async () => Promise.reject(new DOMException('', 'TypeMismatchError'))) // a folder
  expect(await world.checks.check(rootId)).toEqual(here)
  expect(world.lookedUp).toEqual(['a', 'a'])
})

test('when that entry is gone, the folder is listed, and another one remembered', async () => {
  const world = createWorld('a')
  world.finds(gone)
  world.lists({ type: 'entries', entries: files('b') })
  expect(await world.checks.check(rootId)).toEqual(here)
  expect(world.landmark()).toBe('b')
  expect(await world.checks.check(rootId)).toEqual({ ok: false, error: { type: 'NotFound' } })
  expect(world.landmark()).toBe('b') // it may come back
})

test('an empty folder, and one that may not be listed, are there', async () => {
  const world = createWorld()
  world.lists({ type: 'complete' })
  expect(await world.checks.check(rootId)).toEqual(here)
  world.lists({ type: 'failed', error: { type: 'NotReadable' } })
  expect(await world.checks.check(rootId)).toEqual(here)
})

test('without permission nothing is listed', async () => {
  const world = createWorld('a')
  world.finds(async () => Promise.reject(new DOMException('', 'NotAllowedError')))
  world.lists({ type: 'complete' })
  const refused = { ok: false, error: { type: 'PermissionRequired' } }
  expect(await world.checks.check(rootId)).toEqual(refused)
  expect(world.isListed()).toBe(false)
})

test('questions at the same time get one answer', async () => {
  const world = createWorld('a')
  const both = [world.checks.check(rootId), world.checks.check(rootId)]
  expect(await Promise.all(both)).toEqual([here, here])
  expect(world.lookedUp).toEqual(['a'])
  await world.checks.check(rootId)
  expect(world.lookedUp).toEqual(['a', 'a'])
})

test('a listing under way answers; the folder is not listed twice', async () => {
  const world = createWorld()
  world.lists({ type: 'complete' })
  let resolve: (event: ListEvent) => void = () => undefined
  const answer = new Promise<ListEvent>((done) => {
    resolve = done
  })
  const slow = (async function* () {
    yield await answer
    yield await new Promise<ListEvent>(() => {})
  })()
  const listing = world.checks.listing(rootId, slow)[Symbol.asyncIterator]()
  const first = listing.next()
  const checked = world.checks.check(rootId)
  resolve({ type: 'failed', error: { type: 'PermissionRequired' } })
  expect(await checked).toEqual({ ok: false, error: { type: 'PermissionRequired' } })
  expect((await first).done).toBe(false)
  expect(world.isListed()).toBe(false)
})

test('a listing that ended early is no answer', async () => {
  const world = createWorld()
  world.lists({ type: 'complete' })
  const listing = world.checks.listing(rootId, from([{ type: 'aborted' }]))
  const [, checked] = await Promise.all([collect(listing), world.checks.check(rootId)])
  expect(checked).toEqual(here)
  expect(world.isListed()).toBe(true)
})

test('an unknown root is told as such', async () => {
  const world = createWorld('a')
  world.forget()
  expect(await world.checks.check(rootId)).toEqual({ ok: false, error: { type: 'RootUnknown' } })
})
