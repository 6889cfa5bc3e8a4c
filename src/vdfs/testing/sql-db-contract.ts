// What every SqlDb does, as cases for any runner: memory in Node, OPFS in a browser.
import { SqlFault, type SqlDb, type SqlRow, type SqlValue } from '../ports.ts'

export interface SqlDbCase {
  readonly name: string
  /** @throws {Error} if the database does not keep the contract */
  readonly run: (db: SqlDb) => Promise<void>
}

/** For databases that last: `reopen` starts anew on what is stored, as after the end of the thread. */
export interface LastingCase {
  readonly name: string
  readonly run: (db: SqlDb, reopen: () => Promise<SqlDb>) => Promise<void>
}

const values: readonly SqlValue[] = [
  null,
  0,
  1,
  -1,
  127,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  -(2 ** 31) - 1,
  2 ** 32,
  -(2 ** 32) - 1,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  2n ** 53n,
  -(2n ** 53n),
  2n ** 63n - 1n,
  -(2n ** 63n),
  0.1,
  -1e300,
  5e-324,
  Infinity,
  '',
  'plain',
  'nul\0inside\0',
  '\uFEFFmark at the start',
  'ä ö ü ß 漢字 👩‍👩‍👧‍👦',
  'e\u0301 is not \u00e9',
  'quote \' double " back\\slash\n\r\t',
  'a'.repeat(64),
  'a'.repeat(65),
  `${'a'.repeat(63)}ä`,
  'ä'.repeat(5_000),
  'long '.repeat(100_000),
  new Uint8Array(0),
  Uint8Array.from({ length: 256 }, (_, byte) => byte),
  Uint8Array.from({ length: 32 }, (_, byte) => byte).subarray(7, 9),
  new Uint8Array(300_000).fill(0xab),
]

