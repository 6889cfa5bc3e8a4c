// Door: what Holdall keeps in this browser, how healthy it is, and what must be told about that. Owns the table
// `notice`. It repairs nothing: damage is moved aside when the database is opened (src/workers/sqlite).
import type { CoreHandlers } from '../api/core-api.ts'
import { must, ok } from '../api/result.ts'
import { sql, type Db, type ReadTx } from '../db/db.ts'
import type { Clock, StorageHost } from '../ports.ts'
import { dismissNotice, listNotices } from './notices.ts'

export { addNotice } from './notices.ts'

/** A damaged database has as many as one wants; the first ones tell the story. */
const PROBLEMS_TOLD = 100

export function createStorage(db: Db, host: StorageHost, clock: Clock): CoreHandlers['storage'] {
  return {
    status: async () => {
      const facts = await db.read(readFacts)
      const estimate = await host.estimate()
      return ok({
        home: host.home,
        usageBytes: estimate.usageBytes,
        quotaBytes: estimate.quotaBytes,
        persisted: await host.persisted(),
        databaseBytes: await db.sizeBytes(),
        ...facts,
      })
    },
    checkDatabase: async () => {
      const startMs = clock.now()
      const problems = await db.problems(PROBLEMS_TOLD)
      const tookMs = clock.now() - startMs
      return ok(
        problems.length === 0
          ? { sound: true as const, tookMs }
          : { sound: false as const, problems, tookMs },
      )
    },
    notices: async () => ok(await db.read(listNotices)),
    dismissNotice: ({ noticeId }, { commandId }) =>
      db.command(commandId, async (tx) => {
        await dismissNotice(tx, noticeId)
        return ok()
      }),
    // No receipt: there is nothing left to keep it in, and to erase twice is to erase once.
    eraseEverything: async () => {
      await host.eraseEverything()
      return ok()
    },
  }
}

async function readFacts(tx: ReadTx) {
  const facts = await tx.first(
    sql`SELECT (SELECT max(version) FROM migration),
               sqlite_version(),
               (SELECT count(*) FROM location)`,
    (row) => ({
      schemaVersion: row.integer(),
      sqliteVersion: row.text(),
      locations: row.integer(),
    }),
  )
  return must(facts, 'the row of a statement that always has one')
}
