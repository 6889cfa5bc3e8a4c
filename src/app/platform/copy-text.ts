/** @returns whether the text is on the clipboard; browsers refuse it to pages that are not in front */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false // the caller says so, or shows the text to be copied by hand
  }
}
