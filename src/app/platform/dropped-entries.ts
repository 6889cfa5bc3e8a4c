// The folders dropped into this tab, through the older entries API. It lists names that handles withhold, so it can
// tell a person that there is more than Holdall may show. Owns: nothing but references that die with the page.
import type { LocationId } from '#vdfs/api/ids.ts'
import type { At } from '#vdfs/api/paths.ts'

export interface DroppedEntries {
  readonly remember: (locationId: LocationId, entry: FileSystemDirectoryEntry) => void
  readonly forget: (locationId: LocationId) => void
  readonly has: (locationId: LocationId) => boolean
  /**
   * The names in a folder as the disk has them, without those that are no valid text.
   * @param limit gives up on folders with more names
   * @returns undefined for locations not dropped in this tab, larger folders, and those that cannot be read
   */
  readonly namesIn: (at: At, limit: number) => Promise<readonly string[] | undefined>
}

export function createDroppedEntries(): DroppedEntries {
  const entriesByLocation = new Map<LocationId, FileSystemDirectoryEntry>()
  return {
    remember: (locationId, entry) => void entriesByLocation.set(locationId, entry),
    forget: (locationId) => void entriesByLocation.delete(locationId),
    has: (locationId) => entriesByLocation.has(locationId),
    async namesIn(at, limit) {
      const root = entriesByLocation.get(at.locationId)
      if (root === undefined) return undefined
      try {
        const folder = at.path === '' ? root : await folderIn(root, at.path)
        return await namesOf(folder, limit)
      } catch (error) {
        if (error instanceof DOMException) return undefined // gone or closed since: the listing itself says so
        throw error
      }
    },
  }
}

function folderIn(root: FileSystemDirectoryEntry, path: string): Promise<FileSystemDirectoryEntry> {
  return new Promise((resolve, reject) => {
    root.getDirectory(
      path,
      {},
      (entry) => (isDirectory(entry) ? resolve(entry) : reject(new DOMException('not a folder'))),
      reject,
    )
  })
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

async function namesOf(
  folder: FileSystemDirectoryEntry,
  limit: number,
): Promise<readonly string[] | undefined> {
  const reader = folder.createReader()
  const names: string[] = []
  for (;;) {
    const batch = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (batch.length === 0) return names.filter((name) => name !== '')
    for (const entry of batch) names.push(entry.name)
    if (names.length > limit) return undefined
  }
}
