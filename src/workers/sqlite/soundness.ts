// Opens the database on its files and says whether it can be trusted. Damaged files are left as they are.
//
// Looked at on every start: whether the header is ours, whether the schema can be read (SQLite compares the file's size
// to its header there, which shows a cut-off file), the header of the write-ahead log, and as much of `quick_check` as a
// tenth of a second allows. Tabs are closed and killed all the time, so "not shut down cleanly" would mean almost every
// start and says nothing about damage: a torn end of the log is what SQLite is made for. A library of this size is
// checked whole in a few milliseconds, and a large one in parts, without anybody waiting for it. Damage that shows
// itself later marks the files, and the next start checks them to the end, whatever it takes.
import { BufferedPoolVfs } from './buffered-pool-vfs.ts'
import type { SyncFile } from './buffered-file.ts'
import {
  SQLITE_BUSY,
  SQLITE_FULL,
  SQLITE_IOERR,
  SQLITE_LOCKED,
  SQLITE_NOMEM,
  SQLITE_OK,
} from './codes.ts'
import { openConnection, SqliteFault, type Connection } from './connection.ts'
import type { SqliteModule } from './load-sqlite.ts'

export const DATABASE = 'library.sqlite'
export const WAL = `${DATABASE}-wal`
export const JOURNAL = `${DATABASE}-journal`
/** Whether a database was ever completed here, and whether damage was met since. */
export const MARK = 'library.mark'
/** In the order in which they are moved: the mark last, so that an interrupted move is noticed. */
export const POOL_FILES = [DATABASE, WAL, JOURNAL, MARK] as const
export type PoolFile = (typeof POOL_FILES)[number]
export type Pool = Readonly<Record<PoolFile, SyncFile>>

export type Opened =
  | { readonly type: 'Sound'; readonly connection: Connection }
  /** These files must go aside before anything can be opened here. */
  | { readonly type: 'Damaged'; readonly files: readonly PoolFile[]; readonly why: string }

const MARK_SOUND = 1
const MARK_SUSPECT = 2

const CHECK_BUDGET_MS = 100

/** 'Hold', in the header of the file. */
const APPLICATION_ID = 0x486f6c64

/** Faults that say nothing about the bytes. */
const NOT_DAMAGE: ReadonlySet<number> = new Set([
  SQLITE_BUSY,
  SQLITE_LOCKED,
  SQLITE_NOMEM,
  SQLITE_IOERR,
  SQLITE_FULL,
])

/**
 * @param sqlite used by nobody else
 * @throws {SqliteFault} if the files cannot be read or written, which is no damage; they are open then
 */
export async function openSound(sqlite: SqliteModule, pool: Pool): Promise<Opened> {
  const mark = readMark(pool[MARK])
  if (pool[DATABASE].getSize() === 0 && (mark !== undefined || pool[WAL].getSize() > 0))
    return { type: 'Damaged', files: POOL_FILES, why: 'the file is empty' }
  if (isWalDamaged(pool[WAL]))
    return { type: 'Damaged', files: [WAL], why: 'the header of the log is damaged' }

  const vfs = new BufferedPoolVfs(
    sqlite,
    new Map(([DATABASE, WAL, JOURNAL] as const).map((name) => [name, pool[name]])),
  )
  const code = sqlite.vfs_register(vfs, false)
  if (code !== SQLITE_OK) throw new SqliteFault(code, 'the file system was not accepted', undefined)
  let isSound = false
  try {
    const connection = openConnection(sqlite, {
      fileName: DATABASE,
      vfsName: vfs.name,
      sizeBytes: () => vfs.sizeBytes(),
      flush: () => vfs.flushAll(),
      lastError: () => vfs.lastError,
      // Not while it is still being judged: what is found damaged now is kept just as it was found.
      onCorrupt: () => {
        if (isSound) writeMark(pool[MARK], MARK_SUSPECT)
      },
      onClose: () => {
        vfs.close()
        pool[MARK].close()
      },
    })
    const why = await prepare(connection, mark)
    // A damaged database is not closed: closing would carry its log into it, and its bytes are evidence.
    if (why !== undefined) return { type: 'Damaged', files: POOL_FILES, why }
    isSound = true
    if (mark !== MARK_SOUND) writeMark(pool[MARK], MARK_SOUND)
    return { type: 'Sound', connection }
  } catch (error) {
    if (!(error instanceof SqliteFault) || NOT_DAMAGE.has(error.code)) throw error
    return { type: 'Damaged', files: POOL_FILES, why: error.message }
  }
}

