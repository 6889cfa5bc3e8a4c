// What commands answered, kept so that a repeated one is answered alike and not done again.
import type { CommandId } from '../api/ids.ts'
import { sql } from './sql.ts'
import type { Tx } from './transaction.ts'

/** A command is repeated within seconds, when its leader died; a tab that slept may take days. */
const KEPT_MS = 7 * 24 * 3_600_000
/** Bounds the table against scripts that write without end. */
const KEPT_MOST = 10_000
/** How many of the oldest each command looks at: more than it adds, so the old ones go, and no command pays for all. */
const PRUNED_AT_ONCE = 20

/**
 * The answer to a command that was carried out before.
 *
 * `T` is what this command answers; only this core wrote the receipt, in the transaction of that very command, so the
 * type is taken on trust.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- said by the caller, see above
export async function findReceipt<T>(
  tx: Tx,
  id: CommandId,
): Promise<{ readonly answer: T } | undefined> {
  const found = await tx.first(sql`SELECT answer FROM receipt WHERE command_id = ${id}`, (row) => ({
    text: row.optional((column) => column.text()),
  }))
  if (found === undefined) return undefined
  return { answer: found.text === undefined ? undefined : JSON.parse(found.text) }
}

export async function keepReceipt(
  tx: Tx,
  id: CommandId,
  answer: unknown,
  nowMs: number,
): Promise<void> {
  await tx.run(
    sql`INSERT INTO receipt (command_id, made_ms, answer) VALUES (${id}, ${nowMs}, ${textOf(answer)})`,
  )
  await tx.run(
    sql`DELETE FROM receipt
        WHERE receipt_id < (SELECT min(receipt_id) FROM receipt) + ${PRUNED_AT_ONCE}
          AND made_ms < ${nowMs - KEPT_MS}`,
  )
  await tx.run(
    sql`DELETE FROM receipt WHERE receipt_id <= (SELECT max(receipt_id) FROM receipt) - ${KEPT_MOST}`,
  )
}

/** @throws {TypeError} if JSON would not give the same value back */
function textOf(answer: unknown): string | null {
  if (answer === undefined) return null
  if (!isJson(answer)) throw new TypeError('a command must answer with JSON, or nothing')
  return JSON.stringify(answer)
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(isJson)
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return false
  return Object.values(value).every((part) => part === undefined || isJson(part))
}
