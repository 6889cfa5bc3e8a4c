// The library's files where the browser keeps them on the disk (OPFS), found by what is in them: their names there are
// only numbers. For while the browser does not run.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { SqlDb } from '../../src/vdfs/ports.ts'
import type { SyncFile } from '../../src/workers/sqlite/buffered-file.ts'
import { loadSqlite } from '../../src/workers/sqlite/load-sqlite.ts'
import { DATABASE, JOURNAL, MARK, openSound, WAL } from '../../src/workers/sqlite/soundness.ts'

export interface LibraryFiles {
  readonly database: string
  /** The write-ahead log. */
  readonly log: string
  /** One byte that says whether the database was complete. */
  readonly mark: string
}

const sqliteMagic = 'SQLite format 3\0'
/** 'Hold', which the library has in its header; the browser has databases of its own. */
const applicationId = 0x486f6c64
const applicationIdAt = 68
const walMagic = 0x377f0682

function readStart(file: string): Buffer {
  const bytes = Buffer.alloc(100)
  const opened = fs.openSync(file, 'r')
  try {
    return bytes.subarray(0, fs.readSync(opened, bytes, 0, bytes.length, 0))
  } finally {
    fs.closeSync(opened)
  }
}

const isDatabase = (start: Buffer) =>
  start.length === 100 &&
  start.toString('latin1', 0, 16) === sqliteMagic &&
  start.readUInt32BE(applicationIdAt) === applicationId
const isLog = (start: Buffer) =>
  start.length >= 32 && start.readUInt32BE(0) >>> 1 === walMagic >>> 1
const isEmpty = (start: Buffer) => start.length === 0
const isMark = (start: Buffer) => start.length === 1

/** All files of all folders that the browser keeps for pages. */
export function opfsFiles(profile: string): readonly string[] {
  const root = path.join(profile, 'Default', 'File System')
  return fs
    .readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^\d{8}$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
}

/** The files in use: damaged ones that were kept are older, and have lower numbers. @throws {Error} if one is missing */
export function libraryFiles(profile: string): LibraryFiles {
  const files = opfsFiles(profile).toSorted()
  const last = (is: (start: Buffer) => boolean) => files.findLast((file) => is(readStart(file)))
  const must = (what: string, found: string | undefined) => {
    if (found === undefined) throw new Error(`none of ${files.length} files is a ${what}`)
    return found
  }
  return {
    database: must('database', last(isDatabase)),
    // Empty after a clean end, like the journal, which is never used and was made after it.
    log: must('log', last(isLog) ?? files.find((file) => isEmpty(readStart(file)))),
    mark: must('mark', last(isMark)),
  }
}

/** A file of the disk, as the library's database wants it. */
function openFile(file: string): SyncFile {
  const opened = fs.openSync(file, 'r+')
  return {
    read: (into, { at }) => fs.readSync(opened, into, 0, into.byteLength, at),
    write: (bytes, { at }) => fs.writeSync(opened, bytes, 0, bytes.byteLength, at),
    truncate: (size) => fs.ftruncateSync(opened, size),
    getSize: () => fs.fstatSync(opened).size,
    flush: () => fs.fsyncSync(opened),
    close: () => fs.closeSync(opened),
  }
}

/** Opens the library's database, to look at it or to change it behind the app's back. */
export async function openLibrary(profile: string): Promise<SqlDb> {
  const { database, log, mark } = libraryFiles(profile)
  const journal = path.join(profile, 'unused-journal') // with a log there is none
  fs.writeFileSync(journal, '')
  const pool = {
    [DATABASE]: openFile(database),
    [WAL]: openFile(log),
    [JOURNAL]: openFile(journal),
    [MARK]: openFile(mark),
  }
  const wasm = createRequire(import.meta.url).resolve('wa-sqlite/dist/wa-sqlite.wasm')
  const compiled = await WebAssembly.compile(fs.readFileSync(wasm))
  const opened = await openSound(await loadSqlite(compiled), pool)
  if (opened.type !== 'Sound') throw new Error(opened.why)
  return opened.connection
}
