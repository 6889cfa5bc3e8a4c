import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TEXT_ENCODINGS, type TextEncodingLabel } from '../api/files.ts'
import { decodePart, detectEncoding } from './text-encoding.ts'

/** Every character of an encoding by its bytes: Node and browsers only read them. */
function tableOf(encoding: TextEncodingLabel): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(encoding)
  const table = new Map<string, readonly number[]>()
  const add = (...bytes: number[]) => {
    const text = decoder.decode(new Uint8Array(bytes))
    if (text.length === 1 && text !== '\u{fffd}' && !table.has(text)) table.set(text, bytes)
    return text
  }
  for (let lead = 0; lead < 256; lead++) if (lead < 128 || lead > 160) add(lead)
  if (encoding.startsWith('windows') || encoding.startsWith('iso') || encoding === 'koi8-r') {
    // Node 20 takes Windows-1252 for Latin-1, and drops a lone ÿ
    if (encoding === 'windows-1252') table.delete('ÿ')
    else for (let lead = 128; lead <= 160; lead++) add(lead)
    return table
  }
  for (let lead = 0x81; lead < 0xff; lead++)
    for (let next = 0x40; next < 0xff; next++) add(lead, next)
  for (let next = 0xa1; next < 0xff; next++) {
    if (encoding === 'euc-jp') add(0x8f, 0xb0, next)
    if (encoding === 'gb18030') add(0x81, 0x30, next, 0x30)
  }
  return table
}

const tables = new Map<TextEncodingLabel, ReadonlyMap<string, readonly number[]>>()

function encode(text: string, encoding: TextEncodingLabel): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text)
  if (encoding.startsWith('utf-16')) {
    const wide = Buffer.from(text, 'utf16le')
    return new Uint8Array(encoding === 'utf-16be' ? wide.swap16() : wide)
  }
  const table = tables.get(encoding) ?? tableOf(encoding)
  tables.set(encoding, table)
  return new Uint8Array(
    Array.from(text).flatMap((letter) => {
      const bytes = table.get(letter)
      if (bytes === undefined) throw new Error(`${encoding} has no ${letter}.`)
      return bytes
    }),
  )
}

const unicode = fc.constantFrom('a', 'é', 'ß', '\r\n', '\n', '\r', '漢', '😀', '\u{feff}', 'end')
/** Words of an encoding, as letters that it has. */
function wordsOf(encoding: TextEncodingLabel): fc.Arbitrary<string> {
  if (encoding.startsWith('utf-')) return unicode
  encode('', encoding)
  const letters = [...(tables.get(encoding) ?? [])]
  const longest = letters.filter(([, bytes]) => bytes.length === letters.at(-1)?.[1].length)
  return fc.oneof(
    fc.constantFrom('a', '\r\n', '\n', '\r'),
    fc.constantFrom(...letters.map(([letter]) => letter)),
    fc.constantFrom(...longest.map(([letter]) => letter)),
  )
}

test.each(TEXT_ENCODINGS)(
  'parts of %s of any size make up the whole, and none tears a character or a line end',
  (encoding) => {
    const isUnicode = encoding.startsWith('utf-')
    fc.assert(
      fc.property(
        fc.array(wordsOf(encoding), { maxLength: 60 }),
        fc.integer({ min: 16, max: 40 }),
        fc.boolean(),
        (words, size, marked) => {
          const text = (marked && isUnicode ? '\u{feff}' : '') + words.join('')
          const bytes = encode(text, encoding)
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
          expect(parts.join('')).toBe(text.replace(/^\u{feff}/u, ''))
        },
      ),
      { numRuns: 300 },
    )
  },
)

test.each(TEXT_ENCODINGS)('any bytes as %s come to their end', (encoding) => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (bytes) => {
      for (let at = 0; at < bytes.length;) {
        const chunk = bytes.subarray(at, at + 16)
        const part = decodePart(chunk, encoding, at, at + chunk.length >= bytes.length)
        expect(part.byteLength).toBeGreaterThan(0)
        at += part.byteLength
      }
    }),
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
  ['windows-1252', 'Änderung der Übersicht: Öffnungszeiten, Ärger, ÄRGER, Ähre, Äpfel', 'guessed'],
  [
    'windows-1252',
    "L'été dernier, à la fenêtre, où les élèves reçoivent leur goûter créé",
    'guessed',
  ],
  ['windows-1252', 'El niño pidió más café, ¿qué pasó después? ¡Qué día tan rápido!', 'guessed'],
  ['windows-1252', 'São Paulo, informações, coração, não há ações nem opções já', 'guessed'],
  ['windows-1252', 'Blåbærgrød på øen, så er det færdigt', 'guessed'],
  ['windows-1251', 'Здравствуйте, вот обещанный список книг.\r\n', 'guessed'],
  ['windows-1251', 'ВНИМАНИЕ: настройки программы сохраняются при выходе.', 'guessed'],
  ['koi8-r', 'Здравствуйте, вот обещанный список книг.\n', 'guessed'],
  ['koi8-r', 'Все права защищены. Распространяется свободно.', 'guessed'],
  ['shift_jis', 'このファイルは古いテキストです。改行してください。\r\n', 'guessed'],
  ['euc-jp', 'このファイルは古いテキストです。改行してください。\n', 'guessed'],
  ['gb18030', '本软件是自由软件，你可以按照许可证的条款重新发布和修改它。', 'guessed'],
  ['big5', '這是一個舊的文字檔案，請您先閱讀說明，然後再開始使用這個程式。', 'guessed'],
  ['euc-kr', '이 파일은 오래된 텍스트입니다. 프로그램을 설치하기 전에 읽어 주세요.', 'guessed'],
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
