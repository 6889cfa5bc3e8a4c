// Which encoding of old a text without a mark may be in. Pure. A guess, made only where the bytes speak clearly: the
// words of one language, read in the encoding of another, fall out of what is common there.
import type { TextEncodingLabel } from '../api/files.ts'

/** So many characters outside of ASCII say something; fewer may be anything. */
const MIN_CHARACTERS = 4

/**
 * Guesses from the beginning of a text that is no UTF-8.
 * @param isWhole whether the file ends with it; if not, it may end within a character
 * @returns undefined if nothing speaks clearly
 */
export function guessLegacy(bytes: Uint8Array, isWhole: boolean): TextEncodingLabel | undefined {
  return guessCyrillic(bytes) ?? pairedEncodings.find((known) => fits(known, bytes, isWhole))?.label
}

/** The ten letters that make up two thirds of a Russian text. */
const commonCyrillic = new Set('оеаинтсрвлОЕАИНТСРВЛ')
const CYRILLIC_SHARE = 0.5
/** Least share of letters outside of ASCII that follow another one: words, not accents. */
const WORD_SHARE = 0.6

function guessCyrillic(bytes: Uint8Array): TextEncodingLabel | undefined {
  const scores = (['windows-1251', 'koi8-r'] as const).map((label) => {
    let letters = 0
    let common = 0
    let inWord = 0
    let before = ''
    for (const letter of new TextDecoder(label).decode(bytes)) {
      if (letter >= '\u{80}') {
        letters++
        if (before >= '\u{80}') inWord++
        if (commonCyrillic.has(letter)) common++
      }
      before = letter
    }
    const isClear = letters >= MIN_CHARACTERS && inWord >= letters * WORD_SHARE
    return { label, share: isClear ? common / letters : 0 }
  })
  const best = scores.reduce((a, b) => (b.share > a.share ? b : a))
  return best.share >= CYRILLIC_SHARE ? best.label : undefined
}

interface PairedEncoding {
  readonly label: TextEncodingLabel
  /** Bytes of the character that starts with these two. */
  readonly lengthOf: (lead: number, next: number) => number
  /** Of the characters that most texts of its language are made of. */
  readonly isCommon: (lead: number, next: number) => boolean
  /** Share of them from which on it is taken for this encoding. */
  readonly share: number
}

const isHigh = (byte: number) => byte >= 0xa1
const between = (from: number, byte: number, to: number) => byte >= from && byte <= to

/** In this order: what Japanese and Korean have of their own tells them from Chinese. */
const pairedEncodings: readonly PairedEncoding[] = [
  {
    label: 'shift_jis',
    lengthOf: (lead) => (between(0xa1, lead, 0xdf) ? 1 : 2),
    isCommon: (lead, next) =>
      (lead === 0x82 && between(0x9f, next, 0xf1)) || (lead === 0x83 && between(0x40, next, 0x96)),
    share: 0.35,
  },
  {
    label: 'euc-jp',
    lengthOf: (lead) => (lead === 0x8f ? 3 : 2),
    isCommon: (lead, next) => between(0xa4, lead, 0xa5) && isHigh(next),
    share: 0.35,
  },
  {
    label: 'euc-kr',
    lengthOf: () => 2,
    isCommon: (lead, next) => between(0xb0, lead, 0xc8) && isHigh(next),
    share: 0.85,
  },
  {
    label: 'gb18030',
    lengthOf: (_, next) => (between(0x30, next, 0x39) ? 4 : 2),
    isCommon: (lead, next) =>
      (between(0xb0, lead, 0xd7) || lead === 0xa1 || lead === 0xa3) && isHigh(next),
    share: 0.85,
  },
  {
    label: 'big5',
    lengthOf: () => 2,
    isCommon: (lead) => between(0xa4, lead, 0xc6) || lead === 0xa1,
    share: 0.85,
  },
]

/** Least share of characters whose second byte is none of ASCII: in Western texts, letters with accents stand alone. */
const HIGH_SHARE = 0.3

function fits(known: PairedEncoding, bytes: Uint8Array, isWhole: boolean): boolean {
  if (!isValid(known.label, bytes, isWhole)) return false
  let characters = 0
  let common = 0
  let high = 0
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) {
      at++
      continue
    }
    const next = bytes[at + 1] ?? 0
    characters++
    if (known.isCommon(lead, next)) common++
    if (next >= 0x80) high++
    at += known.lengthOf(lead, next)
  }
  return (
    characters >= MIN_CHARACTERS &&
    common >= characters * known.share &&
    high >= characters * HIGH_SHARE
  )
}

function isValid(label: TextEncodingLabel, bytes: Uint8Array, isWhole: boolean): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes, { stream: !isWhole })
    return true
  } catch {
    return false // the decoder's only way to say no
  }
}
