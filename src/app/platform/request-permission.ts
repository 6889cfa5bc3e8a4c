// The browser's question whether Holdall may look into a folder again.
import type { Permission } from '#vdfs/api/locations.ts'
import type { RootHandle } from '#vdfs/api/opaque.ts'
import { asDirectoryHandle } from './handles.ts'

/**
 * Asks for reading one folder. Call it within five seconds after a click or key. Where the person answers "on every
 * visit" for one folder, Chromium answers the next ones by itself.
 * @returns what holds now; `prompt` if the question was closed, or not asked for lack of a click
 */
export async function requestPermission(root: RootHandle): Promise<Permission> {
  const handle = asDirectoryHandle(root)
  if (!handle.requestPermission) return 'granted' // browsers without the question have no such permission
  try {
    return await handle.requestPermission({ mode: 'read' })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SecurityError') return 'prompt'
    throw error
  }
}
