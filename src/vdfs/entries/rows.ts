// Finding, adding and removing rows.
import type { Facts, Row } from '../api/entries.ts'
import type { FolderSums, RecalledEntry } from '../indexing/indexing.ts'
import type { FsEntry } from '../ports.ts'
import { extensionOf, isHiddenName, naturalKey, ROW_ID_LIMIT, rowIdOf } from '../names/names.ts'
import {
  ANSWERED,
  DROP_ONLY,
  EMPTY,
  EXCLUDED,
  FOLDER,
  GONE,
  grow,
  HIDDEN,
  isFolder,
  isHidden,
  isLive,
  LIVE,
  SEEN,
  shownName,
  type Rows,
} from './row-columns.ts'
import { factsAt, failFacts, setFacts, wantsFacts } from './row-facts.ts'

// ---------------------------------------------------------------- finding

function home(rows: Rows, id: number): number {
  return (id ^ (id / 2 ** 26)) & (rows.table.length - 1)
}

export function findById(rows: Rows, id: number): number | undefined {
  const { table, ids } = rows
  for (let place = home(rows, id); ; place = (place + 1) & (table.length - 1)) {
    const slot = table[place] ?? EMPTY
    if (slot === EMPTY) return undefined
    if (slot !== GONE && ids[slot] === id) return slot
  }
}

export function findByName(rows: Rows, name: string): number | undefined {
  const displaced = rows.displaced.get(name)
  if (displaced !== undefined) return displaced
  const slot = findById(rows, rowIdOf(name))
  return slot !== undefined && rows.names[slot] === name ? slot : undefined
}

function enter(rows: Rows, id: number, slot: number): void {
  if (2 * (rows.taken + 1) > rows.table.length) rehash(rows)
  const { table } = rows
  let place = home(rows, id)
  while ((table[place] ?? EMPTY) !== EMPTY) place = (place + 1) & (table.length - 1)
  table[place] = slot
  rows.taken += 1
}

function rehash(rows: Rows): void {
  let length = 256
  while (length < 4 * (rows.live + 1)) length *= 2
  rows.table = new Int32Array(length).fill(EMPTY)
  rows.taken = 0
  for (let slot = 0; slot < rows.end; slot++)
    if (isLive(rows, slot)) enter(rows, rows.ids[slot] ?? 0, slot)
}

function leave(rows: Rows, slot: number): void {
  const { table } = rows
  let place = home(rows, rows.ids[slot] ?? 0)
  while (table[place] !== slot) place = (place + 1) & (table.length - 1)
  table[place] = GONE
}

// ---------------------------------------------------------------- adding and removing

/** Adds a row that is not there yet, as seen by the listing under way. @returns its slot */
export function addRow(
  rows: Rows,
  name: string,
  kind: FsEntry['kind'],
  key = naturalKey(name),
): number {
  const slot = rows.free.pop() ?? rows.end
  if (slot === rows.end) rows.end += 1
  if (rows.end > rows.flags.length) grow(rows)
  let id = rowIdOf(name)
  if (findById(rows, id) !== undefined) {
    do id = (id + 1) % ROW_ID_LIMIT
    while (findById(rows, id) !== undefined)
    rows.displaced.set(name, slot)
  }
  // Before the row counts as live, or making the table anew would enter it twice.
  enter(rows, id, slot)
  rows.ids[slot] = id
  rows.names[slot] = name
  rows.keys[slot] = key
  rows.extensions[slot] = extensionIndex(rows, name)
  rows.flags[slot] = LIVE | SEEN
  rows.live += 1
  if (isHiddenName(name)) {
    rows.flags[slot] |= HIDDEN
    rows.hidden += 1
  }
  begin(rows, slot, kind)
  return slot
}

function extensionIndex(rows: Rows, name: string): number {
  const extension = extensionOf(name)
  const known = rows.extensionIndex.get(extension)
  if (known !== undefined) return known
  rows.extensionIndex.set(extension, rows.extensionNames.length)
  return rows.extensionNames.push(extension) - 1
}

/** Gives a row its kind, and facts that were never read. */
function begin(rows: Rows, slot: number, kind: FsEntry['kind']): void {
  const flags = (rows.flags[slot] ?? 0) & (LIVE | SEEN | HIDDEN | EXCLUDED)
  rows.sizes[slot] = NaN
  rows.dates[slot] = NaN
  // Browsers tell nothing of folders, so there is nothing to wait for.
  rows.flags[slot] = kind === 'folder' ? flags | FOLDER | ANSWERED : flags
  if (kind === 'folder') return
  rows.files += 1
  const name = shownName(rows, slot)
  if (name === '') failFacts(rows, slot, { type: 'NameRefused', name })
}

