// The little of IndexedDB that is needed, as promises.

/** Resolves with the result of a request. @throws {DOMException} its error */
export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(reasonOf(request.error)))
  })
}

/** Resolves when a transaction is on the disk. @throws {DOMException} why it is not */
export function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(reasonOf(transaction.error)))
  })
}

/**
 * Opens a database with one object store.
 * @param version left out: whichever is there, so that a newer build's will do as well
 * @throws {DOMException} what the browser says; TimeoutError if other connections were in the way for `patienceMs`
 */
export async function openDatabase(
  place: { readonly database: string; readonly store: string; readonly keyPath: string },
  patienceMs: number,
  version?: number,
): Promise<IDBDatabase> {
  if (!('indexedDB' in globalThis))
    throw new DOMException('this browser has no IndexedDB', 'NotSupportedError')
  const request = indexedDB.open(place.database, version)
  request.addEventListener('upgradeneeded', () => {
    if (!request.result.objectStoreNames.contains(place.store))
      request.result.createObjectStore(place.store, { keyPath: place.keyPath })
  })
  const database = await inTime(done(request), patienceMs, (late) => late.close())
  if (database.objectStoreNames.contains(place.store)) return database
  const next = database.version + 1
  database.close()
  return openDatabase(place, patienceMs, next)
}

/** Deletes a database. @throws {DOMException} as `openDatabase` does; it may still be deleted later */
export async function deleteDatabase(database: string, patienceMs: number): Promise<void> {
  await inTime(done(indexedDB.deleteDatabase(database)), patienceMs, () => undefined)
}

/** A blocked request says so once and then waits for ever: nobody may wait with it. */
function inTime<T>(
  result: Promise<T>,
  patienceMs: number,
  tooLate: (result: T) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let given = false
    const timer = setTimeout(() => {
      given = true
      reject(new DOMException('other connections are in the way', 'TimeoutError'))
    }, patienceMs)
    result.then(
      (value) => {
        clearTimeout(timer)
        if (given) tooLate(value)
        else resolve(value)
      },
      (error: unknown) => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}

function reasonOf(error: DOMException | null): DOMException {
  return error ?? new DOMException('IndexedDB gave no reason', 'UnknownError')
}
