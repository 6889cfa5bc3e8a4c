import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TextEncodingLabel } from '../api/files.ts'
import { decodePart, detectEncoding } from './text-encoding.ts'

const encodings: readonly TextEncodingLabel[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']

/** Node writes what the browser only reads. */
function encode(text: string, encoding: TextEncodingLabel): Uint8Array {
  if (encoding === 'windows-1252') return new Uint8Array(Buffer.from(text, 'latin1'))
  const bytes = Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'utf16le')
  return new Uint8Array(encoding === 'utf-16be' ? bytes.swap16() : bytes)
}

const texts = fc
  .array(fc.constantFrom('a', 'é', 'ß', '\r\n', '\n', '\r', '漢', '😀', '\u{feff}', 'end'))
  .map((parts) => parts.join(''))

test('parts of any size make up the whole, and no part tears a character or a line end', () => {
  fc.assert(
    fc.property(
      texts,
      fc.constantFrom(...encodings),
      fc.integer({ min: 16, max: 40 }),
      fc.boolean(),
      (anyText, encoding, size, marked) => {
        const text =
          encoding === 'windows-1252' ? anyText.replaceAll(/[^\0-\u{7e}éß]/gu, '?') : anyText
        const mark =
          marked && encoding !== 'windows-1252' ? encode('\u{feff}', encoding) : new Uint8Array()
        const bytes = new Uint8Array([...mark, ...encode(text, encoding)])
        const parts: string[] = []
        for (let at = 0; at < bytes.length;) {
          const chunk = bytes.subarray(at, at + size)
          const isLast = at + chunk.length >= bytes.length
          const part = decodePart(chunk, encoding, at, isLast)
          const isTorn = parts.at(-1)?.endsWith('\r') === true && part.text.startsWith('\n')
          expect(isTorn).toBe(false)
          parts.push(part.text)
          at += part.byteLength
        }
        const whole = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
        const isMarked = encoding !== 'windows-1252' && whole.startsWith('\u{feff}')
        expect(parts.join('')).toBe(isMarked ? whole.slice(1) : whole)
      },
    ),
    { numRuns: 500 },
  )
})

test.each([
  ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, 0x61], { encoding: 'utf-8', certainty: 'marked' }],
  ['UTF-16 with a mark', [0xff, 0xfe, 0x61, 0], { encoding: 'utf-16le', certainty: 'marked' }],
  ['UTF-16BE with a mark', [0xfe, 0xff, 0, 0x61], { encoding: 'utf-16be', certainty: 'marked' }],
  ['UTF-32 with a mark', [0xff, 0xfe, 0, 0, 0x61, 0, 0, 0], undefined],
  ['nothing', [], { encoding: 'utf-8', certainty: 'checked' }],
  ['a zero byte among letters', [0x61, 0, 0x62, 0x63, 0x64, 0x65], undefined],
  ['control characters', [1, 2, 3, 4, 0x61], undefined],
])('%s', (_, bytes, detected) => {
  expect(detectEncoding(new Uint8Array(bytes), true)).toEqual(detected)
})

test.each([
  ['utf-8', 'Größe, 漢字, 😀', 'checked'],
  ['utf-16le', 'Plain words of a Windows note.\r\n', 'guessed'],
  ['utf-16be', 'Plain words of an old Java file.\n', 'guessed'],
  ['windows-1252', 'Größe und Café, ein Text aus alten Tagen', 'guessed'],
] as const)('%s without a mark is told from its bytes', (encoding, text, certainty) => {
  expect(detectEncoding(encode(text, encoding), true)).toEqual({ encoding, certainty })
})

test('a character that the part cuts off does not make UTF-8 something else; one that the file cuts off does', () => {
  const cut = encode('Größe 漢', 'utf-8').subarray(0, -1)
  expect(detectEncoding(cut, false)?.encoding).toBe('utf-8')
  expect(detectEncoding(cut, true)?.encoding).toBe('windows-1252')
})

test('the bytes of a picture are no text', () => {
  const png = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52,
  ]
  expect(detectEncoding(new Uint8Array(png), false)).toBeUndefined()
})
