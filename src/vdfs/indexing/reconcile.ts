// Looks again at folders of which something says that they are not as they were: a watcher's hint, a listing that did
// not show what was known, a file that was not there. The same listing, comparing and settling as a scan's, for these
// folders and for what is new below them.
import type { LocationId, RootId } from '../api/ids.ts'
import { segmentsOf, parentOf, type RelPath } from '../api/paths.ts'
import { sql, type Db, type ReadTx } from '../db/db.ts'
import type { Clock, FileSystem, Log, Scheduler } from '../ports.ts'
import type { FolderRules } from './folder-rules.ts'
import type { IndexedLocation } from './locations.ts'
import { settleMissing, type SeenMove } from './missing.ts'
import { childNamed, flagFolders, folderAt, createPaths } from './rows.ts'
import { scanFacts } from './scan-facts.ts'
import { scanNames, type FactsTask } from './scan-names.ts'
import type { WriteContext } from './take-listing.ts'
import type { IndexWriter } from './writer.ts'

/** Hints come in swarms: it waits for a pause, but not for long. */
const PAUSE_MS = 150
/** Folders of one round. */
const FOLDERS_AT_ONCE = 200
/** In larger folders only the files that are new have their facts read again. */
const LARGE_FOLDER = 5_000

export interface ReconcilePort {
  readonly db: Db
  readonly fs: FileSystem
  readonly clock: Clock
  readonly scheduler: Scheduler
  readonly log: Log
  readonly writer: IndexWriter
  readonly rootOf: (locationId: LocationId) => RootId | undefined
  readonly locations: () => readonly IndexedLocation[]
  readonly rulesOf: (location: IndexedLocation) => FolderRules | undefined
  /** A scan of the location is under way, which looks at everything anyway; it is called again when that is over. */
  readonly isScanning: (locationId: LocationId) => boolean
  readonly isReachable: (locationId: LocationId) => boolean
  /** What is known of locations may have changed: there may be a question. */
  readonly onSettled: () => Promise<void>
}

export interface Reconcile {
  /** Something is to be looked at. */
  readonly kick: () => void
  /** A watcher told of these places. */
  hinted(locationId: LocationId, paths: readonly RelPath[], moves: readonly SeenPlaces[]): void
  /** Resolves when nothing is left to do now. */
  idle(): Promise<void>
  stop(): void
}

export interface SeenPlaces {
  readonly from: RelPath
  readonly to: RelPath
}

interface Hints {
  readonly paths: Set<RelPath>
  moves: SeenPlaces[]
}

export function createReconcile(port: ReconcilePort): Reconcile {
  const { scheduler, log } = port
  const hints = new Map<LocationId, Hints>()
  let cancel: (() => void) | undefined
  let running: Promise<void> | undefined
  let again = false
  let isStopped = false

  const run = async (): Promise<void> => {
    for (const location of port.locations()) {
      if (isStopped) return
      const mine = hints.get(location.locationId)
      hints.delete(location.locationId)
      if (mine !== undefined) await markHinted(port, location, mine.paths)
      if (port.isScanning(location.locationId) || !port.isReachable(location.locationId)) continue
      const { didWork, hasMore } = await reconcileLocation(port, location, mine?.moves ?? [])
      if (didWork) await port.onSettled()
      again ||= hasMore
    }
  }
  const kick = (): void => {
    if (isStopped) return
    if (running !== undefined) {
      again = true
      return
    }
    cancel ??= scheduler.after(PAUSE_MS, () => {
      cancel = undefined
      running = run()
        .catch((error: unknown) => void log.defect(error))
        .finally(() => {
          running = undefined
          if (!again) return
          again = false
          kick()
        })
    })
  }

  return {
    kick,
    hinted(locationId, paths, moves) {
      const known = hints.get(locationId) ?? { paths: new Set<RelPath>(), moves: [] }
      for (const path of paths) known.paths.add(path)
      known.moves.push(...moves)
      hints.set(locationId, known)
      kick()
    },
    async idle() {
      while (running !== undefined || cancel !== undefined)
        await (running ?? new Promise<void>((resolve) => void scheduler.after(PAUSE_MS, resolve)))
    },
    stop() {
      isStopped = true
      cancel?.()
      cancel = undefined
    },
  }
}

/** Marks the folders that hints are about: the one that the place is in, and the place itself if it is a folder. */
async function markHinted(
  { writer }: ReconcilePort,
  location: IndexedLocation,
  paths: ReadonlySet<RelPath>,
): Promise<void> {
  await writer.write(async ({ tx }) => {
    const folders = new Set<number>()
    for (const path of paths) {
      const itself = await folderAt(tx, location.rootEntryId, segmentsOf(path))
      if (itself !== undefined) folders.add(itself)
      const parent = parentOf(path)
      const above =
        parent === undefined
          ? undefined
          : await folderAt(tx, location.rootEntryId, segmentsOf(parent))
      if (above !== undefined) folders.add(above)
    }
    await flagFolders(tx, [...folders])
  })
}

