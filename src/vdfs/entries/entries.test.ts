import { expect, test } from 'vitest'
import { file, folder, link } from '../testing/memory-fs.ts'
import { createWorld, HERE, namesOf, NOWHERE } from '../testing/entries-world.ts'

const files = (count: number, name = (i: number) => `file ${i}.txt`) =>
  Array.from({ length: count }, (_, i) => [name(i), file({ sizeBytes: i })] as const)

test('a small folder comes whole at the first question, folders first', async () => {
  const world = await createWorld({
    'b10.txt': 'x',
    'b2.txt': 'yy',
    sub: {},
    '.dot': '',
    'a.crswap': '',
    Zoo: {},
  })
  const window = await world.window()
  expect(namesOf(window)).toEqual(['sub', 'Zoo', 'b2.txt', 'b10.txt'])
  expect(window).toMatchObject({
    from: 0,
    total: 4,
    folders: 2,
    files: 2,
    hidden: 2,
    sorting: undefined,
  })
  expect(window.listing).toEqual({ state: 'complete' })
  expect(window.listedMs).toBe(world.scheduler.now())
  const all = await world.window({ showHidden: true })
  expect(namesOf(all)).toEqual(['sub', 'Zoo', '.dot', 'a.crswap', 'b2.txt', 'b10.txt'])
  expect(all.rows.map((row) => row.hidden)).toEqual([false, false, true, true, false, false])
  expect(all).toMatchObject({ total: 6, folders: 2, files: 4, hidden: 2 })
  world.expectNoDefects()
})

test('an empty folder is complete and empty; a path that is none fails as the disk says', async () => {
  const world = await createWorld({ 'a.txt': '', empty: {} })
  expect(await world.window({ path: 'empty' })).toMatchObject({
    total: 0,
    listing: { state: 'complete' },
  })
  const none = await world.window({ path: 'none' })
  expect(none.listing).toEqual({ state: 'failed', error: { type: 'NotFound' } })
  const wrong = await world.window({ path: 'a.txt' })
  expect(wrong.listing).toEqual({ state: 'failed', error: { type: 'WrongKind' } })
  world.expectNoDefects()
})

test('a location that is none is said by every question', async () => {
  const world = await createWorld({})
  const { ask, context } = world
  const at = { ...world.at(), locationId: NOWHERE }
  const view = { ...world.view(), at }
  const answers = await Promise.all([
    ask.window({ view, from: 0, limit: 1 }, context),
    ask.refresh({ at }, context),
    ask.rowIds({ view, from: 0, to: 1 }, context),
    ask.indexOf({ view, rowId: 1 }, context),
    ask.placeOfName({ view, name: 'a' }, context),
    ask.typeAhead({ view, prefix: 'a', from: 0 }, context),
    ask.summary({ view, rows: 'all' }, context),
    ask.reportSeen({ at, names: [] }, context),
  ])
  for (const answer of answers)
    expect(answer).toEqual({ ok: false, error: { type: 'LocationNotFound' } })
})

test('windows are slices; a window past the end is empty but knows the total', async () => {
  const world = await createWorld(Object.fromEntries(files(1_234)))
  const whole = await world.listed({}, 0, 1_000)
  expect(whole.total).toBe(1_234)
  const slice = await world.window({}, 700, 50)
  expect(slice.from).toBe(700)
  expect(namesOf(slice)).toEqual(namesOf(whole).slice(700, 750))
  expect(namesOf(await world.window({}, 1_200, 100))).toEqual(
    files(1_234)
      .slice(1_200)
      .map(([name]) => name),
  )
  expect(await world.window({}, 5_000, 10)).toMatchObject({ rows: [], from: 5_000, total: 1_234 })
  world.expectNoDefects()
})

test('facts are read for the rows on screen only, in one question, and told together', async () => {
  const world = await createWorld(Object.fromEntries(files(8_000)), { factsMs: 20 })
  const watch = world.watch()
  const before = await world.listed({}, 100, 60)
  expect(before.rows.every((row) => row.facts.state === 'unread')).toBe(true)
  const after = await world.seen({}, 100, 60)
  expect(after.rows[0]?.facts).toEqual({
    state: 'known',
    sizeBytes: 100,
    modifiedMs: 1_704_067_200_000,
  })
  const asked = world.fs.calls.filter((call) => call.name === 'statFiles').map((call) => call.path)
  expect(asked).toEqual(after.rows.map((row) => `top/${row.name}`))
  expect(watch.told.length).toBeGreaterThan(0)
  world.expectNoDefects()
})

