// What browsing sees goes into the index too: a folder that is looked at is listed anyway. It adds and changes; that
// something was not shown only marks the folder, to be looked at again (reconcile.ts).
import type { LocationId } from '../api/ids.ts'
import { segmentsOf, type At } from '../api/paths.ts'
import type { Clock, FsEntry, Scheduler } from '../ports.ts'
import { newFacts, type SeenFacts } from './diff.ts'
import type { FolderRules } from './folder-rules.ts'
import type { IndexedLocation } from './locations.ts'
import { childNamed, flagFolders, folderAt, markReadable } from './rows.ts'
import { namedEntries, takeFacts, takeListing, type FactsOfChild } from './take-listing.ts'
import type { IndexWriter } from './writer.ts'

/** Facts that were read for a screen are written together. */
const FACTS_AFTER_MS = 400

export interface FeedPort {
  readonly writer: IndexWriter
  readonly clock: Clock
  readonly scheduler: Scheduler
  readonly locationOf: (locationId: LocationId) => IndexedLocation | undefined
  readonly rulesOf: (location: IndexedLocation) => FolderRules | undefined
  /** A folder was marked. */
  readonly onFlagged: (locationId: LocationId) => void
  readonly onDefect: (error: unknown) => void
}

export interface Feed {
  /** A complete listing of a folder. */
  listed(at: At, entries: readonly FsEntry[]): Promise<void>
  /** Facts of files of a folder. */
  read(at: At, facts: ReadonlyMap<string, SeenFacts>): void
  stop(): void
}

export function createFeed(port: FeedPort): Feed {
  const { writer, clock, scheduler } = port
  const waiting = new Map<string, { readonly at: At; readonly facts: Map<string, SeenFacts> }>()
  let cancel: (() => void) | undefined

  const flush = async (): Promise<void> => {
    cancel = undefined
    const all = [...waiting.values()]
    waiting.clear()
    for (const { at, facts } of all) {
      const location = port.locationOf(at.locationId)
      if (location === undefined || location.mode === 'names') continue
      await writer.write(async (context) => {
        const { tx } = context
        const folderId = await folderAt(tx, location.rootEntryId, segmentsOf(at.path))
        if (folderId === undefined) return
        const changes: FactsOfChild[] = []
        for (const [name, seen] of facts) {
          const child = await childNamed(tx, folderId, name, true)
          if (child !== undefined)
            changes.push({ child, facts: newFacts(child, seen), parentId: folderId })
        }
        await takeFacts(context, changes)
        await markReadable(
          tx,
          changes.map(({ child }) => child.entryId),
        )
        writer.nextEpoch()
      })
    }
  }

  return {
    async listed(at, entries) {
      const location = port.locationOf(at.locationId)
      const rules = location && port.rulesOf(location)
      if (location === undefined || rules === undefined) return
      const ruler = await rules.at(at.path)
      let isFlagged = false
      await writer.write(async (context) => {
        const { tx } = context
        const folderId = await folderAt(tx, location.rootEntryId, segmentsOf(at.path))
        if (folderId === undefined) return
        const taken = await takeListing(context, {
          folderId,
          locationNo: location.locationNo,
          road: 'handles',
          isDropOnly: false,
          ...namedEntries(entries),
          isComplete: true,
          listedMs: clock.now(),
          // It counts for the scan under way too: what was just listed need not be listed again.
          scan: location.scan,
          ruler,
        })
        const hasNew = taken.folders.some(({ isNew }) => isNew)
        isFlagged = taken.unmet.length > 0 || (hasNew && location.scannedMs !== undefined)
        if (isFlagged) await flagFolders(tx, [folderId])
        if (taken.added > 0) writer.nextEpoch()
      })
      if (isFlagged) port.onFlagged(at.locationId)
    },
    read(at, facts) {
      const key = `${at.locationId}/${at.path}`
      const known = waiting.get(key)
      if (known === undefined) waiting.set(key, { at, facts: new Map(facts) })
      else for (const [name, seen] of facts) known.facts.set(name, seen)
      cancel ??= scheduler.after(FACTS_AFTER_MS, () => void flush().catch(port.onDefect))
    },
    stop() {
      cancel?.()
      cancel = undefined
      waiting.clear()
    },
  }
}
