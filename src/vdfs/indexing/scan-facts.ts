// The second half of a scan: sizes and dates of the files whose names are known.
import type { FsError } from '../api/fs-errors.ts'
import { joinPath, type RelPath } from '../api/paths.ts'
import { sql, type ReadTx, type Tx } from '../db/db.ts'
import type { Clock, FactColumns, Survey } from '../ports.ts'
import type { Result } from '../api/result.ts'
import { newFacts, type SeenFacts } from './diff.ts'
import type { IndexedLocation } from './locations.ts'
import { childrenOf, flagFolders, markReadable, markUnreadable, createPaths } from './rows.ts'
import type { FactsTask } from './scan-names.ts'
import { takeFacts, type FactsOfChild, type WriteContext } from './take-listing.ts'

/** Files that are being looked at at the same time. */
const FILES_AT_ONCE = 2_048
const ROWS_AT_ONCE = 5_000
const LONGEST_WAIT_MS = 400
/** Of larger folders the files are asked for in parts. */
const FILES_OF_A_FOLDER = 4_096

export interface FactsScan {
  readonly clock: Clock
  readonly survey: Survey
  readonly location: IndexedLocation
  readonly scan: number
  readonly commit: (work: (context: WriteContext) => Promise<void>) => Promise<boolean>
  readonly fail: (tx: Tx, path: string, error: FsError) => Promise<void>
  readonly onRead: (news: {
    readonly files: number
    readonly bytes: number
    readonly path: RelPath
  }) => void
  /** After each transaction. @returns false to stop */
  readonly turn: () => Promise<boolean>
}

export type FactsEnd =
  | { readonly type: 'done' }
  | { readonly type: 'stopped' }
  | { readonly type: 'shut'; readonly error: FsError }

interface Part extends FactsTask {
  /** The folder's last part: when it is in, all of the folder is. */
  readonly isLast: boolean
}
interface Answered {
  readonly part: Part
  readonly answer: Result<FactColumns, FsError>
}

export async function scanFacts(port: FactsScan, tasks: Iterable<FactsTask>): Promise<FactsEnd> {
  const parts = partsOf(tasks)
  const underWay = new Set<Promise<void>>()
  let filesUnderWay = 0
  let answered: Answered[] = []
  let rows = 0
  let sinceMs = port.clock.now()
  let isExhausted = false
  let failure: { readonly error: unknown } | undefined

  const ask = async (part: Part): Promise<void> => {
    const names = part.files.map(({ name }) => name)
    filesUnderWay += names.length
    try {
      const answer = await port.survey.facts(part.path, names)
      answered.push({ part, answer })
      rows += names.length
    } finally {
      filesUnderWay -= names.length
    }
  }
  const start = (): void => {
    while (!isExhausted && filesUnderWay < FILES_AT_ONCE) {
      const next = parts.next()
      if (next.done === true) {
        isExhausted = true
        return
      }
      const work: Promise<void> = ask(next.value)
        .catch((error: unknown) => {
          failure = { error }
        })
        .finally(() => underWay.delete(work))
      underWay.add(work)
    }
  }

  for (;;) {
    start()
    const isOver = isExhausted && underWay.size === 0
    const isDue =
      rows >= ROWS_AT_ONCE ||
      isOver ||
      (answered.length > 0 && port.clock.now() - sinceMs > LONGEST_WAIT_MS)
    if (failure !== undefined) throw failure.error
    if (!isDue) {
      await Promise.race(underWay)
      continue
    }
    const batch = answered
    answered = []
    rows = 0
    const shut = batch.map(({ answer }) => shutBy(answer)).find((error) => error !== undefined)
    if (shut !== undefined)
      return shut === 'closed' ? { type: 'stopped' } : { type: 'shut', error: shut }
    const isKept = await port.commit(async (context) => {
      for (const one of batch) await takeAnswer(port, context, one)
    })
    if (!isKept || !(await port.turn())) return { type: 'stopped' }
    sinceMs = port.clock.now()
    if (isOver) return { type: 'done' }
  }
}

