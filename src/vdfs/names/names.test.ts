import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  extensionOf,
  foldForSearch,
  isHiddenName,
  naturalKey,
  ROW_ID_LIMIT,
  rowIdOf,
} from './names.ts'

const byKey = (a: string, b: string): number => {
  const [x, y] = [naturalKey(a), naturalKey(b)]
  if (x === y) return 0
  return x < y ? -1 : 1
}
const sorted = (names: readonly string[]): string[] => names.toSorted(byKey)
const shuffled = (names: readonly string[]): string[] =>
  names.toSorted((a, b) => rowIdOf(a) - rowIdOf(b))
/** Any UTF-16, valid or not. */
const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
})
const anyName = fc.oneof(
  anyText,
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...Array.from('aAbB019. _-é')) }),
)

test.each([
  ['numbers by value', ['a1', 'a2', 'a10', 'a100', 'a20000000000', 'a100000000000000000000000']],
  ['leading zeros after the plain number', ['2', '002', '02', '3', '03', '10']],
  ['case and accents only between equals', ['cafe', 'Café', 'cafes', 'Zoe', 'zoë', 'zoes']],
  [
    'signs, then digits, then letters',
    ['_a', '-a', '.a', '(a)', '#a', '~a', '$a', '«a»', '🙂a', '1a', 'a'],
  ],
  ['shorter first', ['', 'a', 'a b', 'a-b', 'a.b', 'a1', 'ab']],
  ['camera names', ['IMG_1.jpg', 'IMG_2 (1).jpg', 'img_2.jpg', 'IMG_10.jpg']],
  ['versions', ['v1.2', 'v1.9', 'v1.10', 'v2']],
  ['dot files together', ['.a', '.B', '.c', 'a']],
  [
    'strokes and ligatures with their letters',
    ['aera', 'Æro', 'afar', 'lodz', 'Łódź', 'lz', 'ODA', 'øre', 'oz'],
  ],
  ['sharp s as ss', ['Strasse', 'Straße', 'Strassen']],
  ['digits of other scripts by value', ['٢', '٣', '١٠', '११', '１２']],
  ['Hangul, kana and Han after Latin', ['z', '가나', '나', 'かき', 'がく', 'はな', '一']],
])('%s', (_, names) => {
  expect(sorted(shuffled(names))).toEqual(names)
  expect(sorted(names.toReversed())).toEqual(names)
})

test('the order is total: no two names share a key, whatever they hold', () => {
  fc.assert(
    fc.property(anyName, anyName, (a, b) => {
      expect(naturalKey(a) === naturalKey(b)).toBe(a === b)
    }),
    { numRuns: 2_000 },
  )
})

test('names that fold alike stand together', () => {
  fc.assert(
    fc.property(fc.array(anyName, { maxLength: 12 }), (names) => {
      const twins = names.flatMap((name) => [name, name.toUpperCase(), `${name}\u0301`])
      const order = sorted([...new Set(twins)])
      const groups = order.map((name) => naturalKey(name).replace(/\0.*/s, ''))
      const firsts = groups.filter((group, index) => group !== groups[index - 1])
      expect(firsts.length).toBe(new Set(groups).size)
    }),
  )
})

test('ICU agrees on printable ASCII, as far as it tells names apart', () => {
  const icu = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
  const printable = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 })
  const usual = fc.string({
    unit: fc.constantFrom(...Array.from('abcXYZ 0123456789')),
    maxLength: 12,
  })
  fc.assert(
    fc.property(fc.oneof(usual, printable), fc.oneof(usual, printable), (a, b) => {
      const expected = Math.sign(icu.compare(a, b))
      fc.pre(expected !== 0)
      expect(byKey(a, b)).toBe(expected)
    }),
    { numRuns: 5_000 },
  )
})

test('digits compare as the numbers they are, of any length', () => {
  const number = fc.bigInt({ min: 0n, max: 10n ** 130n })
  fc.assert(
    fc.property(number, number, fc.nat(9), (a, b, zeros) => {
      const expected = a < b ? -1 : Number(a > b)
      fc.pre(expected !== 0)
      expect(byKey(`x${'0'.repeat(zeros)}${a}y`, `x${b}y`)).toBe(expected)
    }),
  )
})

