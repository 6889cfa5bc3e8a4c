import { expect, test } from 'vitest'
import { file, folder } from '../testing/memory-fs.ts'
import { createWorld, numberedFiles, namesOf } from '../testing/entries-world.ts'

test('facts are read for the rows on screen only, in one question, and told together', async () => {
  const world = await createWorld(Object.fromEntries(numberedFiles(8_000)), { factsMs: 20 })
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
  const world = await createWorld(Object.fromEntries(numberedFiles(8_000)), { factsMs: 20 })
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
  const world = await createWorld({
    watched: folder(numberedFiles(1_500)),
    not: folder(numberedFiles(1_500)),
  })
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
  const world = await createWorld({ many: folder(numberedFiles(6_000)) })
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
  const world = await createWorld(Object.fromEntries(numberedFiles(20_000)), { factsMs: 1_000 })
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
