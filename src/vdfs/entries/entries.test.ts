import { expect, test } from 'vitest'
import { createWorld, numberedFiles, namesOf, NOWHERE } from '../testing/entries-world.ts'

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
  const world = await createWorld(Object.fromEntries(numberedFiles(1_234)))
  const whole = await world.listed({}, 0, 1_000)
  expect(whole.total).toBe(1_234)
  const slice = await world.window({}, 700, 50)
  expect(slice.from).toBe(700)
  expect(namesOf(slice)).toEqual(namesOf(whole).slice(700, 750))
  expect(namesOf(await world.window({}, 1_200, 100))).toEqual(
    numberedFiles(1_234)
      .slice(1_200)
      .map(([name]) => name),
  )
  expect(await world.window({}, 5_000, 10)).toMatchObject({ rows: [], from: 5_000, total: 1_234 })
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
