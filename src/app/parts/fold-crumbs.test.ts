import { expect, test } from 'vitest'
import { foldedRange } from './fold-crumbs.ts'

const options = { most: Number.MAX_VALUE }

test('a path that fits is shown whole', () => {
  expect(foldedRange([100, 100, 100], 300, options)).toEqual({ from: 1, to: 1 })
  expect(foldedRange([], 300, options)).toEqual({ from: 1, to: 1 })
  expect(foldedRange([500], 100, options)).toEqual({ from: 1, to: 1 })
})

test('the last crumb has the room first: others fold before it shrinks', () => {
  expect(foldedRange([100, 100, 200], 400, options)).toEqual({ from: 1, to: 1 })
  expect(foldedRange([100, 100, 200], 399, options)).toEqual({ from: 1, to: 2 })
  expect(foldedRange([100, 100, 900], 399, options)).toEqual({ from: 1, to: 2 })
})

test('crumbs fold from the outside in, and the first and the last stay', () => {
  expect(foldedRange([100, 90, 90, 90, 90, 80], 100 + 44 + 90 + 90 + 80, options)).toEqual({
    from: 1,
    to: 3,
  })
  expect(foldedRange([100, 90, 90, 90, 90, 80], 10, options)).toEqual({ from: 1, to: 5 })
})

test('no more than wanted are shown', () => {
  expect(foldedRange([50, 50, 50, 50], 1_000, { most: 2 })).toEqual({ from: 1, to: 3 })
  expect(foldedRange([50, 50, 50, 50], 1_000, { most: 3 })).toEqual({ from: 1, to: 2 })
  expect(foldedRange([50, 50], 1_000, { most: 2 })).toEqual({ from: 1, to: 1 })
})
