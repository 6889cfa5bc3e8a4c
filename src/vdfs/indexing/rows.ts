// Reading and writing single rows of the index. What a row adds to the sums above it is told to `sums` by whoever
// changes it, never by the database, so that a batch of changes touches each folder once.
import * as v from 'valibot'
import type { FsError } from '../api/fs-errors.ts'
import { RelPathSchema, type RelPath } from '../api/paths.ts'
import type { Exclusion } from '../api/rules.ts'
import { sql, type ReadTx, type Row, type Tx } from '../db/db.ts'
import { naturalKey } from '../names/names.ts'
import type { KnownChild } from './diff.ts'
import { OWN, type Replica } from './replica.ts'
import { FOLDERS, readSums, UNLISTED, type Sums } from './totals.ts'

// ---------------------------------------------------------------- reading

const readChild = (row: Row): KnownChild => ({
  entryId: row.integer(),
  name: row.text(),
  isFile: row.flag(),
  isDropOnly: row.flag(),
  size: row.optional((column) => column.integer()),
  modifiedMs: row.optional((column) => column.integer()),
  isMissing: row.flag(),
})

/** All entries that are known in a folder. */
export function childrenOf(tx: ReadTx, folderId: number): Promise<readonly KnownChild[]> {
  return tx.query(
    sql`SELECT entry_id, name, is_file, is_drop_only, size, modified_ms,
               EXISTS (SELECT 1 FROM missing WHERE missing.entry_id = entry.entry_id)
        FROM entry WHERE parent_id = ${folderId}`,
    readChild,
  )
}

/** The entry of this name, or undefined. A name may stand for a file and, not settled yet, for a folder. */
export function childNamed(
  tx: ReadTx,
  folderId: number,
  name: string,
  isFile: boolean,
): Promise<KnownChild | undefined> {
  return tx.first(
    sql`SELECT entry_id, name, is_file, is_drop_only, size, modified_ms,
               EXISTS (SELECT 1 FROM missing WHERE missing.entry_id = entry.entry_id)
        FROM entry
        WHERE parent_id = ${folderId} AND is_file = ${isFile ? 1 : 0} AND sort_key = ${naturalKey(name)}`,
    readChild,
  )
}

export interface PlacedEntry {
  readonly entryId: number
  readonly parentId: number
  readonly locationNo: number
  readonly name: string
  readonly isFile: boolean
  readonly isDropOnly: boolean
  readonly size: number | undefined
  readonly modifiedMs: number | undefined
}

export function entryById(tx: ReadTx, entryId: number): Promise<PlacedEntry | undefined> {
  return tx.first(
    sql`SELECT entry_id, parent_id, location_no, name, is_file, is_drop_only, size, modified_ms
        FROM entry WHERE entry_id = ${entryId}`,
    (row) => ({
      entryId: row.integer(),
      parentId: row.integer(),
      locationNo: row.integer(),
      name: row.text(),
      isFile: row.flag(),
      isDropOnly: row.flag(),
      size: row.optional((column) => column.integer()),
      modifiedMs: row.optional((column) => column.integer()),
    }),
  )
}

export function sumsOf(tx: ReadTx, folderId: number): Promise<Sums | undefined> {
  return tx.first(
    sql`SELECT files, folders, bytes, unread, excluded, unlisted, drop_only, kind_1, kind_2, kind_3, kind_4,
               kind_5, kind_6, kind_7, kind_8, kind_9, kind_10, kind_11, kind_12, kind_13
        FROM folder WHERE entry_id = ${folderId}`,
    readSums,
  )
}

/** Finds the paths of entries. What is above several of them is looked up once. */
export interface Paths {
  /** Within the entry's location. */
  of(entryId: number): Promise<RelPath>
}

export function createPaths(tx: ReadTx): Paths {
  const known = new Map<number, string>()
  const find = async (entryId: number): Promise<string> => {
    const steps: { readonly entryId: number; readonly name: string }[] = []
    let above = ''
    for (let at = entryId; at !== 0;) {
      const path = known.get(at)
      if (path !== undefined) {
        above = path
        break
      }
      const entry = await tx.first(
        sql`SELECT parent_id, name FROM entry WHERE entry_id = ${at}`,
        (row) => ({ parentId: row.integer(), name: row.text() }),
      )
      if (entry === undefined || entry.parentId === 0) break
      steps.push({ entryId: at, name: entry.name })
      at = entry.parentId
    }
    for (const step of steps.toReversed()) {
      above = above === '' ? step.name : `${above}/${step.name}`
      known.set(step.entryId, above)
    }
    return above
  }
  return { of: async (entryId) => v.parse(RelPathSchema, await find(entryId)) }
}

/** The folder at the end of these names, or undefined if the index does not know it. */
export async function folderAt(
  tx: ReadTx,
  topId: number,
  names: readonly string[],
): Promise<number | undefined> {
  let folderId = topId
  for (const name of names) {
    const found = await tx.first(
      sql`SELECT entry_id FROM entry
          WHERE parent_id = ${folderId} AND is_file = 0 AND sort_key = ${naturalKey(name)}`,
      (row) => row.integer(),
    )
    if (found === undefined) return undefined
    folderId = found
  }
  return folderId
}

