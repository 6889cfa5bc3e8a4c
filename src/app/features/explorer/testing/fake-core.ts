// A core for component tests: the real contract (every call is parsed by its schema), over folders in memory. It can
// hold its answers back, fail, and change its folders the way a disk does.
import { createClient } from '#vdfs/api/client.ts'
import { coreSpec, type CoreHandlers, type HoldallApi } from '#vdfs/api/core-api.ts'
import type { Facts, ListingState, Row, Window } from '#vdfs/api/entries.ts'
import type { FsError } from '#vdfs/api/fs-errors.ts'
import type { IndexStatus, Totals } from '#vdfs/api/indexing.ts'
import { CommandIdSchema, LocationIdSchema, type LocationId } from '#vdfs/api/ids.ts'
import type { Location } from '#vdfs/api/locations.ts'
import type { BlobRef } from '#vdfs/api/opaque.ts'
import { nameOf, parentOf, type At, type RelPath } from '#vdfs/api/paths.ts'
import { defaultPreferences, type Preferences } from '#vdfs/api/preferences.ts'
import { err, ok } from '#vdfs/api/result.ts'
import { dirTopic, type Topic } from '#vdfs/api/topics.ts'
import * as v from 'valibot'

export const testLocation: LocationId = v.parse(LocationIdSchema, 'fieldwork00000000000000000')

export interface FakeFile {
  readonly name: string
  readonly sizeBytes?: number
  readonly modifiedMs?: number
  readonly content?: Blob
  /** Why its facts cannot be read. */
  readonly error?: FsError
}

export interface FakeFolder {
  folders: readonly string[]
  files: readonly FakeFile[]
  listing?: ListingState
  sorting?: Window['sorting']
  withheld?: Window['withheld']
  totals?: Totals
  /** By name: what rules leave out, and what only a drop shows. */
  marks?: Readonly<Record<string, Row['mark']>>
  /** By name: sums of the folders in it. */
  sizes?: Readonly<Record<string, { readonly sizeBytes: number; readonly isPartial?: boolean }>>
}

export interface FakeCore {
  readonly api: HoldallApi
  /** By path; `tell` after a change. */
  readonly folders: Map<string, FakeFolder>
  readonly preferences: () => Preferences
  readonly locations: Location[]
  readonly indexStatus: IndexStatus[]
  /** Names of the methods called so far, the newest last. */
  readonly calls: string[]
  tell: (...topics: Topic[]) => void
  tellFolder: (path: string) => void
  /** From now on answers wait until the function is called. */
  hold: () => () => void
  /** What the next call of a method answers instead. */
  failNext: (method: string, error: unknown) => void
}

/** The same name has the same id, as in the real core. */
export function rowIdOf(name: string): number {
  let hash = 7
  for (let at = 0; at < name.length; at++) hash = (hash * 31 + name.charCodeAt(at)) % 0xffff_ffff
  return hash
}

const isHidden = (name: string) => name.startsWith('.')
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

