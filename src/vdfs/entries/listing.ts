// One run through a folder: takes in what the platform hands over, and when it is over says what that proves.
import type { FsError } from '../api/fs-errors.ts'
import type { FsEntry, ListEvent, Scheduler } from '../ports.ts'
import type { Orders } from './orders.ts'
import { isFolder, type Rows } from './row-columns.ts'
import { markStale } from './row-facts.ts'
import {
  addRow,
  changeKind,
  findByName,
  markSeen,
  markUnseen,
  nameOfNameless,
  removeRow,
  unseen,
} from './rows.ts'
import type { Pacer } from './sort.ts'

export type Verdict =
  | { readonly type: 'complete' }
  | { readonly type: 'aborted' }
  | { readonly type: 'failed'; readonly error: FsError }

export interface Reading {
  readonly rows: Rows
  readonly orders: Orders
  readonly pacer: Pacer
  readonly scheduler: Scheduler
  /** Facts that are known count as true after the listing too: somebody else keeps them so. */
  readonly keepsFacts: boolean
  /** After more rows became visible. */
  readonly onRows: () => void
  readonly onDefect: (error: unknown) => void
}

/** Rows that wait this long become visible however few they are. */
const LONGEST_HIDING_MS = 250

/**
 * Reads events to their end. New rows show as they come. Rows that are not met go only if the listing was complete;
 * anything else proves nothing about what it did not show.
 */
export async function readListing(
  events: AsyncIterable<ListEvent>,
  { rows, orders, pacer, scheduler, keepsFacts, onRows, onDefect }: Reading,
): Promise<Verdict> {
  markUnseen(rows)
  const turned = new Map<number, FsEntry['kind']>()
  let nameless = 0
  const meet = (listedName: string, kind: FsEntry['kind']): void => {
    const name = listedName === '' ? nameOfNameless(nameless++) : listedName
    const slot = findByName(rows, name)
    if (slot === undefined) return orders.add(addRow(rows, name, kind))
    markSeen(rows, slot)
    if (isFolder(rows, slot) === (kind === 'folder')) turned.delete(slot)
    else turned.set(slot, kind)
  }

  const known = rows.live
  const show = async (): Promise<void> => {
    await orders.settle()
    onRows()
  }
  let cancelShow: (() => void) | undefined
  let verdict: Verdict | undefined
  for await (const event of events) {
    if (event.type !== 'entries') {
      verdict = event
      break
    }
    for (const entry of event.entries) meet(entry.name, entry.kind)
    if (orders.isDue()) {
      cancelShow?.()
      cancelShow = undefined
      await show()
    } else {
      // A slow disk may let the next batch wait.
      cancelShow ??= scheduler.after(LONGEST_HIDING_MS, () => {
        cancelShow = undefined
        show().catch(onDefect)
      })
    }
    if (pacer.spent(32 * event.entries.length)) await pacer.rest()
  }
  cancelShow?.()
  verdict ??= { type: 'failed', error: ENDED_WITHOUT_VERDICT }

  await orders.settle()
  const gone = verdict.type === 'complete' ? unseen(rows) : []
  for (const [slot, kind] of turned) changeKind(rows, slot, kind)
  if (gone.length > 0 || turned.size > 0) await orders.revise(gone, [...turned.keys()])
  for (const slot of gone) removeRow(rows, slot)
  if (known > 0 && verdict.type === 'complete' && !keepsFacts) markStale(rows)
  return verdict
}

const ENDED_WITHOUT_VERDICT: FsError = {
  type: 'FsFault',
  name: 'NoVerdict',
  message: 'the listing ended without saying whether it is complete',
}
