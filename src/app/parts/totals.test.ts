import { expect, test } from 'vitest'
import type { Totals } from '#vdfs/api/indexing.ts'
import { createFormats } from './format.ts'
import { kindCounts, totalsSentence, totalsWords } from './totals.ts'

const formats = createFormats('en-GB', 'UTC')
const whole: Totals = {
  files: 12_345,
  folders: 1_204,
  bytes: 3_200_000_000,
  unread: 0,
  excluded: 0,
  unlisted: 0,
  kinds: {},
}

test('complete sums are plain', () => {
  expect(totalsSentence(whole, formats, true)).toBe('12,345 files, 1,204 folders, 3.2 GB')
  expect(totalsSentence(whole, formats, false)).toBe('12,345 files, 3.2 GB')
  expect(totalsWords(whole, formats)).toEqual({
    files: '12,345 files',
    folders: '1,204 folders',
    size: '3.2 GB',
  })
})

test('folders that are not listed make every sum a lower bound', () => {
  const totals = { ...whole, unlisted: 1, unread: 4 }
  expect(totalsSentence(totals, formats, true)).toBe('at least 12,345 files, 1,204 folders, 3.2 GB')
  expect(totalsWords(totals, formats)).toEqual({
    files: 'at least 12,345 files',
    folders: 'at least 1,204 folders',
    size: 'at least 3.2 GB',
  })
})

test('sizes that are not read make only the size a lower bound', () => {
  const totals = { ...whole, unread: 4 }
  expect(totalsSentence(totals, formats, true)).toBe('12,345 files, 1,204 folders, at least 3.2 GB')
  expect(totalsWords(totals, formats)).toEqual({
    files: '12,345 files',
    folders: '1,204 folders',
    size: 'at least 3.2 GB',
  })
})

test('where no size is known, none is claimed', () => {
  const totals = { ...whole, bytes: 0, unread: 12_345 }
  expect(totalsSentence(totals, formats, false)).toBe('12,345 files')
  expect(totalsWords(totals, formats).size).toBeUndefined()
  const none = { ...whole, files: 0, folders: 1, bytes: 0 }
  expect(totalsSentence(none, formats, true)).toBe('0 files, 1 folder, 0 bytes')
})

test('the kinds with most files come first, the rest is one sum', () => {
  const kinds = { image: 10, raw: 30, other: 99, pdf: 5, text: 2, video: 1, code: 0 }
  expect(kindCounts({ ...whole, kinds }, 4)).toEqual({
    top: [
      ['raw', 30],
      ['image', 10],
      ['pdf', 5],
      ['text', 2],
    ],
    others: 100,
  })
  expect(kindCounts({ ...whole, kinds: { pdf: 1 } }, 4)).toEqual({ top: [['pdf', 1]], others: 0 })
})