test('names of any length have keys', () => {
  const long = 'Ab1é'.repeat(20_000)
  expect(naturalKey(long) < naturalKey(`${long}x`)).toBe(true)
})

test('a fold knows no case, accents, width or invisible characters', () => {
  for (const name of [
    'Résumé',
    'RÉSUMÉ',
    're\u0301sume\u0301',
    'ｒｅｓｕｍｅ',
    'r\u200besum\u202ee',
  ])
    expect(foldForSearch(name)).toBe('resume')
  expect(foldForSearch('ΣΊΣΥΦΟΣ')).toBe(foldForSearch('σίσυφος'))
  expect(foldForSearch('İstanbul')).toBe('istanbul')
  expect(foldForSearch('हिन्दी')).not.toBe(foldForSearch('हन्द'))
})

test('a fold is stable for every character', () => {
  expect(['ẞ', 'ß', 'SS', 'ss'].map(foldForSearch)).toEqual(['ss', 'ss', 'ss', 'ss'])
  const characters = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code))
  expect(
    characters.map(foldForSearch).filter((folded) => foldForSearch(folded) !== folded),
  ).toEqual([])
})

test('a fold is stable', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      expect(foldForSearch(foldForSearch(name))).toBe(foldForSearch(name))
    }),
  )
})

test('Unicode has every script’s ten digits in a row', () => {
  const digits = Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => /\p{Nd}/u.test(String.fromCodePoint(code)))
    .map((code) => foldForSearch(String.fromCodePoint(code)))
  expect(digits.join('')).toBe('0123456789'.repeat(digits.length / 10))
  expect(Array.from('०१२३४५६७८९').map(foldForSearch).join('')).toBe('0123456789')
})

test('row ids are whole numbers of 52 bits, the same for the same name, spread evenly', () => {
  const ids = new Set<number>()
  let high = 0
  for (let i = 0; i < 200_000; i++) {
    const id = rowIdOf(`file ${i}.txt`)
    if (!Number.isInteger(id) || id < 0 || id >= ROW_ID_LIMIT) throw new Error(`${id}`)
    if (id >= ROW_ID_LIMIT / 2) high += 1
    ids.add(id)
  }
  expect(ids.size).toBe(200_000)
  expect(Math.abs(high - 100_000)).toBeLessThan(1_000)
  // Kept by open windows across versions of the app: changing the hash loses selections.
  expect([rowIdOf(''), rowIdOf('a'), rowIdOf('naïve.txt')]).toEqual([
    3021345743498194, 4311563667060590, 3668551429474890,
  ])
})

test('dot files and swap files are hidden, extensions are folded', () => {
  expect(['.git', 'a.txt.crswap', 'a.crswap.txt', 'a.', ''].map(isHiddenName)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
  expect(['a.JPG', 'a.tar.GZ', '.bashrc', 'Makefile', 'a.', 'x.É'].map(extensionOf)).toEqual([
    'jpg',
    'gz',
    '',
    '',
    '',
    'e',
  ])
})

test('making keys and sorting by them takes less work than a collator', { timeout: 60_000 }, () => {
  const names = shuffled(Array.from({ length: 10_000 }, (_, i) => `IMG_${i} (copy ${i % 77}).jpg`))
  const icu = new Intl.Collator('en', { numeric: true })
  /** Time of the processor, not of the clock: others may be at work too. */
  const cost = (work: () => unknown): number => {
    const runs = [0, 1, 2, 3].map(() => {
      const before = process.cpuUsage()
      work()
      const { user, system } = process.cpuUsage(before)
      return user + system
    })
    return Math.min(...runs)
  }
  const byKeys = cost(() => {
    const keys = names.map(naturalKey)
    return names.map((_, i) => i).toSorted((a, b) => (keys[a]! < keys[b]! ? -1 : 1))
  })
  const byCollator = cost(() => names.toSorted((a, b) => icu.compare(a, b)))
  expect(byKeys).toBeLessThan(byCollator)
})
