// Why something is not in the index, in words. Patterns come from files of anybody: they are shown so that they cannot
// lie. Pure.
import type { RelPath } from '#vdfs/api/paths.ts'
import type { Exclusion } from '#vdfs/api/rules.ts'
import { visibleName } from '../../ui/name-parts.ts'
import { indexingStrings as s } from './indexing.strings.ts'

/** "your pattern *.tmp", "“System files” (pattern Thumbs.db)", "the pattern build/ in src/.gitignore, line 3". */
export function reasonOf({ by, pattern, source }: Exclusion): string {
  const shown = visibleName(pattern)
  if (source !== undefined)
    return s.becauseFile(shown, visibleName(source.path), String(source.line))
  if (by === 'own') return s.becauseOwn(shown)
  const { name } = s.sets[by]
  return shown === '' ? s.becauseSetNow(name) : s.becauseSet(name, shown)
}

/** What `indexing.explain` answered about a path. */
export function explanationOf(
  path: RelPath,
  answer: { readonly path: RelPath; readonly because: Exclusion } | undefined,
): string {
  if (answer === undefined) return s.isIn
  const reason = reasonOf(answer.because)
  return answer.path === path
    ? s.isOut(reason)
    : s.isOutWithFolder(visibleName(answer.path), reason)
}
