import { expect, test } from 'vitest'
import { folder, link } from '../testing/memory-fs.ts'
import { createWorld, numberedFiles, HERE, namesOf } from '../testing/entries-world.ts'

test('a refresh shows what came, went and changed; rows keep their ids and facts until they are read again', async () => {
  const world = await createWorld({ 'a.txt': 'a', 'b.txt': 'bb', 'c.txt': 'ccc' }, { factsMs: 20 })
  const before = await world.seen()
  world.fs.disk.remove('top/a.txt')
  world.fs.disk.write('top/b.txt', 'longer', 5_000)
  world.fs.disk.write('top/d.txt', '', 6_000)
  await world.refresh()
  const during = await world.listed()
  expect(namesOf(during)).toEqual(['b.txt', 'c.txt', 'd.txt'])
  expect(during.rows[0]).toEqual(before.rows[1])
  const ids = (window: typeof before) => new Map(window.rows.map((row) => [row.name, row.rowId]))
  expect(ids(during).get('c.txt')).toBe(ids(before).get('c.txt'))
  await world.scheduler.idle()
  const after = await world.seen()
  expect(after.rows[0]?.facts).toEqual({ state: 'known', sizeBytes: 6, modifiedMs: 5_000 })
  expect(after.rows[2]?.facts).toEqual({ state: 'known', sizeBytes: 0, modifiedMs: 6_000 })
  world.expectNoDefects()
})

test('a file that became a folder of the same name changes in place', async () => {
  const world = await createWorld({ a: '', b: 'text', c: '' })
  const before = await world.seen()
  world.fs.disk.put('top/b', {})
  world.fs.disk.put('top/d', {})
  await world.refresh()
  const after = await world.listed()
  expect(namesOf(after)).toEqual(['b', 'd', 'a', 'c'])
  expect(after.rows[0]).toEqual({
    ...before.rows[1],
    kind: 'folder',
    facts: { state: 'known', sizeBytes: undefined, modifiedMs: undefined },
  })
  expect(after).toMatchObject({ folders: 2, files: 2 })
  world.expectNoDefects()
})

test('a listing that fails or is cut off removes nothing, and says why', async () => {
  const world = await createWorld(Object.fromEntries(numberedFiles(500)))
  await world.listed()
  world.fs.disk.remove('top/file 3.txt')
  world.fs.disk.write('top/new', '')
  world.fs.during({ name: 'list', path: 'top', after: 200 }, () => ({ type: 'NotReadable' }))
  await world.refresh()
  const failed = await world.listed()
  expect(failed.listing).toEqual({ state: 'failed', error: { type: 'NotReadable' } })
  expect(failed.total).toBeGreaterThanOrEqual(500)
  expect(namesOf(failed)).toContain('file 3.txt')
  await world.refresh()
  const whole = await world.listed()
  expect(whole).toMatchObject({ total: 500, listing: { state: 'complete' } })
  expect(namesOf(whole)).not.toContain('file 3.txt')
})

test('a listing that breaks off at first keeps what it had, without asking again by itself', async () => {
  const world = await createWorld(Object.fromEntries(numberedFiles(500)))
  const watch = world.watch()
  world.fs.during({ name: 'list', path: 'top', after: 300 }, () => ({ type: 'PermissionRequired' }))
  const failed = await world.listed()
  expect(failed).toMatchObject({
    total: 300,
    listing: { state: 'failed', error: { type: 'PermissionRequired' } },
  })
  expect(world.unreadable).toEqual([HERE])
  for (let i = 0; i < 5; i++) {
    await world.scheduler.advance(1_000)
    await world.window()
  }
  expect(world.fs.calls.filter((call) => call.name === 'list')).toHaveLength(1)
  world.entries.revive(failed && world.at().locationId)
  expect(await world.listed()).toMatchObject({ total: 500, listing: { state: 'complete' } })
  watch.end()
  world.expectNoDefects()
})