const NOTHING = { didWork: false, hasMore: false } as const

async function reconcileLocation(
  port: ReconcilePort,
  location: IndexedLocation,
  moves: readonly SeenPlaces[],
): Promise<{ readonly didWork: boolean; readonly hasMore: boolean }> {
  const { db, fs, writer, clock } = port
  const rootId = port.rootOf(location.locationId)
  const rules = port.rulesOf(location)
  if (rootId === undefined || rules === undefined) return NOTHING
  const flagged = await db.read((tx) => flaggedFolders(tx, location))
  const isSettled = flagged.length === 0 && !(await db.read((tx) => hasMissing(tx, location)))
  if (isSettled) return NOTHING

  const survey = fs.survey(rootId)
  let isKept = true
  const commit = async (work: (context: WriteContext) => Promise<void>): Promise<boolean> => {
    const written = await writer.write(work)
    isKept &&= written.ok
    return written.ok
  }
  const tasks: FactsTask[] = []
  try {
    const common = {
      clock,
      survey,
      location,
      scan: location.scan,
      commit,
      fail: async () => {},
    }
    const pending = []
    for (const folder of flagged) {
      const parent = parentOf(folder.path)
      pending.push({
        ...folder,
        above: parent === undefined ? undefined : await rules.at(parent),
      })
    }
    const named = await scanNames(
      {
        ...common,
        fs,
        rules,
        rootId,
        goesInto: 'new',
        onListed: () => {},
        async onTaken(more) {
          for (const task of more) tasks.push(withoutOld(task))
          await port.scheduler.yield()
          return true
        },
      },
      pending,
    )
    if (named.type !== 'done') return NOTHING
    if (location.mode !== 'names') {
      const read = await scanFacts(
        {
          ...common,
          onRead: () => {},
          async turn() {
            await port.scheduler.yield()
            return true
          },
        },
        tasks,
      )
      if (read.type !== 'done') return NOTHING
    }
    const newFrom = location.scannedMs === undefined ? undefined : location.settledId
    await writer.write(async (context) => {
      const seen = await movesById(context.tx, location, moves)
      await settleMissing(context, { ...location, newFrom }, clock.now(), seen)
      writer.nextEpoch()
    })
  } finally {
    survey.close()
  }
  const left = await db.read((tx) => flaggedFolders(tx, location))
  return { didWork: true, hasMore: isKept && left.length > 0 }
}

function withoutOld(task: FactsTask): FactsTask {
  return task.files.length <= LARGE_FOLDER
    ? task
    : { ...task, files: task.files.filter(({ size }) => size === undefined) }
}

async function flaggedFolders(tx: ReadTx, { locationNo }: IndexedLocation) {
  const ids = await tx.query(
    sql`SELECT entry_id FROM folder
        WHERE location_no = ${locationNo} AND is_flagged = 1
          AND NOT EXISTS (SELECT 1 FROM missing WHERE missing.entry_id = folder.entry_id)
        ORDER BY entry_id LIMIT ${FOLDERS_AT_ONCE}`,
    (row) => row.integer(),
  )
  const folders: { readonly folderId: number; readonly path: RelPath }[] = []
  const paths = createPaths(tx)
  for (const folderId of ids) {
    const path = await paths.of(folderId)
    folders.push({ folderId, path })
  }
  return folders
}

async function hasMissing(tx: ReadTx, { locationNo, question }: IndexedLocation): Promise<boolean> {
  if (question !== undefined) return false
  const found = await tx.first(
    sql`SELECT EXISTS (SELECT 1 FROM missing WHERE location_no = ${locationNo})`,
    (row) => row.flag(),
  )
  return found === true
}

/** What a watcher saw move, where the index has both ends. */
async function movesById(
  tx: ReadTx,
  location: IndexedLocation,
  moves: readonly SeenPlaces[],
): Promise<readonly SeenMove[]> {
  const found: SeenMove[] = []
  for (const { from, to } of moves)
    for (const isFile of [true, false]) {
      const source = await entryAt(tx, location, from, isFile)
      const target = await entryAt(tx, location, to, isFile)
      if (source?.isMissing === true && target?.isMissing === false)
        found.push({ fromId: source.entryId, toId: target.entryId })
    }
  return found
}

export async function entryAt(
  tx: ReadTx,
  location: IndexedLocation,
  path: RelPath,
  isFile: boolean,
) {
  const names = segmentsOf(path)
  const name = names.at(-1)
  if (name === undefined) return undefined
  const folderId = await folderAt(tx, location.rootEntryId, names.slice(0, -1))
  return folderId === undefined ? undefined : childNamed(tx, folderId, name, isFile)
}
