// Programs of commands with kills and power cuts at any write: what was answered is there, what was not is done once
// when it is asked again, and the database is whole.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CommandId } from '#vdfs/api/ids.ts'
import { CommandIdSchema } from '#vdfs/api/ids.ts'
import { err, ok, type Result } from '#vdfs/api/result.ts'
import { createDb, migrate, sql, type Db } from '#vdfs/db/db.ts'
import type { SqlDb } from '#vdfs/ports.ts'
import { compileSqliteInNode } from '#vdfs/testing/memory-db.ts'
import * as v from 'valibot'
import { loadSqlite } from './load-sqlite.ts'
import { openSound, type Pool } from './soundness.ts'
import { FakeDisk } from './testing/fake-disk.ts'

interface Command {
  readonly adds: readonly { readonly key: string; readonly by: number }[]
  readonly end: 'answer' | 'refuse' | 'throw'
}
interface Crash {
  /** Writes until it happens; few, so that it also hits opening and migrating. */
  readonly afterWrites: number
  /** Or commands until it happens, right after one was carried out and before anybody heard of it. */
  readonly unheardCommand: number
  readonly how: 'killed' | 'power cut'
}

const clock = { now: () => 1 }

const command: fc.Arbitrary<Command> = fc.record({
  adds: fc.array(
    fc.record({ key: fc.constantFrom('a', 'b', 'c'), by: fc.integer({ min: 1, max: 9 }) }),
    { maxLength: 4 },
  ),
  end: fc.constantFrom('answer', 'answer', 'answer', 'refuse', 'throw'),
})
const how = fc.constantFrom('killed' as const, 'power cut' as const)
const crash: fc.Arbitrary<Crash> = fc.oneof(
  fc.record({ afterWrites: fc.nat(14), unheardCommand: fc.constant(Infinity), how }),
  fc.record({ afterWrites: fc.constant(Infinity), unheardCommand: fc.nat(4), how }),
)

test('after any crashes every command was done exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { minLength: 1, maxLength: 12 }),
      fc.array(crash, { maxLength: 5 }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
      async (commands, crashes, chances) => {
        const disk = new FakeDisk()
        const dice = () => chances.next().value ?? 0
        let pool = disk.open()
        const answered: unknown[] = []
        for (const each of crashes) {
          disk.writesLeft = each.afterWrites
          await runUntilCrash(pool, commands, answered, each.unheardCommand)
          pool = disk.restart(each.how, dice)
        }
        const sqlDb = await runUntilCrash(pool, commands, answered, Infinity)
        expect(answered).toHaveLength(commands.length)
        expect(await sqlDb?.query('PRAGMA integrity_check', [])).toEqual([['ok']])
        expect(await sqlDb?.query('SELECT key, value FROM preference ORDER BY key', [])).toEqual(
          expected(commands),
        )
      },
    ),
    { numRuns: 60 },
  )
}, 30_000)

/** Goes on with the first command that was not answered. @returns the database, unless the power went */
async function runUntilCrash(
  pool: Pool,
  commands: readonly Command[],
  answered: unknown[],
  unheardCommand: number,
): Promise<SqlDb | undefined> {
  let heard = 0
  const sqlDb = await open(pool)
  if (sqlDb === undefined) return undefined
  const db = createDb(sqlDb, { clock, onCommit: () => {} })
  for (const [index, each] of commands.entries()) {
    if (index < answered.length) continue
    const answer = await attempt(db, idOf(index), each, index)
    if (answer === 'crashed' || heard === unheardCommand) return undefined
    answered.push(answer)
    heard += 1
  }
  return sqlDb
}

async function open(pool: Pool): Promise<SqlDb | undefined> {
  try {
    const opened = await openSound(await loadSqlite(await compileSqliteInNode()), pool)
    // A crash is no damage, wherever it hits.
    if (opened.type === 'Damaged') throw new Error(`called damaged: ${opened.why}`)
    await migrate(opened.connection, clock)
    return opened.connection
  } catch (error) {
    if (isPowerCut(error)) return undefined
    throw error
  }
}

/** @returns what the command answered, or that the power went before it did */
async function attempt(db: Db, id: CommandId, { adds, end }: Command, index: number) {
  let result: Result<unknown, { readonly type: string }>
  try {
    result = await db.command(id, async (tx) => {
      for (const { key, by } of adds)
        await tx.run(
          sql`INSERT INTO preference (key, value) VALUES (${key}, ${String(by)})
              ON CONFLICT (key) DO UPDATE SET value = CAST(value + excluded.value AS TEXT)`,
        )
      if (end === 'throw') throw new RangeError('a defect')
      if (end === 'refuse') return err({ type: 'Refused' })
      return ok({ index })
    })
  } catch (error) {
    if (error instanceof RangeError) return 'threw'
    throw error
  }
  if (result.ok) expect(result.value).toEqual({ index })
  else if (result.error.type !== 'Refused') return 'crashed'
  return result
}

function expected(commands: readonly Command[]): unknown[] {
  const sums = new Map<string, number>()
  for (const { adds, end } of commands)
    if (end === 'answer') for (const { key, by } of adds) sums.set(key, (sums.get(key) ?? 0) + by)
  return ['a', 'b', 'c'].flatMap((key) => (sums.has(key) ? [[key, String(sums.get(key))]] : []))
}

function idOf(index: number): CommandId {
  return v.parse(CommandIdSchema, `command${String(index).padStart(19, '0')}`)
}

function isPowerCut(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.name === 'PowerCut' || isPowerCut(error.cause)
}
