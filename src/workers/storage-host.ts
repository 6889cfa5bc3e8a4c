// The StorageHost port: the browser's own accounts of this origin, and how to be rid of what Holdall keeps in it.
import type { SqlDb, StorageHost } from '#vdfs/ports.ts'
import { LEADER_CHANNEL, type LeaderNews } from '#vdfs/api/wire.ts'
import { deleteHandleStore } from './fs/handle-store.ts'

export interface StorageHostOptions {
  readonly home: StorageHost['home']
  readonly sqlDb: SqlDb
  readonly quarantined: StorageHost['quarantined']
}

export function createStorageHost({ home, sqlDb, quarantined }: StorageHostOptions): StorageHost {
  return {
    home,
    quarantined,
    async estimate() {
      const { usage, quota } = await navigator.storage.estimate()
      return { usageBytes: usage ?? 0, quotaBytes: quota }
    },
    persisted: () => navigator.storage.persisted(),
    async eraseEverything() {
      await sqlDb.close()
      await eraseStored(home)
      tellErased()
    },
  }
}

/**
 * Deletes the database, the damaged ones that were kept, and the grants of folders. No database may be open. The app
 * itself stays: its files are in caches, which hold nothing of the user's.
 * @throws {DOMException} if the browser refuses; what is left then can be erased by another try
 */
export async function eraseStored(home: StorageHost['home']): Promise<void> {
  if (home === 'disk') {
    const root = await navigator.storage.getDirectory()
    const names: string[] = []
    for await (const name of root.keys()) names.push(name)
    for (const name of names) await root.removeEntry(name, { recursive: true })
  }
  await deleteHandleStore()
}

/** Every window starts over: what it shows is gone, and so is the core that it asks. */
function tellErased(): void {
  const channel = new BroadcastChannel(LEADER_CHANNEL)
  channel.postMessage({ type: 'erased' } satisfies LeaderNews)
  channel.close()
}