/** Takes back what `begin` and later answers counted. */
function end(rows: Rows, slot: number): void {
  rows.errors.delete(slot)
  if (isFolder(rows, slot)) return
  rows.files -= 1
  if (!wantsFacts(rows, slot)) rows.settled -= 1
}

/** Makes a file a folder or the reverse. The caller puts the row in its new place in all orders. */
export function changeKind(rows: Rows, slot: number, kind: FsEntry['kind']): void {
  end(rows, slot)
  begin(rows, slot, kind)
}

/** Removes a row. Its slot will be another's: the caller takes it out of all orders first. */
export function removeRow(rows: Rows, slot: number): void {
  end(rows, slot)
  leave(rows, slot)
  rows.displaced.delete(rows.names[slot] ?? '')
  if (isHidden(rows, slot)) rows.hidden -= 1
  rows.live -= 1
  rows.flags[slot] = 0
  rows.names[slot] = ''
  rows.keys[slot] = ''
  rows.free.push(slot)
}

// ---------------------------------------------------------------- listings

export function markUnseen(rows: Rows): void {
  for (let slot = 0; slot < rows.end; slot++) rows.flags[slot] = (rows.flags[slot] ?? 0) & ~SEEN
}

export function markSeen(rows: Rows, slot: number): void {
  rows.flags[slot] = (rows.flags[slot] ?? 0) | SEEN
}

/** Rows that the listing did not meet. */
export function unseen(rows: Rows): readonly number[] {
  const slots: number[] = []
  for (let slot = 0; slot < rows.end; slot++)
    if (((rows.flags[slot] ?? 0) & (LIVE | SEEN | DROP_ONLY)) === LIVE) slots.push(slot)
  return slots
}

/** Adds a row as the index remembers it. @returns its slot, or undefined if there is one of this name */
export function addRecalled(rows: Rows, entry: RecalledEntry): number | undefined {
  if (findByName(rows, entry.name) !== undefined) return undefined
  const slot = addRow(rows, entry.name, entry.isFile ? 'file' : 'folder', entry.key)
  rows.flags[slot] = (rows.flags[slot] ?? 0) & ~SEEN
  if (entry.mark !== undefined)
    rows.flags[slot] = (rows.flags[slot] ?? 0) | (entry.mark === 'excluded' ? EXCLUDED : DROP_ONLY)
  if (entry.isFile && entry.sizeBytes !== undefined)
    setFacts(rows, slot, { ok: true, value: { kind: 'file', ...entry } })
  else if (entry.mark === 'dropOnly' && entry.isFile)
    failFacts(rows, slot, { type: 'NameRefused', name: entry.name })
  return slot
}

/** What a complete listing showed. */
export function listedEntries(rows: Rows): readonly FsEntry[] {
  const entries: FsEntry[] = []
  for (let slot = 0; slot < rows.end; slot++)
    if (((rows.flags[slot] ?? 0) & (LIVE | DROP_ONLY)) === LIVE)
      entries.push({ name: shownName(rows, slot), kind: isFolder(rows, slot) ? 'folder' : 'file' })
  return entries
}

/** The name of the `count`th entry (from 0) that the platform lists without a name. */
export function nameOfNameless(count: number): string {
  return count === 0 ? '' : `\0${count}`
}

export function rowAt(rows: Rows, slot: number, sums?: FolderSums['below']): Row {
  const flags = rows.flags[slot] ?? 0
  const mark =
    (flags & DROP_ONLY) !== 0 ? 'dropOnly' : (flags & EXCLUDED) !== 0 ? 'excluded' : undefined
  return {
    rowId: rows.ids[slot] ?? 0,
    name: shownName(rows, slot),
    kind: isFolder(rows, slot) ? 'folder' : 'file',
    hidden: isHidden(rows, slot),
    facts: isFolder(rows, slot) ? folderFacts(rows, slot, sums) : factsAt(rows, slot),
    ...(mark === undefined ? {} : { mark }),
  }
}

function folderFacts(rows: Rows, slot: number, sums: FolderSums['below'] | undefined): Facts {
  const known = sums?.get(rows.names[slot] ?? '')
  if (known === undefined) return factsAt(rows, slot)
  return {
    state: 'known',
    sizeBytes: known.bytes,
    modifiedMs: undefined,
    ...(known.isPartial ? { isPartial: true } : {}),
  }
}
