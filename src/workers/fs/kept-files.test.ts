import * as v from 'valibot'
import { expect, test } from 'vitest'
import { RootIdSchema } from '#vdfs/api/ids.ts'
import { RelPathSchema } from '#vdfs/api/paths.ts'
import { createKeptFiles } from './kept-files.ts'

const rootId = v.parse(RootIdSchema, 'root0000000000000000000000')
const otherRoot = v.parse(RootIdSchema, 'root1111111111111111111111')
const dir = (path: string, root = rootId) => ({ rootId: root, path: v.parse(RelPathSchema, path) })
const file = (name: string) => ({ name })
const named = (count: number) => Array.from({ length: count }, (_, n) => file(`${n}`))

test('files of a listing are kept by name; a new listing starts anew', () => {
  const kept = createKeptFiles()
  expect(kept.of(dir('a'))).toBeUndefined()
  const see = kept.begin(dir('a'))
  const one = file('one')
  see(one)
  see(file('')) // a name that is no text
  expect([...(kept.of(dir('a'))?.files ?? [])]).toEqual([['one', one]])
  expect(kept.of(dir(''))).toBeUndefined()

  kept.begin(dir('a'))(file('two'))
  see(file('three')) // the older listing still runs
  expect([...(kept.of(dir('a'))?.files.keys() ?? [])]).toEqual(['two'])
})

test('no more than so many are kept: the oldest folders go first, a large one is cut', () => {
  const kept = createKeptFiles(10)
  for (const path of ['a', 'b']) named(4).forEach(kept.begin(dir(path)))
  named(4).forEach(kept.begin(dir('c')))
  expect(kept.of(dir('a'))).toBeUndefined()
  expect([kept.of(dir('b'))?.files.size, kept.of(dir('c'))?.files.size]).toEqual([4, 4])
  named(100).forEach(kept.begin(dir('large')))
  expect(kept.of(dir('b'))).toBeUndefined()
  expect(kept.of(dir('c'))).toBeUndefined()
  expect(kept.of(dir('large'))?.files.size).toBe(10)
  named(4).forEach(kept.begin(dir('d')))
  expect(kept.of(dir('large'))).toBeUndefined()
  named(6).forEach(kept.begin(dir('e')))
  expect([kept.of(dir('d'))?.files.size, kept.of(dir('e'))?.files.size]).toEqual([4, 6])
})

test('a forgotten root keeps nothing, others keep theirs', () => {
  const kept = createKeptFiles()
  kept.begin(dir(''))(file('x'))
  kept.begin(dir('a'))(file('x'))
  kept.begin(dir('a', otherRoot))(file('x'))
  kept.forget(rootId)
  expect([kept.of(dir('')), kept.of(dir('a'))]).toEqual([undefined, undefined])
  expect(kept.of(dir('a', otherRoot))?.files.size).toBe(1)
})
