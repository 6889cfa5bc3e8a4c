import type { BootError } from '#vdfs/api/core-errors.ts'
import { err, ok, type Result } from '#vdfs/api/result.ts'
import type { SqlDb } from '#vdfs/ports.ts'
import { isQuotaError } from './buffered-pool-vfs.ts'
import { SqliteFault } from './connection.ts'
import { loadSqlite } from './load-sqlite.ts'
import { closePool, moveAside, newKeepingPlace, openPool } from './opfs-pool.ts'
import { openSound } from './soundness.ts'

export interface OpenedLibrary {
  readonly sqlDb: SqlDb
  /** Set if damaged files had to be moved aside: where to, within OPFS. */
  readonly quarantined: { readonly keptAs: string } | undefined
}

/** The browser lends no lasting storage here at all, as in some private windows. */
export interface NoLastingStorage {
  readonly type: 'NoLastingStorage'
}

export type OpenError =
  | NoLastingStorage
  | Extract<BootError, { type: 'StorageRefused' | 'QuotaExceeded' }>

/** A tab that is going away may hold the files a little longer than its lock. */
const PATIENCE_MS = 5_000

/** First the log may turn out to be damaged, then the database; the third is new. */
const ATTEMPTS = 3

/**
 * Opens the library, for this thread alone; waits some seconds for one that is going away. Damage is moved aside and a
 * new database opened. A database that cannot be judged, because there is no room, the files are held or the disk does
 * not answer, is not touched.
 */
export async function openOpfs(
  compiled: WebAssembly.Module,
  patienceMs = PATIENCE_MS,
): Promise<Result<OpenedLibrary, OpenError>> {
  let root: FileSystemDirectoryHandle
  try {
    root = await navigator.storage.getDirectory()
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    return err({ type: 'NoLastingStorage' })
  }
  try {
    return await openIn(root, compiled, patienceMs)
  } catch (error) {
    return err(openErrorOf(error))
  }
}

async function openIn(
  root: FileSystemDirectoryHandle,
  compiled: WebAssembly.Module,
  patienceMs: number,
): Promise<Result<OpenedLibrary, OpenError>> {
  const keptAs = newKeepingPlace(Date.now())
  const damages: string[] = []
  while (damages.length < ATTEMPTS) {
    const pool = await openPool(root, patienceMs)
    try {
      const opened = await openSound(await loadSqlite(compiled), pool)
      if (opened.type === 'Sound')
        return ok({
          sqlDb: opened.connection,
          quarantined: damages.length > 0 ? { keptAs } : undefined,
        })
      damages.push(opened.why)
      closePool(pool)
      await moveAside(root, opened.files, keptAs)
    } catch (error) {
      closePool(pool)
      throw error
    }
  }
  // A new database that is damaged at once: the disk does not give back what it was given.
  return err({ type: 'StorageRefused', message: damages.join('; ') })
}

/** @throws the error itself, if it is neither the browser's nor SQLite's */
function openErrorOf(error: unknown): OpenError {
  if (isQuotaError(error) || (error instanceof SqliteFault && error.kind === 'full'))
    return { type: 'QuotaExceeded' }
  if (error instanceof SqliteFault || error instanceof DOMException)
    return { type: 'StorageRefused', message: `${error.name}: ${error.message}` }
  throw error
}
