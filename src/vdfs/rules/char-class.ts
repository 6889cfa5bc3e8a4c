// Reads `[…]`: characters, ranges, and the names of POSIX. Pure.
import type { CharClass, CharRange } from './glob.ts'

export type ClassFault = 'UnclosedBracket' | 'UnknownClass'

/** What `[[:digit:]]` and the like stand for: ASCII only, as in Git. */
const NAMED = new Map(
  Object.entries({
    alnum: '09AZaz',
    alpha: 'AZaz',
    blank: '  \t\t',
    cntrl: '\0\x1f\x7f\x7f',
    digit: '09',
    graph: '!~',
    lower: 'az',
    print: ' ~',
    punct: '!/:@[`{~',
    space: '  \t\r',
    upper: 'AZ',
    xdigit: '09AFaf',
  }).map(([name, bounds]) => [name, rangesOf(bounds)]),
)

/** @param bounds the first and the last character of each range */
function rangesOf(bounds: string): CharRange[] {
  return Array.from({ length: bounds.length / 2 }, (_, index) => [
    bounds.charCodeAt(index * 2),
    bounds.charCodeAt(index * 2 + 1),
  ])
}

/**
 * @param open where its bracket is
 * @returns the class and where the text goes on, or what is wrong with it
 */
export function readClass(
  text: string,
  open: number,
): { readonly charClass: CharClass; readonly next: number } | ClassFault {
  const ranges: CharRange[] = []
  const isNegated = text[open + 1] === '!' || text[open + 1] === '^'
  const first = open + (isNegated ? 2 : 1)
  /** What a dash would start from: not the end of a range, and not a named class. */
  let from: number | undefined
  let at = first
  while (at === first || text[at] !== ']') {
    const named = nameAt(text, at)
    if (named !== undefined) {
      const known = NAMED.get(named)
      if (known === undefined) return 'UnknownClass'
      ranges.push(...known)
      from = undefined
      at += named.length + NAME_SIGNS
      continue
    }
    const isRange =
      text[at] === '-' && from !== undefined && text[at + 1] !== ']' && at + 1 < text.length
    const end = characterAt(text, isRange ? at + 1 : at)
    if (end === undefined) return 'UnclosedBracket'
    ranges.push([(isRange ? from : undefined) ?? end.code, end.code])
    from = isRange ? undefined : end.code
    at = end.next
  }
  return { charClass: { isNegated, ranges }, next: at + 1 }
}

/** The brackets and colons around a name. */
const NAME_SIGNS = 4

/** The name in `[:name:]`; undefined if none begins here. */
function nameAt(text: string, at: number): string | undefined {
  if (!text.startsWith('[:', at)) return undefined
  const close = text.indexOf(']', at + 2)
  return close > at + 2 && text[close - 1] === ':' ? text.slice(at + 2, close - 1) : undefined
}

/** A character, which a backslash may introduce. */
function characterAt(text: string, at: number): { code: number; next: number } | undefined {
  const place = text[at] === '\\' ? at + 1 : at
  const code = text.codePointAt(place)
  return code === undefined ? undefined : { code, next: place + (code > 0xff_ff ? 2 : 1) }
}
