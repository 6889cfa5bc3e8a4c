// A folder that was just dropped is read for the index by this window, which can do it faster than the core.
import type { CoreApi } from '#vdfs/api/core-api.ts'
import type { LocationId } from '#vdfs/api/ids.ts'
import type { DropBatch } from '#vdfs/api/indexing.ts'
import { walkDrop } from '../../platform/walk-drop.ts'

/** Reads all of it. What it cannot read, and all of it if this window goes away, the core reads through handles. */
export async function indexDrop(
  core: Pick<CoreApi, 'indexing'>,
  locationId: LocationId,
  entry: FileSystemDirectoryEntry,
): Promise<void> {
  const begun = await core.indexing.beginDrop({ locationId })
  if (!begun.ok) return
  const taker = {
    async take(batches: DropBatch[]) {
      const taken = await core.indexing.takeDrop({ locationId, batches })
      return taken.ok ? taken.value : undefined
    },
  }
  const complete = await walkDrop(entry, taker, new AbortController().signal)
  await core.indexing.endDrop({ locationId, complete })
}
