import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import {
  isName,
  joinPath,
  nameOf,
  parentOf,
  parsePath,
  RelPathSchema,
  ROOT,
  segmentsOf,
} from './paths.ts'

const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter(isName)

test('a path is its names: joined, split, and walked up again', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 8 }), (names) => {
      const path = names.reduce(joinPath, ROOT)
      expect(segmentsOf(path)).toEqual(names)
      expect(nameOf(path)).toBe(names.at(-1) ?? '')
      expect(parentOf(path)).toBe(
        names.length === 0 ? undefined : names.slice(0, -1).reduce(joinPath, ROOT),
      )
      expect(v.parse(RelPathSchema, path)).toBe(path)
    }),
  )
})

test.each(['..', 'a/../b', '.', 'a/./b', 'a\0b', '../etc', 'a/..'])('%j is refused', (text) => {
  expect(parsePath(text)).toEqual({ ok: false, error: { type: 'BadPath', text } })
})

test.each([
  ['/a/b/', 'a/b'],
  ['a//b', 'a/b'],
  ['', ''],
  ['/', ''],
  [String.raw`a\..\b`, String.raw`a\..\b`],
  ['...', '...'],
  [' ', ' '],
])('%j is read as %j', (text, path) => {
  expect(parsePath(text)).toEqual({ ok: true, value: path })
})

test('a schema refuses what a person would be forgiven', () => {
  for (const text of ['/a', 'a/', 'a//b', 'a/..'])
    expect(v.safeParse(RelPathSchema, text).success).toBe(false)
})
