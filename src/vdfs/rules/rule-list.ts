// A list of patterns in which the last one that matches counts, on its way down the folders. Built for a million
// questions: what can be looked up is, and a folder keeps only what can still match in it or below. Pure.
import type { Exclusion } from '../api/rules.ts'
import { foldName, globOf, matchesGlob, STAR, startOf, type Glob } from './glob.ts'
import type { Pattern, Segment } from './pattern.ts'

export type EntryKind = 'file' | 'folder'

export interface Rule {
  readonly pattern: Pattern
  /** Which entries it is for, on top of what its slash says. */
  readonly kind: EntryKind | 'any'
  /** The answer, if it leaves an entry out: made once, given often. */
  readonly exclusion: Exclusion
}

export interface RuleList {
  /** Names at any depth. */
  readonly anywhere: Lookups
  /** What paths have left for names in this very folder. */
  readonly here: Lookups | undefined
  readonly paths: readonly Path[]
}

interface Lookups {
  readonly file: Lookup
  readonly folder: Lookup
}

interface Lookup {
  readonly names: ReadonlyMap<string, Placed>
  readonly extensions: ReadonlyMap<string, Placed>
  /** By the UTF-16 unit they begin with, the last first. */
  readonly shapesByStart: ReadonlyMap<number, readonly Placed[]>
  /** Those that begin with a sign, the last first. */
  readonly openShapes: readonly Placed[]
}

/** A rule with its place in the list, by what is left of its pattern. */
interface Placed {
  readonly rule: Rule
  readonly place: number
  readonly glob: Glob
}

/** A pattern with slashes, on its way down: it may stand before several of its segments at once. */
interface Path {
  readonly rule: Rule
  readonly place: number
  readonly positions: readonly number[]
}

export function createRuleList(rules: readonly Rule[]): RuleList {
  const anywhere: Placed[] = []
  const paths: Path[] = []
  for (const [place, rule] of rules.entries()) {
    const [first, second, third] = rule.pattern.segments
    if (first?.type === 'AnyFolders' && second !== undefined && third === undefined)
      anywhere.push({ rule, place, glob: nameGlob(second) })
    else paths.push({ rule, place, positions: reach(rule.pattern.segments, [0]) })
  }
  return withPaths(lookupsOf(anywhere), paths)
}

/** Whether no entry of the folder or below can match. */
export function isSpent({ anywhere, paths }: RuleList): boolean {
  return paths.length === 0 && isEmpty(anywhere.file) && isEmpty(anywhere.folder)
}

function isEmpty({ names, extensions, shapesByStart, openShapes }: Lookup): boolean {
  return names.size + extensions.size + shapesByStart.size + openShapes.length === 0
}

/** The list for a folder in its folder. The same one, if no path has moved: so it is in most. */
export function descend(list: RuleList, name: string): RuleList {
  if (list.paths.length === 0) return list
  const folded = foldName(name)
  const paths = list.paths.map((path) => step(path, folded))
  return paths.every((path, index) => path === list.paths[index])
    ? list
    : withPaths(
        list.anywhere,
        paths.filter(({ positions }) => positions.length > 0),
      )
}

/**
 * The last rule that matches an entry.
 * @param folded its name from `foldName`
 * @param suffix that of the folded name
 */
export function lastMatch(
  { anywhere, here }: RuleList,
  kind: EntryKind,
  folded: string,
  suffix: string | undefined,
): Rule | undefined {
  const found = lookUp(anywhere[kind], folded, suffix)
  const foundHere = here && lookUp(here[kind], folded, suffix)
  return later(found, foundHere)?.rule
}

function withPaths(anywhere: Lookups, paths: readonly Path[]): RuleList {
  const ends = paths.flatMap(({ rule, place, positions }) => {
    const last = rule.pattern.segments.at(-1)
    const isNear = positions.at(-1) === rule.pattern.segments.length - 1
    return isNear && last !== undefined ? [{ rule, place, glob: nameGlob(last) }] : []
  })
  return { anywhere, here: ends.length === 0 ? undefined : lookupsOf(ends), paths }
}

/** What a segment says of a name: `**` takes any. */
function nameGlob(segment: Segment): Glob {
  return segment.type === 'AnyFolders' ? ANY_NAME : segment
}

const ANY_NAME = globOf([STAR])

/** Where a path stands after one more folder. */
function step(path: Path, folded: string): Path {
  const { positions, rule } = path
  const { segments } = rule.pattern
  const next = positions.flatMap((position) => {
    const segment = segments[position]
    if (segment === undefined) return []
    if (segment.type === 'AnyFolders') return [position]
    return position + 1 < segments.length && matchesGlob(segment, folded) ? [position + 1] : []
  })
  const reached = reach(segments, next)
  const isSame =
    reached.length === positions.length && reached.every((each, index) => each === positions[index])
  return isSame ? path : { ...path, positions: reached }
}

/** With each position, those that it reaches because `**` may be no folder at all. In order. */
function reach(segments: readonly Segment[], positions: readonly number[]): number[] {
  const all = new Set<number>()
  for (const position of positions) {
    all.add(position)
    const isSkippable = segments[position]?.type === 'AnyFolders' && position + 1 < segments.length
    if (isSkippable) all.add(position + 1)
  }
  return [...all].toSorted((a, b) => a - b)
}

function lookupsOf(placed: readonly Placed[]): Lookups {
  return { file: lookupOf(placed, 'file'), folder: lookupOf(placed, 'folder') }
}

function lookupOf(placed: readonly Placed[], kind: EntryKind): Lookup {
  const names = new Map<string, Placed>()
  const extensions = new Map<string, Placed>()
  const shapesByStart = new Map<number, Placed[]>()
  const openShapes: Placed[] = []
  for (const entry of placed.toReversed()) {
    const { rule, glob } = entry
    if (rule.kind !== 'any' && rule.kind !== kind) continue
    if (rule.pattern.isFolderOnly && kind === 'file') continue
    // Of those that are looked up by the same word, only the last can ever count.
    if (glob.type === 'Name') addFirst(names, glob.name, entry)
    else if (glob.type === 'Extension') addFirst(extensions, glob.extension, entry)
    else {
      const start = startOf(glob)
      if (start === undefined) openShapes.push(entry)
      else addFirst(shapesByStart, start, []).push(entry)
    }
  }
  return { names, extensions, shapesByStart, openShapes }
}

/** @returns what the map has under the key from now on */
function addFirst<K, V>(map: Map<K, V>, key: K, value: V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  map.set(key, value)
  return value
}

function lookUp(lookup: Lookup, folded: string, suffix: string | undefined): Placed | undefined {
  const byName = lookup.names.get(folded)
  const byExtension = suffix === undefined ? undefined : lookup.extensions.get(suffix)
  const found = later(byName, byExtension)
  const started = lookup.shapesByStart.get(folded.charCodeAt(0))
  const shape = started === undefined ? found : lastShape(started, folded, found)
  return lastShape(lookup.openShapes, folded, shape)
}

/** The first of the shapes that matches, unless another rule stands later in the list. */
function lastShape(
  shapes: readonly Placed[],
  folded: string,
  found: Placed | undefined,
): Placed | undefined {
  for (const shape of shapes) {
    if (found !== undefined && found.place > shape.place) return found
    if (matchesGlob(shape.glob, folded)) return shape
  }
  return found
}

function later(a: Placed | undefined, b: Placed | undefined): Placed | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a.place > b.place ? a : b
}
