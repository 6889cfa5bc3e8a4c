// The job that reads a whole location: names first, so that all of it can be browsed soon, then sizes and dates, then
// what became of what is missing. The first index and every later scan are the same work.
import * as v from 'valibot'
import type { FsError } from '../api/fs-errors.ts'
import { LocationIdSchema, type LocationId, type RootId } from '../api/ids.ts'
import type { WaitReason } from '../api/jobs.ts'
import { parentOf, type RelPath } from '../api/paths.ts'
import { ok } from '../api/result.ts'
import { sql, type Db } from '../db/db.ts'
import { defineJob, type JobContext, type JobEnd } from '../jobs/jobs.ts'
import type { Clock, FileSystem, Scheduler } from '../ports.ts'
import type { DropSessions } from './drops.ts'
import type { FolderRules } from './folder-rules.ts'
import { endScan, readIndexedLocations, type IndexedLocation } from './locations.ts'
import { settleMissing } from './missing.ts'
import { sumsOf } from './rows.ts'
import { pendingFacts, scanFacts, type FactsEnd } from './scan-facts.ts'
import { pendingFolders, scanNames, type FactsTask, type NamesEnd } from './scan-names.ts'
import { FILES, FOLDERS, totalsOf } from './totals.ts'
import type { WriteContext } from './take-listing.ts'
import type { IndexWriter } from './writer.ts'

const InputSchema = v.object({ locationId: LocationIdSchema, scan: v.number() })
export type ScanInput = v.InferOutput<typeof InputSchema>

const CheckpointSchema = v.object({
  phase: v.picklist(['names', 'facts', 'settle', 'done']),
  /** Folders that could not be read are to be tried again. */
  again: v.boolean(),
})
type Checkpoint = v.InferOutput<typeof CheckpointSchema>

/**
 * After so many names their facts are read before more folders are listed: their handles are still at hand, and each
 * takes memory.
 */
const FILES_BEFORE_FACTS = 60_000
/** Folders whose facts are asked for in one go. */
const FOLDERS_OF_FACTS = 500

const COURTESY_MS = 50
const LONGEST_COURTESY_MS = 60_000

export interface ScanDeps {
  readonly db: Db
  readonly fs: FileSystem
  readonly clock: Clock
  readonly scheduler: Scheduler
  /** Somebody looks at a folder of it that is being listed. */
  readonly isBrowsed: (locationId: LocationId) => boolean
  readonly writer: IndexWriter
  readonly rootOf: (locationId: LocationId) => RootId | undefined
  readonly rulesOf: (location: IndexedLocation) => FolderRules | undefined
  readonly drops: DropSessions
  readonly onBegin: (locationId: LocationId) => void
  readonly onEnd: (locationId: LocationId) => void
  /** The location as a whole cannot be read: whoever knows when it can be again must hear of it. */
  readonly onShut: (locationId: LocationId) => void
}

export function createScanJobs(deps: ScanDeps) {
  const define = (kind: 'index' | 'rescan') =>
    defineJob<ScanInput, Checkpoint>({
      kind,
      version: 1,
      lane: 'disk',
      input: InputSchema,
      checkpoint: CheckpointSchema,
      begin: () => ({ phase: 'names', again: false }),
      again: () => ({ phase: 'names', again: true }),
      async run(job) {
        deps.onBegin(job.input.locationId)
        try {
          const end = await scan(deps, job)
          if (end.type === 'waiting') deps.onShut(job.input.locationId)
          return end
        } finally {
          deps.onEnd(job.input.locationId)
        }
      },
    })
  return { index: define('index'), rescan: define('rescan') }
}

type Job = JobContext<ScanInput, Checkpoint>

