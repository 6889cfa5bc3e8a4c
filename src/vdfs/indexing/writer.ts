// Every write of the index goes through here: the work, the sums that follow from it and the counters, in one
// transaction; what changed is told after the commit.
import type { Result } from '../api/result.ts'
import { ok } from '../api/result.ts'
import type { Db, Tx, WriteError } from '../db/db.ts'
import type { Replica } from './replica.ts'
import type { WriteContext } from './take-listing.ts'
import { createParents, createSumChanges, type Parents } from './totals.ts'

export interface IndexWriter {
  readonly replica: Replica
  readonly parents: Parents
  /** See `WriteContext.epoch`. */
  epoch(): number
  /** Facts are written by somebody who is not a scan. */
  nextEpoch(): void
  /** Work within somebody else's transaction. `committed` is to be called when that has. */
  within<T>(
    tx: Tx,
    work: (context: WriteContext) => Promise<T>,
  ): Promise<{ readonly value: T; readonly committed: () => void }>
  /** Work in a transaction of its own. */
  write<T>(work: (context: WriteContext) => Promise<T>): Promise<Result<T, WriteError>>
}

export interface WriterPort {
  readonly db: Db
  readonly replica: Replica
  /** Folders whose sums changed, their own or those of what is below. */
  readonly onWritten: (folderIds: ReadonlySet<number>) => void
}

export function createWriter({ db, replica, onWritten }: WriterPort): IndexWriter {
  const parents = createParents()
  let epoch = 0

  const within: IndexWriter['within'] = async (tx, work) => {
    const sums = createSumChanges(parents)
    const value = await work({ tx, replica, sums, parents, epoch })
    const changed = await sums.apply(tx, replica)
    await replica.keep(tx)
    tx.touch('index')
    return { value, committed: () => onWritten(changed) }
  }

  return {
    replica,
    parents,
    epoch: () => epoch,
    nextEpoch() {
      epoch += 1
    },
    within,
    async write(work) {
      let committed = (): void => {}
      const written = await db.write(async (tx) => {
        const done = await within(tx, work)
        committed = done.committed
        return ok(done.value)
      })
      // A transaction that was rolled back may have taught the parents of folders that do not exist.
      if (written.ok) committed()
      else parents.clear()
      return written
    },
  }
}
