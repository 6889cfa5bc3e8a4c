// Contract: what a location's index leaves out. Rules filter the index and what is built on it, never a listing.
import * as v from 'valibot'

/**
 * Sets of patterns that come with Holdall:
 * `system` what operating systems write by themselves, `hidden` names with a leading dot, `git` Git's own files,
 * `dev` what developers' tools make, `gitignore` what a folder's own .gitignore names, `images` all but images.
 */
export const RuleSetIdSchema = v.picklist(['system', 'hidden', 'git', 'dev', 'gitignore', 'images'])
export type RuleSetId = v.InferOutput<typeof RuleSetIdSchema>

/** Most patterns of a person's own, and the longest. */
export const MAX_PATTERNS = 500
export const MAX_PATTERN_LENGTH = 1_000

export const LocationRulesSchema = v.object({
  sets: v.pipe(v.array(RuleSetIdSchema), v.maxLength(20)),
  /** In the syntax of .gitignore, as if in a file at the location's top; the last that matches wins, `!` takes in again. */
  own: v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(MAX_PATTERN_LENGTH))),
    v.maxLength(MAX_PATTERNS),
  ),
})
export type LocationRules = v.InferOutput<typeof LocationRulesSchema>

/** For a new location: only what systems write by themselves. Anything more could be somebody's only copy. */
export const defaultRules: LocationRules = { sets: ['system'], own: [] }

/** Why an entry is not in the index. */
export interface Exclusion {
  readonly by: RuleSetId | 'own'
  /** The pattern that matched, as it is written. */
  readonly pattern: string
  /** For `gitignore`: the file and its line, counted from 1. */
  readonly source?: { readonly path: string; readonly line: number } | undefined
}
