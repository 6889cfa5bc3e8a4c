// What became of entries that listings no longer show: moved, gone, or so many that a person is asked. Runs when a round
// of looking is over and the disk has been asked twice (see confirm.ts); nothing else takes entries out of the index
// because they were not shown.
import { sql, type ReadTx, type Row, type Tx } from '../db/db.ts'
import { naturalKey } from '../names/names.ts'
import { fileEvidence, findMoves, type Candidate, type Move } from './moves.ts'
import { removeEntries } from './remove.ts'
import { entryById, flagFolders, sumsOf, type PlacedEntry } from './rows.ts'
import type { WriteContext } from './take-listing.ts'
import {
  add,
  addFile,
  addSums,
  BYTES,
  FILES,
  FOLDERS,
  noSums,
  totalsOf,
  type Sums,
} from './totals.ts'

/** So many may vanish in one round without a question… */
const MOST_UNASKED = 1_000
/** …and so large a part of the location, unless it is a handful. */
const MOST_UNASKED_SHARE = 0.1
const HANDFUL = 25
/** All that was known at the top is gone: from so many entries on it is asked whether this is the same disk. */
const ALL_GONE = 10
/** Files below vanished folders that are compared one by one with new ones. */
const MOST_COMPARED = 50_000

export interface SettledLocation {
  readonly locationNo: number
  readonly rootEntryId: number
  /** Entries from this id on are new. undefined: it was never scanned to the end, so nothing can be told to be new. */
  readonly newFrom: number | undefined
}

/** What a watcher saw move, as ids at both ends. */
export interface SeenMove {
  readonly fromId: number
  readonly toId: number
}

export interface Settled {
  readonly moved: number
  readonly removed: number
  /** Entries, with all below them, that a person is now asked about; 0: nothing to ask. */
  readonly asked: number
}

