// Questions about the index that the contract answers.
import type {
  ExcludedEntry,
  IndexedEntry,
  IndexStatus,
  MissingEntry,
  OwnedRow,
  OwnedRows,
  UnreadableEntry,
} from '../api/indexing.ts'
import * as v from 'valibot'
import type { FsError } from '../api/fs-errors.ts'
import { LocationIdSchema } from '../api/ids.ts'
import { joinPath } from '../api/paths.ts'
import { must } from '../api/result.ts'
import { sql, type ReadTx } from '../db/db.ts'
import { IndexModeSchema } from '../api/indexing.ts'
import type { IndexedLocation } from './locations.ts'
import { missingIn, sumsOfAll } from './missing.ts'
import { OWN, readReplica } from './replica.ts'
import type { KnownChild } from './diff.ts'
import { createPaths, readExclusion, sumsOf } from './rows.ts'
import { BYTES, DROP_ONLY, FILES, FOLDERS, readSums, totalsOf } from './totals.ts'

export async function statusOf(
  tx: ReadTx,
  location: IndexedLocation,
  rest: Pick<IndexStatus, 'isScanning' | 'live'>,
): Promise<IndexStatus> {
  const { locationNo, rootEntryId } = location
  const sums = must(await sumsOf(tx, rootEntryId), 'the sums of a location')
  const counts = await tx.first(
    sql`SELECT (SELECT count(*) FROM unreadable WHERE location_no = ${locationNo}),
               (SELECT coalesce(sum(nameless), 0) FROM folder WHERE location_no = ${locationNo} AND nameless > 0)`,
    (row) => ({ unreadable: row.integer(), nameless: row.integer() }),
  )
  const question =
    location.question === undefined ? undefined : await questionOf(tx, location, location.question)
  return {
    locationId: location.locationId,
    mode: location.mode,
    rules: location.rules,
    totals: totalsOf(sums),
    unreadable: (counts?.unreadable ?? 0) + (counts?.nameless ?? 0),
    dropOnly: sums[DROP_ONLY] ?? 0,
    scannedMs: location.scannedMs,
    question,
    ...rest,
  }
}

async function questionOf(tx: ReadTx, location: IndexedLocation, why: 'mass' | 'root') {
  const gone = await sumsOfAll(tx, await missingIn(tx, location.locationNo))
  return {
    why,
    files: gone[FILES] ?? 0,
    folders: gone[FOLDERS] ?? 0,
    bytes: gone[BYTES] ?? 0,
    sinceMs: location.askedMs ?? 0,
  }
}

interface Page {
  readonly from: number
  readonly limit: number
}

export async function excludedOf(
  tx: ReadTx,
  { locationNo }: IndexedLocation,
  { from, limit }: Page,
): Promise<readonly ExcludedEntry[]> {
  const rows = await tx.query(
    sql`SELECT parent_id, is_file, name, because FROM excluded WHERE location_no = ${locationNo}
        ORDER BY parent_id, is_file, sort_key LIMIT ${limit} OFFSET ${from}`,
    (row) => ({
      parentId: row.integer(),
      kind: row.flag() ? ('file' as const) : ('folder' as const),
      name: row.text(),
      because: readExclusion(row),
    }),
  )
  const entries: ExcludedEntry[] = []
  const paths = createPaths(tx)
  for (const { parentId, kind, name, because } of rows)
    entries.push({ path: joinPath(await paths.of(parentId), name), kind, because })
  return entries
}

/** Written by ourselves: that it is one of these is all that is asked. */
const ErrorSchema: v.GenericSchema<unknown, FsError> = v.variant('type', [
  v.object({ type: v.literal('PermissionRequired') }),
  v.object({ type: v.literal('NotFound') }),
  v.object({ type: v.literal('WrongKind') }),
  v.object({ type: v.literal('NotReadable') }),
  v.object({ type: v.literal('ChangedOnDisk') }),
  v.object({ type: v.literal('NameRefused'), name: v.string() }),
  v.object({ type: v.literal('RootUnknown') }),
  v.object({ type: v.literal('FsFault'), name: v.string(), message: v.string() }),
])

