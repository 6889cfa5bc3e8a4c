// Door: what an index leaves out. Owns the syntax of patterns, that of .gitignore, and the sets that come with Holdall.
// Knows names and kinds, and the text of ignore files that it is handed; refuses to look at a disk, to say anything
// about entries below a folder that is left out, and to fail: a pattern that is none matches nothing.
import { parsePattern, type PatternFault } from './pattern.ts'

export { createRuler, type FolderRuler, type FolderSigns } from './ruler.ts'
export { ruleSets } from './rule-sets.ts'

/** Why a person's own pattern would do nothing: `PatternFault`, or it is more than one line. */
export type InvalidPattern = PatternFault | 'LineBreak'

/** What is wrong with a person's own pattern, or undefined if it can match. */
export function whyInvalid(pattern: string): InvalidPattern | undefined {
  if (/[\r\n]/.test(pattern)) return 'LineBreak'
  const parsed = parsePattern(pattern)
  return parsed.ok ? undefined : parsed.error
}
