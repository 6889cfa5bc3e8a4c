import { expect, test } from 'vitest'
import { rowIdOf } from '../names/names.ts'
import { createRows } from './row-columns.ts'
import { addRow, findById, findByName, markUnseen, removeRow, rowAt, unseen } from './rows.ts'

// Found by trying 140 million names.
const TWINS = ['f6kp60', 'f1ojg1t'] as const

test('names with the same hash have ids of their own and are told apart', () => {
  const [a, b] = TWINS
  expect(rowIdOf(a)).toBe(rowIdOf(b))
  const rows = createRows()
  const [first, second] = [addRow(rows, a, 'file'), addRow(rows, b, 'file')]
  expect([rowAt(rows, first).rowId, rowAt(rows, second).rowId]).toEqual([
    rowIdOf(a),
    rowIdOf(a) + 1,
  ])
  expect([findByName(rows, a), findByName(rows, b)]).toEqual([first, second])
  expect([findById(rows, rowIdOf(a)), findById(rows, rowIdOf(a) + 1)]).toEqual([first, second])

  // The one that stays keeps its id, and is found without the other.
  removeRow(rows, first)
  expect(findByName(rows, a)).toBeUndefined()
  expect(findByName(rows, b)).toBe(second)
  expect(rowAt(rows, second).rowId).toBe(rowIdOf(a) + 1)
  const again = addRow(rows, a, 'file')
  expect(findByName(rows, a)).toBe(again)
  removeRow(rows, second)
  expect(findByName(rows, b)).toBeUndefined()
  expect(rowAt(rows, addRow(rows, b, 'folder')).rowId).toBe(rowIdOf(a) + 1)
})

test('any number of rows come and go, each found by name and id', () => {
  const rows = createRows()
  const names = Array.from({ length: 5_000 }, (_, i) => `n${i}`)
  for (let round = 0; round < 6; round++) {
    for (const name of names)
      if (findByName(rows, name) === undefined)
        addRow(rows, name, name.endsWith('7') ? 'folder' : 'file')
    expect(rows).toMatchObject({ live: 5_000, files: 4_500, hidden: 0, settled: 0 })
    const lost: string[] = []
    for (const name of names) {
      const slot = findByName(rows, name)!
      if (rows.names[slot] !== name || findById(rows, rowIdOf(name)) !== slot) lost.push(name)
    }
    expect(lost).toEqual([])
    for (const name of names.slice(round * 600, round * 600 + 2_000))
      removeRow(rows, findByName(rows, name)!)
    expect(rows.live).toBe(3_000)
    expect(findByName(rows, names[round * 600]!)).toBeUndefined()
  }
  expect(rows.end).toBe(5_000)
})

test('what a listing did not meet is known', () => {
  const rows = createRows()
  addRow(rows, 'a', 'file')
  expect(unseen(rows)).toEqual([])
  markUnseen(rows)
  const late = addRow(rows, 'b', 'file')
  expect(unseen(rows)).toEqual([findByName(rows, 'a')])
  expect(late).not.toBe(findByName(rows, 'a'))
})
