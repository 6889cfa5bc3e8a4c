// What the tests of this module share: a core of entries over a disk in memory, in a time of its own.
import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import { expect } from 'vitest'
import { ListingViewSchema, type ListingView, type Row, type Window } from '../api/entries.ts'
import { CommandIdSchema, LocationIdSchema, type LocationId } from '../api/ids.ts'
import { RelPathSchema } from '../api/paths.ts'
import { dirTopic, type Topic } from '../api/topics.ts'
import { createChanges } from '../changes/changes.ts'
import type { FileSystem } from '../ports.ts'
import type { Tree } from './memory-disk.ts'
import { createMemoryFs, file } from './memory-fs.ts'
import { createVirtualScheduler } from './virtual-scheduler.ts'
import { createEntries } from '../entries/entries.ts'
import { naturalKey } from '../names/names.ts'

/** Entries of a folder: so many files, each as many bytes long as its number. */
export const numberedFiles = (count: number, name = (i: number) => `file ${i}.txt`) =>
  Array.from({ length: count }, (_, i) => [name(i), file({ sizeBytes: i })] as const)

export const HERE = v.parse(LocationIdSchema, 'here0123456789012345')
export const NOWHERE = v.parse(LocationIdSchema, 'nowhere0123456789012')
const context = { commandId: v.parse(CommandIdSchema, 'command0123456789012') }

export type World = Awaited<ReturnType<typeof createWorld>>
type Given = Omit<Partial<ListingView>, 'at'> & { readonly path?: string }

/** One location, HERE, that is the folder `top` of a disk. */
export async function createWorld(
  top: Tree,
  options: {
    readonly seed?: number
    readonly mostRows?: number
    /** How long the disk takes for each batch of names, and of facts. */
    readonly listMs?: number
    readonly factsMs?: number
    readonly wrap?: (fs: FileSystem) => FileSystem
  } = {},
) {
  const scheduler = createVirtualScheduler(options.seed === undefined ? {} : { seed: options.seed })
  const fs = createMemoryFs({ top })
  const adopted = await fs.adopt(fs.handleOf('top'))
  if (!adopted.ok) throw new Error(adopted.error.type)
  const roots = new Map([[HERE, adopted.value.rootId]])
  const changes = createChanges()
  const defects: unknown[] = []
  const unreadable: LocationId[] = []
  let completed = 0
  const slowed = (
    disk: FileSystem,
    { listMs = 0, factsMs = 0 }: { readonly listMs?: number; readonly factsMs?: number },
  ): FileSystem => ({
    ...disk,
    list: (dir, signal) => eachAfter(listMs, disk.list(dir, signal)),
    statFiles: (dir, names, signal) => eachAfter(factsMs, disk.statFiles(dir, names, signal)),
  })
  async function* eachAfter<T>(ms: number, batches: AsyncIterable<T>): AsyncIterable<T> {
    for await (const batch of batches) {
      if (ms > 0) await new Promise<void>((resolve) => scheduler.after(ms, resolve))
      if (isComplete(batch)) completed += 1
      yield batch
    }
  }
  const entries = createEntries({
    fs: options.wrap?.(fs) ?? slowed(fs, options),
    clock: scheduler,
    scheduler,
    changes,
    log: {
      warn: (message) => defects.push(message),
      defect(error) {
        defects.push(error)
        return 'ID'
      },
    },
    rootOf: (locationId) => roots.get(locationId),
    onUnreadable: (locationId) => unreadable.push(locationId),
    onRead: () => undefined,
    memory: {
      recall: async () => undefined,
      recallSums: async () => undefined,
      listed: () => undefined,
      read: () => undefined,
    },
    ...(options.mostRows === undefined ? {} : { mostRows: options.mostRows }),
  })

  const at = (path = '') => ({ locationId: HERE, path: v.parse(RelPathSchema, path) })
  const view = ({ path, ...look }: Given = {}) =>
    v.parse(ListingViewSchema, { at: at(path), ...look })
  const value = async <T>(
    answer: Promise<{ ok: true; value: T } | { ok: false; error: { type: string } }>,
  ) => {
    const result = await scheduler.run(answer)
    if (!result.ok) throw new Error(result.error.type)
    return result.value
  }
  const ask = entries.handlers
  const window = (given: Given = {}, from = 0, limit = 1_000): Promise<Window> =>
    value(ask.window({ view: view(given), from, limit }, context))

  return {
    ask,
    at,
    changes,
    context,
    entries,
    /** The locations that something could not be read in, as they were told of. */
    unreadable,
    fs,
    roots,
    scheduler,
    value,
    view,
    window,
    refresh: (path?: string) => value(ask.refresh({ at: at(path) }, context)),
    /** Looks until the listing has ended. */
    async listed(given: Given = {}, from = 0, limit = 1_000): Promise<Window> {
      let last = await window(given, from, limit)
      await scheduler.until(async () => {
        last = await window(given, from, limit)
        return last.listing.state !== 'listing'
      })
      return last
    },
    /** Looks until the listing has ended, all facts in sight are there, and nothing more comes. */
    async seen(given: Given = {}, from = 0, limit = 1_000): Promise<Window> {
      let last = await window(given, from, limit)
      await scheduler.until(async () => {
        const before = last
        last = await window(given, from, limit)
        const isWhole =
          last.listing.state !== 'listing' &&
          last.sorting === undefined &&
          last.rows.every((row) => row.facts.state !== 'unread')
        if (!isWhole || !isDeepStrictEqual(before, last)) return false
        // Old facts are shown until the new ones are there.
        await scheduler.advance(1_000)
        last = await window(given, from, limit)
        return isDeepStrictEqual(before, last)
      })
      return last
    },
    /** Watches a folder as a window does. @returns how often it was told, and a function that ends it */
    watch(path?: string) {
      const told: { readonly topics: readonly Topic[]; readonly atMs: number }[] = []
      const end = changes.subscribe([dirTopic(at(path))], (topics) =>
        told.push({ topics, atMs: scheduler.now() }),
      )
      return { told, end }
    },
    /** Listings that ended as complete. */
    completed: () => completed,
    expectNoDefects() {
      expect(defects).toEqual([])
    },
    defects,
  }
}