export async function unreadableOf(
  tx: ReadTx,
  { locationNo }: IndexedLocation,
  { from, limit }: Page,
): Promise<readonly UnreadableEntry[]> {
  const rows = await tx.query(
    sql`SELECT entry_id, is_file, error FROM unreadable JOIN entry USING (entry_id)
        WHERE unreadable.location_no = ${locationNo} ORDER BY entry_id LIMIT ${limit} OFFSET ${from}`,
    (row) => ({
      entryId: row.integer(),
      kind: row.flag() ? ('file' as const) : ('folder' as const),
      error: v.parse(ErrorSchema, row.json()),
    }),
  )
  const entries: UnreadableEntry[] = []
  const paths = createPaths(tx)
  for (const { entryId, kind, error } of rows)
    entries.push({ path: await paths.of(entryId), kind, error })
  return entries
}

export async function missingOf(
  tx: ReadTx,
  { locationNo }: IndexedLocation,
  { from, limit }: Page,
): Promise<readonly MissingEntry[]> {
  const missing = (await missingIn(tx, locationNo)).slice(from, from + limit)
  const entries: MissingEntry[] = []
  const paths = createPaths(tx)
  for (const { entryId, isFile, size } of missing)
    entries.push({
      path: await paths.of(entryId),
      kind: isFile ? 'file' : 'folder',
      sizeBytes: isFile ? size : (await sumsOf(tx, entryId))?.[BYTES],
    })
  return entries
}

export function indexedEntry(entry: KnownChild): IndexedEntry {
  return {
    entryId: entry.entryId,
    kind: entry.isFile ? 'file' : 'folder',
    sizeBytes: entry.size,
    modifiedMs: entry.modifiedMs,
    dropOnly: entry.isDropOnly,
    missing: entry.isMissing,
  }
}

/** Rows that got their rev after this one, at most so many, in the order of their revs. */
export async function rowsSince(tx: ReadTx, rev: number, limit: number): Promise<OwnedRows> {
  const replica = must(await readReplica(tx), 'this device')
  const entries = await tx.query(
    sql`SELECT entry.rev, entry_id, parent_id, location_id, name, is_file, size, modified_ms, is_drop_only
        FROM entry JOIN indexed_location USING (location_no)
        WHERE entry.replica_no = ${OWN} AND entry.rev > ${rev} AND is_removed = 0 ORDER BY entry.rev LIMIT ${limit}`,
    (row): OwnedRow => ({
      table: 'entry',
      rev: row.integer(),
      entryId: row.integer(),
      parentId: row.integer(),
      locationId: row.as(LocationIdSchema),
      name: row.text(),
      kind: row.flag() ? 'file' : 'folder',
      sizeBytes: row.optional((column) => column.integer()),
      modifiedMs: row.optional((column) => column.integer()),
      dropOnly: row.flag(),
    }),
  )
  const totals = await tx.query(
    sql`SELECT rev, entry_id, files, folders, bytes, unread, excluded, unlisted, drop_only, kind_1, kind_2, kind_3,
               kind_4, kind_5, kind_6, kind_7, kind_8, kind_9, kind_10, kind_11, kind_12, kind_13
        FROM folder WHERE replica_no = ${OWN} AND rev > ${rev} ORDER BY rev LIMIT ${limit}`,
    (row): OwnedRow => ({
      table: 'totals',
      rev: row.integer(),
      entryId: row.integer(),
      totals: totalsOf(readSums(row)),
    }),
  )
  const locations = await tx.query(
    sql`SELECT rev, location_id, root_entry_id, mode FROM indexed_location
        WHERE replica_no = ${OWN} AND rev > ${rev} AND is_removed = 0 ORDER BY rev LIMIT ${limit}`,
    (row): OwnedRow => ({
      table: 'location',
      rev: row.integer(),
      locationId: row.as(LocationIdSchema),
      rootEntryId: row.integer(),
      mode: row.as(IndexModeSchema),
    }),
  )
  const tombstones = await tx.query(
    sql`SELECT rev, what, id FROM tombstone WHERE replica_no = ${OWN} AND rev > ${rev} ORDER BY rev LIMIT ${limit}`,
    (row): OwnedRow => ({
      table: 'tombstone',
      rev: row.integer(),
      of: row.as(v.picklist(['entry', 'location'])),
      id: row.text(),
    }),
  )
  const rows = [...entries, ...totals, ...locations, ...tombstones]
    .toSorted((a, b) => a.rev - b.rev)
    .slice(0, limit)
  const { deviceId, incarnation, floor, rev: highest } = replica
  return { deviceId, incarnation, floor, rows, rev: highest }
}
