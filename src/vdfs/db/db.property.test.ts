// Random programs against a model: whatever is refused, thrown, repeated, at the same time or broken by the database,
// the rows, the answers and the topics told are those of the commands that succeeded, each done once.
import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { CommandIdSchema, type CommandId } from '../api/ids.ts'
import { err, ok } from '../api/result.ts'
import type { Topic } from '../api/topics.ts'
import { SqlFault, type SqlDb } from '../ports.ts'
import { createTestDb } from '../testing/memory-db.ts'
import { createDb, sql, type Db, type Tx } from './db.ts'

interface Step {
  readonly id: number
  readonly door: 'write' | 'command'
  readonly adds: readonly { readonly key: string; readonly by: number }[]
  readonly topic: Topic
  readonly end: 'answer' | 'refuse' | 'throw'
  /** The statement of this step that the database refuses, counted from its start; beyond the last: none. */
  readonly breaksAt: number
  readonly fault: 'full' | 'corrupt' | 'other'
}

const step: fc.Arbitrary<Step> = fc.record({
  id: fc.nat(5),
  door: fc.constantFrom('write', 'command'),
  adds: fc.array(
    fc.record({ key: fc.constantFrom('a', 'b', 'c'), by: fc.integer({ min: 1, max: 9 }) }),
    { maxLength: 3 },
  ),
  topic: fc.constantFrom<Topic[]>('preferences', 'storage', 'notices'),
  end: fc.constantFrom('answer', 'answer', 'refuse', 'throw'),
  breaksAt: fc.oneof(fc.constant(100), fc.nat(10)),
  fault: fc.constantFrom('full', 'corrupt', 'other'),
})

test('any program does what its successful commands say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.boolean(), async (steps, atOnce) => {
      const { sqlDb } = await createTestDb()
      const told: (readonly Topic[])[] = []
      const breaker = breakable(sqlDb)
      const db = createDb(breaker.sqlDb, {
        clock: { now: () => 0 },
        onCommit: (topics) => told.push(topics),
      })
      const outcomes: unknown[] = []
      const running: Promise<void>[] = []
      for (const each of steps) {
        const done = run(db, each, breaker.arm).then((outcome) => {
          outcomes.push(outcome)
        })
        running.push(done)
        if (!atOnce) await done
      }
      await Promise.all(running)
      breaker.arm(undefined)

      const model = modelOf(steps, outcomes)
      expect(outcomes).toEqual(model.outcomes)
      expect(told).toEqual(model.told)
      const rows = await db.read((tx) =>
        tx.query(sql`SELECT key, value FROM preference ORDER BY key`, (row) => [
          row.text(),
          Number(row.text()),
        ]),
      )
      expect(rows).toEqual(model.rows)
    }),
    { numRuns: 150 },
  )
}, 30_000)

async function run(db: Db, each: Step, arm: (step: Step | undefined) => void): Promise<unknown> {
  const work = async (tx: Tx) => {
    for (const { key, by } of each.adds)
      await tx.run(
        sql`INSERT INTO preference (key, value) VALUES (${key}, ${String(by)})
            ON CONFLICT (key) DO UPDATE SET value = CAST(value + excluded.value AS TEXT)`,
      )
    tx.touch(each.topic)
    if (each.end === 'throw') throw new RangeError('a bug')
    return each.end === 'refuse' ? err({ type: 'Refused' } as const) : ok(each.adds.length)
  }
  try {
    arm(each)
    if (each.door === 'write') return await db.write(work)
    return await db.command(idOf(each.id), work)
  } catch (error) {
    if (error instanceof RangeError) return 'threw'
    throw error
  }
}

/** Breaks the statement of the transaction under way that its step names; COMMIT counts, ROLLBACK never breaks. */
function breakable(sqlDb: SqlDb) {
  const armed: Step[] = []
  let current: Step | undefined
  let statements = 0
  const count = () => {
    statements += 1
    if (current !== undefined && statements > current.breaksAt)
      throw new SqlFault(current.fault, 'broken')
  }
  const broken: SqlDb = {
    ...sqlDb,
    exec: async (text) => {
      if (text === 'BEGIN IMMEDIATE') {
        current = armed.shift()
        statements = 0
      }
      if (text !== 'ROLLBACK') count()
      await sqlDb.exec(text)
    },
    run: async (text, parameters) => {
      count()
      return sqlDb.run(text, parameters)
    },
    query: async (text, parameters) => {
      count()
      return sqlDb.query(text, parameters)
    },
  }
  return {
    sqlDb: broken,
    arm: (next: Step | undefined) => {
      if (next === undefined) current = undefined
      else armed.push(next)
    },
  }
}

/** The same program on a plain map. */
function modelOf(steps: readonly Step[], outcomes: readonly unknown[]) {
  const sums = new Map<string, number>()
  const answers = new Map<number, unknown>()
  const told: Topic[][] = []
  const expected = steps.map((each, index) => {
    const known = each.door === 'command' ? answers.get(each.id) : undefined
    const fault =
      each.fault === 'full'
        ? err({ type: 'QuotaExceeded' })
        : err({ type: 'DatabaseFault', message: 'broken' })
    // BEGIN, the search for a receipt, the work, the receipt and two prunings, COMMIT: in this order.
    const isCommand = each.door === 'command'
    const begin = isCommand ? 2 : 1
    if (each.breaksAt < begin) return fault
    if (known !== undefined) return each.breaksAt < begin + 1 ? fault : known
    if (each.breaksAt < begin + each.adds.length) return fault
    if (each.end === 'throw') return 'threw'
    if (each.end === 'refuse') return err({ type: 'Refused' })
    if (each.breaksAt < begin + each.adds.length + (isCommand ? 4 : 1)) return fault
    for (const { key, by } of each.adds) sums.set(key, (sums.get(key) ?? 0) + by)
    told.push([each.topic])
    const answer = ok(each.adds.length)
    if (isCommand) answers.set(each.id, answer)
    expect(outcomes[index]).toEqual(answer)
    return answer
  })
  const rows = ['a', 'b', 'c'].flatMap((key) => {
    const sum = sums.get(key)
    return sum === undefined ? [] : [[key, sum]]
  })
  return { outcomes: expected, told, rows }
}

function idOf(n: number): CommandId {
  return v.parse(CommandIdSchema, `command${String(n).padStart(19, '0')}`)
}