function isComplete(batch: unknown): boolean {
  return v.is(v.object({ type: v.literal('complete') }), batch)
}

export const namesOf = (window: Pick<Window, 'rows'>): string[] =>
  window.rows.map((row) => row.name)

export interface True {
  readonly name: string
  readonly kind: 'file' | 'folder'
  readonly sizeBytes: number | undefined
  readonly modifiedMs: number | undefined
}

/** What a view must show, worked out in the plainest way. */
export function sortedTruth(
  rows: readonly True[],
  { sortBy = 'name', descending = false, showHidden = false }: Omit<Given, 'path'>,
): string[] {
  const compareKeys = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
  const byName = (a: True, b: True): number => compareKeys(naturalKey(a.name), naturalKey(b.name))
  const extension = (row: True): string =>
    row.name.lastIndexOf('.') > 0 ? row.name.split('.').at(-1)!.toLowerCase() : ''
  const numberOf = (row: True): number | undefined =>
    sortBy === 'size' ? row.sizeBytes : row.modifiedMs
  const part = (kept: readonly True[], compare: (a: True, b: True) => number): string[] => {
    const names = kept.toSorted((a, b) => compare(a, b) || byName(a, b)).map((row) => row.name)
    return descending ? names.toReversed() : names
  }
  const all = rows.filter((row) => showHidden || !/^\.|\.crswap$/.test(row.name))
  const folders = part(
    all.filter((row) => row.kind === 'folder'),
    () => 0,
  )
  const files = all.filter((row) => row.kind === 'file')
  if (sortBy === 'name') return [...folders, ...part(files, () => 0)]
  if (sortBy === 'kind')
    return [...folders, ...part(files, (a, b) => compareKeys(extension(a), extension(b)))]
  return [
    ...folders,
    ...part(
      files.filter((row) => numberOf(row) !== undefined),
      (a, b) => numberOf(a)! - numberOf(b)!,
    ),
    ...part(
      files.filter((row) => numberOf(row) === undefined),
      () => 0,
    ),
  ]
}

/** A row as truth: what it claims. */
export function claimOf(row: Row): True {
  const facts = row.facts.state === 'known' ? row.facts : undefined
  return {
    name: row.name,
    kind: row.kind,
    sizeBytes: facts?.sizeBytes,
    modifiedMs: facts?.modifiedMs,
  }
}
