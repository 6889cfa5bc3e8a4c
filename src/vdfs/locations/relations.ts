// How a folder about to be added lies to the locations that are there.
import type { FsError } from '../api/fs-errors.ts'
import type { NotAFolder } from '../api/locations.ts'
import type { RootHandle } from '../api/opaque.ts'
import type { RelPath } from '../api/paths.ts'
import { ok, type Result } from '../api/result.ts'
import type { FileSystem } from '../ports.ts'
import type { StoredLocation } from './queries.ts'

export type Relation =
  | { readonly type: 'Separate' }
  | { readonly type: 'Same'; readonly location: StoredLocation }
  | { readonly type: 'Inside'; readonly location: StoredLocation; readonly path: RelPath }
  | { readonly type: 'Around'; readonly locations: readonly StoredLocation[] }

/** The closest relation: the same folder, else the innermost location around it, else all locations in it. */
export async function findRelation(
  fs: FileSystem,
  root: RootHandle,
  locations: readonly StoredLocation[],
): Promise<Result<Relation, NotAFolder | FsError>> {
  let inside: Extract<Relation, { type: 'Inside' }> | undefined
  const around: StoredLocation[] = []
  for (const location of locations) {
    const relation = await fs.relate(root, location.rootId)
    if (!relation.ok) {
      if (relation.error.type === 'RootUnknown') continue // a lost handle lies nowhere
      return relation
    }
    const found = relation.value
    if (found.type === 'Same') return ok({ type: 'Same', location })
    if (found.type === 'Around') around.push(location)
    if (found.type === 'Inside' && (inside === undefined || found.path.length < inside.path.length))
      inside = { type: 'Inside', location, path: found.path }
  }
  if (inside !== undefined) return ok(inside)
  return ok(around.length > 0 ? { type: 'Around', locations: around } : { type: 'Separate' })
}
