// Coming back: a new tab at the bare address shows what was open last. Within a tab, and by any other address, the
// address alone decides.
import { readMirror, writeMirror } from '../platform/mirror.ts'
import { parsePlace, printPlace, type FolderPlace, type Place } from '../navigation/place.ts'

const LAST_PLACE = 'holdall-last-place'

/** Where a new tab starts. @returns the folder to open instead of the start, if there is one */
export function lastPlace(address: URL, isNewTab: boolean): FolderPlace | undefined {
  const kept = readMirror(LAST_PLACE)
  if (!isNewTab || address.pathname !== '/' || kept === undefined) return undefined
  const url = URL.parse(kept, address)
  const place = url === null ? undefined : parsePlace(url)
  return place?.screen === 'folder' ? place : undefined
}

/** Folders are come back to; going to the start on purpose means the next tab starts there too. */
export function keepPlace(place: Place): void {
  if (place.screen === 'folder') writeMirror(LAST_PLACE, printPlace(place))
  if (place.screen === 'start') writeMirror(LAST_PLACE, '')
}
