// Whether a granted folder is there. The browser tells only by listing it, and lists all of it however little is asked
// for; so one entry that was seen in it is remembered, and looked up instead.
import type { FsError } from '#vdfs/api/fs-errors.ts'
import type { RootId } from '#vdfs/api/ids.ts'
import { isName } from '#vdfs/api/paths.ts'
import { err, ok, type Result } from '#vdfs/api/result.ts'
import type { FsEntry, FsStat, ListEvent } from '#vdfs/ports.ts'
import { fsErrorOf } from './dom-errors.ts'
import { FOLDER_FACTS } from './file-facts.ts'
import type { HandleStore } from './handle-store.ts'
import type { Listers } from './listers.ts'

export interface RootChecks {
  /** A disk that sleeps may take its time, and a second question does not hurry it: both get one answer. */
  check(rootId: RootId): Promise<Result<FsStat, FsError>>
  /** The root is being listed for another reason: what that shows first is an answer too. */
  listing(rootId: RootId, events: AsyncIterable<ListEvent>): AsyncIterable<ListEvent>
}

export function createRootChecks(
  store: Pick<HandleStore, 'get' | 'put'>,
  listers: Listers,
): RootChecks {
  const running = new Map<RootId, Promise<Result<FsStat, FsError>>>()
  /** The first event of each listing under way. */
  const firsts = new Map<RootId, Promise<ListEvent>>()

  const remember = (rootId: RootId, entries: readonly FsEntry[]): void => {
    const root = store.get(rootId)
    const entry = entries.find(({ name }) => isName(name))
    if (root !== undefined && entry !== undefined && entry.name !== root.landmark)
      void store.put({ ...root, landmark: entry.name })
  }

  const check = async (rootId: RootId): Promise<Result<FsStat, FsError>> => {
    const root = store.get(rootId)
    if (root === undefined) return err({ type: 'RootUnknown' })
    if (root.landmark !== undefined) {
      const found = await isThere(root.handle, root.landmark)
      if (!found.ok) return found
      if (found.value) return ok(FOLDER_FACTS)
    }
    const event = await firstEvent(rootId, root.handle)
    if (event.type === 'entries') remember(rootId, event.entries)
    // One that may not be listed is there nevertheless.
    if (event.type === 'failed' && event.error.type !== 'NotReadable') return err(event.error)
    return ok(FOLDER_FACTS)
  }

  const firstEvent = async (
    rootId: RootId,
    handle: FileSystemDirectoryHandle,
  ): Promise<ListEvent> => {
    const underWay = await firsts.get(rootId)
    if (underWay !== undefined && underWay.type !== 'aborted') return underWay
    for await (const event of listers.list(handle, new AbortController().signal)) return event
    return { type: 'complete' }
  }

  return {
    check(rootId) {
      const known = running.get(rootId)
      if (known !== undefined) return known
      const mine = check(rootId).finally(() => running.delete(rootId))
      running.set(rootId, mine)
      return mine
    },
    async *listing(rootId, events) {
      let resolve: (event: ListEvent) => void = () => undefined
      const promise = new Promise<ListEvent>((done) => {
        resolve = done
      })
      firsts.set(rootId, promise)
      try {
        for await (const event of events) {
          resolve(event)
          if (event.type === 'entries' && store.get(rootId)?.landmark === undefined)
            remember(rootId, event.entries)
          yield event
        }
      } finally {
        resolve({ type: 'aborted' })
        if (firsts.get(rootId) === promise) firsts.delete(rootId)
      }
    },
  }
}

/** @returns whether an entry is there; what is no sign of that, as a lack of permission, is an error */
async function isThere(
  root: FileSystemDirectoryHandle,
  name: string,
): Promise<Result<boolean, FsError>> {
  try {
    await root.getFileHandle(name)
    return ok(true)
  } catch (thrown) {
    const error = fsErrorOf(thrown, name)
    if (error.type === 'WrongKind') return ok(true) // a folder
    if (error.type === 'PermissionRequired') return err(error)
    return ok(false)
  }
}
