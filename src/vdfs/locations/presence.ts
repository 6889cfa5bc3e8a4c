// Whether a granted folder can be looked into now: the browser's permission, and whether its disk is there.
import type { Location } from '../api/locations.ts'
import type { RootId } from '../api/ids.ts'
import { ROOT } from '../api/paths.ts'
import type { FileSystem } from '../ports.ts'

export type Presence = Pick<Location, 'permission' | 'reach'>

/** Before anything was looked at. */
export const UNKNOWN: Presence = { permission: 'prompt', reach: 'unknown' }

/** The browser's word alone, which is quick; whether the folder is there stays open. */
export async function permissionOf(fs: FileSystem, rootId: RootId): Promise<Presence> {
  const permission = await fs.permission(rootId)
  if (permission.ok) return { permission: permission.value, reach: 'unknown' }
  // The handle itself is lost: the folder must be picked again, as one whose disk is gone.
  return { permission: 'prompt', reach: 'gone' }
}

/** Permission, and the first names of the folder if it may be looked into. May take as long as the disk does. */
export async function presenceOf(fs: FileSystem, rootId: RootId): Promise<Presence> {
  const known = await permissionOf(fs, rootId)
  if (known.permission !== 'granted') return known
  const probe = new AbortController()
  for await (const event of fs.list({ rootId, path: ROOT }, probe.signal)) {
    probe.abort()
    if (event.type !== 'failed') return { permission: 'granted', reach: 'here' }
    if (event.error.type === 'PermissionRequired') return UNKNOWN
    const isGone = event.error.type === 'NotFound' || event.error.type === 'WrongKind'
    return { permission: 'granted', reach: isGone ? 'gone' : 'here' }
  }
  return { permission: 'granted', reach: 'here' }
}
