// Small copies of what the library knows, for the moments before it is open. Never the truth: a wrong or missing one
// costs a repaint.

/** @returns undefined if nothing was kept, or the browser keeps nothing here */
export function readMirror(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined // blocked site data; `siteDataRefusal` tells the person
  }
}

export function writeMirror(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Blocked or full: the next start paints without it.
  }
}

/** Whether the person or their browser forbids this page to store anything. @returns what the browser says */
export function siteDataRefusal(): string | undefined {
  try {
    localStorage.getItem('')
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Forgets all of them: the library was erased. */
export function clearMirrors(): void {
  try {
    localStorage.clear()
    sessionStorage.clear()
  } catch {
    // Nothing was kept.
  }
}