test('a bug in the file system ends the listing with its report, and keeps the rows', async () => {
  let broken = false
  const world = await createWorld(
    { a: '', b: '' },
    {
      wrap: (fs) => ({
        ...fs,
        async *list(dir, signal) {
          for await (const event of fs.list(dir, signal)) {
            yield event
            if (broken) throw new Error('bug')
          }
        },
      }),
    },
  )
  await world.listed()
  broken = true
  await world.refresh()
  const failed = await world.listed()
  expect(failed.listing).toEqual({
    state: 'failed',
    error: { type: 'FsFault', name: 'Defect ID', message: 'bug' },
  })
  expect(namesOf(failed)).toEqual(['a', 'b'])
  expect(world.defects).toHaveLength(1)
})

test('a file that vanished fails until a new listing, which it causes, proves it gone', async () => {
  const world = await createWorld({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' }, { listMs: 100 })
  world.fs.during({ name: 'list', path: 'top', after: 3 }, () => world.fs.disk.remove('top/c.txt'))
  const watch = world.watch()
  await world.window()
  const states: string[] = []
  await world.scheduler.until(async () => {
    const window = await world.window()
    states.push(`${window.listing.state} ${window.rows.map((row) => row.facts.state).join()}`)
    return window.total === 2 && window.listing.state === 'complete'
  })
  expect(states).toContain('listing known,known,failed')
  expect(states.at(-1)).toBe('complete known,known')
  expect(world.fs.calls.filter((call) => call.name === 'list')).toHaveLength(2)
  watch.end()
  world.expectNoDefects()
})

test('names that a drop showed and the listing does not are told, until a listing shows them', async () => {
  const world = await createWorld({ 'a.txt': '', 'b:c.txt': '', 'notes~': '', link: link() })
  const report = (names: string[]) =>
    world.value(world.ask.reportSeen({ at: world.at(), names }, world.context))
  expect((await world.listed()).withheld).toBeUndefined()
  const many = Array.from({ length: 150 }, (_, i) => `w${i}~`)
  await report(['a.txt', '', 'b:c.txt', 'notes~', ...many])
  const told = await world.listed()
  expect(told.withheld?.count).toBe(152)
  expect(told.withheld?.names).toEqual(['b:c.txt', 'notes~', ...many.slice(0, 98)])
  await report(['a.txt', 'notes~'])
  expect((await world.listed()).withheld).toEqual({ count: 1, names: ['notes~'] })
  world.fs.during({ name: 'list', path: 'top' }, () => ({ type: 'NotFound' }))
  await report(['a.txt', 'b:c.txt'])
  expect((await world.listed()).withheld).toBeUndefined()
  world.fs.disk.put('top/b:c.txt', '')
  await world.refresh()
  expect((await world.listed()).withheld).toEqual({ count: 1, names: ['b:c.txt'] })
  world.expectNoDefects()
})

test('a dropped location is forgotten; one that stands for another folder is listed anew', async () => {
  const world = await createWorld({ a: '' })
  await world.listed()
  const watch = world.watch()
  world.fs.disk.put('other', { b: '' })
  const adopted = await world.fs.adopt(world.fs.handleOf('other'))
  if (!adopted.ok) throw new Error(adopted.error.type)
  world.roots.set(world.at().locationId, adopted.value.rootId)
  world.entries.drop(world.at().locationId)
  expect(watch.told).toHaveLength(1)
  expect(namesOf(await world.listed())).toEqual(['b'])
  world.roots.clear()
  world.entries.drop(world.at().locationId)
  const answer = await world.ask.window({ view: world.view(), from: 0, limit: 1 }, world.context)
  expect(answer).toEqual({ ok: false, error: { type: 'LocationNotFound' } })
  world.expectNoDefects()
})

test('a listing that nobody asks for is broken off after 5 s, keeps its rows and starts again when asked', async () => {
  const world = await createWorld(Object.fromEntries(numberedFiles(3_000)), { listMs: 1_000 })
  await world.scheduler.advance(0)
  const asking = world.ask.window({ view: world.view(), from: 0, limit: 10 }, world.context)
  await world.scheduler.advance(10_000)
  expect(await asking).toMatchObject({ ok: true })
  const calls = world.fs.calls.length
  await world.scheduler.advance(60_000)
  expect(world.fs.calls.length).toBe(calls)
  const again = await world.window()
  expect(again.listing).toEqual({ state: 'listing' })
  expect(again.total).toBeGreaterThan(0)
  expect(again.total).toBeLessThan(3_000)
  expect(await world.listed()).toMatchObject({ total: 3_000, listing: { state: 'complete' } })
  world.expectNoDefects()
})

test('a listing that somebody watches goes on', async () => {
  const world = await createWorld(Object.fromEntries(numberedFiles(3_000)), { listMs: 1_000 })
  const watch = world.watch()
  await world.window({}, 0, 0)
  await world.scheduler.advance(60_000)
  expect(await world.window()).toMatchObject({ total: 3_000, listing: { state: 'complete' } })
  watch.end()
  world.expectNoDefects()
})

test('a folder somebody comes back to shows at once what it had, and is listed again if that is old', async () => {
  const world = await createWorld({ 'a.txt': '' }, { listMs: 100 })
  const lists = () => world.fs.calls.filter((call) => call.name === 'list').length
  const first = world.watch()
  await world.listed()
  first.end()
  world.fs.disk.write('top/b.txt', '')
  await world.scheduler.advance(1_000)
  const soon = world.watch()
  expect(await world.window()).toMatchObject({ total: 1, listing: { state: 'complete' } })
  soon.end()
  await world.scheduler.advance(3_000)
  const late = world.watch()
  expect(await world.window()).toMatchObject({ total: 1, listing: { state: 'listing' } })
  expect(await world.listed()).toMatchObject({ total: 2, listing: { state: 'complete' } })
  // Who stays is not coming back.
  for (let i = 0; i < 5; i++) {
    await world.scheduler.advance(3_000)
    await world.window()
  }
  expect(lists()).toBe(2)
  late.end()
  world.expectNoDefects()
})

test('a large folder is listed again only after a minute', async () => {
  const world = await createWorld(Object.fromEntries(numberedFiles(20_001)))
  const lists = () => world.fs.calls.filter((call) => call.name === 'list').length
  const visit = async () => {
    const watch = world.watch()
    await world.listed({}, 0, 0)
    watch.end()
  }
  await visit()
  await world.scheduler.advance(50_000)
  await visit()
  expect(lists()).toBe(1)
  await world.scheduler.advance(11_000)
  await visit()
  expect(lists()).toBe(2)
})

test('a refresh while a folder is listed lists it once more', async () => {
  const world = await createWorld(Object.fromEntries(numberedFiles(500)), { listMs: 100 })
  const watch = world.watch()
  await world.window()
  world.fs.disk.write('top/late', '')
  await world.refresh()
  await world.refresh()
  await world.scheduler.advance(5_000)
  expect((await world.window()).total).toBe(501)
  expect(world.fs.calls.filter((call) => call.name === 'list')).toHaveLength(2)
  watch.end()
})

test('folders are forgotten, the ones not asked for longest first, but none that is watched', async () => {
  const tree = Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((name) => [name, folder(numberedFiles(400))]),
  )
  const world = await createWorld(tree, { mostRows: 900 })
  const lists = (path: string) =>
    world.fs.calls.filter((call) => call.name === 'list' && call.path === `top/${path}`).length
  const watch = world.watch('a')
  for (const path of ['a', 'b', 'c', 'd', 'b', 'a']) {
    await world.listed({ path }, 0, 0)
    await world.scheduler.advance(100)
  }
  expect(['a', 'b', 'c', 'd'].map(lists)).toEqual([1, 2, 1, 1])
  watch.end()
})

test('rows that wait behind a slow disk show after a quarter of a second', async () => {
  const world = await createWorld(Object.fromEntries(numberedFiles(2_000)), { listMs: 2_000 })
  const watch = world.watch()
  await world.window({}, 0, 0)
  await world.scheduler.advance(2_000 * 9 + 300)
  expect((await world.window({}, 0, 0)).total).toBe(900)
  watch.end()
})

test('a first answer does not wait for a slow disk', async () => {
  const world = await createWorld({ a: '' }, { listMs: 10_000 })
  const startMs = world.scheduler.now()
  expect(await world.window()).toMatchObject({
    total: 0,
    listing: { state: 'listing' },
    listedMs: undefined,
  })
  expect(world.scheduler.now() - startMs).toBe(50)
})
