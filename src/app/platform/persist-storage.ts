/**
 * Asks the browser not to clear the library when the disk fills up. Chromium decides by itself how much the site is
 * used (installed apps get it); Firefox asks the person.
 * @returns whether it promises so
 */
export async function persistStorage(): Promise<boolean> {
  return navigator.storage.persist()
}
