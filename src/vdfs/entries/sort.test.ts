import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createVirtualScheduler } from '../testing/virtual-scheduler.ts'
import { createPacer, filterSlots, mergeSlots, sortSlots, type Pacer } from './sort.ts'

const pacer = (): Pacer => createPacer(createVirtualScheduler())
/** Many slots with few different values: order among equal ones shows. */
const slots = fc
  .array(fc.nat(20), { size: 'max', maxLength: 3_000 })
  .map((values) => ({ values, slots: Uint32Array.from(values.keys()) }))

test('sorting is stable, whatever the length', async () => {
  await fc.assert(
    fc.asyncProperty(slots, async ({ values, slots: given }) => {
      const before = given.slice()
      const sorted = await sortSlots(given, (a, b) => values[a]! - values[b]!, pacer())
      expect([...sorted]).toEqual([...given].toSorted((a, b) => values[a]! - values[b]!))
      expect(given).toEqual(before)
    }),
    { numRuns: 50 },
  )
})

test('merging keeps the order of both, the left one first among equals, few into many or half and half', async () => {
  await fc.assert(
    fc.asyncProperty(
      slots,
      fc.integer({ min: 1, max: 40 }),
      async ({ values, slots: all }, share) => {
        const compare = (a: number, b: number) => values[a]! - values[b]!
        const left = filterSlots(all, (slot) => slot % share !== 0).toSorted(compare)
        const right = filterSlots(all, (slot) => slot % share === 0).toSorted(compare)
        const merged = await mergeSlots(left, right, compare, pacer())
        expect([...merged]).toEqual([...left, ...right].toSorted(compare))
      },
    ),
    { numRuns: 100 },
  )
})

test('long work lets others go on', async () => {
  const scheduler = createVirtualScheduler()
  let rests = 0
  const counted = createPacer({
    ...scheduler,
    yield: () => {
      rests += 1
      return scheduler.yield()
    },
  })
  const many = Uint32Array.from({ length: 100_000 }, (_, i) => (i * 61_463) % 100_000)
  const sorted = await scheduler.run(sortSlots(many, (a, b) => a - b, counted))
  expect(sorted[54_321]).toBe(54_321)
  expect(rests).toBeGreaterThan(100)
})
