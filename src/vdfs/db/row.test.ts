import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import type { SqlRow } from '../ports.ts'
import { decodeRows, type Row } from './row.ts'

const one = <T>(row: SqlRow, read: (row: Row) => T) => decodeRows([row], read)[0]

test('columns are read in order, each by its kind', () => {
  const rows: SqlRow[] = [
    ['a', 1, 0.5, Uint8Array.of(1), 1, 'long enough', '{"x":1}', null, 'b'],
    ['', -1, 2, new Uint8Array(0), 0, 'long enough', 'null', null, null],
  ]
  const read = (row: Row) => [
    row.text(),
    row.integer(),
    row.real(),
    row.bytes(),
    row.flag(),
    row.as(v.pipe(v.string(), v.minLength(5))),
    row.json(),
    row.optional((column) => column.text()),
    row.optional((column) => column.text()),
  ]
  expect(decodeRows(rows, read)).toEqual([
    ['a', 1, 0.5, Uint8Array.of(1), true, 'long enough', { x: 1 }, undefined, 'b'],
    ['', -1, 2, new Uint8Array(0), false, 'long enough', null, undefined, undefined],
  ])
})

describe('what does not fit is a defect', () => {
  const cases: readonly (readonly [string, SqlRow, (row: Row) => unknown])[] = [
    ['text', [1], (row) => row.text()],
    ['text', [null], (row) => row.text()],
    ['an integer', ['1'], (row) => row.integer()],
    ['an integer', [1.5], (row) => row.integer()],
    ['an integer', [2n ** 60n], (row) => row.integer()],
    ['a number', ['1'], (row) => row.real()],
    ['bytes', ['1'], (row) => row.bytes()],
    ['0 or 1', [2], (row) => row.flag()],
  ]
  test.each(cases)('%s expected of %s', (wanted, row, read) => {
    expect(() => one(row, read)).toThrow(`${wanted} expected`)
  })

  test('text outside of its schema, and JSON that is none', () => {
    expect(() => one(['abc'], (row) => row.as(v.picklist(['a'])))).toThrow(v.ValiError)
    expect(() => one(['{'], (row) => row.json())).toThrow(SyntaxError)
  })

  test('columns too many or too few', () => {
    expect(() => one(['a', 'b'], (row) => row.text())).toThrow('2 columns were selected, 1 read')
    expect(() => one(['a'], (row) => [row.text(), row.text()])).toThrow('only 1 columns')
  })
})
