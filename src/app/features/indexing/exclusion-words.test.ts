import { expect, test } from 'vitest'
import { RelPathSchema } from '#vdfs/api/paths.ts'
import * as v from 'valibot'
import { explanationOf, reasonOf } from './exclusion-words.ts'

const path = (text: string) => v.parse(RelPathSchema, text)

test('a reason names the rule, the pattern and where it stands', () => {
  expect(reasonOf({ by: 'system', pattern: 'Thumbs.db' })).toBe(
    '“System files” (pattern Thumbs.db)',
  )
  expect(reasonOf({ by: 'images', pattern: '' })).toBe('“All but images”')
  expect(reasonOf({ by: 'own', pattern: '*.tmp' })).toBe('your pattern *.tmp')
  expect(
    reasonOf({ by: 'gitignore', pattern: 'build/', source: { path: 'src/.gitignore', line: 3 } }),
  ).toBe('the pattern build/ in src/.gitignore, line 3')
})

test('patterns from files cannot turn a sentence around', () => {
  const hostile = { by: 'own' as const, pattern: 'a\u202Egpj' }
  expect(reasonOf(hostile)).toBe('your pattern a[U+202E]gpj')
  expect(
    reasonOf({ ...hostile, by: 'gitignore', source: { path: 'b\u202E/.gitignore', line: 1 } }),
  ).not.toContain('\u202E')
})

test('an explanation says whether the entry itself or a folder above it is left out', () => {
  const because = { by: 'own' as const, pattern: 'a/' }
  expect(explanationOf(path('a/b'), undefined)).toBe('It is in the index.')
  expect(explanationOf(path('a/b'), { path: path('a/b'), because })).toBe(
    'It is left out because of your pattern a/.',
  )
  expect(explanationOf(path('a/b'), { path: path('a'), because })).toBe(
    'It is left out with the folder a, because of your pattern a/.',
  )
})
