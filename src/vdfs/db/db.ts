// Door: transactions. Everything that is written goes through `write` or `command`, one at a time: work runs inside one
// transaction, an error or a defect rolls it back, and only when a commit has reached the disk are the topics told.
// `command` also leaves a receipt, so that a command repeated after a change of leader is answered and not done again.
//
// Refuses: awaiting anything but the tx inside a transaction (see transaction.ts), SQL outside of a transaction, and
// values spliced into SQL. Migrations are in migrate.ts.
import type { DatabaseFault, QuotaExceeded } from '../api/core-errors.ts'
import type { CommandId } from '../api/ids.ts'
import { err, ok, type Result } from '../api/result.ts'
import type { Topic } from '../api/topics.ts'
import { SqlFault, type Clock, type SqlDb } from '../ports.ts'
import { findReceipt, keepReceipt } from './receipts.ts'
import { decodeRows } from './row.ts'
import { runTransaction, type ReadTx, type Tx } from './transaction.ts'

export { migrate, SCHEMA_VERSION } from './migrate.ts'
export { sql } from './sql.ts'
export type { ReadTx, Tx } from './transaction.ts'
export type { Row } from './row.ts'

/** What any write can end with: nothing was changed. */
export type WriteError = QuotaExceeded | DatabaseFault

export interface Db {
  /** Sees one state of the database throughout. @throws {SqlFault} if the database cannot be read */
  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>
  /** An error from `work` rolls back and is returned; whatever it throws rolls back and is thrown. */
  write<T, E = never>(work: (tx: Tx) => Promise<Result<T, E>>): Promise<Result<T, E | WriteError>>
  /**
   * Like `write`, exactly once per id: done before, it answers as it did then. The value must be JSON, or nothing. An
   * error leaves no receipt, since it changed nothing: repeated, the command is tried again.
   */
  command<T, E = never>(
    id: CommandId,
    work: (tx: Tx) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | WriteError>>
  /** Bytes of the database and its journal. */
  sizeBytes(): Promise<number>
  /** What a full check finds wrong, at most `limit` sentences of SQLite's; none if all is well. Takes its time. */
  problems(limit: number): Promise<readonly string[]>
}

export interface DbOptions {
  readonly clock: Clock
  /** Lets others work between parts of long statements. */
  readonly breathe?: (() => Promise<void>) | undefined
  /** Told after a commit has reached the disk, with what it touched. */
  readonly onCommit: (topics: readonly Topic[]) => void
}

/** @param sqlDb migrated, and used by nobody else from now on */
export function createDb(sqlDb: SqlDb, options: DbOptions): Db {
  let last: Promise<unknown> = Promise.resolve()
  // Topics of commits whose flush failed are told with the next that succeeds: they are true all the same.
  const untold = new Set<Topic>()

  /** Runs `turn` when all before it are done. */
  const queued = <T>(turn: () => Promise<T>): Promise<T> => {
    const mine = last.then(turn)
    last = mine.then(nothing, nothing)
    return mine
  }

  const write = async <T, E>(
    work: (tx: Tx) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | WriteError>> => {
    const touched = new Set<Topic>()
    try {
      await sqlDb.exec('BEGIN IMMEDIATE')
      const result = await runTransaction(sqlDb, touched, work, options.breathe)
      if (!result.ok) {
        await rollBack()
        return result
      }
      await sqlDb.exec('COMMIT')
      for (const topic of touched) untold.add(topic)
      await sqlDb.flush()
      tell()
      return result
    } catch (error) {
      await rollBack()
      return err(writeErrorOf(error))
    }
  }

  const rollBack = async () => {
    try {
      await sqlDb.exec('ROLLBACK')
    } catch (error) {
      // Only a closed connection refuses it, and then nothing is left to roll back. The error that led here says more.
      if (!(error instanceof SqlFault)) throw error
    }
  }

  const tell = () => {
    const topics = [...untold]
    untold.clear()
    if (topics.length > 0) options.onCommit(topics)
  }

  return {
    read: (work) =>
      queued(async () => {
        await sqlDb.exec('BEGIN')
        try {
          return await runTransaction(sqlDb, new Set(), work)
        } finally {
          await rollBack()
        }
      }),
    write: (work) => queued(() => write(work)),
    command: (id, work) =>
      queued(() =>
        write(async (tx) => {
          const receipt = await findReceipt<ValueOf<typeof work>>(tx, id)
          if (receipt !== undefined) return ok(receipt.answer)
          const result = await work(tx)
          if (result.ok) await keepReceipt(tx, id, result.value, options.clock.now())
          return result
        }),
      ),
    sizeBytes: () => queued(() => sqlDb.sizeBytes()),
    problems: (limit) => queued(() => problemsOf(sqlDb, limit)),
  }
}

async function problemsOf(sqlDb: SqlDb, limit: number): Promise<readonly string[]> {
  try {
    const rows = await sqlDb.query(`PRAGMA integrity_check(${Math.trunc(limit)})`, [])
    const found = decodeRows(rows, (row) => row.text())
    return found.length === 1 && found[0] === 'ok' ? [] : found
  } catch (error) {
    // Too damaged even to be checked.
    if (error instanceof SqlFault && error.kind === 'corrupt') return [error.message]
    throw error
  }
}

type ValueOf<W> = W extends (tx: Tx) => Promise<Result<infer T, unknown>> ? T : never

function nothing(): void {}

/** @throws the error itself, if it is none of the database's: a defect, or a constraint that only a defect breaks */
function writeErrorOf(error: unknown): WriteError {
  if (!(error instanceof SqlFault) || error.kind === 'constraint') throw error
  return error.kind === 'full'
    ? { type: 'QuotaExceeded' }
    : { type: 'DatabaseFault', message: error.message }
}
