// Whether a granted folder can be looked into now: the browser's permission, and whether its disk is there.
import type { Location } from '../api/locations.ts'
import type { RootId } from '../api/ids.ts'
import { ROOT } from '../api/paths.ts'
import type { FileSystem, Scheduler } from '../ports.ts'

export type Presence = Pick<Location, 'permission' | 'reach'>

/** Before anything was looked at. */
export const UNKNOWN: Presence = { permission: 'prompt', reach: 'unknown' }

/** The browser's word alone, which is quick; whether the folder is there stays open. */
export async function permissionOf(fs: FileSystem, rootId: RootId): Promise<Presence> {
  const permission = await fs.permission(rootId)
  if (permission.ok) return { permission: permission.value, reach: 'unknown' }
  // The handle itself is lost: nothing can be asked about. The folder must be picked again, as one whose disk is gone.
  return { permission: 'granted', reach: 'gone' }
}

/** A disk that sleeps or a network that is away may never answer. */
const LONGEST_LOOK_MS = 5_000

/**
 * Permission, and whether the folder is there, if it may be looked into. Takes five seconds at most: what is not known
 * then stays `unknown`.
 */
export async function presenceOf(
  fs: FileSystem,
  scheduler: Scheduler,
  rootId: RootId,
): Promise<Presence> {
  const known = await permissionOf(fs, rootId)
  if (known.permission !== 'granted' || known.reach === 'gone') return known
  let cancel = (): void => {}
  const tooLong = new Promise<Presence>((resolve) => {
    cancel = scheduler.after(LONGEST_LOOK_MS, () =>
      resolve({ permission: 'granted', reach: 'unknown' }),
    )
  })
  try {
    return await Promise.race([reachOf(fs, rootId), tooLong])
  } finally {
    cancel()
  }
}

async function reachOf(fs: FileSystem, rootId: RootId): Promise<Presence> {
  const found = await fs.stat({ rootId, path: ROOT })
  if (found.ok) return { permission: 'granted', reach: 'here' }
  if (found.error.type === 'PermissionRequired') return UNKNOWN
  const isGone = found.error.type === 'NotFound' || found.error.type === 'WrongKind'
  return { permission: 'granted', reach: isGone ? 'gone' : 'here' }
}

/** A folder that the person has just handed over is there. */
export async function presenceOfGiven(fs: FileSystem, rootId: RootId): Promise<Presence> {
  const known = await permissionOf(fs, rootId)
  return known.permission === 'granted' ? { permission: 'granted', reach: 'here' } : known
}
