// A core for tests of the window's own parts: locations, preferences and storage in memory. What it is asked is noted,
// and a test can say what the next call of a method answers.
import * as v from 'valibot'
import { createClient } from '#vdfs/api/client.ts'
import type { HoldallApi } from '#vdfs/api/core-api.ts'
import { formatId, LocationIdSchema, type LocationId } from '#vdfs/api/ids.ts'
import type { Location } from '#vdfs/api/locations.ts'
import { defaultPreferences, type Preferences } from '#vdfs/api/preferences.ts'
import { err, ok, type Result } from '#vdfs/api/result.ts'
import type { Notice, StorageStatus } from '#vdfs/api/storage.ts'
import type { Topic } from '#vdfs/api/topics.ts'

export interface FakeHoldall {
  readonly api: HoldallApi
  readonly state: {
    locations: Location[]
    preferences: Preferences
    notices: Notice[]
    status: StorageStatus
  }
  /** Every call so far. */
  readonly calls: { readonly method: string; readonly input: unknown }[]
  /** The inputs of one method. */
  readonly inputsOf: (method: string) => unknown[]
  /** The next call of this method answers so, and does nothing else. Several wait in a row. */
  readonly answerNext: (method: string, answer: Result<unknown, unknown>) => void
  readonly tell: (...topics: Topic[]) => void
}

/** A location for tests: `n` makes its id. */
export function fakeLocation(n: number, more: Partial<Location> = {}): Location {
  return {
    locationId: fakeLocationId(n),
    name: `Folder ${n}`,
    folderName: `folder-${n}`,
    origin: 'picked',
    permission: 'granted',
    reach: 'here',
    lastSeenMs: 1_700_000_000_000,
    addedMs: 1_600_000_000_000,
    lastingAnswered: true,
    ...more,
  }
}

export function fakeLocationId(n: number): LocationId {
  return v.parse(LocationIdSchema, formatId(n, new Uint8Array(16)))
}

type Handler = (input: Record<string, unknown>) => Result<unknown, unknown>

export function createFakeHoldall(locations: readonly Location[] = []): FakeHoldall {
  const state: FakeHoldall['state'] = {
    locations: [...locations],
    preferences: defaultPreferences,
    notices: [],
    status: {
      home: 'disk',
      usageBytes: 25_000_000,
      quotaBytes: 100_000_000,
      persisted: false,
      databaseBytes: 1_200_000,
      schemaVersion: 1,
      sqliteVersion: '3.53.0',
      locations: locations.length,
    },
  }
  const calls: { method: string; input: unknown }[] = []
  const answers = new Map<string, Result<unknown, unknown>[]>()
  const watches = new Set<{
    topics: readonly Topic[]
    changed: (topics: readonly Topic[]) => void
  }>()
  const tell = (...topics: Topic[]) => {
    for (const { topics: wanted, changed } of watches) {
      const mine = topics.filter((topic) => wanted.includes(topic))
      if (mine.length > 0) changed(mine)
    }
  }
  const change = (locationId: unknown, more: Partial<Location>) => {
    const at = state.locations.findIndex((location) => location.locationId === locationId)
    const location = state.locations[at]
    if (location === undefined) return err({ type: 'LocationNotFound' })
    state.locations[at] = { ...location, ...more }
    tell('locations')
    return ok()
  }
  const nameIn = (root: unknown) =>
    isRecord(root) && typeof root['name'] === 'string' ? root['name'] : 'Unnamed'

  const handlers: Record<string, Handler> = {
    'locations.list': () => ok(state.locations.map((location) => ({ ...location }))),
    'locations.add': ({ root, origin }) => {
      const added = fakeLocation(100 + state.locations.length, {
        name: nameIn(root),
        origin: origin === 'dropped' ? 'dropped' : 'picked',
        lastingAnswered: false,
      })
      state.locations.push(added)
      tell('locations')
      return ok({ locationId: added.locationId })
    },
    'locations.rename': ({ locationId, name }) => change(locationId, { name: String(name) }),
    'locations.remove': ({ locationId }) => {
      state.locations = state.locations.filter((location) => location.locationId !== locationId)
      tell('locations')
      return ok()
    },
    'locations.reorder': ({ locationIds }) => {
      const order = v.parse(v.array(v.string()), locationIds)
      const rank = (location: Location) => order.indexOf(location.locationId)
      state.locations.sort((a, b) => rank(a) - rank(b))
      tell('locations')
      return ok()
    },
    'locations.replaceRoot': ({ locationId }) =>
      change(locationId, { origin: 'picked', reach: 'here', permission: 'granted' }),
    'locations.answerLasting': ({ locationId }) => change(locationId, { lastingAnswered: true }),
    'locations.root': () => err({ type: 'RootUnknown' }),
    'locations.recheck': () => ok(),
    'preferences.get': () => ok(state.preferences),
    'preferences.set': (changes) => {
      state.preferences = { ...state.preferences, ...changes }
      tell('preferences')
      return ok()
    },
    'storage.status': () => ok(state.status),
    'storage.notices': () => ok([...state.notices]),
    'storage.dismissNotice': ({ noticeId }) => {
      state.notices = state.notices.filter((notice) => notice.noticeId !== noticeId)
      tell('notices')
      return ok()
    },
    'storage.checkDatabase': () => ok({ sound: true, tookMs: 120 }),
    'storage.eraseEverything': () => ok(),
    'entries.window': () =>
      ok({
        rows: [],
        from: 0,
        total: 0,
        folders: 0,
        files: 0,
        hidden: 0,
        listing: { state: 'complete' },
        listedMs: 1_700_000_000_000,
        sorting: undefined,
        withheld: undefined,
      }),
    'entries.summary': () => ok({ folders: 0, files: 0, sizeBytes: 0, unread: 0 }),
    'entries.reportSeen': () => ok({ listsAgain: false }),
  }

  const client = createClient(async (method, input) => {
    calls.push({ method, input })
    const answer = answers.get(method)?.shift()
    if (answer !== undefined) return answer
    const handler = handlers[method]
    if (handler === undefined) throw new Error(`the fake has no ${method}`)
    return handler(isRecord(input) ? input : {})
  })

  return {
    api: {
      ...client,
      subscribe(topics, changed) {
        const watch = { topics, changed }
        watches.add(watch)
        return () => watches.delete(watch)
      },
    },
    state,
    calls,
    inputsOf: (method) => calls.filter((call) => call.method === method).map(({ input }) => input),
    answerNext(method, answer) {
      answers.set(method, [...(answers.get(method) ?? []), answer])
    },
    tell,
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
