// How bytes become text, part by part. Pure.
import type { TextEncodingLabel, TextPart } from '../api/files.ts'

export interface Detected {
  readonly encoding: TextEncodingLabel
  readonly certainty: TextPart['certainty']
}

/** Share of control characters above which bytes without a mark are no text. Texts for terminals stay below it. */
const CONTROL_SHARE = 0.02
/** Share of zero bytes in one half of the pairs that speaks for UTF-16 of mostly Western text. */
const ZERO_SHARE = 0.5

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
  return isMostlyPrintable(bytes) ? { encoding: 'windows-1252', certainty: 'guessed' } : undefined
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
  const byteLength = isLast ? bytes.length : wholeLength(bytes, encoding)
  const start = fromByte === 0 ? markLength(bytes, encoding) : 0
  // A mark in the middle of a file is a character of it, so the decoder must not swallow it.
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  return { text: decoder.decode(bytes.subarray(start, byteLength)), byteLength }
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

/** How many of the bytes end with a whole character that is not the first half of a line end. */
function wholeLength(bytes: Uint8Array, encoding: TextEncodingLabel): number {
  const whole = lastWhole(bytes, encoding)
  const width = encoding.startsWith('utf-16') ? 2 : 1
  const isReturn = whole >= width && unitAt(bytes, whole - width, encoding) === 13
  const length = isReturn ? whole - width : whole
  // Bytes that make no character would hold the reader up for ever: they are shown as what they are, broken.
  return length > 0 ? length : bytes.length
}

function lastWhole(bytes: Uint8Array, encoding: TextEncodingLabel): number {
  const end = bytes.length
  if (encoding === 'windows-1252') return end
  if (encoding === 'utf-8') return end - cutUtf8(bytes)
  const even = end - (end % 2)
  const isHigh = even >= 2 && (unitAt(bytes, even - 2, encoding) & 0xfc_00) === 0xd8_00
  return isHigh ? even - 2 : even
}

/** Length of a sequence that the end of the bytes cuts off. */
function cutUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const need = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return need > back ? back : 0
  }
  return 0
}

function unitAt(bytes: Uint8Array, at: number, encoding: TextEncodingLabel): number {
  const first = bytes[at] ?? 0
  if (!encoding.startsWith('utf-16')) return first
  const second = bytes[at + 1] ?? 0
  return encoding === 'utf-16le' ? first | (second << 8) : (first << 8) | second
}