async function scan(deps: ScanDeps, job: Job): Promise<JobEnd> {
  const { db, fs, writer } = deps
  const { locationId, scan: number } = job.input
  const locations = await db.read(readIndexedLocations)
  const location = locations.find((one) => one.locationId === locationId)
  if (location === undefined) return { type: 'done' } // it was removed
  const rootId = deps.rootOf(locationId)
  const rules = deps.rulesOf(location)
  // It is being added at this moment, or its handle was lost.
  if (rootId === undefined || rules === undefined) return { type: 'waiting', for: 'disk' }
  const permission = await fs.permission(rootId)
  if (!permission.ok || permission.value !== 'granted')
    return { type: 'waiting', for: 'permission' }

  const survey = fs.survey(rootId)
  const stop = (): void => survey.close()
  job.signal.addEventListener('abort', stop)
  let failure: JobEnd | undefined
  let phase: Checkpoint['phase'] = job.checkpoint().phase
  const commit = async (work: (context: WriteContext) => Promise<void>): Promise<boolean> => {
    let committed = (): void => {}
    const done = await job.commit(async (tx) => {
      committed = (await writer.within(tx, work)).committed
      return ok({ phase, again: false })
    })
    if (done.ok) {
      committed()
      return true
    }
    writer.parents.clear()
    failure = { type: 'failed', error: done.error }
    return false
  }
  const endOf = (end: NamesEnd | FactsEnd): JobEnd | undefined => {
    if (end.type === 'stopped') return failure ?? { type: 'stopped' }
    return end.type === 'shut' ? waitingFor(end.error) : undefined
  }

  const progress = await createProgress(deps, job, location)
  const common = {
    clock: deps.clock,
    survey,
    location,
    scan: number,
    commit,
    fail: job.fail,
  }
  const readFacts = async (tasks: Iterable<FactsTask>): Promise<JobEnd | undefined> =>
    endOf(
      await scanFacts(
        {
          ...common,
          turn: job.turn,
          onRead: ({ files, bytes, path }) => progress.facts(files, bytes, path),
        },
        tasks,
      ),
    )

  try {
    if (job.checkpoint().again) {
      const isReset = await commit(async ({ tx }) => {
        await tx.run(
          sql`UPDATE folder SET names_scan = min(names_scan, ${number - 1}), facts_scan = min(facts_scan, ${number - 1})
              WHERE entry_id IN (
                SELECT CASE WHEN is_file = 1 THEN parent_id ELSE entry_id END
                FROM unreadable JOIN entry USING (entry_id)
                WHERE unreadable.location_no = ${location.locationNo})`,
        )
      })
      if (!isReset) return failure ?? { type: 'stopped' }
    }
    const dropped = await deps.drops.scan(locationId, {
      location,
      scan: number,
      rules,
      commit,
      turn: job.turn,
      onTaken: (entries, bytes, path) => progress.dropped(entries, bytes, path),
    })
    if (dropped === 'stopped') return failure ?? { type: 'stopped' }

    if (!(await letScreenGoFirst(deps, job))) return { type: 'stopped' }

    const wantsFacts = location.mode !== 'names'
    if (phase === 'names') {
      progress.phase('names')
      let waiting: FactsTask[] = []
      let waitingFiles = 0
      let ended: JobEnd | undefined
      const flush = async (): Promise<boolean> => {
        const tasks = waiting
        waiting = []
        waitingFiles = 0
        ended = await readFacts(tasks)
        return ended === undefined
      }
      const pending = await db.read((tx) => pendingFolders(tx, location, number))
      const withRules = await Promise.all(
        pending.map(async (folder) => ({ ...folder, above: await rulesAbove(rules, folder.path) })),
      )
      const end = await scanNames(
        {
          ...common,
          fs,
          rules,
          rootId,
          goesInto: 'all',
          onListed: (news) => progress.names(news),
          async onTaken(tasks) {
            if (wantsFacts)
              for (const task of tasks) {
                waiting.push(task)
                waitingFiles += task.files.length
              }
            if (waitingFiles >= FILES_BEFORE_FACTS && !(await flush())) return false
            return job.turn()
          },
        },
        withRules,
      )
      if (ended !== undefined) return ended
      const over = endOf(end)
      if (over !== undefined) return over
      phase = 'facts'
      progress.allNamed(wantsFacts)
      if (!(await commit(async () => {}))) return failure ?? { type: 'stopped' }
      if (!(await flush())) return ended ?? { type: 'stopped' }
    }
    progress.phase('facts')
    while (wantsFacts) {
      const tasks = await db.read((tx) =>
        pendingFacts(tx, location, number, FOLDERS_OF_FACTS, writer.epoch()),
      )
      if (tasks.length === 0) break
      const over = await readFacts(tasks)
      if (over !== undefined) return over
    }
    progress.phase('settle')
    phase = 'done'
    const nowMs = deps.clock.now()
    const isSettled = await commit(async (context) => {
      const newFrom = location.scannedMs === undefined ? undefined : location.settledId
      await settleMissing(context, { ...location, newFrom }, nowMs)
      await endScan(context.tx, location.locationNo, nowMs)
    })
    writer.nextEpoch()
    return isSettled ? { type: 'done' } : (failure ?? { type: 'stopped' })
  } finally {
    job.signal.removeEventListener('abort', stop)
    survey.close()
  }
}

