import * as v from 'valibot'
import { expect, test } from 'vitest'
import { RootIdSchema } from '#vdfs/api/ids.ts'
import { RelPathSchema } from '#vdfs/api/paths.ts'
import { createKeptFiles } from './kept-files.ts'

const rootId = v.parse(RootIdSchema, 'root0000000000000000000000')
const otherRoot = v.parse(RootIdSchema, 'root1111111111111111111111')
const dir = (path: string, root = rootId) => ({ rootId: root, path: v.parse(RelPathSchema, path) })
const fill = (see: (name: string, file: string) => boolean, count: number) =>
  Array.from({ length: count }, (_, n) => see(`${n}`, `file ${n}`))

test('files of a listing are kept by name; a new listing starts anew', () => {
  const kept = createKeptFiles<string>()
  expect(kept.of(dir('a'))).toBeUndefined()
  const see = kept.begin(dir('a'))
  expect(see('one', 'file one')).toBe(true)
  expect(see('', 'a name that is no text')).toBe(true)
  expect([...(kept.of(dir('a'))?.files ?? [])]).toEqual([['one', 'file one']])
  expect(kept.of(dir(''))).toBeUndefined()

  fill(kept.begin(dir('a')), 1)
  expect(see('two', 'of the older listing')).toBe(false)
  expect([...(kept.of(dir('a'))?.files.keys() ?? [])]).toEqual(['0'])
})

test('no more than so many are kept: the oldest folders go first, a large one is cut', () => {
  const kept = createKeptFiles<string>(10)
  for (const path of ['a', 'b']) fill(kept.begin(dir(path)), 4)
  fill(kept.begin(dir('c')), 4)
  expect(kept.of(dir('a'))).toBeUndefined()
  expect([kept.of(dir('b'))?.files.size, kept.of(dir('c'))?.files.size]).toEqual([4, 4])
  expect(fill(kept.begin(dir('large')), 100).indexOf(false)).toBe(10)
  expect(kept.of(dir('b'))).toBeUndefined()
  expect(kept.of(dir('c'))).toBeUndefined()
  expect(kept.of(dir('large'))?.files.size).toBe(10)
  fill(kept.begin(dir('d')), 4)
  expect(kept.of(dir('large'))).toBeUndefined()
  fill(kept.begin(dir('e')), 6)
  expect([kept.of(dir('d'))?.files.size, kept.of(dir('e'))?.files.size]).toEqual([4, 6])
})

test('a forgotten root keeps nothing, others keep theirs', () => {
  const kept = createKeptFiles<string>()
  fill(kept.begin(dir('')), 1)
  fill(kept.begin(dir('a')), 1)
  fill(kept.begin(dir('a', otherRoot)), 1)
  kept.forget(rootId)
  expect([kept.of(dir('')), kept.of(dir('a'))]).toEqual([undefined, undefined])
  expect(kept.of(dir('a', otherRoot))?.files.size).toBe(1)
})
