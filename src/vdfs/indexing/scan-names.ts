// The first half of a scan: lists every folder of a location, from the top down, and takes what it finds into the index
// in large transactions. What is read and what is not stands in the folders' rows, so a scan goes on where it was.
import type { FsError } from '../api/fs-errors.ts'
import type { RootId } from '../api/ids.ts'
import { joinPath, ROOT, type RelPath } from '../api/paths.ts'
import { sql, type ReadTx, type Tx } from '../db/db.ts'
import type { Clock, FileSystem, Survey, SurveyedFolder } from '../ports.ts'
import type { FolderRuler } from '../rules/rules.ts'
import { confirmUnmet } from './confirm.ts'
import type { FolderRules } from './folder-rules.ts'
import type { IndexedLocation } from './locations.ts'
import { markMissing } from './missing.ts'
import { markUnreadable, createPaths } from './rows.ts'
import { namedEntries, takeListing, type FactsOwner, type WriteContext } from './take-listing.ts'
import type { KnownChild } from './diff.ts'

/** Folders that are being listed at the same time. */
const FOLDERS_AT_ONCE = 32
/** A transaction takes so many rows, or what has come in so many milliseconds. */
const ROWS_AT_ONCE = 5_000
const LONGEST_WAIT_MS = 400

/** A folder that is to be listed. */
export interface PendingFolder {
  readonly folderId: number
  readonly path: RelPath
  readonly above: FolderRuler | undefined
}

/** A folder whose files' facts are to be read. */
export interface FactsTask {
  readonly folderId: number
  readonly path: RelPath
  readonly files: readonly FactsOwner[]
  /** `WriteContext.epoch` when these were read. */
  readonly epoch: number
}

export interface NamesScan {
  readonly fs: FileSystem
  readonly clock: Clock
  readonly survey: Survey
  readonly rules: FolderRules
  readonly rootId: RootId
  readonly location: IndexedLocation
  readonly scan: number
  /** Whether to go into every folder that is found, or only into those that are new. */
  readonly goesInto: 'all' | 'new'
  /** Writes within the job's own transaction. @returns false if the job is to end */
  readonly commit: (work: (context: WriteContext) => Promise<void>) => Promise<boolean>
  readonly fail: (tx: Tx, path: string, error: FsError) => Promise<void>
  readonly onListed: (news: {
    readonly entries: number
    readonly files: number
    readonly path: RelPath
  }) => void
  /** After each transaction: the folders whose files came in. @returns false to stop */
  readonly onTaken: (tasks: readonly FactsTask[]) => Promise<boolean>
}

export type NamesEnd =
  | { readonly type: 'done' }
  | { readonly type: 'stopped' }
  /** The location as a whole cannot be read. */
  | { readonly type: 'shut'; readonly error: FsError }

interface Listed extends PendingFolder {
  readonly answer: SurveyedFolder
  readonly ruler: FolderRuler
}

/** @param pending what is to be listed now; what is found below is added */
export async function scanNames(
  port: NamesScan,
  pending: readonly PendingFolder[],
): Promise<NamesEnd> {
  const { clock, survey, rules } = port
  /** The folder found last comes first: few are waiting at any time, and their handles are fresh. */
  const frontier: Omit<PendingFolder, 'folderId'>[] = [...pending]
  const idByPath = new Map<RelPath, number>(pending.map(({ path, folderId }) => [path, folderId]))
  const underWay = new Set<Promise<void>>()
  let listed: Omit<Listed, 'folderId'>[] = []
  let rows = 0
  let sinceMs = clock.now()
  let failure: { readonly error: unknown } | undefined

  const list = async ({ path, above }: Omit<PendingFolder, 'folderId'>): Promise<void> => {
    const answer = await survey.list(path)
    const ruler = await rules.listed(path, above, answer.entries)
    listed.push({ path, above, answer, ruler })
    rows += answer.entries.length + 1
    const files = answer.entries.filter(({ kind }) => kind === 'file').length
    port.onListed({ entries: answer.entries.length, files, path })
    if (answer.end.type !== 'complete' || port.goesInto === 'new') return
    for (const { name, kind } of answer.entries)
      if (kind === 'folder' && name !== '' && ruler.judge(name, kind) === undefined)
        frontier.push({ path: joinPath(path, name), above: ruler })
  }
  const start = (): void => {
    while (underWay.size < FOLDERS_AT_ONCE) {
      const next = frontier.pop()
      if (next === undefined) return
      const work: Promise<void> = list(next)
        .catch((error: unknown) => {
          failure = { error }
        })
        .finally(() => underWay.delete(work))
      underWay.add(work)
    }
  }

  for (;;) {
    start()
    const isOver = underWay.size === 0 && frontier.length === 0
    const isDue =
      rows >= ROWS_AT_ONCE ||
      isOver ||
      (listed.length > 0 && clock.now() - sinceMs > LONGEST_WAIT_MS)
    if (failure !== undefined) throw failure.error
    if (!isDue) {
      await Promise.race(underWay)
      continue
    }
    const batch = listed
    listed = []
    rows = 0
    const shut = batch
      .map(({ path, answer }) => shutBy(path, answer))
      .find((error) => error !== undefined)
    if (shut !== undefined) return { type: 'shut', error: shut }
    if (batch.some(({ answer }) => answer.end.type === 'aborted')) return { type: 'stopped' }
    const tasks = await take(port, batch, idByPath, frontier)
    if (tasks === undefined || !(await port.onTaken(tasks))) return { type: 'stopped' }
    sinceMs = clock.now()
    if (isOver && frontier.length === 0 && underWay.size === 0) return { type: 'done' }
  }
}

