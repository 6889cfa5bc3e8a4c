// Hands a file to the browser's downloads.

/** Long enough for a download to have begun; the bytes are then held by the browser. ms */
const BEGUN_MS = 60_000

/** @param name what the download is called; the browser makes it safe for the disk */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(url), BEGUN_MS)
}