export function createFakeCore(tree: Record<string, FakeFolder>): FakeCore {
  const folders = new Map(Object.entries(tree))
  const calls: string[] = []
  const failures = new Map<string, unknown>()
  const watches = new Map<symbol, [ReadonlySet<Topic>, (topics: readonly Topic[]) => void]>()
  const sorted = new WeakMap<FakeFolder, Map<string, readonly Row[]>>()
  let preferences: Preferences = defaultPreferences
  let gate: Promise<void> | undefined
  const indexStatus: IndexStatus[] = []
  const locations: Location[] = [
    {
      locationId: testLocation,
      name: 'Fieldwork',
      folderName: 'fieldwork',
      origin: 'picked',
      permission: 'granted',
      reach: 'here',
      lastSeenMs: 1_700_000_000_000,
      addedMs: 1_700_000_000_000,
      lastingAnswered: true,
    },
  ]

  const tell = (...topics: Topic[]) => {
    for (const [wanted, told] of watches.values()) {
      const mine = topics.filter((topic) => wanted.has(topic))
      if (mine.length > 0) told(mine)
    }
  }
  const tellFolder = (path: string) => tell(dirTopic({ locationId: testLocation, path: rel(path) }))

  const factsOf = (file: FakeFile): Facts =>
    file.error === undefined
      ? {
          state: 'known',
          sizeBytes: file.sizeBytes ?? 1_000,
          modifiedMs: file.modifiedMs ?? 1_718_343_660_000,
        }
      : { state: 'failed', error: file.error }

  const markOf = ({ marks }: FakeFolder, name: string) => {
    const mark = marks?.[name]
    return mark === undefined ? {} : { mark }
  }
  const rowsOf = (folder: FakeFolder): readonly Row[] => [
    ...folder.folders.map((name): Row => ({
      rowId: rowIdOf(name),
      name,
      kind: 'folder',
      hidden: isHidden(name),
      facts: {
        state: 'known',
        sizeBytes: undefined,
        modifiedMs: undefined,
        ...folder.sizes?.[name],
      },
      ...markOf(folder, name),
    })),
    ...folder.files.map((file): Row => ({
      rowId: rowIdOf(file.name),
      name: file.name,
      kind: 'file',
      hidden: isHidden(file.name),
      facts: factsOf(file),
      ...markOf(folder, file.name),
    })),
  ]

  interface FullView {
    at: At
    sortBy: string
    descending: boolean
    showHidden: boolean
  }
  const ordered = (view: FullView): readonly Row[] => {
    const folder = folders.get(view.at.path)
    if (folder === undefined) return []
    const key = `${view.sortBy} ${view.descending} ${view.showHidden}`
    const known = sorted.get(folder)?.get(key)
    if (known !== undefined) return known
    const value = (row: Row) =>
      row.facts.state !== 'known'
        ? 0
        : ((view.sortBy === 'size' ? row.facts.sizeBytes : row.facts.modifiedMs) ?? 0)
    const rows = rowsOf(folder)
      .filter((row) => view.showHidden || !row.hidden)
      .toSorted((a, b) => {
        if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1
        const sign = view.descending ? -1 : 1
        const by =
          view.sortBy === 'size' || view.sortBy === 'modified'
            ? value(a) - value(b)
            : view.sortBy === 'kind'
              ? natural.compare(a.name.split('.').at(-1) ?? '', b.name.split('.').at(-1) ?? '')
              : 0
        return sign * (by || natural.compare(a.name, b.name))
      })
    const all = sorted.get(folder) ?? new Map<string, readonly Row[]>()
    all.set(key, rows)
    sorted.set(folder, all)
    return rows
  }
  const indexIn = (rows: readonly Row[], test: (row: Row) => boolean) => {
    const index = rows.findIndex(test)
    return ok(index < 0 ? undefined : index)
  }
  const placeIn = (rows: readonly Row[], index: number) => {
    const row = rows[index]
    return row === undefined ? undefined : { index, rowId: row.rowId }
  }
  const fileAt = (at: At) => {
    const parent = parentOf(at.path)
    const folder = parent === undefined ? undefined : folders.get(parent)
    return folder?.files.find((file) => file.name === nameOf(at.path))
  }
  const contentOf = (file: FakeFile) => file.content ?? new Blob(['x'.repeat(file.sizeBytes ?? 10)])

  const handlers: CoreHandlers = {
    entries: {
      async window({ view, from, limit }) {
        const rows = ordered(view)
        const folder = folders.get(view.at.path)
        const all = folder === undefined ? [] : rowsOf(folder)
        return ok({
          rows: rows.slice(from, from + limit),
          from,
          total: rows.length,
          folders: rows.filter((row) => row.kind === 'folder').length,
          files: rows.filter((row) => row.kind === 'file').length,
          hidden: all.filter((row) => row.hidden).length,
          listing:
            folder === undefined
              ? { state: 'failed', error: { type: 'NotFound' } }
              : (folder.listing ?? { state: 'complete' }),
          listedMs: folder?.listing?.state === 'listing' ? undefined : 1_700_000_000_000,
          sorting: folder?.sorting,
          totals: folder?.totals,
          withheld: folder?.withheld,
        })
      },
      async refresh() {
        return ok()
      },
      async rowIds({ view, from, to }) {
        return ok(
          ordered(view)
            .slice(from, to)
            .map(({ rowId }) => rowId),
        )
      },
      async indexOf({ view, rowId }) {
        return indexIn(ordered(view), (row) => row.rowId === rowId)
      },
      async placeOfName({ view, name }) {
        const rows = ordered(view)
        return ok(
          placeIn(
            rows,
            rows.findIndex((row) => row.name === name),
          ),
        )
      },
      async typeAhead({ view, prefix, from }) {
        const rows = ordered(view)
        const wanted = prefix.toLowerCase()
        for (let step = 0; step < rows.length; step++) {
          const index = (from + step) % rows.length
          if (rows[index]?.name.toLowerCase().startsWith(wanted) === true)
            return ok(placeIn(rows, index))
        }
        return ok(undefined)
      },
      async summary({ view, rows }) {
        const wanted = rows === 'all' ? undefined : new Set(rows)
        const counted = ordered(view).filter((row) => wanted?.has(row.rowId) ?? true)
        const files = counted.filter((row) => row.kind === 'file')
        const sizes = files.map(({ facts }) =>
          facts.state === 'known' ? (facts.sizeBytes ?? 0) : 0,
        )
        return ok({
          folders: counted.length - files.length,
          files: files.length,
          sizeBytes: sizes.reduce((sum, size) => sum + size, 0),
          unread: 0,
        })
      },
      async reportSeen() {
        return ok({ listsAgain: false })
      },
    },
    files: {
      async stat({ at }) {
        if (folders.has(at.path))
          return ok({ kind: 'folder', sizeBytes: undefined, modifiedMs: undefined })
        const file = fileAt(at)
        if (file === undefined) return err({ type: 'NotFound' })
        return ok({ kind: 'file', sizeBytes: file.sizeBytes, modifiedMs: file.modifiedMs })
      },
      async open({ at }) {
        const file = fileAt(at)
        if (file === undefined) return err({ type: 'NotFound' })
        if (file.error !== undefined) return err(file.error)
        const blob = contentOf(file)
        return ok({
          blob: asRef(blob),
          name: file.name,
          sizeBytes: blob.size,
          modifiedMs: file.modifiedMs,
        })
      },
      async bytes({ at, fromByte, length }) {
        const file = fileAt(at)
        if (file === undefined) return err({ type: 'NotFound' })
        const part = contentOf(file).slice(fromByte, fromByte + length)
        return ok(new Uint8Array(await part.arrayBuffer()))
      },
      async text({ at, fromByte, maxBytes }) {
        const file = fileAt(at)
        if (file === undefined) return err({ type: 'NotFound' })
        const blob = contentOf(file)
        const end = Math.min(blob.size, fromByte + maxBytes)
        const text = await blob.slice(fromByte, end).text()
        if (text.includes('\0')) return err({ type: 'NotText' })
        return ok({
          text,
          encoding: 'utf-8',
          certainty: 'checked',
          fromByte,
          nextByte: end < blob.size ? end : undefined,
          sizeBytes: blob.size,
        })
      },
    },
    indexing: {
      status: async () => ok(indexStatus.slice()),
      configure: async () => ok(),
      rescan: async () => err({ type: 'LocationNotFound' }),
      totals: async ({ at }) => ok(folders.get(at.path)?.totals),
      entry: async () => ok(undefined),
      excluded: async () => ok([]),
      unreadable: async () => ok([]),
      missing: async () => ok([]),
      answerMissing: async () => ok(),
      explain: async () => ok(undefined),
      rowsSince: async () => err({ type: 'DatabaseFault', message: 'no rows in this test' }),
      beginDrop: async () => ok(),
      takeDrop: async () => ok({ isWanted: false, skip: [] }),
      endDrop: async () => ok(),
    },
    jobs: {
      list: async () => ok([]),
      failures: async () => ok([]),
      pause: async () => ok(),
      pauseAll: async () => ok(),
      resume: async () => ok(),
      cancel: async () => ok(),
      retry: async () => ok(),
      dismiss: async () => ok(),
      reportConditions: async () => ok(),
    },
    locations: {
      list: async () => ok(locations.slice()),
      add: async () => err({ type: 'NotAFolder' }),
      rename: async () => ok(),
      remove: async () => ok(),
      reorder: async () => ok(),
      replaceRoot: async () => ok(),
      answerLasting: async () => ok(),
      root: async () => err({ type: 'RootUnknown' }),
      recheck: async () => ok(),
    },
    preferences: {
      get: async () => ok(preferences),
      async set(changes) {
        const given = Object.entries(changes).filter(([, value]) => value !== undefined)
        preferences = { ...preferences, ...Object.fromEntries(given) }
        queueMicrotask(() => tell('preferences'))
        return ok()
      },
    },
    storage: {
      status: async () => err({ type: 'DatabaseFault', message: 'no storage in this test' }),
      checkDatabase: async () => ok({ sound: true, tookMs: 1 }),
      notices: async () => ok([]),
      dismissNotice: async () => ok(),
      eraseEverything: async () => ok(),
    },
  }

  const commandId = v.parse(CommandIdSchema, 'testcommand0000000000000000')
  const send = async (method: string, input: unknown): Promise<unknown> => {
    calls.push(method)
    await gate
    if (failures.has(method)) {
      const error = failures.get(method)
      failures.delete(method)
      return { ok: false, error }
    }
    const { schema, run } = routeOf(handlers, method)
    // a port hands over copies
    return structuredClone(await run(v.parse(schema, input), { commandId }))
  }

  return {
    api: {
      ...createClient(send),
      subscribe(topics, changed) {
        const key = Symbol('watch')
        watches.set(key, [new Set(topics), changed])
        return () => watches.delete(key)
      },
    },
    folders,
    preferences: () => preferences,
    locations,
    indexStatus,
    calls,
    tell,
    tellFolder,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return () => {
        gate = undefined
        resolve()
      }
    },
    failNext: (method, error) => void failures.set(method, error),
  }
}

