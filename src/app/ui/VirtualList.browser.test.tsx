import { createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { show } from './testing.tsx'
import { VirtualList, type RowRange, type VirtualListHandle } from './VirtualList.tsx'
import styles from './testing.module.css'

function showList(initial: { count: number; rowHeight?: number; header?: boolean }) {
  const [count, setCount] = createSignal(initial.count)
  const [pinned, setPinned] = createSignal<number>()
  const ranges: RowRange[] = []
  let handle: VirtualListHandle | undefined
  const root = show(() => (
    <div class={styles['window']}>
      <VirtualList
        count={count()}
        rowHeight={initial.rowHeight ?? 28}
        overscan={4}
        pinned={pinned()}
        header={initial.header === true ? <div class={styles['header']}>Name</div> : undefined}
        headerHeight={initial.header === true ? 28 : 0}
        role="grid"
        tabIndex={0}
        handle={(given) => (handle = given)}
        onRangeChange={(range) => ranges.push(range)}
      >
        {(index) => <div data-row="">{`row ${index}`}</div>}
      </VirtualList>
    </div>
  ))
  const rows = () => [...root.querySelectorAll('[data-row]')].map((row) => row.textContent)
  if (handle === undefined) throw new Error('the list gave no handle')
  return { root, rows, ranges, setCount, setPinned, handle }
}

test('only the rows in sight exist', async () => {
  const { rows, ranges } = showList({ count: 100_000 }) // a window of 280 px
  expect(rows()).toHaveLength(14)
  expect(rows()[0]).toBe('row 0')
  expect(ranges).toEqual([{ from: 0, to: 14 }])
})

test('scrolling mounts the next rows and tells their range', async () => {
  const { handle, rows, ranges } = showList({ count: 100_000 })
  handle.element.scrollTop = 28 * 500
  await expect.poll(() => ranges.at(-1)).toEqual({ from: 496, to: 514 })
  expect(rows()[0]).toBe('row 496')
  expect(rows()).toHaveLength(18)
  await expect.element(page.getByText('row 505', { exact: true })).toBeInViewport()
})

test('a row scrolled to exists at once, so that it can take the focus', () => {
  const { handle, rows } = showList({ count: 100_000 })
  handle.scrollToIndex(99_999)
  expect(rows().at(-1)).toBe('row 99999')
  handle.scrollToIndex(50_000, 'center')
  expect(rows()).toContain('row 50000')
  const before = handle.element.scrollTop
  handle.scrollToIndex(50_001)
  expect(handle.element.scrollTop).toBe(before)
  handle.scrollToIndex(100_000)
  handle.scrollToIndex(-1)
  expect(handle.element.scrollTop).toBe(before)
})

test('a header takes room but no rows', () => {
  const { handle, rows } = showList({ count: 100_000, header: true })
  expect(rows()).toHaveLength(13)
  expect(handle.rowsPerPage()).toBe(9)
  handle.scrollToIndex(20)
  expect(handle.element.scrollTop).toBe(28 * 12)
  const top = handle.element.getBoundingClientRect().top
  expect(handle.indexAt(top + 28 + 1)).toBe(12)
  expect(handle.indexAt(top + 28 + 28 * 8 + 1)).toBe(20)
})

test('a pinned row outlives being scrolled away', async () => {
  const { handle, rows, setPinned } = showList({ count: 100_000 })
  setPinned(2)
  handle.scrollToIndex(5_000, 'start')
  expect(rows()[0]).toBe('row 2')
  expect(rows()).toContain('row 5000')
  setPinned(90_000)
  expect(rows().at(-1)).toBe('row 90000')
  expect(rows()).not.toContain('row 2')
})

test('a list that shrinks or empties shows what is left', async () => {
  const { handle, rows, setCount } = showList({ count: 100_000 })
  handle.scrollToIndex(99_999)
  setCount(3)
  await expect.poll(rows).toEqual(['row 0', 'row 1', 'row 2'])
  setCount(0)
  expect(rows()).toEqual([])
})

test('the last of two million tall rows is reached', async () => {
  const { handle, rows } = showList({ count: 2_000_000, rowHeight: 56 })
  handle.scrollToIndex(1_999_999)
  expect(rows().at(-1)).toBe('row 1999999')
  await expect.element(page.getByText('row 1999999', { exact: true })).toBeInViewport()
  handle.element.scrollTop = 0
  await expect.poll(() => rows()[0]).toBe('row 0')
})

test('a growing count costs the same whatever the count is', () => {
  const { setCount, rows } = showList({ count: 99_900 })
  const before = rows()
  const times: number[] = []
  for (let round = 0; round < 50; round++) {
    setCount(99_900)
    const start = performance.now()
    setCount(100_000)
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  expect(rows()).toEqual(before) // no row was made again
  expect(times[25]).toBeLessThan(2) // ms; measured 0.0 to 0.1
})
