import { createMemo, type Accessor } from 'solid-js'
import type { Row } from '#vdfs/api/entries.ts'

interface Seen {
  readonly rowId: number
  readonly facts: string | undefined
  readonly version: number
}

/**
 * Changes when the file changes on disk, and not when its facts, unread so far, come in: what is shown already need
 * not be opened again for that.
 */
export function createFileVersion(row: Accessor<Row>): Accessor<string> {
  const seen = createMemo((before?: Seen): Seen => {
    const { rowId, kind, facts } = row()
    const isRead = kind === 'file' && facts.state === 'known' // a folder's size is no part of what is shown
    const now = isRead ? `${facts.sizeBytes} ${facts.modifiedMs}` : undefined
    if (before?.rowId !== rowId) return { rowId, facts: now, version: 0 }
    const isChanged = before.facts !== undefined && now !== undefined && before.facts !== now
    return { rowId, facts: now ?? before.facts, version: before.version + (isChanged ? 1 : 0) }
  })
  const version = createMemo(() => `${seen().rowId} ${seen().version}`)
  return version
}
