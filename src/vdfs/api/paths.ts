// Paths inside a location. A path from outside (URL, peer, script) becomes a RelPath only through parsePath,
// so nothing can climb out of the granted folder.
import * as v from 'valibot'
import { LocationIdSchema } from './ids.ts'
import { err, ok, type Result } from './result.ts'

/** Longest path accepted, in UTF-16 units. Linux allows 4,096 bytes a call; deeper trees are walked in steps. */
export const MAX_PATH_LENGTH = 1 << 17

/**
 * Names joined by '/', '' being the location itself. Names may hold anything a disk allows (newlines, backslashes,
 * markup); none is empty, '.' or '..', and none holds '/' or NUL.
 */
export const RelPathSchema = v.pipe(
  v.string(),
  v.maxLength(MAX_PATH_LENGTH),
  v.check((text) => text === '' || text.split('/').every(isName), 'not a path inside a location'),
  v.brand('RelPath'),
)
export type RelPath = v.InferOutput<typeof RelPathSchema>

/** Where an entry is. */
export const AtSchema = v.object({ locationId: LocationIdSchema, path: RelPathSchema })
export type At = v.InferOutput<typeof AtSchema>

/** Whether a disk could hold an entry of this name. Says nothing about what the browser lets through. */
export function isName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/') && !name.includes('\0')
}

export interface BadPath {
  readonly type: 'BadPath'
  readonly text: string
}

/** Reads a path as a person types it: leading, trailing and doubled slashes are forgiven, '..' is not. */
export function parsePath(text: string): Result<RelPath, BadPath> {
  const parsed = v.safeParse(RelPathSchema, text.split('/').filter(Boolean).join('/'))
  return parsed.success ? ok(parsed.output) : err({ type: 'BadPath', text: text.slice(0, 300) })
}

export const ROOT: RelPath = v.parse(RelPathSchema, '')

/** @throws {Error} if the name is none: names come from listings, which are checked. */
export function joinPath(parent: RelPath, name: string): RelPath {
  if (!isName(name)) throw new Error('not a name')
  return v.parse(RelPathSchema, parent === '' ? name : `${parent}/${name}`)
}

/** The names on the way, outermost first; none for the location itself. */
export function segmentsOf(path: RelPath): readonly string[] {
  return path === '' ? [] : path.split('/')
}

/** The folder that holds it, or undefined for the location itself. */
export function parentOf(path: RelPath): RelPath | undefined {
  if (path === '') return undefined
  const slash = path.lastIndexOf('/')
  return v.parse(RelPathSchema, slash < 0 ? '' : path.slice(0, slash))
}

/** Its last name, or '' for the location itself. */
export function nameOf(path: RelPath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