export const sqlDbContract: readonly SqlDbCase[] = [
  {
    name: 'gives back every value as it was given',
    run: async (db) => {
      await db.exec('CREATE TABLE kept (n INTEGER, value)')
      for (const [n, value] of values.entries())
        await db.run('INSERT INTO kept VALUES (?, ?)', [n, value])
      const stored = await db.query('SELECT value FROM kept ORDER BY n', [])
      same(stored, values.map(row))
      same(await db.query('SELECT ?, ?, ?', values.slice(9, 12)), [values.slice(9, 12)])
    },
  },
  {
    name: 'gives back every value that was stored in bulk',
    run: async (db) => {
      await db.exec('CREATE TABLE kept (n INTEGER PRIMARY KEY, value, again)')
      const rows = values.map((value, n) => [n, value, value])
      same(await db.runMany('INSERT INTO kept VALUES (?, ?, ?)', rows), rows.length)
      same(await db.query('SELECT n, value, again FROM kept ORDER BY n', []), rows)
    },
  },
  {
    name: 'stores half a surrogate pair as U+FFFD',
    run: async (db) => same(await db.query('SELECT ?', ['a\uD800b']), [['a\uFFFDb']]),
  },
  {
    name: 'refuses what it could not give back',
    run: async (db) => {
      await rejects(db.query('SELECT ?', [Number.NaN]), RangeError)
      await rejects(db.query('SELECT ?', [2n ** 63n]), RangeError)
      await rejects(db.query('SELECT ?', [-(2n ** 63n) - 1n]), RangeError)
      same(await db.query('SELECT ?', [1]), [[1]])
    },
  },
  {
    name: 'refuses too few and too many parameters, and a second statement',
    run: async (db) => {
      await db.exec('CREATE TABLE kept (a, b)')
      await rejects(db.query('SELECT ?, ?', [1]), TypeError)
      await rejects(db.run('INSERT INTO kept VALUES (?, ?)', [1, 2, 3]), TypeError)
      await rejects(db.runMany('INSERT INTO kept VALUES (?, ?)', [[1]]), TypeError)
      await rejects(db.query('SELECT 1; SELECT 2', []), TypeError)
      await rejects(db.query('  ', []), TypeError)
      same(await db.query('SELECT count(*) FROM kept; ', []), [[0]])
    },
  },
  {
    name: 'copies blobs on their way out',
    run: async (db) => {
      const rows = await db.query("SELECT x'010203'", [])
      await db.query('SELECT ?', [new Uint8Array(100).fill(9)])
      same(rows, [[Uint8Array.of(1, 2, 3)]])
    },
  },
  {
    name: 'counts the rows that changed',
    run: async (db) => {
      await db.exec('CREATE TABLE kept (n INTEGER)')
      same(await db.runMany('INSERT INTO kept VALUES (?)', [[1], [2], [3]]), 3)
      same(await db.run('UPDATE kept SET n = n + 1 WHERE n > ?', [1]), 2)
      same(await db.run('DELETE FROM kept WHERE n > ?', [100]), 0)
      same(await db.run('CREATE TABLE other (n)', []), 0)
      same(await db.runMany('DELETE FROM kept WHERE n = ?', [[1], [50], [4]]), 2)
      same(await db.runMany('DELETE FROM kept WHERE n = ?', []), 0)
      same(await db.query('INSERT INTO kept VALUES (?), (?) RETURNING n', [7, 8]), [[7], [8]])
    },
  },
  {
    name: 'runs scripts of many statements, comments and triggers',
    run: async (db) => {
      await db.exec(`
        -- a comment; with a semicolon
        CREATE TABLE kept (text); /* another; */
        CREATE TABLE seen (text);
        CREATE TRIGGER kept_seen AFTER INSERT ON kept BEGIN
          INSERT INTO seen VALUES (new.text);
        END;
        INSERT INTO kept VALUES ('a;b');
        ;
        -- the end`)
      await db.exec('')
      same(await db.query('SELECT text FROM seen', []), [['a;b']])
    },
  },
  {
    name: 'tells constraints from other faults, and goes on after either',
    run: async (db) => {
      await db.exec('CREATE TABLE kept (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT')
      const insert = 'INSERT INTO kept VALUES (?, ?)'
      await db.run(insert, [1, 'one'])
      await faults(db.run(insert, [1, 'again']), 'constraint')
      await faults(db.run(insert, [2, null]), 'constraint')
      await faults(db.run(insert, [2, new Uint8Array(1)]), 'constraint')
      await faults(db.query('SELECT nothing FROM nowhere', []), 'other')
      await faults(db.exec('NOT SQL'), 'other')
      await db.run(insert, [2, 'two'])
      same(await db.query('SELECT n, text FROM kept', []), [
        [1, 'one'],
        [2, 'two'],
      ])
    },
  },
  {
    name: 'keeps what is committed and forgets what is rolled back',
    run: async (db) => {
      await db.exec('CREATE TABLE kept (n INTEGER UNIQUE)')
      await db.exec('BEGIN IMMEDIATE')
      await db.run('INSERT INTO kept VALUES (?)', [1])
      await db.exec('COMMIT')
      await db.exec('BEGIN IMMEDIATE')
      await faults(db.runMany('INSERT INTO kept VALUES (?)', [[2], [3], [1]]), 'constraint')
      same(await db.query('SELECT n FROM kept ORDER BY n', []), [[1], [2], [3]])
      await db.exec('ROLLBACK')
      same(await db.query('SELECT n FROM kept', []), [[1]])
      await db.exec('ROLLBACK') // of nothing, as after a fault that rolled back by itself
      await faults(db.exec('COMMIT'), 'other')
    },
  },
  {
    name: 'undoes a failing statement on many rows alone, whatever its size',
    run: async (db) => {
      await db.exec('CREATE TABLE kept (n INTEGER PRIMARY KEY, room TEXT, CHECK (n <= 20000))')
      const rows = Array.from({ length: 10_000 }, (_, n): SqlRow => [n, 'x'.repeat(100)])
      await db.exec('BEGIN IMMEDIATE')
      await db.runMany('INSERT INTO kept VALUES (?, ?)', rows)
      await faults(
        db.run("UPDATE kept SET n = n + 10002, room = 'y' WHERE n < 20000", []),
        'constraint',
      )
      await db.exec('COMMIT')
      same(await db.query('SELECT count(*), min(n), max(n), min(room) FROM kept', []), [
        [10_000, 0, 9_999, 'x'.repeat(100)],
      ])
    },
  },
  {
    name: 'runs calls in the order given, without waiting in between',
    run: async (db) => {
      const calls = [
        db.exec('CREATE TABLE kept (n INTEGER)'),
        db.run('INSERT INTO kept VALUES (?)', [1]),
        db.runMany('INSERT INTO kept VALUES (?)', [[2], [3]]),
        db.exec('DELETE FROM kept WHERE n = 1'),
      ]
      const rows = db.query('SELECT n FROM kept', [])
      await Promise.all(calls)
      same(await rows, [[2], [3]])
    },
  },
  {
    name: 'notices changes of the schema in statements it has run before',
    run: async (db) => {
      await db.exec('CREATE TABLE kept (a)')
      await db.run('INSERT INTO kept VALUES (?)', [1])
      same(await db.query('SELECT * FROM kept', []), [[1]])
      await db.exec('ALTER TABLE kept ADD COLUMN b DEFAULT 2')
      same(await db.query('SELECT * FROM kept', []), [[1, 2]])
    },
  },
  {
    name: 'runs more different statements than anybody keeps ready',
    run: async (db) => {
      for (let n = 0; n < 500; n++) same(await db.query(`SELECT ${n}`, []), [[n]])
      same(await db.query('SELECT 0', []), [[0]])
    },
  },
  {
    name: 'says when it is full, and is as before',
    run: async (db) => {
      await db.exec('CREATE TABLE kept (bytes BLOB)')
      await db.run('INSERT INTO kept VALUES (?)', [Uint8Array.of(1)])
      await db.exec('PRAGMA max_page_count = 1') // as many as there are
      await db.exec('BEGIN IMMEDIATE')
      await faults(db.run('INSERT INTO kept VALUES (?)', [new Uint8Array(200_000)]), 'full')
      await db.exec('ROLLBACK')
      same(await db.query('SELECT bytes FROM kept', []), [[Uint8Array.of(1)]])
      await db.exec('PRAGMA max_page_count = 100000')
      await db.run('INSERT INTO kept VALUES (?)', [new Uint8Array(200_000)])
      same(await db.query('SELECT count(*) FROM kept', []), [[2]])
    },
  },
  {
    name: 'tells its size',
    run: async (db) => {
      await db.exec('CREATE TABLE kept (bytes BLOB)')
      const before = await db.sizeBytes()
      await db.run('INSERT INTO kept VALUES (?)', [new Uint8Array(500_000)])
      await db.flush()
      const grown = (await db.sizeBytes()) - before
      if (grown < 490_000 || grown > 2_000_000) throw new Error(`grew by ${grown}`)
    },
  },
  {
    name: 'is closed once and for all',
    run: async (db) => {
      await db.close()
      await db.close()
      await faults(db.query('SELECT 1', []), 'other')
      await faults(db.exec('ROLLBACK'), 'other')
      await faults(db.flush(), 'other')
      await faults(db.sizeBytes(), 'other')
    },
  },
]

