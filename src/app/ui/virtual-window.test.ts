import { expect, test } from 'vitest'
import {
  lift,
  maxHeight,
  rowAt,
  rowsInSight,
  rowTop,
  scrollHeight,
  scrollTopFor,
} from './virtual-window.ts'

const list = { count: 100_000, rowHeight: 28, viewport: 700, scrollTop: 0 }

test('the rows in sight follow the scroll position', () => {
  expect(rowsInSight(list, 0)).toEqual({ from: 0, to: 25 })
  expect(rowsInSight({ ...list, scrollTop: 27 }, 0)).toEqual({ from: 0, to: 26 })
  expect(rowsInSight({ ...list, scrollTop: 28 }, 0)).toEqual({ from: 1, to: 26 })
  expect(rowsInSight({ ...list, scrollTop: 2_799_300 }, 0)).toEqual({ from: 99_975, to: 100_000 })
})

test('overscan stays inside the list', () => {
  expect(rowsInSight(list, 8)).toEqual({ from: 0, to: 33 })
  expect(rowsInSight({ ...list, scrollTop: 2_799_300 }, 8)).toEqual({ from: 99_967, to: 100_000 })
  expect(rowsInSight({ ...list, count: 3 }, 8)).toEqual({ from: 0, to: 3 })
  expect(rowsInSight({ ...list, count: 0 }, 8)).toEqual({ from: 0, to: 0 })
  // a scroll position that a shrunken list no longer has
  expect(rowsInSight({ ...list, count: 10, scrollTop: 9_000 }, 4)).toEqual({ from: 6, to: 10 })
})

test('scrolling to a row moves as little as it may', () => {
  const scrolled = { ...list, scrollTop: 2_800 } // rows 100 to 124
  expect(scrollTopFor(scrolled, 110, 'nearest')).toBe(2_800)
  expect(scrollTopFor(scrolled, 99, 'nearest')).toBe(2_772)
  expect(scrollTopFor(scrolled, 125, 'nearest')).toBe(2_828)
  expect(scrollTopFor(scrolled, 110, 'start')).toBe(3_080)
  expect(scrollTopFor(scrolled, 110, 'end')).toBe(2_408)
  expect(scrollTopFor(scrolled, 110, 'center')).toBe(2_744)
  expect(scrollTopFor(scrolled, 0, 'center')).toBe(0)
  expect(scrollTopFor(scrolled, 99_999, 'start')).toBe(2_799_300)
  expect(scrollTopFor({ ...list, count: 5 }, 4, 'start')).toBe(0)
})

test('a list higher than a browser allows still reaches every row', () => {
  const huge = { count: 2_000_000, rowHeight: 56, viewport: 700, scrollTop: 0 }
  expect(scrollHeight(huge)).toBe(maxHeight)
  for (const index of [0, 1, 12_345, 1_000_000, 1_999_998, 1_999_999]) {
    for (const align of ['start', 'center', 'end', 'nearest'] as const) {
      const at = { ...huge, scrollTop: scrollTopFor(huge, index, align) }
      const { from, to } = rowsInSight(at, 0)
      expect(index).toBeGreaterThanOrEqual(from)
      expect(index).toBeLessThan(to)
      // and it lies inside the scrolled window
      const top = rowTop(at, index)
      expect(top).toBeGreaterThanOrEqual(at.scrollTop - 1)
      expect(top + 56).toBeLessThanOrEqual(at.scrollTop + 701)
    }
  }
})

test('a list of normal height is not scaled', () => {
  expect(lift({ ...list, scrollTop: 1_000_000 })).toBe(0)
  expect(scrollHeight(list)).toBe(2_800_000)
})

test('a height names its row', () => {
  expect(rowAt(list, 0)).toBe(0)
  expect(rowAt(list, 27.9)).toBe(0)
  expect(rowAt(list, 28)).toBe(1)
  expect(rowAt(list, -1)).toBe(-1)
  expect(rowAt(list, 9e9)).toBe(100_000)
})
