import { expect, test } from 'vitest'
import { nameParts, visibleName, type NamePiece } from './name-parts.ts'

const text = (pieces: readonly NamePiece[]) =>
  pieces.map((piece) => (piece.code === true ? `<${piece.text}>` : piece.text)).join('')
const shown = (name: string, hasExtension = true) => {
  const parts = nameParts(name, hasExtension)
  return [text(parts.head), text(parts.tail), text(parts.extension)]
}

test('a long stem keeps its last seven characters and the extension', () => {
  expect(shown('2024-06-14_terminus_east_panorama_stitched_s_16bit.tif')).toEqual([
    '2024-06-14_terminus_east_panorama_stitched_',
    's_16bit',
    '.tif',
  ])
  expect(shown('stake_readings_2019–2024.csv')).toEqual(['stake_readings_20', '19–2024', '.csv'])
})

test('a short stem is not split', () => {
  expect(shown('BRJ_0412.jpg')).toEqual(['BRJ_0412', '', '.jpg'])
  expect(shown('氷河湖 調査メモ.docx')).toEqual(['氷河湖 調査メモ', '', '.docx'])
})

test('what looks like an extension and is none stays in the stem', () => {
  expect(shown('.gitignore')).toEqual(['.gitignore', '', ''])
  expect(shown('README')).toEqual(['README', '', ''])
  expect(shown('Mr. Smith')).toEqual(['Mr. Smith', '', ''])
  expect(shown('end.')).toEqual(['end.', '', ''])
  expect(shown('v1.2 final', false)).toEqual(['v1.2 final', '', ''])
  expect(shown('photos.2024', false)).toEqual(['photos.2024', '', ''])
})

test('a compound extension stays whole', () => {
  expect(shown('backup.tar.gz')).toEqual(['backup', '', '.tar.gz'])
  expect(shown('.tar.gz')).toEqual(['.tar', '', '.gz'])
})

test('graphemes are never cut', () => {
  const family = '👨‍👩‍👧'
  const [head, tail] = shown(`${family.repeat(14)}.png`)
  expect(head).toBe(family.repeat(7))
  expect(tail).toBe(family.repeat(7))
  const [, accents] = shown(`${'e\u0301'.repeat(20)}.txt`)
  expect(accents).toBe('e\u0301'.repeat(7))
})

test('joined letters are not torn apart', () => {
  expect(shown('مخططالموقعالجديدللمنطقة.png')).toEqual(['مخططالموقعالجديدللمنطقة', '', '.png'])
  expect(shown('مخطط الموقع الجديد 2024-06.png')[1]).toBe('2024-06')
})

test('controls, overrides and invisible characters are shown', () => {
  expect(shown('two\nlines.txt')).toEqual(['two<␊>lines', '', '.txt'])
  expect(shown('a\u0000b\u007f')).toEqual(['a<␀>b<␡>', '', ''])
  expect(shown('photo\u202Egpj.exe')).toEqual(['photo<U+202E>gpj', '', '.exe'])
  expect(shown('zero\u200Bwidth\uFEFF')).toEqual(['zero<U+200B>width<U+FEFF>', '', ''])
  expect(shown('line at the end\n')[1]).toBe('he end<␊>')
  expect(shown('lone\uD800.txt')).toEqual(['lone<U+D800>', '', '.txt'])
  expect(shown('tag\u{E0001}.md')).toEqual(['tag<U+E0001>', '', '.md'])
  expect(shown('x\u202E.exe\u202C')).toEqual(['x<U+202E>.exe<U+202C>', '', ''])
})

test('what scripts and emoji need is left alone', () => {
  for (const name of ['می\u200Cخواهم', '❤\uFE0F', 'Ísland', 'नमस्ते']) {
    expect(shown(name)).toEqual([name, '', ''])
  }
})

test('markup is only text', () => {
  expect(shown('<img src=x onerror=alert(1)>.png')).toEqual([
    '<img src=x onerror=al',
    'ert(1)>',
    '.png',
  ])
})

test('spaces at the ends are shown', () => {
  expect(shown(' report.pdf')).toEqual(['<␠>report.pdf', '', ''])
  expect(shown('report.pdf  ')).toEqual(['report.pdf', '<␠><␠>', ''])
  expect(shown('   ')).toEqual(['<␠><␠><␠>', '', ''])
})

test('nothing of a name is lost, whatever it holds', () => {
  const names = [
    'a.b.c.d',
    '..',
    '.',
    '...x',
    'x'.repeat(255),
    '\t\ta\u2028b',
    'é'.repeat(127),
    'a.tar.tar.xz',
  ]
  for (const name of names) {
    const parts = nameParts(name, true)
    const all = [...parts.head, ...parts.tail, ...parts.extension]
    const plain = all.filter((piece) => piece.code !== true).map((piece) => piece.text)
    expect(plain.join('').length + all.filter((piece) => piece.code === true).length).toBe(
      name.length,
    )
  }
})

test('the visible name is one line', () => {
  expect(visibleName('a\nb\u202Ec.txt')).toBe('a␊b[U+202E]c.txt')
  expect(visibleName('plain name.txt')).toBe('plain name.txt')
})
