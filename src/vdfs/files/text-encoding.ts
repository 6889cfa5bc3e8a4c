// How bytes become text, part by part. Pure.
import type { TextEncodingLabel, TextPart } from '../api/files.ts'
import { guessLegacy } from './legacy-encodings.ts'

export interface Detected {
  readonly encoding: TextEncodingLabel
  readonly certainty: TextPart['certainty']
}

/** Share of control characters above which bytes without a mark are no text. Texts for terminals stay below it. */
const CONTROL_SHARE = 0.02
/** Share of zero bytes in one half of the pairs that speaks for UTF-16 of mostly Western text. */
const ZERO_SHARE = 0.5
/** Most bytes of a character that lacks its last one: three, in UTF-8 and GB 18030. */
const MAX_PENDING = 3

/**
 * Judges the beginning of a file.
 * @param bytes a part from the start of the file; may end within a character
 * @param isWhole whether the file ends with it
 * @returns undefined if the bytes are those of no text
 */
export function detectEncoding(bytes: Uint8Array, isWhole: boolean): Detected | undefined {
  const marked = markOf(bytes)
  if (marked === 'utf-32') return undefined
  if (marked !== undefined) return { encoding: marked, certainty: 'marked' }
  if (bytes.includes(0)) return detectWide(bytes)
  if (isUtf8(bytes, isWhole)) {
    return isMostlyPrintable(bytes) ? { encoding: 'utf-8', certainty: 'checked' } : undefined
  }
  if (!isMostlyPrintable(bytes)) return undefined
  return { encoding: guessLegacy(bytes, isWhole) ?? 'windows-1252', certainty: 'guessed' }
}

/**
 * Decodes a part of a file, up to its last whole character; a line end of two characters is not torn either.
 * @param bytes from `fromByte` on
 * @param isLast whether the file ends with them: then all are used
 * @returns the text, and how many bytes it took (at least 1, if there are any)
 */
export function decodePart(
  bytes: Uint8Array,
  encoding: TextEncodingLabel,
  fromByte: number,
  isLast: boolean,
): { readonly text: string; readonly byteLength: number } {
  const start = fromByte === 0 ? markLength(bytes, encoding) : 0
  if (!isLast) {
    for (let end = bytes.length; end >= bytes.length - MAX_PENDING && end > start; end--) {
      const text = decodeWhole(bytes.subarray(start, end), encoding)
      if (text === undefined) continue
      if (!text.endsWith('\r')) return { text, byteLength: end }
      const width = encoding.startsWith('utf-16') ? 2 : 1
      if (end - width > start) return { text: text.slice(0, -1), byteLength: end - width }
    }
  }
  // Bytes that make no character would hold the reader up for ever: they are shown as what they are, broken.
  const text = decoderOf(encoding).decode(bytes.subarray(start))
  return { text, byteLength: bytes.length }
}

/** The text, or undefined if it ends within a character: then the decoder keeps bytes back for what follows. */
function decodeWhole(bytes: Uint8Array, encoding: TextEncodingLabel): string | undefined {
  const decoder = decoderOf(encoding)
  const text = decoder.decode(bytes, { stream: true })
  return decoder.decode() === '' ? text : undefined
}

/** A mark in the middle of a file is a character of it, so the decoder must not swallow it. */
function decoderOf(encoding: TextEncodingLabel): TextDecoder {
  return new TextDecoder(encoding, { ignoreBOM: true })
}

function markOf(bytes: Uint8Array): TextEncodingLabel | 'utf-32' | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32' : undefined
}

function markLength(bytes: Uint8Array, encoding: TextEncodingLabel): number {
  if (markOf(bytes) !== encoding) return 0
  return encoding === 'utf-8' ? 3 : 2
}

/** Bytes with zeros are text only as UTF-16: there, one byte of most pairs is zero and the other is not. */
function detectWide(bytes: Uint8Array): Detected | undefined {
  const pairs = bytes.length >> 1
  let evenZeros = 0
  let oddZeros = 0
  for (let i = 0; i < pairs * 2; i += 2) {
    if (bytes[i] === 0) evenZeros++
    if (bytes[i + 1] === 0) oddZeros++
  }
  const isLittle = oddZeros > pairs * ZERO_SHARE && evenZeros < pairs * CONTROL_SHARE
  const isBig = evenZeros > pairs * ZERO_SHARE && oddZeros < pairs * CONTROL_SHARE
  if (isLittle === isBig) return undefined
  const encoding = isLittle ? 'utf-16le' : 'utf-16be'
  const text = decodePart(bytes, encoding, 0, false).text
  return isWellFormedText(text) ? { encoding, certainty: 'guessed' } : undefined
}

function isWellFormedText(text: string): boolean {
  let controls = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 0 || unit === 0xff_fd || unit === 0xff_ff) return false
    if (isControl(unit)) controls++
  }
  return controls <= text.length * CONTROL_SHARE
}

function isUtf8(bytes: Uint8Array, isWhole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole })
    return true
  } catch {
    return false // the decoder's only way to say no
  }
}

function isMostlyPrintable(bytes: Uint8Array): boolean {
  let controls = 0
  for (const byte of bytes) if (isControl(byte)) controls++
  return controls <= bytes.length * CONTROL_SHARE
}

/** Control characters that texts do not have: all but backspace, tab, line ends, form feed and escape. */
function isControl(unit: number): boolean {
  if (unit === 0x7f) return true
  return unit < 0x20 && !(unit >= 8 && unit <= 13) && unit !== 0x1b
}
