// This device's part of the library: who it is, and the numbers that its rows get. The index has one writer, so both
// counters are kept in memory and stored by each transaction that takes from them.
import { must } from '../api/result.ts'
import { sql, type ReadTx, type Tx } from '../db/db.ts'
import type { Random } from '../ports.ts'

/** This device's own. */
export const OWN = 1

/** Deletes that are remembered for devices that were away; older ones cost such a device a fresh copy. */
const TOMBSTONES_KEPT = 200_000

export interface Replica {
  readonly deviceId: string
  readonly incarnation: string
  /** The next rev: every change of a row gets one of its own, so that pages of changes need no other order. */
  nextRev(): number
  nextEntryId(): number
  /** Within the transaction whose rows have the numbers taken since the last time. */
  keep(tx: Tx): Promise<void>
}

/** Reads who this is, or makes it up in a new database. */
export async function openReplica(tx: Tx, random: Random): Promise<Replica> {
  await tx.run(
    sql`INSERT INTO replica (replica_no, device_id, incarnation, rev, floor, next_entry_id)
        VALUES (${OWN}, ${random.id()}, ${random.id()}, 0, 0, 1) ON CONFLICT DO NOTHING`,
  )
  const stored = must(await readReplica(tx), 'the row that was just made')
  let { rev, nextEntryId } = stored
  return {
    deviceId: stored.deviceId,
    incarnation: stored.incarnation,
    nextRev: () => ++rev,
    nextEntryId: () => nextEntryId++,
    async keep(within) {
      await within.run(
        sql`UPDATE replica SET rev = ${rev}, next_entry_id = ${nextEntryId} WHERE replica_no = ${OWN}`,
      )
    },
  }
}

export function readReplica(tx: ReadTx) {
  return tx.first(
    sql`SELECT device_id, incarnation, rev, floor, next_entry_id FROM replica WHERE replica_no = ${OWN}`,
    (row) => ({
      deviceId: row.text(),
      incarnation: row.text(),
      rev: row.integer(),
      floor: row.integer(),
      nextEntryId: row.integer(),
    }),
  )
}

/** Says that rows are gone for good. */
export async function bury(
  tx: Tx,
  replica: Replica,
  what: 'entry' | 'location',
  ids: readonly (number | string)[],
): Promise<void> {
  await tx.runMany(
    sql`INSERT INTO tombstone (replica_no, rev, what, id) VALUES (?, ?, ?, ?)`,
    ids.map((id) => [OWN, replica.nextRev(), what, String(id)]),
  )
}

/** Forgets the oldest deletes if there are too many: whoever has seen less than the floor must take all anew. */
export async function forgetOldTombstones(tx: Tx, kept: number = TOMBSTONES_KEPT): Promise<void> {
  const last = await tx.first(
    sql`SELECT rev FROM tombstone WHERE replica_no = ${OWN} ORDER BY rev DESC LIMIT 1 OFFSET ${kept}`,
    (row) => row.integer(),
  )
  if (last === undefined) return
  await tx.run(sql`DELETE FROM tombstone WHERE replica_no = ${OWN} AND rev <= ${last}`)
  await tx.run(
    sql`UPDATE replica SET floor = ${last} WHERE replica_no = ${OWN} AND floor < ${last}`,
  )
}