const isHandler = v.custom<(input: unknown, context: unknown) => Promise<unknown>>(
  (value) => typeof value === 'function',
)

/** @throws {Error} if the contract has no such method */
function routeOf(handlers: CoreHandlers, method: string) {
  const [module = '', name = ''] = method.split('.')
  const find = (of: object) =>
    new Map<string, unknown>(
      Object.entries(new Map<string, object>(Object.entries(of)).get(module) ?? {}),
    ).get(name)
  const spec = v.parse(
    v.object({ input: v.custom<v.GenericSchema>((it) => it !== undefined) }),
    find(coreSpec),
  )
  return { schema: spec.input, run: v.parse(isHandler, find(handlers)) }
}

/** A path known to be one, for tests. */
export function rel(path: string): RelPath {
  return v.parse(
    v.custom<RelPath>((text) => typeof text === 'string'),
    path,
  )
}

function asRef(blob: Blob): BlobRef {
  return v.parse(
    v.custom<BlobRef>((value) => value instanceof Blob),
    blob,
  )
}

/** n files, as quickly made as counted. */
export function manyFiles(count: number): FakeFile[] {
  return Array.from({ length: count }, (_, at) => ({
    name: `file ${String(at + 1).padStart(6, '0')}.txt`,
    sizeBytes: at,
  }))
}