function shutBy(answer: Result<FactColumns, FsError>): FsError | 'closed' | undefined {
  if (answer.ok) {
    const error = answer.value.errors.find(({ error: { type } }) => type === 'PermissionRequired')
    return error?.error
  }
  const { error } = answer
  if (error.type === 'FsFault' && error.name === 'SurveyClosed') return 'closed'
  return error.type === 'PermissionRequired' || error.type === 'RootUnknown' ? error : undefined
}

async function takeAnswer(
  port: FactsScan,
  context: WriteContext,
  { part, answer }: Answered,
): Promise<void> {
  const { tx } = context
  const { locationNo } = port.location
  if (!answer.ok) {
    // The folder is not as it was listed: it is looked at again, and nothing is said about its files.
    await flagFolders(tx, [part.folderId])
  } else {
    const { sizes, dates, errors } = answer.value
    // Sums are changed by the difference to what is stored, so that must be known for sure.
    const stored =
      part.epoch === context.epoch
        ? undefined
        : new Map((await childrenOf(tx, part.folderId)).map((child) => [child.entryId, child]))
    const errorAt = new Map(errors.map(({ at, error }) => [at, error]))
    const changes: FactsOfChild[] = []
    let bytes = 0
    for (const [at, file] of part.files.entries()) {
      const child = stored === undefined ? file : stored.get(file.entryId)
      if (child === undefined) continue // taken out of the index meanwhile
      const error = errorAt.get(at)
      if (error === undefined) {
        const facts: SeenFacts = { size: known(sizes[at]), modifiedMs: known(dates[at]) }
        bytes += facts.size ?? 0
        changes.push({ child, facts: newFacts(child, facts), parentId: part.folderId })
      } else if (error.type === 'NotFound' || error.type === 'WrongKind')
        await flagFolders(tx, [part.folderId])
      else {
        await markUnreadable(tx, child.entryId, locationNo, error)
        await port.fail(tx, joinPath(part.path, child.name), error)
      }
    }
    await takeFacts(context, changes)
    if (await hasUnreadable(tx, locationNo))
      await markReadable(
        tx,
        part.files.filter((_, at) => !errorAt.has(at)).map(({ entryId }) => entryId),
      )
    port.onRead({ files: part.files.length, bytes, path: part.path })
  }
  if (part.isLast)
    await tx.run(
      sql`UPDATE folder SET facts_scan = max(facts_scan, ${port.scan}) WHERE entry_id = ${part.folderId}`,
    )
}

function known(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value
}

async function hasUnreadable(tx: ReadTx, locationNo: number): Promise<boolean> {
  const found = await tx.first(
    sql`SELECT EXISTS (SELECT 1 FROM unreadable WHERE location_no = ${locationNo})`,
    (row) => row.flag(),
  )
  return found === true
}

function* partsOf(tasks: Iterable<FactsTask>): Generator<Part, undefined> {
  for (const task of tasks) {
    for (let from = 0; ; from += FILES_OF_A_FOLDER) {
      const end = from + FILES_OF_A_FOLDER
      const isLast = end >= task.files.length
      yield { ...task, files: task.files.slice(from, end), isLast }
      if (isLast) break
    }
  }
  return undefined
}

/** Folders whose facts the scan has not read yet, some at a time. */
export async function pendingFacts(
  tx: ReadTx,
  location: IndexedLocation,
  scan: number,
  most: number,
  epoch: number,
): Promise<readonly FactsTask[]> {
  const ids = await tx.query(
    sql`SELECT folder.entry_id FROM folder JOIN entry USING (entry_id)
        WHERE folder.location_no = ${location.locationNo} AND facts_scan < ${scan}
          AND entry.is_drop_only = 0 AND listed_ms IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM missing WHERE missing.entry_id = folder.entry_id)
        LIMIT ${most}`,
    (row) => row.integer(),
  )
  const tasks: FactsTask[] = []
  const paths = createPaths(tx)
  for (const folderId of ids) {
    const path = await paths.of(folderId)
    const children = await childrenOf(tx, folderId)
    const files = children.filter(
      ({ isFile, isDropOnly, isMissing }) => isFile && !isDropOnly && !isMissing,
    )
    tasks.push({ folderId, path, files, epoch })
  }
  return tasks
}