/** Whether an answer says that nothing of the location can be read now. */
function shutBy(path: RelPath, { end }: SurveyedFolder): FsError | undefined {
  if (end.type !== 'failed') return undefined
  const { error } = end
  if (error.type === 'PermissionRequired' || error.type === 'RootUnknown') return error
  return path === ROOT ? error : undefined
}

/** @returns undefined if the job is to end */
async function take(
  port: NamesScan,
  batch: readonly Omit<Listed, 'folderId'>[],
  idByPath: Map<RelPath, number>,
  frontier: Omit<PendingFolder, 'folderId'>[],
): Promise<readonly FactsTask[] | undefined> {
  const { location, scan } = port
  const tasks: FactsTask[] = []
  const unmet: { readonly path: RelPath; readonly children: readonly KnownChild[] }[] = []
  const isNew: Omit<PendingFolder, 'folderId'>[] = []
  const hasCommitted = await port.commit(async (context) => {
    for (const { path, answer, ruler } of batch) {
      const folderId = idByPath.get(path)
      if (folderId === undefined) continue // the folder above it was taken out of the index meanwhile
      if (answer.end.type === 'failed') {
        await takeFailure(port, context.tx, folderId, path, answer.end.error)
        continue
      }
      const taken = await takeListing(context, {
        folderId,
        locationNo: location.locationNo,
        road: 'handles',
        isDropOnly: false,
        ...namedEntries(answer.entries),
        isComplete: answer.end.type === 'complete',
        listedMs: port.clock.now(),
        scan,
        ruler,
      })
      for (const folder of taken.folders) {
        const at = joinPath(path, folder.name)
        idByPath.set(at, folder.entryId)
      }
      if (port.goesInto === 'new')
        for (const folder of await unlistedIn(context.tx, folderId)) {
          const at = joinPath(path, folder.name)
          idByPath.set(at, folder.entryId)
          isNew.push({ path: at, above: ruler })
        }
      if (taken.files.length > 0)
        tasks.push({ folderId, path, files: taken.files, epoch: context.epoch })
      if (taken.unmet.length > 0) unmet.push({ path, children: taken.unmet })
    }
  })
  if (!hasCommitted) return undefined
  if (port.goesInto === 'new') frontier.push(...isNew)

  for (const { path, children } of unmet) {
    const gone = await confirmUnmet(port.fs, { rootId: port.rootId, path }, children)
    if (gone.length === 0) continue
    const isKept = await port.commit(async ({ tx }) =>
      markMissing(
        tx,
        location.locationNo,
        gone.map(({ entryId }) => entryId),
        port.clock.now(),
      ),
    )
    if (!isKept) return undefined
  }
  return tasks
}

async function takeFailure(
  port: NamesScan,
  tx: Tx,
  folderId: number,
  path: RelPath,
  error: FsError,
): Promise<void> {
  await tx.run(
    sql`UPDATE folder SET names_scan = ${port.scan}, facts_scan = ${port.scan}, is_flagged = 0 WHERE entry_id = ${folderId}`,
  )
  // A folder that vanished meanwhile is no failure: the one above it is looked at again.
  if (error.type === 'NotFound' || error.type === 'WrongKind') {
    await tx.run(
      sql`UPDATE folder SET is_flagged = 1
          WHERE entry_id = (SELECT parent_id FROM entry WHERE entry_id = ${folderId})`,
    )
    return
  }
  await markUnreadable(tx, folderId, port.location.locationNo, error)
  await port.fail(tx, path, error)
}

/** Folders in a folder that were never listed. */
function unlistedIn(tx: ReadTx, folderId: number) {
  return tx.query(
    sql`SELECT entry.entry_id, name FROM entry JOIN folder USING (entry_id)
        WHERE parent_id = ${folderId} AND is_file = 0 AND is_drop_only = 0 AND listed_ms IS NULL
          AND NOT EXISTS (SELECT 1 FROM missing WHERE missing.entry_id = entry.entry_id)
          AND NOT EXISTS (SELECT 1 FROM unreadable WHERE unreadable.entry_id = entry.entry_id)`,
    (row) => ({ entryId: row.integer(), name: row.text() }),
  )
}

/** Folders that a scan has not listed yet although it knows of them; the top, if it has only begun. */
export async function pendingFolders(
  tx: ReadTx,
  location: IndexedLocation,
  scan: number,
): Promise<readonly { readonly folderId: number; readonly path: RelPath }[]> {
  const ids = await tx.query(
    sql`SELECT folder.entry_id
        FROM folder JOIN entry USING (entry_id) LEFT JOIN folder AS above ON above.entry_id = entry.parent_id
        WHERE folder.location_no = ${location.locationNo} AND folder.names_scan < ${scan}
          AND entry.is_drop_only = 0
          AND (entry.parent_id = 0 OR above.names_scan >= ${scan})
          AND NOT EXISTS (SELECT 1 FROM missing WHERE missing.entry_id = folder.entry_id)`,
    (row) => row.integer(),
  )
  const pending: { folderId: number; path: RelPath }[] = []
  const paths = createPaths(tx)
  for (const folderId of ids) {
    const path = await paths.of(folderId)
    pending.push({ folderId, path })
  }
  return pending
}
