// Reads a .gitignore file, line by line. Pure.
import { parsePattern, type Pattern } from './pattern.ts'

/** Of a longer file, lines up to here hold; one that is cut in two does not. In UTF-16 units: the text is decoded. */
export const MAX_LENGTH = 256 << 10
export const MAX_LINES = 10_000

export interface IgnoreLine {
  /** As it is written, without the line's end. */
  readonly text: string
  /** Counted from 1. */
  readonly line: number
  readonly pattern: Pattern
}

/** The lines that can match something. */
export function parseIgnoreFile(text: string): IgnoreLine[] {
  const lines = text.slice(0, MAX_LENGTH).split('\n', MAX_LINES + 1)
  if (lines.length > MAX_LINES || text.length > MAX_LENGTH) lines.pop()
  return lines.flatMap((raw, index) => {
    const unmarked = index === 0 ? raw.replace(/^\ufeff/, '') : raw
    const written = unmarked.replace(/\r$/, '')
    const parsed = parsePattern(written)
    return parsed.ok ? [{ text: written, line: index + 1, pattern: parsed.value }] : []
  })
}
