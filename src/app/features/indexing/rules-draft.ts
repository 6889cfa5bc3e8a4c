// Rules while they are edited: text and ticks, what they mean, what is wrong with them. Pure.
import {
  MAX_PATTERN_LENGTH,
  MAX_PATTERNS,
  type LocationRules,
  type RuleSetId,
} from '#vdfs/api/rules.ts'

export interface RulesDraft {
  readonly sets: readonly RuleSetId[]
  /** One pattern in each line. */
  readonly text: string
}

export type DraftProblem =
  | { readonly type: 'tooMany'; readonly count: number }
  /** Counted from 1. */
  | { readonly type: 'tooLong'; readonly line: number }

export function draftOf({ sets, own }: LocationRules): RulesDraft {
  return { sets, text: own.join('\n') }
}

/** Lines without a pattern mean nothing and are dropped; comments are kept for whoever wrote them. */
export function rulesOf({ sets, text }: RulesDraft): { sets: RuleSetId[]; own: string[] } {
  return { sets: [...sets], own: text.split(/\r?\n/).filter((line) => line.trim() !== '') }
}

export function problemOf(draft: RulesDraft): DraftProblem | undefined {
  const { own } = rulesOf(draft)
  if (own.length > MAX_PATTERNS) return { type: 'tooMany', count: own.length }
  const lines = draft.text.split(/\r?\n/)
  const at = lines.findIndex((line) => line.length > MAX_PATTERN_LENGTH)
  return at < 0 ? undefined : { type: 'tooLong', line: at + 1 }
}

/** Whether both leave out the same by the same words. */
export function isSameRules(one: LocationRules, other: LocationRules): boolean {
  const sets = (rules: LocationRules) => rules.sets.toSorted().join(' ')
  return sets(one) === sets(other) && one.own.join('\n') === other.own.join('\n')
}

export function withSet({ sets, text }: RulesDraft, set: RuleSetId, on: boolean): RulesDraft {
  const others = sets.filter((other) => other !== set)
  return { sets: on ? [...others, set] : others, text }
}