export const lastingContract: readonly LastingCase[] = [
  {
    name: 'has what was committed after a new start, and nothing else',
    run: async (db, reopen) => {
      await db.exec('CREATE TABLE kept (n INTEGER PRIMARY KEY, bytes BLOB)')
      for (let n = 0; n < 20; n++) {
        await db.exec('BEGIN IMMEDIATE')
        await db.run('INSERT INTO kept VALUES (?, ?)', [n, new Uint8Array(n * 1000).fill(n)])
        await db.exec('COMMIT')
        await db.flush()
      }
      await db.exec('BEGIN IMMEDIATE')
      await db.run('DELETE FROM kept', [])
      const again = await reopen()
      const rows = await again.query('SELECT n, bytes FROM kept ORDER BY n', [])
      same(
        rows,
        Array.from({ length: 20 }, (_, n) => [n, new Uint8Array(n * 1000).fill(n)]),
      )
      same(await again.query('PRAGMA integrity_check', []), [['ok']])
    },
  },
  {
    name: 'has everything after it was closed',
    run: async (db, reopen) => {
      await db.exec('CREATE TABLE kept (text TEXT)')
      await db.runMany('INSERT INTO kept VALUES (?)', [['a'], ['b\0c']])
      await db.close()
      same(await (await reopen()).query('SELECT text FROM kept', []), [['a'], ['b\0c']])
    },
  },
]

function row(value: SqlValue): SqlRow {
  return [value]
}

/** @throws {Error} unless both are the same, down to the types */
function same(actual: unknown, expected: unknown): void {
  const [a, b] = [spell(actual), spell(expected)]
  if (a !== b) throw new Error(`expected ${b.slice(0, 500)}, got ${a.slice(0, 500)}`)
}

function spell(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spell).join(', ')}]`
  if (value instanceof Uint8Array) return `bytes(${value.join(' ')})`
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'string') return JSON.stringify(value)
  return String(value)
}

async function rejects(
  call: Promise<unknown>,
  kind: typeof RangeError | typeof TypeError,
): Promise<void> {
  const error = await errorOf(call)
  if (!(error instanceof kind)) throw new Error(`expected ${kind.name}, got ${String(error)}`)
}

async function faults(call: Promise<unknown>, kind: SqlFault['kind']): Promise<void> {
  const error = await errorOf(call)
  if (!(error instanceof SqlFault)) throw new Error(`expected a fault, got ${String(error)}`)
  same(error.kind, kind)
}

async function errorOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call
  } catch (error) {
    return error
  }
  throw new Error('expected a refusal')
}
