// Taking entries out of the index, with all that is below them: for good, so that other devices hear of it.
import { must } from '../api/result.ts'
import { sql, type Tx } from '../db/db.ts'
import { bury, type Replica } from './replica.ts'
import { entryById, sumsOf } from './rows.ts'
import { add, addFile, addSums, FOLDERS, type Parents, type SumChanges } from './totals.ts'

export interface Removal {
  readonly entries: number
}

/** Removes each of these entries that is still there. */
export async function removeEntries(
  tx: Tx,
  context: {
    readonly replica: Replica
    readonly sums: SumChanges
    readonly parents: Parents
  },
  entryIds: readonly number[],
): Promise<Removal> {
  const { replica, sums, parents } = context
  let entries = 0
  for (const entryId of entryIds) {
    const entry = await entryById(tx, entryId)
    if (entry === undefined) continue // it was below one of the others
    if (entry.isFile) addFile(sums.of(entry.parentId), entry, -1)
    else {
      // What was collected for folders below would be added to rows that are gone: it goes to the database first.
      await sums.apply(tx, replica)
      const above = sums.of(entry.parentId)
      addSums(above, must(await sumsOf(tx, entryId), 'the sums of a folder'), -1)
      add(above, FOLDERS, -1)
    }
    const ids = await tx.query(
      sql`WITH RECURSIVE below (id) AS (
            SELECT ${entryId} UNION ALL
            SELECT entry.entry_id FROM entry JOIN below ON entry.parent_id = below.id)
          SELECT id FROM below`,
      (row) => row.integer(),
    )
    const each = ids.map((id) => [id])
    for (const id of ids) parents.forget(id)
    await tx.runMany(sql`DELETE FROM entry WHERE entry_id = ?`, each)
    await tx.runMany(sql`DELETE FROM missing WHERE entry_id = ?`, each)
    await tx.runMany(sql`DELETE FROM unreadable WHERE entry_id = ?`, each)
    if (!entry.isFile) {
      await tx.runMany(sql`DELETE FROM folder WHERE entry_id = ?`, each)
      await tx.runMany(sql`DELETE FROM excluded WHERE parent_id = ?`, each)
    }
    await bury(tx, replica, 'entry', ids)
    entries += ids.length
  }
  return { entries }
}
