import { expect, test } from 'vitest'
import { createFormats } from './format.ts'

const formats = createFormats('en-GB', 'UTC')

test('sizes have at most three digits and steps of 1000', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0 bytes'],
    [1, '1 byte'],
    [2, '2 bytes'],
    [999, '999 bytes'],
    [1_000, '1 KB'],
    [1_499, '1 KB'],
    [1_500, '2 KB'],
    [14_200, '14 KB'],
    [482_000, '482 KB'],
    [999_499, '999 KB'],
    [999_500, '1.0 MB'],
    [8_912_345, '8.9 MB'],
    [27_400_000, '27.4 MB'],
    [99_940_000, '99.9 MB'],
    [99_960_000, '100 MB'],
    [906_000_000, '906 MB'],
    [999_600_000, '1.0 GB'],
    [38_400_000_000, '38.4 GB'],
    [1_000_000_000_000, '1.0 TB'],
    [5e15, '5.0 PB'],
    [Number.MAX_SAFE_INTEGER, '9.0 PB'],
    [5e18, '5,000 PB'],
  ]
  expect(cases.map(([bytes]) => formats.size(bytes))).toEqual(cases.map(([, text]) => text))
})

test('the locale writes the decimal mark and the groups', () => {
  const german = createFormats('de-DE', 'UTC')
  expect(german.size(8_912_345)).toBe('8,9 MB')
  expect(german.exactSize(8_912_345)).toBe('8.912.345 bytes')
  expect(german.count(184_302)).toBe('184.302')
})

test('exact sizes are grouped', () => {
  expect(formats.exactSize(8_912_345)).toBe('8,912,345 bytes')
  expect(formats.exactSize(1)).toBe('1 byte')
})

test('dates are absolute, in the locale', () => {
  const time = Date.UTC(2024, 5, 14, 5, 41, 7)
  expect(formats.date(time)).toBe('14 Jun 2024, 05:41')
  expect(formats.exactDate(time)).toBe('14 Jun 2024, 05:41:07')
  expect(formats.day(time)).toBe('14 Jun 2024')
  expect(createFormats('de-DE', 'UTC').date(time)).toBe('14.06.2024, 05:41')
  expect(createFormats('en-GB', 'Asia/Tokyo').date(time)).toBe('14 Jun 2024, 14:41')
})

test('what is not known is a dash', () => {
  for (const value of [undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(formats.size(value)).toBe('–')
    expect(formats.exactSize(value)).toBe('–')
    expect(formats.date(value)).toBe('–')
    expect(formats.day(value)).toBe('–')
    expect(formats.exactDate(value)).toBe('–')
    expect(formats.relative(value, 0)).toBe('–')
  }
  expect(formats.size(-1)).toBe('–')
  expect(formats.date(9e15)).toBe('–')
})

test('relative times count in the largest whole unit', () => {
  const now = Date.UTC(2024, 5, 14, 12)
  const ago = (seconds: number) => formats.relative(now - seconds * 1000, now)
  expect(ago(0)).toBe('now')
  expect(ago(59)).toBe('59 seconds ago')
  expect(ago(180)).toBe('3 minutes ago')
  expect(ago(7_200)).toBe('2 hours ago')
  expect(ago(86_400)).toBe('yesterday')
  expect(ago(3 * 86_400)).toBe('3 days ago')
  expect(ago(8 * 86_400)).toBe('last week')
  expect(ago(70 * 86_400)).toBe('2 months ago')
  expect(ago(800 * 86_400)).toBe('2 years ago')
  expect(formats.relative(now + 120_000, now)).toBe('in 2 minutes')
})