export async function markMissing(
  tx: Tx,
  locationNo: number,
  entryIds: readonly number[],
  nowMs: number,
): Promise<void> {
  if (entryIds.length === 0) return
  await tx.runMany(
    sql`INSERT INTO missing (entry_id, location_no, since_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
    entryIds.map((entryId) => [entryId, locationNo, nowMs]),
  )
}

/** Finds out what became of all that is missing in a location. */
export async function settleMissing(
  context: WriteContext,
  location: SettledLocation,
  nowMs: number,
  seenMoves: readonly SeenMove[] = [],
): Promise<Settled> {
  const { tx } = context
  const isAsked = await hasQuestion(tx, location.locationNo)
  let missing = await missingIn(tx, location.locationNo)
  if (missing.length === 0) {
    if (isAsked) await setQuestion(tx, location.locationNo, undefined, nowMs)
    return { moved: 0, removed: 0, asked: 0 }
  }
  const moved = await carryMoves(context, location, missing, seenMoves)
  missing = await missingIn(tx, location.locationNo)
  const gone = await sumsOfAll(tx, missing)
  const count = (gone[FILES] ?? 0) + (gone[FOLDERS] ?? 0)
  if (missing.length === 0) {
    if (isAsked) await setQuestion(tx, location.locationNo, undefined, nowMs)
    return { moved, removed: 0, asked: 0 }
  }
  await context.sums.apply(tx, context.replica)
  const all = await sumsOf(tx, location.rootEntryId)
  const known = (all?.[FILES] ?? 0) + (all?.[FOLDERS] ?? 0)
  const why = await whyAsk(tx, location, missing, count, known)
  if (why !== undefined || isAsked) {
    if (why !== undefined) await setQuestion(tx, location.locationNo, why, nowMs)
    return { moved, removed: 0, asked: count }
  }
  const { entries } = await removeEntries(
    tx,
    context,
    missing.map(({ entryId }) => entryId),
  )
  return { moved, removed: entries, asked: 0 }
}

/** Rule I5. */
async function whyAsk(
  tx: ReadTx,
  location: SettledLocation,
  missing: readonly PlacedEntry[],
  count: number,
  known: number,
): Promise<'mass' | 'root' | undefined> {
  const atTop = missing.filter(({ parentId }) => parentId === location.rootEntryId)
  if (count >= ALL_GONE && atTop.length > 0) {
    const left = await tx.first(
      sql`SELECT count(*) FROM entry
          WHERE parent_id = ${location.rootEntryId} AND entry_id < ${location.newFrom ?? 0}
            AND is_drop_only = 0
            AND NOT EXISTS (SELECT 1 FROM missing WHERE missing.entry_id = entry.entry_id)`,
      (row) => row.integer(),
    )
    if (left === 0) return 'root'
  }
  const isMass = count > MOST_UNASKED || (count >= HANDFUL && count > MOST_UNASKED_SHARE * known)
  return isMass ? 'mass' : undefined
}

/** The person said that all of it is gone. */
export async function removeMissing(context: WriteContext, locationNo: number): Promise<number> {
  const missing = await missingIn(context.tx, locationNo)
  const ids = missing.map(({ entryId }) => entryId)
  const { entries } = await removeEntries(context.tx, context, ids)
  await setQuestion(context.tx, locationNo, undefined, 0)
  return entries
}

/** The person said that it is not gone: it counts as being there until the disk has been asked again. */
export async function keepMissing(tx: Tx, locationNo: number): Promise<void> {
  await tx.run(sql`DELETE FROM missing WHERE location_no = ${locationNo}`)
  await setQuestion(tx, locationNo, undefined, 0)
}

export async function hasQuestion(tx: ReadTx, locationNo: number): Promise<boolean> {
  const question = await tx.first(
    sql`SELECT question IS NOT NULL FROM indexed_location WHERE location_no = ${locationNo}`,
    (row) => row.flag(),
  )
  return question === true
}

async function setQuestion(
  tx: Tx,
  locationNo: number,
  why: 'mass' | 'root' | undefined,
  nowMs: number,
): Promise<void> {
  await tx.run(
    sql`UPDATE indexed_location
        SET asked_ms = CASE WHEN ${why ?? null} IS NULL THEN NULL ELSE coalesce(asked_ms, ${nowMs}) END,
            question = ${why ?? null}
        WHERE location_no = ${locationNo}`,
  )
}

/** Missing entries that are not below other missing ones. */
export async function missingIn(tx: ReadTx, locationNo: number): Promise<readonly PlacedEntry[]> {
  const all = await tx.query(
    sql`SELECT entry.entry_id, parent_id, entry.location_no, name, is_file, is_drop_only, size, modified_ms
        FROM missing JOIN entry USING (entry_id) WHERE missing.location_no = ${locationNo}
        ORDER BY entry.entry_id`,
    (row): PlacedEntry => ({
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
  const folders = new Set(all.filter(({ isFile }) => !isFile).map(({ entryId }) => entryId))
  if (folders.size === 0) return all
  const tops: PlacedEntry[] = []
  for (const entry of all) if (!(await isBelow(tx, entry.parentId, folders))) tops.push(entry)
  return tops
}

async function isBelow(
  tx: ReadTx,
  folderId: number,
  folders: ReadonlySet<number>,
): Promise<boolean> {
  for (let at = folderId; at !== 0;) {
    if (folders.has(at)) return true
    at = (await entryById(tx, at))?.parentId ?? 0
  }
  return false
}

/** What entries are, with all below them. */
export async function sumsOfAll(tx: ReadTx, entries: readonly PlacedEntry[]): Promise<Sums> {
  const sums = noSums()
  for (const entry of entries) {
    if (entry.isFile) {
      add(sums, FILES, 1)
      add(sums, BYTES, entry.size ?? 0)
      continue
    }
    add(sums, FOLDERS, 1)
    const below = await sumsOf(tx, entry.entryId)
    if (below !== undefined) addSums(sums, below, 1)
  }
  return sums
}

// ---------------------------------------------------------------- moves

async function carryMoves(
  context: WriteContext,
  location: SettledLocation,
  missing: readonly PlacedEntry[],
  seenMoves: readonly SeenMove[],
): Promise<number> {
  if (location.newFrom === undefined) return 0
  const { tx } = context
  /** Each entry is an end of one move only: who has gone once is neither missing nor new any more. */
  const used = new Set<number>()
  const move = async (fromId: number, toId: number): Promise<void> => {
    if (used.has(fromId) || used.has(toId) || !(await carry(context, fromId, toId))) return
    used.add(fromId).add(toId)
  }
  for (const { fromId, toId } of seenMoves) {
    const from = missing.find(({ entryId }) => entryId === fromId)
    const to = await entryById(tx, toId)
    const fits = from !== undefined && to?.isFile === from.isFile && to.entryId >= location.newFrom
    if (fits) await move(fromId, toId)
  }
  const left = await missingIn(tx, location.locationNo)
  for (const { from, to } of await certainMoves(tx, location.newFrom, location, left))
    await move(from.entryId, to.entryId)
  // What was in a folder that is no longer one may have been moved file by file.
  const folders = (await missingIn(tx, location.locationNo)).filter(({ isFile }) => !isFile)
  const files = await filesBelow(tx, folders)
  for (const { from, to } of findMoves(files, await newFiles(tx, location.newFrom, location)))
    await move(from.entryId, to.entryId)
  return used.size / 2
}

async function certainMoves(
  tx: ReadTx,
  newFrom: number,
  location: SettledLocation,
  missing: readonly PlacedEntry[],
): Promise<readonly Move[]> {
  const vanishedFolders: Candidate[] = []
  for (const entry of missing)
    if (!entry.isFile)
      vanishedFolders.push({ ...entry, evidence: await folderEvidence(tx, entry.entryId) })
  const folderMoves =
    vanishedFolders.length === 0
      ? []
      : findMoves(vanishedFolders, await newFolders(tx, newFrom, location))
  const files = missing
    .filter(({ isFile }) => isFile)
    .map((file) => ({ ...file, evidence: fileEvidence(file.size, file.modifiedMs) }))
  return [
    ...folderMoves,
    ...(files.length === 0 ? [] : findMoves(files, await newFiles(tx, newFrom, location))),
  ]
}

/** New files that are there: neither missing themselves nor below a folder that is. */
async function newFiles(
  tx: ReadTx,
  newFrom: number,
  { locationNo }: SettledLocation,
): Promise<readonly Candidate[]> {
  const files = await tx.query(
    sql`SELECT entry_id, parent_id, name, size, modified_ms FROM entry
        WHERE entry_id >= ${newFrom} AND location_no = ${locationNo} AND is_file = 1
          AND NOT EXISTS (SELECT 1 FROM missing WHERE missing.entry_id = entry.entry_id)`,
    readFileCandidate,
  )
  const gone = await goneFolders(tx, locationNo)
  return files.filter(({ parentId }) => !gone.has(parentId))
}

/** Missing folders and all folders below them. */
async function goneFolders(tx: ReadTx, locationNo: number): Promise<ReadonlySet<number>> {
  const gone = new Set<number>()
  for (const { entryId, isFile } of await missingIn(tx, locationNo))
    if (!isFile) for (const folderId of await foldersFrom(tx, entryId)) gone.add(folderId)
  return gone
}

/** All files below folders, or none if there are very many. */
async function filesBelow(
  tx: ReadTx,
  folders: readonly PlacedEntry[],
): Promise<readonly Candidate[]> {
  const files: Candidate[] = []
  for (const { entryId } of folders) {
    const more = await tx.query(
      sql`WITH RECURSIVE below (id) AS (
            SELECT ${entryId} UNION ALL
            SELECT entry.entry_id FROM entry JOIN below ON entry.parent_id = below.id WHERE is_file = 0)
          SELECT entry_id, parent_id, name, size, modified_ms
          FROM below JOIN entry ON parent_id = below.id WHERE is_file = 1 LIMIT ${MOST_COMPARED}`,
      readFileCandidate,
    )
    files.push(...more)
    if (files.length >= MOST_COMPARED) return []
  }
  return files
}

const readFileCandidate = (row: Row): Candidate => ({
  entryId: row.integer(),
  parentId: row.integer(),
  name: row.text(),
  evidence: fileEvidence(
    row.optional((column) => column.integer()),
    row.optional((column) => column.integer()),
  ),
})

async function newFolders(
  tx: ReadTx,
  newFrom: number,
  { locationNo }: SettledLocation,
): Promise<readonly Candidate[]> {
  const folders = await tx.query(
    sql`SELECT entry_id, parent_id, name FROM entry
        WHERE entry_id >= ${newFrom} AND location_no = ${locationNo} AND is_file = 0
          AND NOT EXISTS (SELECT 1 FROM missing WHERE missing.entry_id = entry.entry_id)`,
    (row) => ({ entryId: row.integer(), parentId: row.integer(), name: row.text() }),
  )
  const gone = await goneFolders(tx, locationNo)
  const candidates: Candidate[] = []
  for (const folder of folders.filter(({ parentId }) => !gone.has(parentId)))
    candidates.push({ ...folder, evidence: await folderEvidence(tx, folder.entryId) })
  return candidates
}

/** What is in a folder: its entries with their sizes and dates, and its sums. Nothing for one without files. */
async function folderEvidence(tx: ReadTx, folderId: number): Promise<string | undefined> {
  const sums = await sumsOf(tx, folderId)
  if (sums === undefined || (sums[FILES] ?? 0) === 0) return undefined
  const { files, folders, bytes, unread } = totalsOf(sums)
  if (unread > 0) return undefined
  const children = await tx.query(
    sql`SELECT is_file, name, size, modified_ms FROM entry
        WHERE parent_id = ${folderId} AND is_drop_only = 0 ORDER BY is_file, sort_key`,
    (row) => [
      row.integer(),
      row.text(),
      row.optional((column) => column.integer()) ?? null,
      row.optional((column) => column.integer()) ?? null,
    ],
  )
  return JSON.stringify([files, folders, bytes, children])
}

/** The entry that vanished takes the place of the new one, which goes. @returns whether it did */
async function carry(context: WriteContext, fromId: number, toId: number): Promise<boolean> {
  const { tx, replica, sums, parents } = context
  const [from, to] = [await entryById(tx, fromId), await entryById(tx, toId)]
  if (from === undefined || to === undefined || from.isFile !== to.isFile) return false
  // An entry that were its own target would be removed as such.
  if (fromId === toId) throw new Error('an entry cannot move to where it is')
  await removeEntries(tx, context, [toId])
  await sums.apply(tx, replica)
  if (from.isFile) {
    addFile(sums.of(from.parentId), from, -1)
    addFile(sums.of(to.parentId), { ...to, size: to.size ?? from.size }, 1)
  } else {
    const below = await sumsOf(tx, fromId)
    if (below === undefined) return false
    addSums(sums.of(from.parentId), below, -1)
    add(sums.of(from.parentId), FOLDERS, -1)
    addSums(sums.of(to.parentId), below, 1)
    add(sums.of(to.parentId), FOLDERS, 1)
    parents.set(fromId, to.parentId)
    await flagFolders(tx, await foldersFrom(tx, fromId))
  }
  await tx.run(
    sql`UPDATE entry SET parent_id = ${to.parentId}, name = ${to.name}, sort_key = ${naturalKey(to.name)},
          size = ${to.size ?? from.size ?? null}, modified_ms = ${to.modifiedMs ?? from.modifiedMs ?? null},
          rev = ${replica.nextRev()}
        WHERE entry_id = ${fromId}`,
  )
  await tx.run(sql`DELETE FROM missing WHERE entry_id = ${fromId}`)
  return true
}

/** A folder and all folders below it. */
export function foldersFrom(tx: ReadTx, folderId: number): Promise<readonly number[]> {
  return tx.query(
    sql`WITH RECURSIVE below (id) AS (
          SELECT ${folderId} UNION ALL
          SELECT entry.entry_id FROM entry JOIN below ON entry.parent_id = below.id WHERE is_file = 0)
        SELECT id FROM below`,
    (row) => row.integer(),
  )
}
