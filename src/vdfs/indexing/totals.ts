// Sums over folders, kept exact by adding what changes: each change names the folder it happens in, and goes to that
// folder and to all above it in the transaction that makes it.
import { KINDS, type Kind } from '../api/kind-table.ts'
import { kindOf } from '../api/kinds.ts'
import type { Totals } from '../api/indexing.ts'
import { must } from '../api/result.ts'
import { sql, type ReadTx, type Row, type Tx } from '../db/db.ts'
import type { Replica } from './replica.ts'

/** In the order of the columns of `folder`. */
const COLUMNS = [
  'files',
  'folders',
  'bytes',
  'unread',
  'excluded',
  'unlisted',
  'drop_only',
] as const
export const FILES = 0
export const FOLDERS = 1
export const BYTES = 2
export const UNREAD = 3
export const EXCLUDED = 4
export const UNLISTED = 5
export const DROP_ONLY = 6
/** Kinds of files begin here; place 0 of the list is the folder's, which is no kind of file. */
const FIRST_KIND = COLUMNS.length
const FILE_KINDS = KINDS.slice(1)
const LENGTH = FIRST_KIND + FILE_KINDS.length

/** All sums of a folder, or what is to be added to them. */
export type Sums = Float64Array

export const noSums = (): Sums => new Float64Array(LENGTH)

const placeByKind = new Map<Kind, number>(FILE_KINDS.map((kind, at) => [kind, FIRST_KIND + at]))

export function kindPlaceOf(name: string): number {
  return placeByKind.get(kindOf(name).kind) ?? LENGTH - 1
}

/** What one file adds to the folders above it. `times` -1 takes it away. */
export function addFile(
  sums: Sums,
  file: { readonly name: string; readonly size: number | undefined; readonly isDropOnly: boolean },
  times: 1 | -1,
): void {
  add(sums, FILES, times)
  add(sums, kindPlaceOf(file.name), times)
  if (file.size === undefined) add(sums, UNREAD, times)
  else add(sums, BYTES, times * file.size)
  if (file.isDropOnly) add(sums, DROP_ONLY, times)
}

export function add(sums: Sums, place: number, value: number): void {
  sums[place] = (sums[place] ?? 0) + value
}

export function addSums(sums: Sums, more: Sums, times: 1 | -1): void {
  for (let place = 0; place < LENGTH; place++) add(sums, place, times * (more[place] ?? 0))
}

// The statement's text is put together once, from literals.
const SUM_COLUMNS = [...COLUMNS, ...FILE_KINDS.map((_, at) => `kind_${at + 1}`)]
const ADD_SQL = {
  text: `UPDATE folder SET rev = ?, ${SUM_COLUMNS.map((name) => `${name} = ${name} + ?`).join(', ')} WHERE entry_id = ?`,
  parameters: [],
}

/** Collects what is to be added, and adds it. */
export interface SumChanges {
  /** The sums to be added to a folder and to all above it. */
  of(folderId: number): Sums
  /** Adds what was collected. Within the transaction that makes the changes. @returns the folders that changed */
  apply(tx: Tx, replica: Replica): Promise<ReadonlySet<number>>
}

export function createSumChanges(parents: Parents): SumChanges {
  const byFolder = new Map<number, Sums>()
  return {
    of(folderId) {
      let sums = byFolder.get(folderId)
      if (sums === undefined) {
        sums = noSums()
        byFolder.set(folderId, sums)
      }
      return sums
    },
    async apply(tx, replica) {
      const all = new Map<number, Sums>()
      for (const [folderId, sums] of byFolder)
        if (sums.some((value) => value !== 0)) all.set(folderId, sums)
      byFolder.clear()
      await addUp(tx, parents, all)
      const rows = [...all].map(([folderId, sums]) => [replica.nextRev(), ...sums, folderId])
      const changed = await tx.runMany(ADD_SQL, rows)
      if (changed !== rows.length)
        throw new Error('sums were to be added to a folder that is not there')
      return new Set(all.keys())
    },
  }
}

/** Adds the sums of each folder to all above it, each folder being gone to once. */
async function addUp(tx: ReadTx, parents: Parents, all: Map<number, Sums>): Promise<void> {
  const parentOf = new Map<number, number>()
  for (const folderId of all.keys())
    for (let at = folderId; at !== 0 && !parentOf.has(at);) {
      const parent = parents.known(at) ?? (await parents.of(tx, at))
      parentOf.set(at, parent)
      at = parent
    }
  const depths = new Map<number, number>([[0, 0]])
  for (const folderId of parentOf.keys()) {
    const way: number[] = []
    let at = folderId
    while (!depths.has(at)) {
      way.push(at)
      at = parentOf.get(at) ?? 0
    }
    let depth = depths.get(at) ?? 0
    for (const step of way.toReversed()) depths.set(step, ++depth)
  }
  const deepestFirst = [...parentOf.keys()].toSorted(
    (a, b) => (depths.get(b) ?? 0) - (depths.get(a) ?? 0),
  )
  for (const folderId of deepestFirst) {
    const parent = parentOf.get(folderId) ?? 0
    const sums = all.get(folderId)
    if (parent === 0 || sums === undefined) continue
    const above = all.get(parent)
    if (above === undefined) all.set(parent, sums.slice())
    else addSums(above, sums, 1)
  }
}

/** Which folder a folder is in: asked for at every change, so remembered. */
export interface Parents {
  /** 0 for a location's top. */
  of(tx: ReadTx, folderId: number): Promise<number>
  /** The same, if it is remembered. */
  known(folderId: number): number | undefined
  set(folderId: number, parentId: number): void
  forget(folderId: number): void
  clear(): void
}

/** Some bytes each. */
const MOST_PARENTS = 200_000

export function createParents(): Parents {
  const byFolder = new Map<number, number>()
  const set = (folderId: number, parentId: number): void => {
    if (byFolder.size >= MOST_PARENTS) byFolder.clear()
    byFolder.set(folderId, parentId)
  }
  return {
    async of(tx, folderId) {
      const known = byFolder.get(folderId)
      if (known !== undefined) return known
      const found = await tx.first(
        sql`SELECT parent_id FROM entry WHERE entry_id = ${folderId}`,
        (row) => row.integer(),
      )
      const parentId = must(found, 'the entry of a folder')
      set(folderId, parentId)
      return parentId
    },
    known: (folderId) => byFolder.get(folderId),
    set,
    forget: (folderId) => void byFolder.delete(folderId),
    clear: () => byFolder.clear(),
  }
}

/** Reads all sums, in the order of the table's columns. */
export function readSums(row: Row): Sums {
  const sums = noSums()
  for (let place = 0; place < LENGTH; place++) sums[place] = row.integer()
  return sums
}

export function totalsOf(sums: Sums): Totals {
  const at = (place: number): number => sums[place] ?? 0
  const kinds: Partial<Record<Kind, number>> = {}
  for (const [kind, place] of placeByKind) if (at(place) > 0) kinds[kind] = at(place)
  return {
    files: at(FILES),
    folders: at(FOLDERS),
    bytes: at(BYTES),
    unread: at(UNREAD),
    excluded: at(EXCLUDED),
    unlisted: at(UNLISTED),
    kinds,
  }
}
