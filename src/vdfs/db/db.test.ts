import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { CommandIdSchema, type CommandId } from '../api/ids.ts'
import { err, ok } from '../api/result.ts'
import type { Topic } from '../api/topics.ts'
import { SqlFault, type SqlDb } from '../ports.ts'
import { createTestDb } from '../testing/memory-db.ts'
import { createDb, sql, type Db, type ReadTx, type Tx } from './db.ts'

const idOf = (n: number): CommandId =>
  v.parse(CommandIdSchema, `command${String(n).padStart(19, '0')}`)

const put = (tx: Tx, key: string, value = '1') =>
  tx.run(sql`INSERT INTO preference (key, value) VALUES (${key}, ${value})`)

const keys = (db: Db) =>
  db.read((tx) => tx.query(sql`SELECT key FROM preference ORDER BY key`, (row) => row.text()))

const receipts = (db: Db) =>
  db.read((tx) =>
    tx.query(sql`SELECT command_id FROM receipt ORDER BY receipt_id`, (row) => row.text()),
  )

describe('write', () => {
  test('commits what an ok leaves and tells its topics once, after the flush', async () => {
    const { sqlDb } = await createTestDb()
    const seen: unknown[] = []
    const watched: SqlDb = {
      ...sqlDb,
      exec: (text) => {
        seen.push(text)
        return sqlDb.exec(text)
      },
      flush: () => {
        seen.push('flush')
        return sqlDb.flush()
      },
    }
    const db = createDb(watched, {
      clock: { now: () => 0 },
      onCommit: (topics) => seen.push(topics),
    })
    const result = await db.write(async (tx) => {
      await put(tx, 'a')
      tx.touch('preferences', 'storage')
      tx.touch('preferences')
      return ok(7)
    })
    expect(result).toEqual(ok(7))
    expect(seen).toEqual(['BEGIN IMMEDIATE', 'COMMIT', 'flush', ['preferences', 'storage']])
    expect(await keys(db)).toEqual(['a'])
  })

  test('rolls back and returns an error, telling nothing', async () => {
    const { db, told } = await createTestDb()
    const result = await db.write(async (tx) => {
      await put(tx, 'a')
      tx.touch('preferences')
      return err({ type: 'Refused' } as const)
    })
    expect(result).toEqual(err({ type: 'Refused' }))
    expect(await keys(db)).toEqual([])
    expect(told).toEqual([])
  })

  test('rolls back and throws a defect, telling nothing', async () => {
    const { db, told } = await createTestDb()
    const defect = new Error('a bug')
    const work = db.write(async (tx) => {
      await put(tx, 'a')
      tx.touch('preferences')
      throw defect
    })
    await expect(work).rejects.toBe(defect)
    expect(await keys(db)).toEqual([])
    expect(told).toEqual([])
    await expect(db.write(async () => ok('still works'))).resolves.toEqual(ok('still works'))
  })

  test('a broken constraint is a defect', async () => {
    const { db } = await createTestDb()
    const work = db.write(async (tx) => {
      await put(tx, 'a')
      await put(tx, 'a')
      return ok()
    })
    await expect(work).rejects.toThrow(/UNIQUE/)
    expect(await keys(db)).toEqual([])
  })

  test('a statement that failed fails the transaction though nobody looked', async () => {
    const { db } = await createTestDb()
    const work = db.write(async (tx) => {
      await put(tx, 'a')
      await Promise.allSettled([put(tx, 'a')])
      return ok()
    })
    await expect(work).rejects.toThrow(/UNIQUE/)
    expect(await keys(db)).toEqual([])
  })
})

