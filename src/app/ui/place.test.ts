import { expect, test } from 'vitest'
import { atPoint, below } from './place.ts'

const window = { width: 1000, height: 600 }

test('a thing hangs below its anchor, aligned with its start or centre', () => {
  const anchor = { x: 100, y: 50, width: 80, height: 28 }
  expect(below(anchor, { width: 200, height: 100 }, window, 4, 'start')).toEqual({ x: 100, y: 82 })
  expect(below(anchor, { width: 40, height: 20 }, window, 6, 'center')).toEqual({ x: 120, y: 84 })
})

test('it goes above where below has no room, and never leaves the window', () => {
  const low = { x: 960, y: 560, width: 28, height: 28 }
  expect(below(low, { width: 200, height: 100 }, window, 4, 'start')).toEqual({ x: 792, y: 456 })
  const first = { x: -10, y: 0, width: 28, height: 28 }
  expect(below(first, { width: 200, height: 100 }, window, 4, 'start')).toEqual({ x: 8, y: 32 })
})

test('where neither side has room it keeps its start in the window', () => {
  const middle = { x: 10, y: 300, width: 28, height: 28 }
  expect(below(middle, { width: 200, height: 590 }, window, 4, 'start')).toEqual({ x: 10, y: 8 })
})

test('a menu at a point opens away from the edges', () => {
  const size = { width: 220, height: 300 }
  const point = (x: number, y: number) => ({ x, y, width: 0, height: 0 })
  expect(atPoint(point(100, 100), size, window)).toEqual({ x: 100, y: 100 })
  expect(atPoint(point(990, 590), size, window)).toEqual({ x: 770, y: 290 })
  expect(atPoint(point(100, 590), { width: 220, height: 595 }, window)).toEqual({ x: 100, y: 8 })
})
