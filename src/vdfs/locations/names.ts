import { MAX_LOCATION_NAME } from '../api/locations.ts'

/**
 * The name as it is kept, without space at its ends.
 * @returns undefined if nothing is left, it is too long, or it holds control characters
 */
export function locationName(text: string): string | undefined {
  const name = text.trim()
  return name === '' || name.length > MAX_LOCATION_NAME || /\p{Cc}/u.test(name) ? undefined : name
}

/** A first name for a folder: its own, made fit. The root of a disk has none. */
export function nameForFolder(folderName: string): string {
  const fit = folderName.replaceAll(/\p{Cc}/gu, ' ').slice(0, MAX_LOCATION_NAME)
  return locationName(fit) ?? 'Folder'
}
