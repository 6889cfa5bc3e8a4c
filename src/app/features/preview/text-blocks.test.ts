import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  BLOCK_LENGTH,
  BLOCK_LINES,
  blocksOf,
  LINE_LENGTH,
  textBetween,
  withPlainEnds,
} from './text-blocks.ts'

const joined = (text: string) =>
  blocksOf(text)
    .map((block, at, all) => block.text + (block.goesOn || at === all.length - 1 ? '' : '\n'))
    .join('')

test('blocks hold every character, in order, and none is too large', () => {
  const line = fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.nat({ max: 3 * LINE_LENGTH }).map((length) => 'x'.repeat(length)),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 300 }), (lines) => {
      const text = withPlainEnds(lines.join('\n'))
      expect(joined(text)).toBe(text)
      for (const block of blocksOf(text)) {
        expect(block.lines).toBeLessThanOrEqual(BLOCK_LINES)
        expect(block.text.length).toBeLessThanOrEqual(Math.max(BLOCK_LENGTH, LINE_LENGTH))
        expect(block.text.split('\n').length).toBe(block.lines)
      }
    }),
  )
})

test('a megabyte in one line is cut, never inside a character', () => {
  const text = '🜂'.repeat(500_000)
  const blocks = blocksOf(text)
  expect(blocks.length).toBeGreaterThan(200)
  expect(joined(text)).toBe(text)
  expect(blocks.every((block) => block.text.isWellFormed())).toBe(true)
})

test('a line is cut between words, if it has any', () => {
  const text = 'some words '.repeat(2_000)
  const blocks = blocksOf(text)
  expect(joined(text)).toBe(text)
  expect(blocks.length).toBeGreaterThan(4)
  expect(blocks.slice(0, -1).every((block) => block.text.endsWith(' '))).toBe(true)
})

test('line ends of all systems are one, and nothing is one empty line', () => {
  expect(withPlainEnds('a\r\nb\rc\nd')).toBe('a\nb\nc\nd')
  expect(blocksOf('')).toEqual([{ text: '', lines: 1, goesOn: false }])
  expect(blocksOf('a\n')).toEqual([{ text: 'a\n', lines: 2, goesOn: false }])
})

test('what is copied is what the file holds, across blocks and cut lines', () => {
  const long = 'abc'.repeat(3_000)
  const text = `first\n${long}\nlast`
  const blocks = blocksOf(text)
  expect(blocks.length).toBeGreaterThan(3)
  const end = blocks.length - 1
  const offset = blocks[end]!.text.length
  expect(textBetween(blocks, { block: 0, offset: 0 }, { block: end, offset }) === text).toBe(true)
  expect(textBetween(blocks, { block: 0, offset: 3 }, { block: 1, offset: 2 })).toBe('st\nab')
  expect(textBetween(blocks, { block: 0, offset: 1 }, { block: 0, offset: 3 })).toBe('ir')
})