/** @returns what is wrong with it, if anything */
async function prepare(db: Connection, mark: number | undefined): Promise<string | undefined> {
  // Exclusive first: without shared memory SQLite opens a log only under this lock, and any other pragma opens it.
  await db.exec('PRAGMA locking_mode = exclusive')
  if (mark === undefined) {
    await db.exec('PRAGMA page_size = 8192')
    await db.exec('PRAGMA encoding = "UTF-8"')
  }
  if ((await pragma(db, 'journal_mode = wal')) !== 'wal') return 'it refuses a log'
  // Full: a commit waits until the disk has it. Then an answered command survives a power cut, and a full disk makes
  // the commit fail while it can still be taken back.
  await db.exec('PRAGMA synchronous = full')
  await db.exec('PRAGMA cache_size = -65536') // KiB
  await db.exec('PRAGMA temp_store = memory')
  await db.exec('PRAGMA foreign_keys = on')
  await db.exec('PRAGMA trusted_schema = off')
  await db.exec('PRAGMA cell_size_check = on') // damage is met as damage, not as odd rows

  if (mark === undefined) await db.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
  if ((await pragma(db, 'application_id')) !== APPLICATION_ID) return 'its header is not ours'
  if ((await pragma(db, 'encoding')) !== 'UTF-8') return 'its header is damaged'
  await db.query('SELECT count(*) FROM sqlite_schema', [])
  if (db.isReadOnly()) return 'its header names a format that does not exist'
  const problems = await db.queryWithin(
    mark === MARK_SOUND ? CHECK_BUDGET_MS : Infinity,
    'PRAGMA quick_check(1)',
  )
  const problem = problems?.[0]?.[0] ?? 'ok'
  return problem === 'ok' ? undefined : String(problem)
}

async function pragma(db: Connection, text: string) {
  return (await db.query(`PRAGMA ${text}`, []))[0]?.[0]
}

/** @returns undefined if nothing was ever written; a mark that makes no sense is a suspicion */
function readMark(file: SyncFile): number | undefined {
  const byte = new Uint8Array(1)
  if (file.read(byte, { at: 0 }) === 0) return undefined
  return byte[0] === MARK_SOUND ? MARK_SOUND : MARK_SUSPECT
}

function writeMark(file: SyncFile, mark: number): void {
  file.write(Uint8Array.of(mark), { at: 0 })
  file.flush()
}

const WAL_HEADER_BYTES = 32

/**
 * Whether the log starts with something that SQLite never wrote. It would be passed over in silence, and with it all
 * that was committed since the last checkpoint. Zeros are left by a crash right after the log was begun.
 */
function isWalDamaged(file: SyncFile): boolean {
  const header = new DataView(new ArrayBuffer(WAL_HEADER_BYTES))
  const bytes = new Uint8Array(header.buffer)
  const got = file.read(bytes, { at: 0 })
  if (bytes.every((byte) => byte === 0)) return false
  if (got < WAL_HEADER_BYTES) return true
  // https://sqlite.org/fileformat2.html#walformat: the magic number tells the byte order of the checksums.
  const magic = header.getUint32(0)
  if (magic >>> 1 !== 0x377f0682 >>> 1) return true
  const isLittleEndian = (magic & 1) === 0
  let sum1 = 0
  let sum2 = 0
  for (let at = 0; at < 24; at += 8) {
    sum1 = (sum1 + header.getUint32(at, isLittleEndian) + sum2) >>> 0
    sum2 = (sum2 + header.getUint32(at + 4, isLittleEndian) + sum1) >>> 0
  }
  return sum1 !== header.getUint32(24) || sum2 !== header.getUint32(28)
}
