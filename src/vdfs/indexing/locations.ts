// What the index keeps of each location: the table `indexed_location`.
import * as v from 'valibot'
import { LocationIdSchema, type LocationId } from '../api/ids.ts'
import { IndexModeSchema, type IndexMode } from '../api/indexing.ts'
import { defaultRules, LocationRulesSchema, type LocationRules } from '../api/rules.ts'
import { sql, type ReadTx, type Row, type Tx } from '../db/db.ts'
import { bury, OWN, type Replica } from './replica.ts'
import { insertEntries } from './rows.ts'
import type { Parents } from './totals.ts'

export interface IndexedLocation {
  readonly locationNo: number
  readonly locationId: LocationId
  readonly rootEntryId: number
  readonly mode: IndexMode
  readonly rules: LocationRules
  readonly scan: number
  readonly scannedMs: number | undefined
  readonly settledId: number
  readonly question: 'mass' | 'root' | undefined
  readonly askedMs: number | undefined
}

const QuestionSchema = v.picklist(['mass', 'root'])

const readLocation = (row: Row): IndexedLocation => ({
  locationNo: row.integer(),
  locationId: row.as(LocationIdSchema),
  rootEntryId: row.integer(),
  mode: row.as(IndexModeSchema),
  // Rules that a later build wrote are not worth a location.
  rules: v.parse(v.fallback(LocationRulesSchema, defaultRules), row.json()),
  scan: row.integer(),
  scannedMs: row.optional((column) => column.integer()),
  settledId: row.integer(),
  question: row.optional((column) => column.as(QuestionSchema)),
  askedMs: row.optional((column) => column.integer()),
})

export function readIndexedLocations(tx: ReadTx): Promise<readonly IndexedLocation[]> {
  return tx.query(
    sql`SELECT location_no, location_id, root_entry_id, mode, rules, scan, scanned_ms, settled_id, question, asked_ms
        FROM indexed_location WHERE is_removed = 0 ORDER BY location_no`,
    readLocation,
  )
}

export async function addIndexedLocation(
  tx: Tx,
  { replica, parents }: { readonly replica: Replica; readonly parents: Parents },
  locationId: LocationId,
): Promise<void> {
  const rootEntryId = replica.nextEntryId()
  parents.set(rootEntryId, 0)
  await tx.run(
    sql`INSERT INTO indexed_location (location_id, replica_no, rev, root_entry_id, mode, rules, scan, settled_id,
          is_removed)
        VALUES (${locationId}, ${OWN}, ${replica.nextRev()}, ${rootEntryId}, 'sizes', ${JSON.stringify(defaultRules)},
          0, 0, 0)`,
  )
  const locationNo = await tx.first(
    sql`SELECT location_no FROM indexed_location WHERE location_id = ${locationId}`,
    (row) => row.integer(),
  )
  await insertEntries(tx, replica, [
    {
      entryId: rootEntryId,
      parentId: 0,
      locationNo: locationNo ?? 0,
      // The tops of all locations lie side by side in the index.
      name: locationId,
      isFile: false,
      isDropOnly: false,
      size: undefined,
      modifiedMs: undefined,
    },
  ])
}

export async function configureLocation(
  tx: Tx,
  replica: Replica,
  locationNo: number,
  mode: IndexMode,
  rules: LocationRules,
): Promise<void> {
  await tx.run(
    sql`UPDATE indexed_location
        SET mode = ${mode}, rules = ${JSON.stringify(rules)}, rev = ${replica.nextRev()}
        WHERE location_no = ${locationNo}`,
  )
}

/** A scan begins. @returns its number */
export async function beginScan(tx: Tx, locationNo: number): Promise<number> {
  await tx.run(sql`UPDATE indexed_location SET scan = scan + 1 WHERE location_no = ${locationNo}`)
  const scan = await tx.first(
    sql`SELECT scan FROM indexed_location WHERE location_no = ${locationNo}`,
    (row) => row.integer(),
  )
  return scan ?? 0
}

/** A scan of all of it ended: what came since is told from what was there by its id. */
export async function endScan(tx: Tx, locationNo: number, nowMs: number): Promise<void> {
  await tx.run(
    sql`UPDATE indexed_location
        SET scanned_ms = ${nowMs}, settled_id = (SELECT coalesce(max(entry_id), 0) + 1 FROM entry)
        WHERE location_no = ${locationNo}`,
  )
}

/** The location is no more. Its entries go in parts afterwards: see `purgeSome`. */
export async function removeIndexedLocation(
  tx: Tx,
  replica: Replica,
  locationId: LocationId,
): Promise<void> {
  const removed = await tx.run(
    sql`UPDATE indexed_location SET is_removed = 1 WHERE location_id = ${locationId} AND is_removed = 0`,
  )
  if (removed === 0) return
  await bury(tx, replica, 'location', [locationId])
  await tx.run(
    sql`DELETE FROM entry
        WHERE entry_id IN (SELECT root_entry_id FROM indexed_location WHERE location_id = ${locationId})`,
  )
  // The id may come back, as when an address is undone, while the old entries are still being deleted.
  await tx.run(
    sql`UPDATE indexed_location SET location_id = location_id || ' ' || location_no
        WHERE location_id = ${locationId}`,
  )
}

/** Rows that one step of a removal deletes. */
const PURGED_AT_ONCE = 5_000

/**
 * Deletes some of what is left of removed locations.
 * @param after where the last step ended; 0 to begin
 * @returns where to go on, or undefined if nothing is left
 */
export async function purgeSome(tx: Tx, after: number): Promise<number | undefined> {
  const locationNo = await tx.first(
    sql`SELECT location_no FROM indexed_location WHERE is_removed = 1 LIMIT 1`,
    (row) => row.integer(),
  )
  if (locationNo === undefined) return undefined
  const ids = await tx.query(
    sql`SELECT entry_id FROM entry WHERE location_no = ${locationNo} AND entry_id > ${after}
        ORDER BY entry_id LIMIT ${PURGED_AT_ONCE}`,
    (row) => row.integer(),
  )
  const each = ids.map((id) => [id])
  for (const table of PURGED) await tx.runMany({ text: table, parameters: [] }, each)
  const last = ids.at(-1)
  if (last !== undefined) return last
  await tx.run(sql`DELETE FROM excluded WHERE location_no = ${locationNo}`)
  await tx.run(sql`DELETE FROM indexed_location WHERE location_no = ${locationNo}`)
  return 0
}

const PURGED = ['entry', 'folder', 'missing', 'unreadable'].map(
  (table) => `DELETE FROM ${table} WHERE entry_id = ?`,
)
