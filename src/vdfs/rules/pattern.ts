// Reads one line of .gitignore, by the words of gitignore(5). Where Git's code does more than its manual says (it takes
// `a**/b` for `a` and then `**/b`), the manual holds. Pure, and refuses no string: what cannot match has a fault.
import { err, ok, type Result } from '../api/result.ts'
import { readClass, type ClassFault } from './char-class.ts'
import { ANY, globOf, STAR, type Glob, type Part } from './glob.ts'

export interface Pattern {
  /** Begins with `!`: takes in again. */
  readonly isNegated: boolean
  /** Ends with a slash. */
  readonly isFolderOnly: boolean
  /** The path below the folder that the pattern is for. A name at any depth is `**` and the name. */
  readonly segments: readonly Segment[]
}

/** `**` is any number of folders; at the end of a pattern, at least one name. */
export type Segment = Glob | { readonly type: 'AnyFolders' }

/** Why a pattern can match nothing. */
export type PatternFault =
  /** Nothing, or only spaces. */
  | 'Empty'
  | 'Comment'
  /** Nothing but `!` and slashes. */
  | 'NoName'
  /** Two slashes in a row. */
  | 'EmptySegment'
  /** `.` or `..`, which no entry is called. */
  | 'DotSegment'
  /** A backslash at the end, before nothing. */
  | 'DanglingBackslash'
  | ClassFault

/** @param written a line without its end */
export function parsePattern(written: string): Result<Pattern, PatternFault> {
  const text = withoutTrailingSpaces(written)
  if (text === '') return err('Empty')
  if (text.startsWith('#')) return err('Comment')
  const isNegated = text.startsWith('!')
  const bare = isNegated ? text.slice(1) : text
  const isFolderOnly = bare.endsWith('/')
  const path = isFolderOnly ? bare.slice(0, -1) : bare
  const relative = path.startsWith('/') ? path.slice(1) : path
  if (relative === '') return err('NoName')
  const segments = readSegments(relative)
  if (!Array.isArray(segments)) return err(segments)
  // A slash before the end ties a pattern to its folder, even one within brackets.
  if (path.includes('/')) return ok({ isNegated, isFolderOnly, segments })
  const [name] = segments
  const glob = name === undefined || name.type === 'AnyFolders' ? globOf([STAR]) : name
  return ok({ isNegated, isFolderOnly, segments: [ANY_FOLDERS, glob] })
}

/** Spaces only, not tabs. One with a backslash before it stays, and ends the search. */
function withoutTrailingSpaces(text: string): string {
  let end = text.length
  while (text[end - 1] === ' ') end -= 1
  if (end === text.length) return text
  let slashes = 0
  while (text[end - 1 - slashes] === '\\') slashes += 1
  return text.slice(0, slashes % 2 === 1 ? end + 1 : end)
}

const ANY_FOLDERS = { type: 'AnyFolders' } as const

/** @param path with names between its slashes, none at its ends */
function readSegments(path: string): Segment[] | PatternFault {
  const segments: Segment[] = []
  let start = 0
  while (start <= path.length) {
    const read = readParts(path, start)
    if (typeof read === 'string') return read
    const raw = path.slice(start, read.next)
    if (read.parts.length === 0) return 'EmptySegment'
    const segment = /^\*{2,}$/.test(raw) ? ANY_FOLDERS : globOf(read.parts)
    if (segment.type === 'Name' && /^\.\.?$/.test(segment.name)) return 'DotSegment'
    // `**/**` is `**`.
    if (segment !== ANY_FOLDERS || segments.at(-1) !== ANY_FOLDERS) segments.push(segment)
    start = read.next + 1
  }
  return segments
}

/** Reads up to a slash that is not in brackets. A backslash before it is of no account. */
function readParts(
  path: string,
  start: number,
): { readonly parts: Part[]; readonly next: number } | PatternFault {
  const parts: Part[] = []
  let at = start
  while (at < path.length && path[at] !== '/') {
    if (path[at] === '[') {
      const read = readClass(path, at)
      if (typeof read === 'string') return read
      parts.push(read.charClass)
      at = read.next
      continue
    }
    const isEscaped = path[at] === '\\'
    if (isEscaped) at += 1
    if (isEscaped && path[at] === '/') break
    const code = path.codePointAt(at)
    if (code === undefined) return 'DanglingBackslash'
    const character = String.fromCodePoint(code)
    at += character.length
    const part = isEscaped ? character : (SIGNS.get(character) ?? character)
    if (part !== STAR || parts.at(-1) !== STAR) parts.push(part)
  }
  return { parts, next: at }
}

const SIGNS = new Map([
  ['*', STAR],
  ['?', ANY],
])
