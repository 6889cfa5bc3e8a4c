import { MAX_LOCATION_NAME } from '../api/locations.ts'

/**
 * The name as it is kept, without space at its ends.
 * @returns undefined if nothing is left, it is too long, or it holds what no text has: control characters, or halves
 * of characters, which the database would change
 */
export function locationName(text: string): string | undefined {
  const name = text.trim()
  const isFit = name !== '' && name.length <= MAX_LOCATION_NAME && !/[\p{Cc}\p{Cs}]/u.test(name)
  return isFit ? name : undefined
}

/** A first name for a folder: its own, made fit. The root of a disk has none. */
export function nameForFolder(folderName: string): string {
  const fit = folderName.slice(0, MAX_LOCATION_NAME).replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
  return locationName(fit) ?? 'Folder'
}