test('the newest rows on screen come first, and ranges scrolled past are dropped', async () => {
  const world = await createWorld(Object.fromEntries(files(8_000)), { factsMs: 20 })
  await world.listed({}, 0, 0)
  const starts = [0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000]
  const view = world.view()
  const asking = starts.map((from) => world.ask.window({ view, from, limit: 20 }, world.context))
  await world.scheduler.run(Promise.all(asking))
  await world.scheduler.advance(1_000)
  const asked = world.fs.calls
    .filter((call) => call.name === 'statFiles')
    .map((call) => Number(/\d+/.exec(call.path)?.[0]))
  // The first was under way already; of the others the newest four were left.
  const read = asked.filter((number) => starts.includes(number))
  expect(read).toEqual([0, 7_000, 6_000, 5_000, 4_000])
})

test('a watched folder of up to 5,000 files has all its facts read; an unwatched one does not', async () => {
  const world = await createWorld({ watched: folder(files(1_500)), not: folder(files(1_500)) })
  const watch = world.watch('watched')
  for (const path of ['watched', 'not']) await world.seen({ path }, 0, 10)
  await world.scheduler.advance(1_000)
  const summaryOf = (path: string) =>
    world.value(world.ask.summary({ view: world.view({ path }), rows: 'all' }, world.context))
  expect(await summaryOf('watched')).toEqual({
    folders: 0,
    files: 1_500,
    sizeBytes: (1_499 * 1_500) / 2,
    unread: 0,
  })
  expect((await summaryOf('not')).unread).toBe(1_490)
  const told = watch.told.map((news) => news.atMs)
  const pauses = told.slice(1).map((atMs, i) => atMs - told[i]!)
  // the end of the listing is told at once
  expect(pauses.filter((ms) => ms < 16).length).toBeLessThanOrEqual(1)
  watch.end()
  world.expectNoDefects()
})

test('a sum reads what it lacks while it is asked for, and knows what cannot be read', async () => {
  const world = await createWorld({ many: folder(files(6_000)) })
  world.fs.during({ name: 'statFiles', path: 'top/many/file 5.txt' }, () => ({
    type: 'NotReadable',
  }))
  await world.seen({ path: 'many' }, 0, 3)
  const sum = () =>
    world.value(
      world.ask.summary({ view: world.view({ path: 'many' }), rows: 'all' }, world.context),
    )
  expect((await sum()).unread).toBe(5_997)
  await world.scheduler.until(async () => (await sum()).unread === 0)
  const sizeBytes = (5_999 * 6_000) / 2 - 5
  expect(await sum()).toEqual({ folders: 0, files: 6_000, sizeBytes, unread: 0 })
  world.expectNoDefects()
})

test.each(['size', 'modified'] as const)(
  'a sort by %s keeps the rows in place until it is done',
  async (sortBy) => {
    const count = 6_000
    const tree = Array.from(
      { length: count },
      (_, i) =>
        [
          `f${i}`,
          file({ sizeBytes: (i * 7_919) % count, modifiedMs: 1_000 + ((i * 104_729) % count) }),
        ] as const,
    )
    const world = await createWorld({ ...Object.fromEntries(tree), sub: {} }, { factsMs: 20 })
    await world.listed({ descending: true })
    const before = namesOf(await world.window({ descending: true }))
    const during = await world.window({ sortBy })
    expect(namesOf(during)).toEqual(before)
    expect(during.sorting?.of).toBe(count)
    const after = await world.seen({ sortBy })
    expect(after.sorting).toBeUndefined()
    const value = (row: (typeof tree)[number]) =>
      sortBy === 'size' ? row[1].sizeBytes : row[1].modifiedMs
    const truth = tree.toSorted((a, b) => value(a) - value(b)).map(([name]) => name)
    expect(namesOf(after)).toEqual(['sub', ...truth.slice(0, 999)])
    const backwards = await world.window({ sortBy, descending: true })
    expect(namesOf(backwards)).toEqual(['sub', ...truth.toReversed().slice(0, 999)])
    world.expectNoDefects()
  },
)

