import * as v from 'valibot'
import type { Notice } from '../api/storage.ts'
import { sql, type ReadTx, type Tx } from '../db/db.ts'

const common = { noticeId: v.string(), atMs: v.number() }
const NoticeSchema: v.GenericSchema<unknown, Notice> = v.variant('type', [
  v.object({
    ...common,
    type: v.literal('DatabaseRebuilt'),
    keptAs: v.string(),
    locationsKept: v.number(),
  }),
  v.object({ ...common, type: v.literal('DatabaseLost'), locationsKept: v.number() }),
  v.object({ ...common, type: v.literal('NothingIsKept') }),
])

/** Keeps a notice until a person dismisses it. The same id again changes nothing. */
export async function addNotice(tx: Tx, notice: Notice): Promise<void> {
  await tx.run(
    sql`INSERT INTO notice (notice_id, at_ms, body)
        VALUES (${notice.noticeId}, ${notice.atMs}, ${JSON.stringify(notice)})
        ON CONFLICT (notice_id) DO NOTHING`,
  )
  tx.touch('notices')
}

/** Oldest first. */
export function listNotices(tx: ReadTx): Promise<readonly Notice[]> {
  return tx.query(sql`SELECT body FROM notice ORDER BY at_ms, notice_id`, (row) =>
    v.parse(NoticeSchema, row.json()),
  )
}

export async function dismissNotice(tx: Tx, noticeId: string): Promise<void> {
  await tx.run(sql`DELETE FROM notice WHERE notice_id = ${noticeId}`)
  tx.touch('notices')
}
