// Door: names as people sort and look for them. Owns nothing.
//
// Names as people sort and look for them. Pure: the same name gives the same key in every tab and on every platform
// whose Unicode tables are as new, so keys may be kept.

// ICU's order of the printable ASCII signs, which Finder, Explorer and Dolphin share: all of them before digits,
// digits before letters. Each gets a code below '0', so that a plain comparison of strings finds them in this order.
const SIGNS = ` _-,;:!?.'"()[]{}@*/\\&#%\`^+<=>|~$`
/** Ends the folded part of a key; below everything else, so that shorter names come first. */
const TIE = 0
const CONTROL = 1
const FIRST_SIGN = 2
/** Stands before a sign that is not ASCII: those come after the ASCII signs and before digits. */
const FOREIGN_SIGN = FIRST_SIGN + SIGNS.length
/** How `foldForeign` hands such a sign to `encode`. */
const FOREIGN_MARK = '\0'
const ZERO = 0x30
const NINE = 0x39

/** What each ASCII character becomes in a key; digits have rules of their own. */
const CODES = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  const sign = SIGNS.indexOf(character)
  if (sign >= 0) return FIRST_SIGN + sign
  if (character === FOREIGN_MARK) return FOREIGN_SIGN
  return code < ZERO || code === 127 ? CONTROL : character.toLowerCase().charCodeAt(0)
})

const BEYOND_ASCII = /[^\0-\x7f]/
const FOREIGN_SIGNS = /(?![\0-\x7f])[\p{P}\p{S}\p{Z}]/gu
const FOREIGN_DIGITS = /(?![0-9])\p{Nd}/gu
/**
 * Accents and optional points of Latin, Greek, Cyrillic, Hebrew, Arabic and kana, the selectors of emoji, and invisible
 * format characters. Not the vowel signs of Indic scripts: those are letters of the word.
 */
const MARKS =
  /(?=\p{M})[\p{Script=Inherited}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]|\p{Cf}/gu
/** Letters with a stroke or tied together, which Unicode does not take apart, and the sigma at the end of a word. */
const PLAIN = new Map(
  Object.entries({ ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', ø: 'o', æ: 'ae', œ: 'oe', ς: 'σ' }),
)
const HAS_PLAIN = new RegExp(`[${[...PLAIN.keys()].join('')}]`, 'g')

/**
 * A name without case, accents and invisible characters, with the digits of all scripts as ASCII's: what type-ahead
 * compares.
 */
export function foldForSearch(name: string): string {
  return BEYOND_ASCII.test(name) ? foldForeign(name) : name.toLowerCase()
}

function foldForeign(name: string): string {
  // Down, up and down, because ẞ, ß and SS meet as ss only so.
  const cased = withoutMarks(withoutMarks(name).toLowerCase().toUpperCase().toLowerCase())
  return cased
    .replace(HAS_PLAIN, (letter) => PLAIN.get(letter) ?? letter)
    .replace(FOREIGN_DIGITS, valueOfDigit)
}

function withoutMarks(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '')
}

/** Unicode has the ten digits of a script in a row, and such rows one after the other. */
function valueOfDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let before = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++
  return String(before % 10)
}

/**
 * The key by which names sort naturally under `<`: no case, no accents, numbers by value (2 < 10), signs before digits
 * before letters. Names that only case, accents or leading zeros tell apart follow each other, the plainest first, so
 * that no two names have the same key. Takes any string, lone surrogates included.
 */
export function naturalKey(name: string): string {
  const foreign = BEYOND_ASCII.test(name)
  const folded = foreign
    ? foldForeign(name).replace(FOREIGN_SIGNS, (sign) => FOREIGN_MARK + sign)
    : name
  codes.length = 0
  encode(folded)
  if (foreign || !tellsAll(name)) {
    codes.push(TIE)
    for (let i = 0; i < name.length; i++) codes.push(name.charCodeAt(i))
  }
  // In one call: a text put together from pieces is kept as its pieces, in three times the memory.
  if (codes.length <= MAX_ARGUMENTS) return String.fromCharCode(...codes)
  let key = ''
  for (let from = 0; from < codes.length; from += MAX_ARGUMENTS)
    key += String.fromCharCode(...codes.slice(from, from + MAX_ARGUMENTS))
  return key
}

/** The key being made. Reused by all calls, which are many. */
const codes: number[] = []
/** More, and the stack could overflow; a name of 255 bytes stays far below. */
const MAX_ARGUMENTS = 8_192

/** Whether nothing of an ASCII name is lost in its key. */
function tellsAll(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return !/[A-Z\0-\x1f\x7f]|(?<![0-9])0[0-9]/.test(name)
}

/** Writes the folded part of a key. */
function encode(folded: string): void {
  for (let i = 0; i < folded.length; i++) {
    const code = folded.charCodeAt(i)
    if (!isDigit(code)) {
      codes.push(CODES[code] ?? code)
      continue
    }
    let first = i
    while (isDigit(folded.charCodeAt(i + 1))) i++
    while (first < i && folded.charCodeAt(first) === ZERO) first++
    writeLength(i + 1 - first)
    while (first <= i) codes.push(folded.charCodeAt(first++))
  }
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE
}

/**
 * Before a number stands how many digits it has, so that longer is larger. Written in digits itself, to come between
 * signs and letters: 1 to 8 as they are, more as a 9 and then the count as a number with its own length.
 */
function writeLength(length: number): void {
  if (length < 9) {
    codes.push(ZERO + length)
    return
  }
  codes.push(NINE)
  encode(String(length))
}

/** Ids are below this, so that every number fits a double with room to step on at a collision. */
export const ROW_ID_LIMIT = 2 ** 52

/**
 * A 52-bit hash of a name's UTF-16 units. In a folder of 100,000 names the chance of two with the same is one in a
 * million; the listing tells those apart.
 */
export function rowIdOf(name: string): number {
  let low = 0x811c9dc5
  let high = 0x9e3779b9
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x5bd1e995)
    high ^= high >>> 15
  }
  low = mix(low ^ name.length)
  high = mix(high ^ low)
  return (high & 0xfffff) * 2 ** 32 + (mix(low ^ high) >>> 0)
}

/** Spreads every bit over all others. */
function mix(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x7feb352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b)
  return bits ^ (bits >>> 16)
}

/** Dot files, and what Chromium writes beside a file until it is closed. */
export function isHiddenName(name: string): boolean {
  return name.startsWith('.') || name.endsWith('.crswap')
}

/** What comes after the last dot, folded; '' for none, and for dot files whose dot is the first character. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : foldForSearch(name.slice(dot + 1))
}
