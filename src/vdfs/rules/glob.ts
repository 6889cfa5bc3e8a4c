// One name against one segment of a pattern. Pure, and at worst the length of the name times that of the longest run
// between two stars: no pattern, however hostile, holds up the index for long.

/** A segment that names are compared with. The first two are what most patterns are, and can be looked up. */
export type Glob =
  | { readonly type: 'Name'; readonly name: string }
  /** `*.ext` */
  | { readonly type: 'Extension'; readonly extension: string }
  | { readonly type: 'Shape'; readonly parts: readonly (number | CharClass)[] }

/** What stands at one place of a segment as it is written: a character, a sign (`STAR` or `ANY`), or a class. */
export type Part = string | number | CharClass
/** Any number of characters, none included. */
export const STAR = -1
/** One character: a code point, not half of one. */
export const ANY = -2

/** `[a-z]` */
export interface CharClass {
  readonly isNegated: boolean
  /** Code points as written: folding the bounds would move what lies between. */
  readonly ranges: readonly CharRange[]
}
export type CharRange = readonly [from: number, to: number]

/** Case does not matter in rules, as it does not on most people's disks. */
export function foldName(name: string): string {
  return name.toLowerCase()
}

/** What follows the last dot of a name; undefined without a dot. Other than in listings, `.png` has one. */
export function suffixOf(name: string): string | undefined {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? undefined : name.slice(dot + 1)
}

export function globOf(parts: readonly Part[]): Glob {
  const [first, second, ...rest] = parts
  const name = textOf(parts)
  if (name !== undefined) return { type: 'Name', name }
  const extension = first === STAR && second === '.' ? textOf(rest) : undefined
  if (extension !== undefined && extension !== '' && !extension.includes('.'))
    return { type: 'Extension', extension }
  return { type: 'Shape', parts: parts.flatMap(foldPart) }
}

/** The folded text of parts that are all characters. */
function textOf(parts: readonly Part[]): string | undefined {
  return parts.every((part) => typeof part === 'string') ? foldName(parts.join('')) : undefined
}

/** A character as its UTF-16 units, which are what a name is walked by. */
function foldPart(part: Part): (number | CharClass)[] {
  if (typeof part !== 'string') return [part]
  const folded = foldName(part)
  return Array.from({ length: folded.length }, (_, at) => folded.charCodeAt(at))
}

/** The unit that every name of a shape begins with; undefined if there is none. */
export function startOf({ parts: [first] }: Glob & { readonly type: 'Shape' }): number | undefined {
  return typeof first === 'number' && first >= 0 ? first : undefined
}

/** @param folded a name from `foldName` */
export function matchesGlob(glob: Glob, folded: string): boolean {
  switch (glob.type) {
    case 'Name':
      return glob.name === folded
    case 'Extension':
      return suffixOf(folded) === glob.extension
    case 'Shape':
      return matchesShape(glob.parts, folded)
  }
}

/** Goes back to the last star only: whatever an earlier one could take, the last one can take as well. */
function matchesShape(parts: readonly (number | CharClass)[], name: string): boolean {
  let place = 0
  let at = 0
  let afterStar = -1
  let resume = 0
  while (at < name.length) {
    const part = parts[place]
    if (part === STAR) {
      place += 1
      if (place === parts.length) return true
      afterStar = place
      resume = at
      continue
    }
    const width = part === undefined ? 0 : widthOf(part, name, at)
    if (width > 0) {
      place += 1
      at += width
      continue
    }
    if (afterStar < 0) return false
    place = afterStar
    resume += 1
    at = resume
  }
  while (parts[place] === STAR) place += 1
  return place === parts.length
}

/** How many units of the name a part takes; 0 if it does not match there. */
function widthOf(part: number | CharClass, name: string, at: number): number {
  if (typeof part === 'number' && part >= 0) return name.charCodeAt(at) === part ? 1 : 0
  const code = name.codePointAt(at) ?? 0
  if (typeof part === 'object' && !isInClass(part, code)) return 0
  return code > 0xff_ff ? 2 : 1
}

/** @param lower a folded character, which is in the class if it or its capital is */
function isInClass({ ranges, isNegated }: CharClass, lower: number): boolean {
  const upper = String.fromCodePoint(lower).toUpperCase().codePointAt(0) ?? lower
  const isIn = ranges.some(
    ([from, to]) => (lower >= from && lower <= to) || (upper >= from && upper <= to),
  )
  return isIn !== isNegated
}