/** A folder on screen is listed by those who show it; that goes into the index too. */
async function letScreenGoFirst({ scheduler, isBrowsed }: ScanDeps, job: Job): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < LONGEST_COURTESY_MS; waitedMs += COURTESY_MS) {
    if (job.signal.aborted) return false
    if (!isBrowsed(job.input.locationId)) return true
    await new Promise<void>((resolve) => void scheduler.after(COURTESY_MS, resolve))
  }
  return true
}

function waitingFor(error: FsError): JobEnd {
  const reason: WaitReason = error.type === 'PermissionRequired' ? 'permission' : 'disk'
  return { type: 'waiting', for: reason }
}

/** The rules of the folder that a folder is in. */
async function rulesAbove(rules: FolderRules, path: RelPath) {
  const parent = parentOf(path)
  return parent === undefined ? undefined : rules.at(parent)
}

/** Counts entries named and files read: both are pieces of work. */
async function createProgress({ db }: ScanDeps, job: Job, location: IndexedLocation) {
  const sums = await db.read((tx) => sumsOf(tx, location.rootEntryId))
  const known = sums === undefined ? undefined : totalsOf(sums)
  // What earlier runs of this scan did.
  const before = await db.read((tx) =>
    tx.first(
      sql`SELECT coalesce(sum(names_scan >= ${job.input.scan}), 0), count(*) FROM folder
          WHERE location_no = ${location.locationNo}`,
      (row) => ({ done: row.integer(), all: row.integer() }),
    ),
  )
  const perFolder =
    known === undefined || before === undefined || before.all === 0
      ? 0
      : (known.files + known.folders) / before.all
  let named = Math.round((before?.done ?? 0) * perFolder)
  let namedFiles = 0
  let read = 0
  let bytes = 0
  const isFirst = location.scannedMs === undefined
  let total =
    isFirst || sums === undefined
      ? undefined
      : (sums[FILES] ?? 0) * (location.mode === 'names' ? 1 : 2) + (sums[FOLDERS] ?? 0)
  const tell = (path?: string): void =>
    job.progress({ done: named + read, total, bytes, ...(path === undefined ? {} : { path }) })
  return {
    phase: (phase: string) => job.progress({ phase }),
    names({ entries, files, path }: { entries: number; files: number; path: string }) {
      named += entries
      namedFiles += files
      tell(path)
    },
    dropped(entries: number, more: number, path: string) {
      named += entries
      read += entries
      bytes += more
      tell(path)
    },
    facts(files: number, more: number, path: string) {
      read += files
      bytes += more
      tell(path)
    },
    /** Now the number of all entries is known. */
    allNamed(wantsFacts: boolean) {
      if (!isFirst) return
      total = wantsFacts ? named + Math.max(namedFiles, read) : named
      tell()
    },
  }
}
