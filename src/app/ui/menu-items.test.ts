import { expect, test } from 'vitest'
import { findByTyping, withoutStraySeparators, type MenuItem } from './menu-items.ts'

const action = (id: string): MenuItem => ({ type: 'action', id, label: id, run: () => undefined })
const line = (id: string): MenuItem => ({ type: 'separator', id })
const ids = (items: readonly MenuItem[]) => items.map((item) => item.id)

test('separators at the ends and doubled ones are dropped', () => {
  const items = [
    line('1'),
    line('2'),
    action('a'),
    line('3'),
    line('4'),
    action('b'),
    line('5'),
    line('6'),
  ]
  expect(ids(withoutStraySeparators(items))).toEqual(['a', '3', 'b'])
  expect(withoutStraySeparators([line('1')])).toEqual([])
  expect(ids(withoutStraySeparators([action('a'), line('1'), action('b')]))).toEqual([
    'a',
    '1',
    'b',
  ])
})

test('typing finds the next label that starts so, and goes round', () => {
  const labels = ['Open', 'Copy', 'Cut', 'Paste', 'Properties']
  expect(findByTyping(labels, 'c', -1)).toBe(1)
  expect(findByTyping(labels, 'c', 1)).toBe(2)
  expect(findByTyping(labels, 'C', 2)).toBe(1)
  expect(findByTyping(labels, 'pr', 3)).toBe(4)
  expect(findByTyping(labels, 'pa', 3)).toBe(3)
  expect(findByTyping(labels, 'x', 0)).toBe(-1)
  expect(findByTyping([], 'a', -1)).toBe(-1)
})
