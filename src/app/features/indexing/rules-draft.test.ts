import { expect, test } from 'vitest'
import { MAX_PATTERN_LENGTH, MAX_PATTERNS } from '#vdfs/api/rules.ts'
import { draftOf, isSameRules, problemOf, rulesOf, withSet } from './rules-draft.ts'

test('rules become text and back', () => {
  const rules = { sets: ['system' as const], own: ['*.tmp', '# mine', '!keep.tmp'] }
  expect(draftOf(rules)).toEqual({ sets: ['system'], text: '*.tmp\n# mine\n!keep.tmp' })
  expect(rulesOf(draftOf(rules))).toEqual(rules)
})

test('empty lines are no patterns; spaces within are kept as they are', () => {
  expect(rulesOf({ sets: [], text: '\r\n*.tmp \r\n   \n a b\n' }).own).toEqual(['*.tmp ', ' a b'])
})

test('the limits of the contract are told before the core refuses', () => {
  const draft = (text: string) => ({ sets: [], text })
  const lines = (count: number) => draft('x\n'.repeat(count))
  expect(problemOf(lines(MAX_PATTERNS))).toBeUndefined()
  expect(problemOf(lines(MAX_PATTERNS + 1))).toEqual({ type: 'tooMany', count: MAX_PATTERNS + 1 })
  const long = 'x'.repeat(MAX_PATTERN_LENGTH)
  expect(problemOf(draft(long))).toBeUndefined()
  expect(problemOf(draft(`a\n\n${long}x`))).toEqual({ type: 'tooLong', line: 3 })
})

test('the order of sets makes no difference, that of patterns does', () => {
  const rules = (sets: ('system' | 'git')[], own: string[]) => ({ sets, own })
  expect(isSameRules(rules(['system', 'git'], ['a']), rules(['git', 'system'], ['a']))).toBe(true)
  expect(isSameRules(rules([], ['a', '!a']), rules([], ['!a', 'a']))).toBe(false)
  expect(isSameRules(rules(['git'], []), rules([], []))).toBe(false)
})

test('a set is ticked once', () => {
  const draft = { sets: ['system' as const], text: '' }
  expect(withSet(draft, 'git', true).sets).toEqual(['system', 'git'])
  expect(withSet(draft, 'system', true).sets).toEqual(['system'])
  expect(withSet(draft, 'system', false).sets).toEqual([])
})
