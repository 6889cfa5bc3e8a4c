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
const LONGEST_PROBE_MS = 5_000

/**
 * Permission, and whether the folder shows anything, if it may be looked into. Takes five seconds at most: what is not
 * known then stays `unknown`.
 */
export async function presenceOf(
  fs: FileSystem,
  scheduler: Scheduler,
  rootId: RootId,
): Promise<Presence> {
  const known = await permissionOf(fs, rootId)
  if (known.permission !== 'granted' || known.reach === 'gone') return known
  const probe = new AbortController()
  let cancel = (): void => {}
  const tooLong = new Promise<Presence>((resolve) => {
    cancel = scheduler.after(LONGEST_PROBE_MS, () => {
      probe.abort()
      resolve({ permission: 'granted', reach: 'unknown' })
    })
  })
  try {
    return await Promise.race([firstSign(fs, rootId, probe), tooLong])
  } finally {
    cancel()
  }
}

async function firstSign(
  fs: FileSystem,
  rootId: RootId,
  probe: AbortController,
): Promise<Presence> {
  for await (const event of fs.list({ rootId, path: ROOT }, probe.signal)) {
    probe.abort()
    if (event.type !== 'failed') return { permission: 'granted', reach: 'here' }
    if (event.error.type === 'PermissionRequired') return UNKNOWN
    const isGone = event.error.type === 'NotFound' || event.error.type === 'WrongKind'
    return { permission: 'granted', reach: isGone ? 'gone' : 'here' }
  }
  return { permission: 'granted', reach: 'here' }
}
