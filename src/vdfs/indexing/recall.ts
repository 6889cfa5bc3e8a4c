// What the index knows of a folder, for those who show it: its entries in their natural order, some at a time, and the
// sums beside them.
import { segmentsOf, type RelPath } from '../api/paths.ts'
import type { Totals } from '../api/indexing.ts'
import { sql, type Db, type ReadTx, type Row } from '../db/db.ts'
import type { IndexedLocation } from './locations.ts'
import { folderAt, sumsOf } from './rows.ts'
import { totalsOf } from './totals.ts'

/** An entry as the index remembers it. */
export interface RecalledEntry {
  readonly name: string
  readonly isFile: boolean
  readonly key: string
  readonly sizeBytes: number | undefined
  readonly modifiedMs: number | undefined
  readonly mark: 'excluded' | 'dropOnly' | undefined
}

export interface Recalled {
  readonly folderId: number
  /** When the folder was last listed completely. */
  readonly listedMs: number
}

/** The first part is small, so that a screen has something soon. */
const FIRST_ROWS = 200
const ROWS_AT_ONCE = 4_000

const readEntry = (row: Row): RecalledEntry => ({
  isFile: row.flag(),
  key: row.text(),
  name: row.text(),
  sizeBytes: row.optional((column) => column.integer()),
  modifiedMs: row.optional((column) => column.integer()),
  mark: row.flag() ? 'dropOnly' : undefined,
})

/**
 * Hands out all that is known of a folder.
 * @param onRows called with parts in order, those that rules leave out last; nobody else waits for long meanwhile
 * @returns undefined if the index does not know the folder or never saw all of it
 */
export async function recallFolder(
  db: Db,
  location: IndexedLocation,
  path: RelPath,
  onRows: (rows: readonly RecalledEntry[]) => Promise<void>,
): Promise<Recalled | undefined> {
  const folder = await db.read((tx) => findFolder(tx, location, path))
  if (folder === undefined) return undefined
  const { folderId } = folder
  let [isFile, key] = [-1, '']
  for (let most = FIRST_ROWS; ; most = ROWS_AT_ONCE) {
    const rows = await db.read((tx) =>
      tx.query(
        sql`SELECT is_file, sort_key, name, size, modified_ms, is_drop_only FROM entry
            WHERE parent_id = ${folderId} AND (is_file, sort_key) > (${isFile}, ${key})
              AND NOT EXISTS (SELECT 1 FROM missing WHERE missing.entry_id = entry.entry_id)
            ORDER BY is_file, sort_key LIMIT ${most}`,
        readEntry,
      ),
    )
    if (rows.length > 0) await onRows(rows)
    const last = rows.at(-1)
    if (last === undefined || rows.length < most) break
    ;[isFile, key] = [last.isFile ? 1 : 0, last.key]
  }
  const excluded = await db.read((tx) =>
    tx.query(
      sql`SELECT is_file, sort_key, name FROM excluded WHERE parent_id = ${folderId} ORDER BY is_file, sort_key`,
      (row): RecalledEntry => ({
        isFile: row.flag(),
        key: row.text(),
        name: row.text(),
        sizeBytes: undefined,
        modifiedMs: undefined,
        mark: 'excluded',
      }),
    ),
  )
  if (excluded.length > 0) await onRows(excluded)
  return folder
}

async function findFolder(
  tx: ReadTx,
  location: IndexedLocation,
  path: RelPath,
): Promise<Recalled | undefined> {
  const folderId = await folderAt(tx, location.rootEntryId, segmentsOf(path))
  if (folderId === undefined) return undefined
  const listedMs = await tx.first(
    sql`SELECT listed_ms FROM folder WHERE entry_id = ${folderId}`,
    (row) => row.optional((column) => column.integer()),
  )
  return listedMs === undefined ? undefined : { folderId, listedMs }
}

/** Sums of a folder, and of each folder in it. */
export interface FolderSums {
  readonly folderId: number
  readonly own: Totals
  readonly below: ReadonlyMap<string, { readonly bytes: number; readonly isPartial: boolean }>
}

/** Folders in a folder whose sums are told; of more, none are. */
const MOST_BELOW = 20_000

export async function recallSums(
  tx: ReadTx,
  location: IndexedLocation,
  path: RelPath,
): Promise<FolderSums | undefined> {
  const folderId = await folderAt(tx, location.rootEntryId, segmentsOf(path))
  const sums = folderId === undefined ? undefined : await sumsOf(tx, folderId)
  if (folderId === undefined || sums === undefined) return undefined
  const below = await tx.query(
    sql`SELECT name, bytes, unread + unlisted + excluded > 0 FROM entry JOIN folder USING (entry_id)
        WHERE parent_id = ${folderId} AND is_file = 0 LIMIT ${MOST_BELOW}`,
    (row) => ({ name: row.text(), bytes: row.integer(), isPartial: row.flag() }),
  )
  return {
    folderId,
    own: totalsOf(sums),
    below: new Map(below.map(({ name, ...rest }) => [name, rest])),
  }
}
