// What a location's rules say of an entry, folder by folder on the way down from its top. Pure.
import type { Exclusion, LocationRules, RuleSetId } from '../api/rules.ts'
import { foldName, suffixOf } from './glob.ts'
import { parseIgnoreFile } from './ignore-file.ts'
import { parsePattern } from './pattern.ts'
import {
  createRuleList,
  descend,
  isSpent,
  lastMatch,
  type Rule,
  type RuleList,
} from './rule-list.ts'
import { ruleSets } from './rule-sets.ts'

/** What a folder says about itself, before its entries are judged. */
export interface FolderSigns {
  /** The text of its .gitignore, if it has one and rules want it. */
  readonly gitignore?: string | undefined
  /** The text of its .git/info/exclude. */
  readonly gitExclude?: string | undefined
  /** It has an entry .git: nothing above it ignores for Git any more. */
  readonly isRepository?: boolean | undefined
}

export interface Ruler {
  /** Whether `signs` make a difference: whether .gitignore files are to be read. */
  readonly wantsSigns: boolean
  /** The location's top folder. */
  top(signs?: FolderSigns): FolderRuler
}

export interface FolderRuler {
  /** Why an entry of this folder is left out, or undefined if it is not. */
  judge(name: string, kind: 'file' | 'folder'): Exclusion | undefined
  /** A folder in this folder, that is not left out. */
  enter(name: string, signs?: FolderSigns): FolderRuler
}

/** What holds in one folder, in the order in which it is asked. */
interface Place {
  /** From the location's top; '' for the top. */
  readonly path: string
  readonly own: RuleList
  /** The sets that come before `gitignore`. */
  readonly before: RuleList
  /** One list per ignore file, the nearest last. Undefined: the set is off. */
  readonly ignoreFiles: readonly RuleList[] | undefined
  /** The sets that come after it. */
  readonly after: RuleList
}

export function createRuler({ sets, own }: LocationRules): Ruler {
  // Within a list the last one counts, so the set that comes first stands last.
  const listOf = (...ids: readonly RuleSetId[]): RuleList =>
    createRuleList(ids.filter((id) => sets.includes(id)).flatMap(rulesOfSet))
  const wantsSigns = sets.includes('gitignore')
  const place: Place = {
    path: '',
    own: createRuleList(
      own.flatMap((pattern) => rulesFrom(pattern, 'any', { by: 'own', pattern })),
    ),
    before: listOf('dev', 'git', 'system'),
    ignoreFiles: wantsSigns ? [] : undefined,
    after: listOf('images', 'hidden'),
  }
  return { wantsSigns, top: (signs) => rulerOf(withSigns(place, signs)) }
}

function rulesOfSet(id: RuleSetId): Rule[] {
  return ruleSets[id].flatMap(({ pattern, kind }) => rulesFrom(pattern, kind, { by: id, pattern }))
}

/** None from a pattern that cannot match. */
function rulesFrom(text: string, kind: Rule['kind'], exclusion: Exclusion): Rule[] {
  const parsed = parsePattern(text)
  return parsed.ok ? [{ pattern: parsed.value, kind, exclusion }] : []
}

function rulerOf(place: Place): FolderRuler {
  const ruler: FolderRuler = {
    judge: (name, kind) => judge(place, name, kind),
    enter(name, signs) {
      const next = descendInto(place, name)
      // Most folders are ruled like the one above them.
      return next === place ? ruler : rulerOf(withSigns(next, signs))
    },
  }
  return ruler
}

function judge(place: Place, name: string, kind: 'file' | 'folder'): Exclusion | undefined {
  const folded = foldName(name)
  const suffix = suffixOf(folded)
  const own = lastMatch(place.own, kind, folded, suffix)
  if (own !== undefined) return exclusionOf(own)
  const before = lastMatch(place.before, kind, folded, suffix)
  if (before !== undefined) return exclusionOf(before)
  const files = place.ignoreFiles ?? []
  for (let nearest = files.length - 1; nearest >= 0; nearest--) {
    const list = files[nearest]
    const match = list && lastMatch(list, kind, folded, suffix)
    if (match === undefined) continue
    if (!match.pattern.isNegated) return match.exclusion
    break
  }
  const after = lastMatch(place.after, kind, folded, suffix)
  return after && exclusionOf(after)
}

function exclusionOf({ pattern, exclusion }: Rule): Exclusion | undefined {
  return pattern.isNegated ? undefined : exclusion
}

function descendInto(place: Place, name: string): Place {
  const own = descend(place.own, name)
  const before = descend(place.before, name)
  const after = descend(place.after, name)
  const isSame = own === place.own && before === place.before && after === place.after
  if (isSame && place.ignoreFiles === undefined) return place
  const ignoreFiles = place.ignoreFiles
    ?.map((list) => descend(list, name))
    .filter((list) => !isSpent(list))
  return { path: below(place.path, name), own, before, after, ignoreFiles }
}

function withSigns(place: Place, signs: FolderSigns | undefined): Place {
  if (place.ignoreFiles === undefined) return place
  const { gitignore, gitExclude, isRepository = false } = signs ?? {}
  const ignoreFiles = [
    ...(isRepository ? [] : place.ignoreFiles),
    ...ignoreLists(below(place.path, '.git/info/exclude'), gitExclude),
    ...ignoreLists(below(place.path, '.gitignore'), gitignore),
  ]
  return { ...place, ignoreFiles }
}

/**
 * @param path of the file, from the location's top
 * @returns one list, or none if nothing in it can match
 */
function ignoreLists(path: string, text: string | undefined): RuleList[] {
  const lines = text === undefined ? [] : parseIgnoreFile(text)
  const rules = lines.map(({ text: pattern, line, pattern: parsed }) => ({
    pattern: parsed,
    kind: 'any' as const,
    exclusion: { by: 'gitignore' as const, pattern, source: { path, line } },
  }))
  return rules.length === 0 ? [] : [createRuleList(rules)]
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`
}
