// What can change. A query is repeated when one of its topics is told; topics carry no data.
import type { LocationId } from './ids.ts'
import type { RelPath } from './paths.ts'

export type Topic =
  | 'locations'
  | 'preferences'
  | 'storage'
  | 'notices'
  | 'jobs'
  | 'index'
  | `dir:${LocationId}/${RelPath}`

/** The topic of one folder's listing: rows, their facts, and how far it is. */
export function dirTopic(at: { readonly locationId: LocationId; readonly path: RelPath }): Topic {
  return `dir:${at.locationId}/${at.path}`
}
