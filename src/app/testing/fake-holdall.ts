// A core for tests of the window's own parts: locations, preferences, storage, jobs and the index in memory. What it is
// asked is noted, and a test can say what the next call of a method answers.
import * as v from 'valibot'
import { createClient } from '#vdfs/api/client.ts'
import type { HoldallApi } from '#vdfs/api/core-api.ts'
import { formatId, LocationIdSchema, type LocationId } from '#vdfs/api/ids.ts'
import type {
  ExcludedEntry,
  IndexStatus,
  MissingEntry,
  Totals,
  UnreadableEntry,
} from '#vdfs/api/indexing.ts'
import { JobIdSchema, type Job, type JobFailure, type JobId } from '#vdfs/api/jobs.ts'
import type { Location } from '#vdfs/api/locations.ts'
import { defaultPreferences, type Preferences } from '#vdfs/api/preferences.ts'
import { err, ok, type Result } from '#vdfs/api/result.ts'
import { defaultRules, LocationRulesSchema, type Exclusion } from '#vdfs/api/rules.ts'
import type { Notice, StorageStatus } from '#vdfs/api/storage.ts'
import type { Topic } from '#vdfs/api/topics.ts'

export interface FakeHoldall {
  readonly api: HoldallApi
  readonly state: {
    locations: Location[]
    preferences: Preferences
    notices: Notice[]
    status: StorageStatus
    jobs: Job[]
    /** By the job's id. */
    failures: Map<string, JobFailure[]>
    index: IndexStatus[]
    excluded: ExcludedEntry[]
    unreadable: UnreadableEntry[]
    missing: MissingEntry[]
    /** Of every folder. */
    totals: Totals | undefined
    /** What `indexing.explain` answers. */
    explanation: { readonly path: string; readonly because: Exclusion } | undefined
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

export function fakeJobId(n: number): JobId {
  return v.parse(JobIdSchema, formatId(n, new Uint8Array(16)))
}

/** A job that runs, for tests: `n` makes its id. */
export function fakeJob(n: number, more: Partial<Job> = {}): Job {
  return {
    jobId: fakeJobId(n),
    kind: 'index',
    locationId: fakeLocationId(1),
    state: 'running',
    waitingFor: undefined,
    progress: {
      phase: '',
      done: 0,
      total: undefined,
      bytes: 0,
      totalBytes: undefined,
      path: undefined,
      ratePerS: undefined,
      leftMs: undefined,
    },
    failures: 0,
    error: undefined,
    createdMs: 1_700_000_000_000,
    startedMs: 1_700_000_000_000,
    endedMs: undefined,
    workedMs: 0,
    ...more,
  }
}

export const noTotals: Totals = {
  files: 0,
  folders: 0,
  bytes: 0,
  unread: 0,
  excluded: 0,
  unlisted: 0,
  kinds: {},
}

/** The index of location `n`, read an hour ago. */
export function fakeIndex(n: number, more: Partial<IndexStatus> = {}): IndexStatus {
  return {
    locationId: fakeLocationId(n),
    mode: 'sizes',
    rules: defaultRules,
    totals: noTotals,
    unreadable: 0,
    dropOnly: 0,
    scannedMs: Date.now() - 3_660_000,
    isScanning: false,
    live: 'whole',
    question: undefined,
    ...more,
  }
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
    jobs: [],
    failures: new Map(),
    index: [],
    excluded: [],
    unreadable: [],
    missing: [],
    totals: undefined,
    explanation: undefined,
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
  const changeJob = (jobId: unknown, more: Partial<Job>) => {
    const at = state.jobs.findIndex((job) => job.jobId === jobId)
    const job = state.jobs[at]
    if (job === undefined) return err({ type: 'JobNotFound' })
    state.jobs[at] = { ...job, ...more }
    tell('jobs')
    return ok()
  }
  const changeIndex = (locationId: unknown, more: Partial<IndexStatus>) => {
    const at = state.index.findIndex((status) => status.locationId === locationId)
    const status = state.index[at]
    if (status === undefined) return err({ type: 'LocationNotFound' })
    state.index[at] = { ...status, ...more }
    tell('index')
    return ok()
  }
  const pageOf = (rows: readonly unknown[], { from, limit }: Record<string, unknown>) =>
    ok(rows.slice(Number(from), Number(from) + Number(limit)))
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
        totals: state.totals,
        withheld: undefined,
      }),
    'entries.summary': () => ok({ folders: 0, files: 0, sizeBytes: 0, unread: 0 }),
    'entries.reportSeen': () => ok({ listsAgain: false }),
    'jobs.list': () => ok(structuredClone(state.jobs)),
    'jobs.failures': ({ jobId, ...page }) => pageOf(state.failures.get(String(jobId)) ?? [], page),
    'jobs.pause': ({ jobId }) => changeJob(jobId, { state: 'paused' }),
    'jobs.pauseAll': () => {
      state.jobs = state.jobs.map((job) =>
        job.state === 'running' || job.state === 'queued' || job.state === 'waiting'
          ? { ...job, state: 'paused' }
          : job,
      )
      tell('jobs')
      return ok()
    },
    'jobs.resume': ({ jobId }) => changeJob(jobId, { state: 'running', error: undefined }),
    'jobs.cancel': ({ jobId }) => changeJob(jobId, { state: 'cancelled', endedMs: Date.now() }),
    'jobs.retry': ({ jobId }) => changeJob(jobId, { state: 'running', error: undefined }),
    'jobs.dismiss': ({ jobId }) => {
      const hasEnded = (job: Job) => job.endedMs !== undefined
      state.jobs = state.jobs.filter((job) =>
        jobId === undefined ? !hasEnded(job) : job.jobId !== jobId,
      )
      tell('jobs')
      return ok()
    },
    'jobs.reportConditions': () => ok(),
    'indexing.status': () => ok(structuredClone(state.index)),
    'indexing.configure': ({ locationId, mode, rules }) =>
      changeIndex(locationId, {
        ...(mode === 'names' || mode === 'sizes' || mode === 'content' ? { mode } : {}),
        ...(rules === undefined ? {} : { rules: v.parse(LocationRulesSchema, rules) }),
      }),
    'indexing.rescan': ({ locationId }) => {
      changeIndex(locationId, { isScanning: true })
      return ok({ jobId: fakeJobId(1) })
    },
    'indexing.totals': () => ok(state.totals),
    'indexing.excluded': (page) => pageOf(state.excluded, page),
    'indexing.unreadable': (page) => pageOf(state.unreadable, page),
    'indexing.missing': (page) => pageOf(state.missing, page),
    'indexing.answerMissing': ({ locationId }) => changeIndex(locationId, { question: undefined }),
    'indexing.explain': () => ok(state.explanation),
    // dropped entries of tests cannot be read
    'indexing.beginDrop': () => err({ type: 'LocationNotFound' }),
    'indexing.takeDrop': () => ok({ isWanted: false, skip: [] }),
    'indexing.endDrop': () => ok(),
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