test('files without a size or date stand last in both directions', async () => {
  const world = await createWorld({
    old: file({ sizeBytes: 1, modifiedMs: 0 }),
    b: file({ sizeBytes: 9, modifiedMs: 5_000 }),
    a: file({ sizeBytes: 9, modifiedMs: 5_000 }),
    c: file({ sizeBytes: 2, modifiedMs: 9_000 }),
  })
  expect(namesOf(await world.seen({ sortBy: 'modified' }))).toEqual(['a', 'b', 'c', 'old'])
  expect(namesOf(await world.seen({ sortBy: 'modified', descending: true }))).toEqual([
    'c',
    'b',
    'a',
    'old',
  ])
  expect(namesOf(await world.seen({ sortBy: 'size', descending: true }))).toEqual([
    'b',
    'a',
    'c',
    'old',
  ])
})

test('a sort ends when nobody looks at it any more, and goes on when somebody does', async () => {
  const world = await createWorld(Object.fromEntries(files(20_000)), { factsMs: 1_000 })
  const read = () => world.fs.calls.filter((call) => call.name === 'statFiles').length
  const watch = world.watch()
  await world.listed({}, 0, 0)
  const first = await world.window({ sortBy: 'size' }, 0, 0)
  expect(first.sorting).toEqual({ done: 0, of: 20_000 })
  await world.scheduler.advance(20_000)
  const readAlone = read()
  expect(readAlone).toBeGreaterThan(0)
  expect(readAlone).toBeLessThan(1_500)
  await world.scheduler.advance(100_000)
  expect(read()).toBe(readAlone)
  const second = await world.window({ sortBy: 'size' }, 0, 0)
  expect(second.sorting).toEqual({ done: readAlone, of: 20_000 })
  await world.seen({ sortBy: 'size' }, 0, 0)
  expect(read()).toBe(20_000)
  watch.end()
  world.expectNoDefects()
})

test('sorts by kind go by extension, then name', async () => {
  const world = await createWorld({
    'b.txt': '',
    'a.TXT': '',
    'z.Csv': '',
    none: '',
    '.x.txt': '',
    d: {},
    'c.d': {},
  })
  const sorted = await world.window({ sortBy: 'kind', showHidden: true })
  expect(namesOf(sorted)).toEqual(['c.d', 'd', 'none', 'z.Csv', '.x.txt', 'a.TXT', 'b.txt'])
  const backwards = await world.window({ sortBy: 'kind', descending: true })
  expect(namesOf(backwards)).toEqual(['d', 'c.d', 'b.txt', 'a.TXT', 'z.Csv', 'none'])
})

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
  const world = await createWorld(Object.fromEntries(files(500)))
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
  const world = await createWorld(Object.fromEntries(files(500)))
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

test('entries whose names are no text are rows of their own that cannot be read', async () => {
  const world = await createWorld({ 'a\ud800': 'x', 'b\ud800': 'y', 'c\ud800': {}, 'd.txt': '' })
  const window = await world.seen()
  expect(namesOf(window)).toEqual(['', '', '', 'd.txt'])
  expect(new Set(window.rows.map((row) => row.rowId)).size).toBe(4)
  const refused = { state: 'failed', error: { type: 'NameRefused', name: '' } }
  const known = { state: 'known', sizeBytes: undefined, modifiedMs: undefined }
  expect(window.rows.slice(0, 3).map((row) => row.facts)).toEqual([known, refused, refused])
  await world.refresh()
  await world.scheduler.advance(10_000)
  expect(world.fs.calls.filter((call) => call.name === 'list').length).toBeLessThanOrEqual(2)
  world.fs.disk.remove('top/a\ud800')
  await world.refresh()
  expect(namesOf(await world.listed())).toEqual(['', '', 'd.txt'])
  world.expectNoDefects()
})

