// How a file's name is shown without lying about it. A name is any string a disk accepts: it may hold line feeds,
// invisible characters, or marks that reverse the order of what follows (`photo[U+202E]gpj.exe` poses as a
// picture). Whatever the eye would miss is shown as a glyph of its own. Pure.

/** A piece of a name as shown; `code` is set where a character stands in for an invisible one. */
export interface NamePiece {
  readonly text: string
  readonly code?: true
}

export interface NameParts {
  /** Shrinks with an ellipsis. */
  readonly head: readonly NamePiece[]
  /** Never shrinks: the end of the stem. */
  readonly tail: readonly NamePiece[]
  /** With its dot; empty for folders and names without one. */
  readonly extension: readonly NamePiece[]
}

/** what stays of the stem when the middle is cut */
const tailLength = 7
/** stems up to this length are not split: cutting would show less than it hides */
const wholeLength = 12
/** a longer one is part of the name, not a type */
const maxExtension = 16

const plain = /^[\x20-\x7e]*$/

/* Controls, lone surrogates, line separators, bidi marks and overrides, and what is drawn as nothing at all. Joiners
   (U+200C, U+200D) and variation selectors are left alone: Persian, Indic scripts and emoji are written with them. */
const hidden =
  /[\u{34f}\p{Cc}\u{17b4}-\u{17b5}\p{Cs}\p{Zl}\p{Zp}\u{ad}\u{61c}\u{115f}\u{1160}\u{180e}\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{3164}\u{feff}\u{ffa0}\u{fff9}-\u{fffb}\u{e0001}]/u
const hiddenOrNot = new RegExp(`(${hidden.source})`, 'u')

/* scripts whose letters join: a cut inside a word would change their shapes */
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Adlam}]/u

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** A visible stand-in for one invisible character: ␊ for a line feed, else its number. */
function glyphOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

const outerSpace = '\u2420'

function pieces(text: string): readonly NamePiece[] {
  if (text === '') return []
  if (plain.test(text) || !hidden.test(text)) return [{ text }]
  return text
    .split(hiddenOrNot)
    .filter((part) => part !== '')
    .map((part) => (hidden.test(part) ? { text: glyphOf(part), code: true } : { text: part }))
}

/** Where the extension starts: the last dot, unless it is first, last or what follows is no type. */
function extensionStart(name: string): number {
  const dot = name.lastIndexOf('.')
  const length = name.length - dot - 1
  if (dot <= 0 || length === 0 || length > maxExtension) return name.length
  if (/[\s\u200e\u200f\u202a-\u202e]/.test(name.slice(dot))) return name.length
  const compound = /\.tar$/i.exec(name.slice(0, dot))
  return compound !== null && compound.index > 0 ? compound.index : dot
}

/** Where the part of the stem starts that is always shown; its end if it is shown whole. */
function tailStart(stem: string): number {
  if (plain.test(stem)) return stem.length <= wholeLength ? stem.length : stem.length - tailLength
  const starts = Array.from(graphemes.segment(stem), (segment) => segment.index)
  if (starts.length <= wholeLength) return stem.length
  const start = starts[starts.length - tailLength] ?? stem.length
  const cutsWord = joining.test(stem[start - 1] ?? '') && joining.test(stem[start] ?? '')
  return cutsWord ? stem.length : start
}

/** Spaces at the ends of a name look like nothing, and are the difference between two files. */
function outerSpaces(count: number): readonly NamePiece[] {
  return Array.from({ length: count }, () => ({ text: outerSpace, code: true }))
}

/**
 * Splits a name for display.
 * @param name as the disk has it
 * @param hasExtension false for folders, whose dots mean nothing
 */
export function nameParts(name: string, hasExtension: boolean): NameParts {
  const start = /^\p{Zs}*/u.exec(name)?.[0].length ?? 0
  const end = name.length === start ? 0 : (/\p{Zs}*$/u.exec(name)?.[0].length ?? 0)
  if (start + end > 0) return spacedParts(name, start, end)
  const dot = hasExtension ? extensionStart(name) : name.length
  const stem = name.slice(0, dot)
  const cut = tailStart(stem)
  return {
    head: pieces(stem.slice(0, cut)),
    tail: pieces(stem.slice(cut)),
    extension: pieces(name.slice(dot)),
  }
}

/** A name with spaces at its ends is shown unsplit: where its type starts would be a guess. */
function spacedParts(name: string, start: number, end: number): NameParts {
  return {
    head: [...outerSpaces(start), ...pieces(name.slice(start, name.length - end))],
    tail: outerSpaces(end),
    extension: [],
  }
}

/** The whole name in one safe line, for tooltips, titles and announcements. */
export function visibleName(name: string): string {
  const { head, tail } = nameParts(name, false)
  return [...head, ...tail]
    .map((piece) => (piece.code === true && piece.text.length > 1 ? `[${piece.text}]` : piece.text))
    .join('')
}
