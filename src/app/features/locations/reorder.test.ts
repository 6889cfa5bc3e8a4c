import { expect, test } from 'vitest'
import { movedBy, movedToGap } from './reorder.ts'

const ids = ['a', 'b', 'c', 'd']

test('moves by places, and stops at the ends', () => {
  expect(movedBy(ids, 'b', 1)).toEqual(['a', 'c', 'b', 'd'])
  expect(movedBy(ids, 'b', -1)).toEqual(['b', 'a', 'c', 'd'])
  expect(movedBy(ids, 'a', -1)).toBe(ids)
  expect(movedBy(ids, 'd', 1)).toBe(ids)
  expect(movedBy(ids, 'c', -9)).toEqual(['c', 'a', 'b', 'd'])
  expect(movedBy(ids, 'x', 1)).toBe(ids)
})

test('moves into gaps; those beside itself change nothing', () => {
  expect(movedToGap(ids, 'a', 4)).toEqual(['b', 'c', 'd', 'a'])
  expect(movedToGap(ids, 'd', 0)).toEqual(['d', 'a', 'b', 'c'])
  expect(movedToGap(ids, 'b', 3)).toEqual(['a', 'c', 'b', 'd'])
  expect(movedToGap(ids, 'c', 1)).toEqual(['a', 'c', 'b', 'd'])
  expect(movedToGap(ids, 'b', 1)).toBe(ids)
  expect(movedToGap(ids, 'b', 2)).toBe(ids)
  expect(movedToGap(ids, 'x', 2)).toBe(ids)
})