test('rows are found by id, name and what is typed', async () => {
  const world = await createWorld({
    Äpfel: {},
    'apple.txt': '',
    'Banana 2.txt': '',
    'banana 10.txt': '',
    '.hidden': '',
    'résumé.pdf': '',
    '10 things': '',
  })
  const view = world.view()
  const window = await world.listed()
  expect(namesOf(window)).toEqual([
    'Äpfel',
    '10 things',
    'apple.txt',
    'Banana 2.txt',
    'banana 10.txt',
    'résumé.pdf',
  ])
  const { ask, context, value } = world
  for (const [index, row] of window.rows.entries()) {
    expect(await value(ask.indexOf({ view, rowId: row.rowId }, context))).toBe(index)
    expect(await value(ask.placeOfName({ view, name: row.name }, context))).toEqual({
      index,
      rowId: row.rowId,
    })
  }
  const backwards = world.view({ descending: true, showHidden: true })
  const backwardsOf = async (name: string) =>
    (await value(ask.placeOfName({ view: backwards, name }, context)))?.index
  expect(await backwardsOf('apple.txt')).toBe(4)
  expect(await backwardsOf('.hidden')).toBe(6)
  expect(await value(ask.placeOfName({ view, name: '.hidden' }, context))).toBeUndefined()
  expect(await value(ask.placeOfName({ view, name: 'Apple.txt' }, context))).toBeUndefined()
  expect(await value(ask.indexOf({ view, rowId: 12_345 }, context))).toBeUndefined()
  expect(await value(ask.rowIds({ view, from: 2, to: 4 }, context))).toEqual(
    window.rows.slice(2, 4).map((row) => row.rowId),
  )
  expect(await value(ask.rowIds({ view, from: 4, to: 99 }, context))).toHaveLength(2)
  expect(await value(ask.rowIds({ view, from: 4, to: 2 }, context))).toEqual([])

  const typed = async (prefix: string, from = 0) => {
    const place = await value(ask.typeAhead({ view, prefix, from }, context))
    return place && window.rows[place.index]?.rowId === place.rowId ? place.index : undefined
  }
  expect(await typed('BAN')).toBe(3)
  expect(await typed('ban', 4)).toBe(4)
  expect(await typed('ban', 5)).toBe(3)
  expect(await typed('banana 1')).toBe(4)
  expect(await typed('resume')).toBe(5)
  expect(await typed('a')).toBe(0)
  expect(await typed('ap', 1)).toBe(2)
  expect(await typed('1')).toBe(1)
  expect(await typed('10 t', 99)).toBe(1)
  expect(await typed('.')).toBeUndefined()
  expect(await typed('')).toBeUndefined()
  expect(await typed('zz')).toBeUndefined()
})

test('sums are of the rows asked for, or of the view', async () => {
  const world = await createWorld({ a: '1', b: '22', c: '333', '.d': '4444', sub: {} })
  const { rows } = await world.seen()
  await world.seen({ showHidden: true })
  const { ask, context, value } = world
  const sum = (chosen: number[] | 'all', showHidden = false) =>
    value(ask.summary({ view: world.view({ showHidden }), rows: chosen }, context))
  expect(await sum('all')).toEqual({ folders: 1, files: 3, sizeBytes: 6, unread: 0 })
  expect(await sum('all', true)).toEqual({ folders: 1, files: 4, sizeBytes: 10, unread: 0 })
  expect(await sum([rows[0]!.rowId, rows[2]!.rowId, 99])).toEqual({
    folders: 1,
    files: 1,
    sizeBytes: 2,
    unread: 0,
  })
  expect(await sum([])).toEqual({ folders: 0, files: 0, sizeBytes: 0, unread: 0 })
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
  const world = await createWorld(Object.fromEntries(files(3_000)), { listMs: 1_000 })
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
  const world = await createWorld(Object.fromEntries(files(3_000)), { listMs: 1_000 })
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
  const world = await createWorld(Object.fromEntries(files(20_001)))
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
  const world = await createWorld(Object.fromEntries(files(500)), { listMs: 100 })
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
  const tree = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, folder(files(400))]))
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
  const world = await createWorld(Object.fromEntries(files(2_000)), { listMs: 2_000 })
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