describe('transactions', () => {
  test('run one after the other, in the order of the calls', async () => {
    const { db } = await createTestDb()
    const order: string[] = []
    const work = (name: string) =>
      db.write(async (tx) => {
        order.push(`${name} begins`)
        await put(tx, name)
        await keysIn(tx)
        order.push(`${name} ends`)
        return ok()
      })
    const read = db.read(async (tx) => (await keysIn(tx)).length)
    await Promise.all([work('a'), work('b'), read, work('c')])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
    expect(await read).toBe(0)
  })

  test('a read sees one state throughout', async () => {
    const { db } = await createTestDb()
    const counts = db.read(async (tx) => [(await keysIn(tx)).length, (await keysIn(tx)).length])
    const written = db.write(async (tx) => ok(await put(tx, 'a')))
    expect(await counts).toEqual([0, 0])
    expect(await written).toEqual(ok(1))
  })

  const nested: readonly (readonly [string, (db: Db) => Promise<unknown>])[] = [
    ['read', (db) => db.read(async () => 1)],
    ['write', (db) => db.write(async () => ok())],
    ['command', (db) => db.command(idOf(1), async () => ok())],
    ['timer', () => new Promise((resolve) => setTimeout(resolve, 0))],
  ]
  test.each(nested)('awaiting a %s inside of one is a defect, not a deadlock', async (_, wait) => {
    const { db } = await createTestDb()
    const inWrite = db.write(async (tx) => {
      await put(tx, 'a')
      await wait(db)
      return ok()
    })
    await expect(inWrite).rejects.toThrow('may await nothing but its own tx')
    const inRead = db.read(async () => wait(db))
    await expect(inRead).rejects.toThrow('may await nothing but its own tx')
    expect(await keys(db)).toEqual([])
  })

  test('long chains of promises and many statements at once are no waiting', async () => {
    const { db } = await createTestDb()
    const deep = async (tx: Tx, depth: number): Promise<void> => {
      if (depth > 0) await deep(tx, depth - 1)
      else await put(tx, 'deep')
    }
    const result = await db.write(async (tx) => {
      await deep(tx, 100)
      await Promise.all(Array.from({ length: 100 }, (_, n) => put(tx, `key ${n}`)))
      return ok((await keysIn(tx)).length)
    })
    expect(result).toEqual(ok(101))
  })

  test('a tx is dead after its transaction', async () => {
    const { db } = await createTestDb()
    let kept: Tx | undefined
    await db.write(async (tx) => {
      kept = tx
      return ok()
    })
    await expect(put(kept!, 'a')).rejects.toThrow('over')
    expect(() => kept!.touch('storage')).toThrow('over')
    expect(await keys(db)).toEqual([])
  })
})

describe('command', () => {
  test('done once, it answers alike ever after', async () => {
    const { db, told } = await createTestDb()
    const work = async (tx: Tx) => {
      await put(tx, 'a')
      tx.touch('preferences')
      return ok({ made: ['a', 1, true, null], missing: undefined })
    }
    const first = await db.command(idOf(1), work)
    const second = await db.command(idOf(1), work)
    expect(first).toEqual(ok({ made: ['a', 1, true, null], missing: undefined }))
    expect(second).toEqual(ok({ made: ['a', 1, true, null] }))
    expect(told).toEqual([['preferences']])
  })

  test('the same command twice at the same time is done once', async () => {
    const { db } = await createTestDb()
    const work = async (tx: Tx) => ok(await put(tx, 'a'))
    const both = await Promise.all([db.command(idOf(1), work), db.command(idOf(1), work)])
    expect(both).toEqual([ok(1), ok(1)])
  })

  test('an answer of nothing is nothing again', async () => {
    const { db } = await createTestDb()
    const work = async (tx: Tx) => {
      await put(tx, 'a')
      return ok()
    }
    expect(await db.command(idOf(1), work)).toEqual(ok())
    expect(await db.command(idOf(1), work)).toEqual(ok())
  })

  test('an error or a defect leaves no receipt: asked again, it is tried again', async () => {
    const { db } = await createTestDb()
    const refused = await db.command(idOf(1), async (tx) => {
      await put(tx, 'a')
      return err({ type: 'Refused' } as const)
    })
    expect(refused).toEqual(err({ type: 'Refused' }))
    const thrown = db.command(idOf(1), async (tx) => {
      await put(tx, 'a')
      throw new Error('a bug')
    })
    await expect(thrown).rejects.toThrow('a bug')
    expect(await db.command(idOf(1), async (tx) => ok(await put(tx, 'b')))).toEqual(ok(1))
    expect(await keys(db)).toEqual(['b'])
    expect(await receipts(db)).toEqual([idOf(1)])
  })

  test.each([
    [1n],
    [new Uint8Array(1)],
    [new Map()],
    [Number.NaN],
    [{ deep: [new Date(0)] }],
    [() => 1],
  ])('an answer that is no JSON is a defect: %s', async (answer) => {
    const { db } = await createTestDb()
    const work = db.command(idOf(1), async (tx) => {
      await put(tx, 'a')
      return ok(answer)
    })
    await expect(work).rejects.toThrow('JSON')
    expect(await keys(db)).toEqual([])
  })

  test('receipts go after a week, and beyond ten thousand', async () => {
    let nowMs = 0
    const { db, sqlDb } = await createTestDb({ now: () => nowMs })
    const day = 24 * 3_600_000
    for (let n = 0; n < 30; n++) {
      nowMs = n * day
      await db.command(idOf(n), async () => ok())
    }
    const lastWeek = Array.from({ length: 8 }, (_, n) => idOf(22 + n))
    expect(await receipts(db)).toEqual(lastWeek)

    await sqlDb.runMany(
      'INSERT INTO receipt (command_id, made_ms) VALUES (?, ?)',
      Array.from({ length: 12_000 }, (_, n) => [`filler ${n}`, nowMs]),
    )
    await db.command(idOf(100), async () => ok())
    const left = await receipts(db)
    expect(left).toHaveLength(10_000)
    expect(left.at(-1)).toBe(idOf(100))
  })
})

