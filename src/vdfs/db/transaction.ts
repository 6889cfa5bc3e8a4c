import type { Topic } from '../api/topics.ts'
import type { SqlDb, SqlRow } from '../ports.ts'
import { decodeRows, type Row } from './row.ts'
import type { Sql } from './sql.ts'

export interface ReadTx {
  query<T>(q: Sql, read: (row: Row) => T): Promise<readonly T[]>
  /** The first row, or undefined if there is none. */
  first<T>(q: Sql, read: (row: Row) => T): Promise<T | undefined>
}

export interface Tx extends ReadTx {
  /** @returns rows changed */
  run(q: Sql): Promise<number>
  /** One statement, with `?` for each value, for many rows. @returns rows changed */
  runMany(q: Sql, rows: readonly SqlRow[]): Promise<number>
  /** Says what will have changed once the transaction is committed. */
  touch(...topics: readonly Topic[]): void
}

/**
 * Promise turns that a transaction may let pass without a statement under way. A chain of helpers needs a few; waiting
 * for anything else, such as a file, a timer or another transaction, never ends within promise turns.
 */
const IDLE_TURNS = 1_000

/**
 * Runs `work` with a tx that is good until it settles.
 *
 * Nothing but the tx may be awaited meanwhile, as with IndexedDB: everybody else waits, and a call of the Db from
 * inside would wait for itself for ever. Work that waits for something else is ended with a defect, always, not only
 * when it happens to hold somebody up.
 *
 * A statement that failed fails the transaction, even if nobody awaited it.
 * @param breathe awaited between parts of long statements: what needs no database goes on meanwhile
 * @throws whatever `work` or its first failing statement throws
 */
export async function runTransaction<T>(
  sqlDb: SqlDb,
  touched: Set<Topic>,
  work: (tx: Tx) => Promise<T>,
  breathe: () => Promise<void> = async () => {},
): Promise<T> {
  let isOver = false
  let underWay = 0
  let beat = 0
  const failures: unknown[] = []
  let stall: (error: Error) => void = () => {}
  const stalled = new Promise<never>((_, reject) => {
    stall = reject
  })

  const watch = () => {
    const since = beat
    const look = (turnsLeft: number) => {
      if (isOver || beat !== since) return
      if (turnsLeft > 0) void Promise.resolve().then(() => look(turnsLeft - 1))
      else
        stall(
          new Error(
            'a transaction may await nothing but its own tx: no other transaction, file or timer',
          ),
        )
    }
    look(IDLE_TURNS)
  }

  const step = async <R>(statement: () => Promise<R>): Promise<R> => {
    if (isOver) throw new Error('this transaction is over')
    underWay += 1
    beat += 1
    try {
      return await statement()
    } catch (error) {
      failures.push(error)
      throw error
    } finally {
      underWay -= 1
      beat += 1
      if (underWay === 0) watch()
    }
  }

  const tx: Tx = {
    query: (q, read) => step(async () => decodeRows(await sqlDb.query(q.text, q.parameters), read)),
    first: (q, read) =>
      step(async () => decodeRows((await sqlDb.query(q.text, q.parameters)).slice(0, 1), read)[0]),
    run: (q) => step(() => sqlDb.run(q.text, q.parameters)),
    runMany: (q, rows) => step(() => runInParts(sqlDb, q.text, rows, breathe)),
    touch(...topics) {
      if (isOver) throw new Error('this transaction is over')
      for (const topic of topics) touched.add(topic)
    },
  }

  try {
    const done = work(tx)
    if (underWay === 0) watch()
    const value = await Promise.race([done, stalled])
    if (failures.length > 0) throw failures[0]
    return value
  } finally {
    isOver = true
  }
}

/** Some milliseconds of work. */
const ROWS_AT_ONCE = 500

async function runInParts(
  sqlDb: SqlDb,
  text: string,
  rows: readonly SqlRow[],
  breathe: () => Promise<void>,
): Promise<number> {
  let changed = 0
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    if (from > 0) await breathe()
    changed += await sqlDb.runMany(text, rows.slice(from, from + ROWS_AT_ONCE))
  }
  return changed
}
