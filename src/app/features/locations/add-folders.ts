// Adding folders to the library, one after the other, asking where they overlap. No UI in here.
import type { CoreApi } from '#vdfs/api/core-api.ts'
import type { CoreError } from '#vdfs/api/core-errors.ts'
import type { LocationId } from '#vdfs/api/ids.ts'
import type { AroundLocations, InsideALocation, Location } from '#vdfs/api/locations.ts'
import type { RootHandle } from '#vdfs/api/opaque.ts'
import type { At } from '#vdfs/api/paths.ts'
import type { Result } from '#vdfs/api/result.ts'

export interface FolderToAdd {
  readonly name: string
  readonly root: RootHandle
  readonly origin: Location['origin']
  readonly entry?: FileSystemDirectoryEntry | undefined
}

/** `open`: look at it where it already is; only for folders inside a location. */
export type OverlapAnswer = 'open' | 'add' | 'cancel'

/** A folder lies in or around locations: what should be done? */
export type AskOverlap = (
  folder: FolderToAdd,
  overlap: InsideALocation | AroundLocations,
) => Promise<OverlapAnswer>

/** What became of one folder. */
export type AddOutcome =
  | { readonly type: 'added'; readonly folder: FolderToAdd; readonly locationId: LocationId }
  | {
      readonly type: 'already'
      readonly folder: FolderToAdd
      readonly locationId: LocationId
      readonly name: string
    }
  | { readonly type: 'open'; readonly at: At }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly folder: FolderToAdd; readonly error: CoreError }

/** In the order given: later folders may overlap with earlier ones. */
export async function addFolders(
  locations: CoreApi['locations'],
  folders: readonly FolderToAdd[],
  ask: AskOverlap,
): Promise<readonly AddOutcome[]> {
  const outcomes: AddOutcome[] = []
  for (const folder of folders) outcomes.push(await addFolder(locations, folder, ask))
  return outcomes
}

async function addFolder(
  locations: CoreApi['locations'],
  folder: FolderToAdd,
  ask: AskOverlap,
): Promise<AddOutcome> {
  const { root, origin } = folder
  const first = await locations.add({ root, origin })
  if (first.ok) return { type: 'added', folder, locationId: first.value.locationId }
  const { error } = first
  if (error.type === 'AlreadyALocation') {
    const refreshed = await refresh(locations, folder, error.locationId)
    return refreshed.ok
      ? { type: 'already', folder, locationId: error.locationId, name: error.name }
      : { type: 'failed', folder, error: refreshed.error }
  }
  if (error.type !== 'InsideALocation' && error.type !== 'AroundLocations')
    return { type: 'failed', folder, error }
  const answer = await ask(folder, error)
  if (answer === 'cancel') return { type: 'cancelled' }
  if (answer === 'open')
    return error.type === 'InsideALocation'
      ? { type: 'open', at: { locationId: error.locationId, path: error.path } }
      : { type: 'cancelled' }
  const again = await locations.add({ root, origin, nested: true })
  return again.ok
    ? { type: 'added', folder, locationId: again.value.locationId }
    : { type: 'failed', folder, error: again.error }
}

/**
 * The person has just given access to a folder that is a location: a picked one is a better handle than a dropped
 * one, and either opens a location that was locked.
 */
async function refresh(
  locations: CoreApi['locations'],
  { root, origin }: FolderToAdd,
  locationId: LocationId,
): Promise<Result<void, CoreError>> {
  if (origin === 'picked') {
    const replaced = await locations.replaceRoot({ locationId, root })
    if (!replaced.ok) return replaced
  }
  return locations.recheck()
}