// ---------------------------------------------------------------- writing

export interface NewEntry {
  readonly entryId: number
  readonly parentId: number
  readonly locationNo: number
  readonly name: string
  readonly isFile: boolean
  readonly isDropOnly: boolean
  readonly size: number | undefined
  readonly modifiedMs: number | undefined
}

export async function insertEntries(
  tx: Tx,
  replica: Replica,
  entries: readonly NewEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await tx.runMany(
    sql`INSERT INTO entry (entry_id, parent_id, replica_no, location_no, is_file, is_drop_only, name, sort_key, size,
          modified_ms, rev)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entries.map((entry) => [
      entry.entryId,
      entry.parentId,
      OWN,
      entry.locationNo,
      entry.isFile ? 1 : 0,
      entry.isDropOnly ? 1 : 0,
      entry.name,
      naturalKey(entry.name),
      entry.size ?? null,
      entry.modifiedMs ?? null,
      replica.nextRev(),
    ]),
  )
  const folders = entries.filter(({ isFile }) => !isFile)
  if (folders.length === 0) return
  await tx.runMany(
    sql`INSERT INTO folder (entry_id, replica_no, rev, location_no, names_scan, facts_scan, is_flagged, nameless,
          files, folders, bytes, unread, excluded, unlisted, drop_only, kind_1, kind_2, kind_3, kind_4, kind_5, kind_6,
          kind_7, kind_8, kind_9, kind_10, kind_11, kind_12, kind_13)
        VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)`,
    folders.map(({ entryId, locationNo }) => [entryId, OWN, replica.nextRev(), locationNo]),
  )
}

/** What a new folder adds to those above it. */
export function addFolder(sums: Sums): void {
  sums[FOLDERS] = (sums[FOLDERS] ?? 0) + 1
  sums[UNLISTED] = (sums[UNLISTED] ?? 0) + 1
}

export async function writeFacts(
  tx: Tx,
  replica: Replica,
  facts: readonly {
    readonly entryId: number
    readonly size: number | undefined
    readonly modifiedMs: number | undefined
  }[],
): Promise<void> {
  if (facts.length === 0) return
  await tx.runMany(
    sql`UPDATE entry SET size = ?, modified_ms = ?, rev = ? WHERE entry_id = ?`,
    facts.map(({ entryId, size, modifiedMs }) => [
      size ?? null,
      modifiedMs ?? null,
      replica.nextRev(),
      entryId,
    ]),
  )
}

export interface ExcludedChild {
  readonly name: string
  readonly isFile: boolean
  readonly because: Exclusion
}

const ExclusionSchema: v.GenericSchema<unknown, Exclusion> = v.object({
  by: v.picklist(['system', 'hidden', 'git', 'dev', 'gitignore', 'images', 'own']),
  pattern: v.string(),
  source: v.optional(v.object({ path: v.string(), line: v.number() })),
})

export function readExclusion(row: Row): Exclusion {
  return v.parse(ExclusionSchema, row.json())
}

/** Makes these the excluded entries of a folder. @returns by how many there are more than before */
export async function replaceExcluded(
  tx: Tx,
  folder: { readonly folderId: number; readonly locationNo: number },
  excluded: readonly ExcludedChild[],
): Promise<number> {
  const { folderId, locationNo } = folder
  const before = await tx.run(sql`DELETE FROM excluded WHERE parent_id = ${folderId}`)
  if (excluded.length > 0)
    await tx.runMany(
      sql`INSERT INTO excluded (parent_id, is_file, sort_key, name, location_no, because) VALUES (?, ?, ?, ?, ?, ?)`,
      excluded.map(({ name, isFile, because }) => [
        folderId,
        isFile ? 1 : 0,
        naturalKey(name),
        name,
        locationNo,
        JSON.stringify(because),
      ]),
    )
  return excluded.length - before
}

export async function markUnreadable(
  tx: Tx,
  entryId: number,
  locationNo: number,
  error: FsError,
): Promise<void> {
  await tx.run(
    sql`INSERT INTO unreadable (entry_id, location_no, error)
        VALUES (${entryId}, ${locationNo}, ${JSON.stringify(error)})
        ON CONFLICT (entry_id) DO UPDATE SET error = excluded.error`,
  )
}

export async function markReadable(tx: Tx, entryIds: readonly number[]): Promise<void> {
  if (entryIds.length === 0) return
  await tx.runMany(
    sql`DELETE FROM unreadable WHERE entry_id = ?`,
    entryIds.map((entryId) => [entryId]),
  )
}

/** Says that something about folders is to be looked at again. */
export async function flagFolders(tx: Tx, folderIds: readonly number[]): Promise<void> {
  if (folderIds.length === 0) return
  await tx.runMany(
    sql`UPDATE folder SET is_flagged = 1 WHERE entry_id = ?`,
    folderIds.map((folderId) => [folderId]),
  )
}
