// The table `location`: granted folders, in the order of the sidebar.
import * as v from 'valibot'
import { LocationIdSchema, RootIdSchema, type LocationId, type RootId } from '../api/ids.ts'
import { sql, type ReadTx, type Tx } from '../db/db.ts'

export interface StoredLocation {
  readonly locationId: LocationId
  readonly rootId: RootId
  readonly name: string
  readonly folderName: string
  readonly origin: 'picked' | 'dropped'
  readonly position: number
  readonly addedMs: number
  readonly lastSeenMs: number
  readonly lastingAnswered: boolean
}

const OriginSchema = v.picklist(['picked', 'dropped'])

export function readLocations(tx: ReadTx): Promise<readonly StoredLocation[]> {
  return tx.query(
    sql`SELECT location_id, root_id, name, folder_name, origin, position, added_ms, last_seen_ms,
               lasting_answered
        FROM location ORDER BY position, location_id`,
    (row) => ({
      locationId: row.as(LocationIdSchema),
      rootId: row.as(RootIdSchema),
      name: row.text(),
      folderName: row.text(),
      origin: row.as(OriginSchema),
      position: row.integer(),
      addedMs: row.integer(),
      lastSeenMs: row.integer(),
      lastingAnswered: row.flag(),
    }),
  )
}

/** Adds a location, or replaces all that is known of it. */
export async function putLocation(tx: Tx, location: StoredLocation): Promise<void> {
  await tx.run(
    sql`INSERT OR REPLACE INTO location (location_id, root_id, name, folder_name, origin, position,
          added_ms, last_seen_ms, lasting_answered)
        VALUES (${location.locationId}, ${location.rootId}, ${location.name}, ${location.folderName},
          ${location.origin}, ${location.position}, ${location.addedMs}, ${location.lastSeenMs},
          ${location.lastingAnswered ? 1 : 0})`,
  )
  tx.touch('locations')
}

export async function deleteLocation(tx: Tx, locationId: LocationId): Promise<void> {
  await tx.run(sql`DELETE FROM location WHERE location_id = ${locationId}`)
  tx.touch('locations')
}