describe('faults of the database', () => {
  const statements = ['BEGIN IMMEDIATE', 'INSERT', 'COMMIT', 'flush'] as const

  test.each(statements)(
    'a full disk at %s is an answer, and everything is as before',
    async (at) => {
      const { db, told, breakAt } = await breakableDb()
      breakAt(at, new SqlFault('full', 'no room'))
      const result = await db.write(async (tx) => {
        await put(tx, 'a')
        tx.touch('preferences')
        return ok()
      })
      expect(result).toEqual(err({ type: 'QuotaExceeded' }))
      expect(told).toEqual([])
      breakAt(undefined, undefined)
      expect(await db.write(async (tx) => ok(await put(tx, 'b')))).toEqual(ok(1))
      // What a failed flush left is committed though not safe, so it is seen, and its topic told with the next.
      expect(await keys(db)).toEqual(at === 'flush' ? ['a', 'b'] : ['b'])
      expect(told).toEqual(at === 'flush' ? [['preferences']] : [])
    },
  )

  test.each([['corrupt'], ['other']] as const)('a fault of kind %s is told', async (kind) => {
    const { db, breakAt } = await breakableDb()
    breakAt('INSERT', new SqlFault(kind, 'something is wrong'))
    const answer = err({ type: 'DatabaseFault', message: 'something is wrong' })
    expect(await db.write(async (tx) => ok(await put(tx, 'a')))).toEqual(answer)
    expect(await db.command(idOf(1), async (tx) => ok(await put(tx, 'a')))).toEqual(answer)
  })

  test('a read throws it', async () => {
    const { db, breakAt } = await breakableDb()
    const fault = new SqlFault('corrupt', 'something is wrong')
    breakAt('SELECT', fault)
    await expect(keys(db)).rejects.toBe(fault)
  })

  test('a database closed under the work says so', async () => {
    const { db, sqlDb } = await createTestDb()
    await sqlDb.close()
    const answer = err({ type: 'DatabaseFault', message: 'the database is closed' })
    expect(await db.write(async () => ok())).toEqual(answer)
    await expect(keys(db)).rejects.toThrow('closed')
  })
})

test('a full check finds nothing in a sound database', async () => {
  const { db } = await createTestDb()
  expect(await db.problems(10)).toEqual([])
})

async function breakableDb() {
  const { sqlDb } = await createTestDb()
  let at: string | undefined
  let fault: SqlFault | undefined
  const assertWorks = (text: string) => {
    if (at !== undefined && text.startsWith(at) && fault !== undefined) throw fault
  }
  const broken: SqlDb = {
    ...sqlDb,
    exec: async (text) => {
      assertWorks(text)
      await sqlDb.exec(text)
    },
    run: async (text, parameters) => {
      assertWorks(text)
      return sqlDb.run(text, parameters)
    },
    query: async (text, parameters) => {
      assertWorks(text)
      return sqlDb.query(text, parameters)
    },
    flush: async () => {
      assertWorks('flush')
      await sqlDb.flush()
    },
  }
  const told: (readonly Topic[])[] = []
  const db = createDb(broken, { clock: { now: () => 0 }, onCommit: (topics) => told.push(topics) })
  const breakAt = (where: string | undefined, how: SqlFault | undefined) => {
    at = where
    fault = how
  }
  return { db, told, breakAt }
}

function keysIn(tx: ReadTx): Promise<readonly string[]> {
  return tx.query(sql`SELECT key FROM preference`, (row) => row.text())
}
