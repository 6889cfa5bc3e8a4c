// The sizes and dates of rows: what is known, what could not be read, what is of before the last listing.
import type { Facts } from '../api/entries.ts'
import type { FsError } from '../api/fs-errors.ts'
import type { Result } from '../api/result.ts'
import type { FsStat } from '../ports.ts'
import {
  ANSWERED,
  DROP_ONLY,
  FAILED,
  FOLDER,
  isFolder,
  isLive,
  LIVE,
  READING,
  shownName,
  STALE,
  type Rows,
} from './row-columns.ts'

/** Takes in one answer. @returns whether the row now shows something else */
export function setFacts(rows: Rows, slot: number, answer: Result<FsStat, FsError>): boolean {
  if (!answer.ok) return failFacts(rows, slot, answer.error)
  const size = answer.value.sizeBytes ?? NaN
  const date = answer.value.modifiedMs ?? NaN
  const same = hasFacts(rows, slot) && Object.is(rows.sizes[slot], size)
  const changed = !same || !Object.is(rows.dates[slot], date)
  settle(rows, slot, ANSWERED)
  rows.errors.delete(slot)
  if (changed) setValues(rows, slot, size, date)
  return changed
}

export function failFacts(rows: Rows, slot: number, error: FsError): boolean {
  const changed = rows.errors.get(slot)?.type !== error.type
  settle(rows, slot, ANSWERED | FAILED)
  rows.errors.set(slot, error)
  setValues(rows, slot, NaN, NaN)
  return changed
}

function settle(rows: Rows, slot: number, answered: number): void {
  if (wantsFacts(rows, slot)) rows.settled += 1
  const flags = (rows.flags[slot] ?? 0) & ~(ANSWERED | FAILED | STALE | READING)
  rows.flags[slot] = flags | answered
}

function setValues(rows: Rows, slot: number, size: number, date: number): void {
  if (!Object.is(rows.sizes[slot], size) || !Object.is(rows.dates[slot], date))
    rows.factsVersion += 1
  rows.sizes[slot] = size
  rows.dates[slot] = date
}

/** All facts are to be read again, even those being read; until then the old ones are shown. */
export function markStale(rows: Rows): void {
  rows.factsRound += 1
  for (let slot = 0; slot < rows.end; slot++) {
    markReading(rows, slot, false)
    if (!isLive(rows, slot) || isFolder(rows, slot) || wantsFacts(rows, slot)) continue
    if (shownName(rows, slot) === '' || isDropOnly(rows, slot)) continue
    rows.flags[slot] = (rows.flags[slot] ?? 0) | STALE
    rows.settled -= 1
  }
}

/** What could not be read is to be read again, as after a permission came back. @returns whether there was anything */
export function retryFailed(rows: Rows): boolean {
  let any = false
  for (const slot of rows.errors.keys()) {
    if (shownName(rows, slot) === '' || isDropOnly(rows, slot) || wantsFacts(rows, slot)) continue
    rows.flags[slot] = (rows.flags[slot] ?? 0) | STALE
    rows.settled -= 1
    any = true
  }
  return any
}

/** Whether this is a file whose facts are unknown or of before the last listing. */
export function wantsFacts(rows: Rows, slot: number): boolean {
  const flags = rows.flags[slot] ?? 0
  return (flags & (LIVE | FOLDER)) === LIVE && (flags & (ANSWERED | STALE)) !== ANSWERED
}

export function isReading(rows: Rows, slot: number): boolean {
  return ((rows.flags[slot] ?? 0) & READING) !== 0
}

export function markReading(rows: Rows, slot: number, reading: boolean): void {
  const flags = rows.flags[slot] ?? 0
  rows.flags[slot] = reading ? flags | READING : flags & ~READING
}

function isDropOnly(rows: Rows, slot: number): boolean {
  return ((rows.flags[slot] ?? 0) & DROP_ONLY) !== 0
}

function hasFacts(rows: Rows, slot: number): boolean {
  return ((rows.flags[slot] ?? 0) & (ANSWERED | FAILED)) === ANSWERED
}

export function factsAt(rows: Rows, slot: number): Facts {
  const error = rows.errors.get(slot)
  if (error !== undefined) return { state: 'failed', error }
  if (!hasFacts(rows, slot)) return { state: 'unread' }
  const [sizeBytes, modifiedMs] = [rows.sizes[slot], rows.dates[slot]]
  return { state: 'known', sizeBytes: orUndefined(sizeBytes), modifiedMs: orUndefined(modifiedMs) }
}

function orUndefined(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value
}
