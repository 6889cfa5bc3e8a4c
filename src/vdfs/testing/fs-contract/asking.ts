// Short questions to a file system, and how answers are compared.
import type { FsError } from '../../api/fs-errors.ts'
import { parsePath, type RelPath } from '../../api/paths.ts'
import { must, type Result } from '../../api/result.ts'
import type { FsEntry, FsPath, FsStat, ListEvent } from '../../ports.ts'
import type { FsWorld } from '../file-system-contract.ts'

export function at(world: FsWorld, path: string): FsPath {
  return { rootId: world.rootId, path: relPath(path) }
}

export function relPath(path: string): RelPath {
  const parsed = parsePath(path)
  if (!parsed.ok) throw new Error(`no path: ${JSON.stringify(path)}`)
  return parsed.value
}

export interface Listing {
  readonly entries: readonly FsEntry[]
  readonly batches: readonly number[]
  readonly end: Exclude<ListEvent, { readonly type: 'entries' }> | undefined
}

/** Lists to the end. @throws {Error} if anything comes after a verdict */
export async function listing(world: FsWorld, path = '', signal = never()): Promise<Listing> {
  const entries: FsEntry[] = []
  const batches: number[] = []
  let end: Listing['end']
  for await (const event of world.fs.list(at(world, path), signal)) {
    if (end) throw new Error(`${event.type} after ${end.type}`)
    if (event.type === 'entries') {
      entries.push(...event.entries)
      batches.push(event.entries.length)
    } else end = event
  }
  return { entries, batches, end }
}

/** What a folder shows, sorted, as '/name' for folders. @throws {Error} if the listing is not complete */
export async function shown(world: FsWorld, path = ''): Promise<readonly string[]> {
  const { entries, end } = await listing(world, path)
  same(end, { type: 'complete' })
  return entries.map(({ name, kind }) => (kind === 'folder' ? `/${name}` : name)).toSorted()
}

/** How a listing fails. */
export async function listError(world: FsWorld, path = ''): Promise<FsError | undefined> {
  const { end, entries } = await listing(world, path)
  same(entries, [])
  return end?.type === 'failed' ? end.error : undefined
}

export async function statAll(
  world: FsWorld,
  path: string,
  names: readonly string[],
  signal = never(),
): Promise<readonly Result<FsStat, FsError>[]> {
  const all: Result<FsStat, FsError>[] = []
  for await (const batch of world.fs.statFiles(at(world, path), names, signal)) {
    if (batch.length === 0) throw new Error('an empty batch')
    all.push(...batch)
  }
  return all
}

/** One file's answer from statFiles. */
export async function statByName(
  world: FsWorld,
  path: string,
  name: string,
): Promise<Result<FsStat, FsError>> {
  const all = await statAll(world, path, [name])
  same(all.length, 1)
  return must(all[0], 'the answer')
}

/** Every way to get at one file by its path fails with this error. */
export async function refused(world: FsWorld, path: string, error: FsError): Promise<void> {
  const slash = path.lastIndexOf('/')
  const place = at(world, path)
  same(errorOf(await world.fs.stat(place)), error)
  same(errorOf(await world.fs.open(place)), error)
  same(errorOf(await world.fs.read(place, 0, 10)), error)
  same(
    errorOf(await statByName(world, path.slice(0, Math.max(slash, 0)), path.slice(slash + 1))),
    error,
  )
}

export async function textOf(world: FsWorld, path: string): Promise<string> {
  const read = await world.fs.read(at(world, path), 0, 1_000)
  return new TextDecoder().decode(valueOf(read))
}

export function valueOf<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`expected a value, got ${spell(result.error)}`)
  return result.value
}
export function errorOf<T, E>(result: Result<T, E>): E {
  if (result.ok) throw new Error(`expected an error, got ${spell(result.value)}`)
  return result.error
}

export function never(): AbortSignal {
  return new AbortController().signal
}

/** @throws {Error} unless both are the same, down to the types */
export function same(actual: unknown, expected: unknown): void {
  const [a, b] = [spell(actual), spell(expected)]
  if (a !== b) throw new Error(`expected ${b.slice(0, 600)}, got ${a.slice(0, 600)}`)
}

function spell(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spell).join(', ')}]`
  if (value instanceof Uint8Array) return `bytes(${value.join(' ')})`
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${key}: ${spell(field)}`).join(', ')}}`
}
