// Where granted folders are kept between visits: IndexedDB, the one place that can hold handles. Each has a note
// beside it, so that a lost database loses no location. Where IndexedDB fails (some private windows), the handles
// stay in memory until the window closes, and `lasting` says so.
import * as v from 'valibot'
import { LocationIdSchema, RootIdSchema, type RootId } from '#vdfs/api/ids.ts'
import type { Log, RootNote } from '#vdfs/ports.ts'
import { isFolderHandle } from './handles.ts'
import { committed, deleteDatabase, done, openDatabase } from './idb.ts'

export interface StoredRoot {
  readonly rootId: RootId
  readonly handle: FileSystemDirectoryHandle
  /** The folder's name when it was adopted. */
  readonly folderName: string
  readonly note: RootNote | undefined
  /** An entry seen in it: while that is there, so is the folder. */
  readonly landmark: string | undefined
}

/** One core leads at a time, so this is the only writer and memory always knows what is stored. */
export interface HandleStore {
  /** False while something is only in memory, and if what was stored before could not be read. */
  readonly lasting: boolean
  get(rootId: RootId): StoredRoot | undefined
  all(): readonly StoredRoot[]
  /** Resolves when it is on the disk, or known to stay in memory only. */
  put(root: StoredRoot): Promise<void>
  remove(rootId: RootId): Promise<void>
  close(): void
}

const PLACE = { database: 'holdall', store: 'roots', keyPath: 'rootId' } as const
/**
 * Only a stuck tab stands in the way of opening. But a busy browser, that is tidying up a killed tab, say, may take
 * seconds, and to go on without the folders would be far worse than to wait.
 */
const OPEN_PATIENCE_MS = 20_000
/** Other tabs let go of the database at once when asked to; only a stuck one takes this long. */
const DELETE_PATIENCE_MS = 3_000

const NoteSchema = v.object({
  locationId: LocationIdSchema,
  name: v.string(),
  origin: v.picklist(['picked', 'dropped']),
  position: v.number(),
  addedMs: v.number(),
})
const StoredSchema = v.object({
  rootId: RootIdSchema,
  handle: v.custom<FileSystemDirectoryHandle>(isFolderHandle),
  folderName: v.string(),
  // A note that cannot be read must not cost the handle.
  note: v.fallback(v.optional(NoteSchema), undefined),
  landmark: v.fallback(v.optional(v.string()), undefined),
})

/**
 * Opens the store with all that is in it. Never fails: see `lasting`.
 * @param patienceMs how long other connections may stand in the way of the database
 */
export async function openHandleStore(
  log: Log,
  patienceMs: number = OPEN_PATIENCE_MS,
): Promise<HandleStore> {
  const roots = new Map<RootId, StoredRoot>()
  /** What the disk does not have yet; every later write tries again. */
  const unsaved = new Map<RootId, StoredRoot>()
  let readable = false
  let open: Promise<IDBDatabase> | undefined

  const connect = (): Promise<IDBDatabase> => {
    open ??= openDatabase(PLACE, patienceMs).then((database) => {
      // Whoever wants to delete or upgrade it may; what comes later opens it again.
      database.addEventListener('versionchange', () => {
        database.close()
        open = undefined
      })
      database.addEventListener('close', () => {
        open = undefined
      })
      return database
    })
    return open
  }
  /** IndexedDB may fail for reasons of its own; the session goes on without. */
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof DOMException)) throw error
      open = undefined
      log.warn(`Granted folders cannot be ${what}`, error)
    }
  }
  const write = async (removed?: RootId): Promise<void> => {
    const database = await connect()
    const batch = [...unsaved]
    // The grant must not be lost by a crash just after the user gave it.
    const transaction = database.transaction(PLACE.store, 'readwrite', { durability: 'strict' })
    const store = transaction.objectStore(PLACE.store)
    for (const [, root] of batch) store.put(root)
    if (removed !== undefined) store.delete(removed)
    await committed(transaction)
    for (const [rootId, root] of batch) if (unsaved.get(rootId) === root) unsaved.delete(rootId)
  }

  await attempt('read', async () => {
    const store = (await connect()).transaction(PLACE.store).objectStore(PLACE.store)
    for (const row of await done<unknown[]>(store.getAll())) {
      const stored = v.safeParse(StoredSchema, row)
      if (stored.success) {
        const { note, landmark } = stored.output
        roots.set(stored.output.rootId, { ...stored.output, note, landmark })
      } else log.warn('A stored folder cannot be used', stored.issues)
    }
    readable = true
  })

  return {
    get lasting() {
      return readable && unsaved.size === 0
    },
    get: (rootId) => roots.get(rootId),
    all: () => [...roots.values()],
    async put(root) {
      roots.set(root.rootId, root)
      unsaved.set(root.rootId, root)
      await attempt('stored', () => write())
    },
    async remove(rootId) {
      roots.delete(rootId)
      unsaved.delete(rootId)
      await attempt('forgotten', () => write(rootId))
    },
    close() {
      void open?.then((database) => database.close())
      open = undefined
    },
  }
}

/**
 * Forgets all granted folders for good. They are gone when this resolves, even if a stuck tab keeps the empty
 * database open for longer.
 * @param patienceMs how long other connections may keep it from being deleted
 * @throws {DOMException} if they could not be removed
 */
export async function deleteHandleStore(patienceMs: number = DELETE_PATIENCE_MS): Promise<void> {
  const database = await openDatabase(PLACE, OPEN_PATIENCE_MS)
  const transaction = database.transaction(PLACE.store, 'readwrite', { durability: 'strict' })
  transaction.objectStore(PLACE.store).clear()
  await committed(transaction)
  database.close()
  try {
    await deleteDatabase(PLACE.database, patienceMs)
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'TimeoutError') throw error
  }
}
