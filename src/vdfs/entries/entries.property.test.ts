// Whatever happens to a disk and to its listings: a complete listing shows the truth in every order, and anything
// less takes nothing away.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SortBy } from '../api/entries.ts'
import type { MemoryDisk } from '../testing/memory-disk.ts'
import { statShown } from '../testing/memory-view.ts'
import {
  claimOf,
  createWorld,
  namesOf,
  sortedTruth,
  type True,
  type World,
} from '../testing/entries-world.ts'

const RUNS = Number(process.env['RUNS'] ?? 1)
const LIMIT = { timeout: 60_000 * RUNS }

const name = fc.oneof(
  fc.constantFrom(
    'a',
    'B',
    'b',
    'é',
    'e',
    '.x',
    'y.txt',
    'z.TXT',
    'q.crswap',
    'n2',
    'n10',
    'n02',
    'x.y',
  ),
  fc.integer({ min: 0, max: 400 }).map((number) => `f${number}.${['txt', 'jpg', 'Z'][number % 3]}`),
)
const sortBy = fc.constantFrom<SortBy>('name', 'size', 'kind', 'modified')
const look = fc.record({ sortBy, descending: fc.boolean(), showHidden: fc.boolean() })

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      name,
      size: fc.nat(50),
      date: fc.integer({ min: -5, max: 40 }).map((tenths) => tenths * 100),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('remove' as const), name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('folder' as const), name }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('many' as const),
      from: fc.nat(300),
      count: fc.integer({ min: 0, max: 250 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('look' as const),
      look,
      from: fc.nat(300),
      limit: fc.nat(120),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('refresh' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('fail' as const),
      after: fc.oneof(fc.nat(4), fc.nat(300)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.integer({ min: 0, max: 400 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const) }) },
)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function truthOf(disk: MemoryDisk): True[] {
  const top = disk.find('top')
  if (top?.is !== 'folder') throw new Error('no folder')
  return [...top.children].flatMap(([childName, node]) =>
    node.is === 'link' ? [] : [{ name: childName, ...statShown(node) }],
  )
}

async function take(world: World, action: Step): Promise<void> {
  const { disk } = world.fs
  const path = 'name' in action ? `top/${action.name}` : ''
  switch (action.do) {
    case 'write':
      if (disk.find(path)?.is === 'folder') disk.remove(path)
      disk.write(path, 'x'.repeat(action.size), action.date)
      return
    case 'remove':
      if (disk.find(path) !== undefined) disk.remove(path)
      return
    case 'folder':
      disk.put(path, {})
      return
    case 'many':
      for (let i = 0; i < action.count; i++) disk.write(`top/f${action.from + i}.jpg`, 'x', i)
      return
    case 'look':
      checkWindow(await world.window(action.look, action.from, action.limit), action.limit)
      return
    case 'refresh':
      await world.refresh()
      return
    case 'fail':
      world.fs.during({ name: 'list', path: 'top', after: action.after }, () => ({
        type: 'NotReadable',
      }))
      await world.refresh()
      return
    case 'wait':
      await world.scheduler.advance(action.ms)
      return
    case 'leave':
      await world.scheduler.advance(12_000)
  }
}

/** What every answer must be, whatever is going on. */
function checkWindow(window: Awaited<ReturnType<World['window']>>, limit: number): void {
  expect(window.folders + window.files).toBe(window.total)
  expect(window.rows.length).toBe(Math.max(0, Math.min(limit, window.total - window.from)))
  expect(new Set(window.rows.map((row) => row.rowId)).size).toBe(window.rows.length)
  const kinds = window.rows.map((row) => row.kind)
  expect(kinds).toEqual(kinds.toSorted((a, b) => b.localeCompare(a)))
}

test('after a complete listing every view is the truth, sorted', LIMIT, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 25, size: 'max' }),
      fc.record({ seed: fc.nat(), listMs: fc.nat(30), factsMs: fc.nat(30) }),
      fc.boolean(),
      async (steps, options, watched) => {
        const world = await createWorld({ a: 'aa', d: {}, 'f1.txt': '' }, options)
        const watch = watched ? world.watch() : undefined
        for (const action of steps) await take(world, action)
        await world.listed()
        await world.scheduler.advance(3_000)
        // Failures that were planned and not met yet come first.
        await world.scheduler.until(async () => {
          await world.refresh()
          return (await world.listed()).listing.state === 'complete'
        })
        const truth = truthOf(world.fs.disk)
        for (const sorted of ['name', 'size', 'kind', 'modified'] as const)
          for (const descending of [false, true])
            for (const showHidden of [false, true]) {
              const given = { sortBy: sorted, descending, showHidden }
              const window = await world.seen(given)
              const names = sortedTruth(truth, given)
              expect({ given, names: namesOf(window) }).toEqual({ given, names })
              expect(window.hidden).toBe(
                truth.length - sortedTruth(truth, { showHidden: false }).length,
              )
              const byName = new Map(truth.map((row) => [row.name, row]))
              expect(window.rows.map(claimOf)).toEqual(names.map((each) => byName.get(each)))
            }
        watch?.end()
        world.expectNoDefects()
      },
    ),
    { numRuns: 60 * RUNS },
  )
})

test('rows go only through a complete listing that did not meet them', LIMIT, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 25, size: 'max' }),
      fc.record({ seed: fc.nat(), listMs: fc.nat(30) }),
      async (steps, options) => {
        const world = await createWorld({ a: 'aa', d: {}, 'f1.txt': '' }, options)
        const shown = async (): Promise<string[]> =>
          namesOf(await world.window({ showHidden: true }))
        let before = await shown()
        // Of the step before: what a listing proves may be taken in a moment after it ended.
        let lists = 0
        const settle: Step = { do: 'wait', ms: 400 }
        for (const action of [...steps, settle, settle]) {
          const atStart = world.completed()
          await take(world, action)
          const now = new Set(await shown())
          const lost = before.filter((each) => !now.has(each))
          expect({ lost, proven: lost.length > 0 && world.completed() > lists }).toEqual({
            lost,
            proven: lost.length > 0,
          })
          before = [...now]
          lists = atStart
        }
        world.expectNoDefects()
      },
    ),
    { numRuns: 60 * RUNS },
  )
})

test('every window is a slice of the same order that ids and places come from', LIMIT, async () => {
  const world = await createWorld(
    Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`f${i % 7}${i}`, 'x'.repeat(i % 13)]),
    ),
  )
  for (const sorted of ['name', 'size', 'kind', 'modified'] as const)
    await world.seen({ sortBy: sorted })
  await fc.assert(
    fc.asyncProperty(look, fc.nat(320), fc.nat(320), async (given, from, limit) => {
      const { ask, context, value } = world
      const view = world.view(given)
      const whole = await world.seen(given)
      const window = await world.window(given, from, limit)
      expect(window.rows).toEqual(whole.rows.slice(from, from + limit))
      const ids = await value(ask.rowIds({ view, from, to: from + limit }, context))
      expect(ids).toEqual(window.rows.map((row) => row.rowId))
      const rowId = window.rows[0]?.rowId ?? 0
      expect(await value(ask.indexOf({ view, rowId }, context))).toBe(
        window.rows.length > 0 ? from : undefined,
      )
    }),
    { numRuns: 100 },
  )
})
