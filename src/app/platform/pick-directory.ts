// The browser's folder picker. Asks for reading only: writing is asked for when something is first written.
import type { RootHandle } from '#vdfs/api/opaque.ts'
import { err, ok, type Result } from '#vdfs/api/result.ts'
import { asDirectoryHandle, asRootHandle } from './handles.ts'

/** Closed without a choice. Also what Chromium says after it refused a folder, in a dialog of its own. */
export interface PickCancelled {
  readonly type: 'PickCancelled'
}
/** The browser refuses to open a picker here: no click before it, or a page inside another page. */
export interface PickRefused {
  readonly type: 'PickRefused'
}
/** This browser has no folder picker; some take dropped folders all the same. */
export interface PickUnavailable {
  readonly type: 'PickUnavailable'
}
export type PickError = PickCancelled | PickRefused | PickUnavailable

/** The picker remembers per id where it was last. */
const PICKER_ID = 'holdall-location'

/** Whether there is a picker at all. */
export function canPickDirectory(): boolean {
  return typeof window.showDirectoryPicker === 'function'
}

/**
 * Asks for a folder. Call it from a click or key: the browser wants a gesture.
 * @param startIn a folder to open the picker in, which then needs only a confirmation
 */
export async function pickDirectory(startIn?: RootHandle): Promise<Result<RootHandle, PickError>> {
  if (!window.showDirectoryPicker) return err({ type: 'PickUnavailable' })
  const start = startIn === undefined ? {} : { startIn: asDirectoryHandle(startIn) }
  try {
    const root = asRootHandle(
      await window.showDirectoryPicker({ id: PICKER_ID, mode: 'read', ...start }),
    )
    return root === undefined ? err({ type: 'PickCancelled' }) : ok(root)
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    if (error.name === 'AbortError') return err({ type: 'PickCancelled' })
    if (error.name === 'SecurityError' || error.name === 'NotAllowedError')
      return err({ type: 'PickRefused' })
    throw error
  }
}
