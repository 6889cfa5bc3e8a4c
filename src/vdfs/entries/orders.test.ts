import { expect, test } from 'vitest'
import { createVirtualScheduler } from '../testing/virtual-scheduler.ts'
import { createOrders } from './orders.ts'
import { createRows } from './row-columns.ts'
import { setFacts } from './row-facts.ts'
import { addRow, changeKind, findByName, removeRow } from './rows.ts'
import { createPacer } from './sort.ts'

async function createMany(count: number) {
  const scheduler = createVirtualScheduler()
  const rows = createRows()
  const orders = createOrders(rows, createPacer(scheduler))
  for (let i = 0; i < count; i++) {
    const slot = addRow(rows, `n${i}.${i % 3 === 0 ? 'txt' : 'jpg'}`, 'file')
    setFacts(rows, slot, {
      ok: true,
      value: { kind: 'file', sizeBytes: (i * 7_919) % count, modifiedMs: i },
    })
    orders.add(slot)
  }
  await scheduler.run(orders.settle())
  const slotOf = (i: number) => findByName(rows, `n${i}.${i % 3 === 0 ? 'txt' : 'jpg'}`)!
  return { scheduler, rows, orders, slotOf }
}

test('rows that go while a sort is made are in none of its orders', async () => {
  const { scheduler, rows, orders, slotOf } = await createMany(20_000)
  const gone = Array.from({ length: 500 }, (_, i) => slotOf(i * 40))
  const bySize = orders.sortByFacts('size')
  const byKind = orders.byKind()
  const revised = orders.revise(gone, [])
  await scheduler.run(Promise.all([bySize, byKind, revised]))
  for (const order of [orders.byName(), orders.byFacts('size')!, await byKind]) {
    expect(order.files).toHaveLength(19_500)
    expect(gone.filter((slot) => order.files.includes(slot))).toEqual([])
  }
  const sizes = [...orders.byFacts('size')!.files].map((slot) => rows.sizes[slot]!)
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
  expect(orders.isSorted('size')).toBe(true)
  expect(orders.revision()).toBe(1)
})

test('a row never leaves an order before another holds it', async () => {
  const { scheduler, rows, orders, slotOf } = await createMany(9_000)
  const turned = Array.from({ length: 3_000 }, (_, i) => slotOf(i * 3))
  await scheduler.run(orders.sortByFacts('size'))
  for (const slot of turned) changeKind(rows, slot, 'folder')
  const counts: number[] = []
  let isOver = false
  const revised = orders.revise([], turned).finally(() => {
    isOver = true
  })
  await scheduler.until(() => {
    const { folders, files } = orders.byName()
    counts.push(new Set([...folders, ...files]).size)
    return isOver
  })
  await revised
  expect(new Set(counts)).toEqual(new Set([9_000]))
  expect(orders.byName().folders).toHaveLength(3_000)
  expect(orders.byFacts('size')).toMatchObject({ ranked: 6_000 })
  expect(orders.byFacts('size')!.folders).toHaveLength(3_000)
})

test('rows that come after a sort stand at its end, by name, until it is made again', async () => {
  const { scheduler, rows, orders } = await createMany(100)
  await scheduler.run(orders.sortByFacts('modified'))
  for (const name of ['z', 'a']) orders.add(addRow(rows, name, 'file'))
  await scheduler.run(orders.settle())
  expect(orders.isSorted('modified')).toBe(false)
  const order = orders.byFacts('modified')!
  expect([...order.files].slice(-3).map((slot) => rows.names[slot])).toEqual(['n99.txt', 'a', 'z'])
  expect(order.ranked).toBe(100)
})

test('kinds of any number are sorted', async () => {
  const scheduler = createVirtualScheduler()
  const rows = createRows()
  const orders = createOrders(rows, createPacer(scheduler))
  for (let i = 0; i < 3_000; i++) orders.add(addRow(rows, `n.${(i * 7) % 3_000}`, 'file'))
  await scheduler.run(orders.settle())
  const { files } = await scheduler.run(orders.byKind())
  const kinds = [...files].map((slot) => rows.extensionNames[rows.extensions[slot]!]!)
  expect(kinds).toEqual(kinds.toSorted())
  removeRow(rows, files[0]!)
  expect(rows.live).toBe(2_999)
})
