// What the world must give the domain. Each port has one real adapter in src/workers, one double in testing/,
// and one contract suite that both pass: a double is never kinder than the real thing.
import type { FsError } from './api/fs-errors.ts'
import type { LocationId, RootId } from './api/ids.ts'
import type { NotAFolder, Permission } from './api/locations.ts'
import type { BlobRef, RootHandle } from './api/opaque.ts'
import type { RelPath } from './api/paths.ts'
import type { Result } from './api/result.ts'

export interface Ports {
  readonly db: SqlDb
  readonly fs: FileSystem
  readonly storage: StorageHost
  readonly clock: Clock
  readonly random: Random
  readonly scheduler: Scheduler
  readonly log: Log
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
}

export interface Random {
  /** A new id: lower-case letters and digits, sorted by time of making, 26 long. */
  id(): string
}

export interface Scheduler {
  /** Runs `task` after at least `ms` milliseconds, unless the returned function is called before. */
  after(ms: number, task: () => void): () => void
  /** Lets other work of this thread run; resolves soon. Long loops call it. */
  yield(): Promise<void>
}

export interface Log {
  warn(message: string, detail?: unknown): void
  /** @returns an id under which the report can be found */
  defect(error: unknown): string
}

// ---------------------------------------------------------------- database

export type SqlValue = string | number | bigint | Uint8Array | null
export type SqlRow = readonly SqlValue[]

/**
 * One SQLite connection. Calls run in the order given. @throws {SqlFault}; nothing else is expected to fail.
 * Only src/vdfs/db may call it.
 */
export interface SqlDb {
  /** Statements without parameters or rows: schema, pragmas, BEGIN, COMMIT. */
  exec(sql: string): Promise<void>
  query(sql: string, parameters: readonly SqlValue[]): Promise<readonly SqlRow[]>
  /** @returns rows changed */
  run(sql: string, parameters: readonly SqlValue[]): Promise<number>
  /** The same statement for many rows, with direct binding: five times faster than `run`. @returns rows changed */
  runMany(sql: string, rows: readonly SqlRow[]): Promise<number>
  /** Resolves when what was committed has left the process. */
  flush(): Promise<void>
  /** Bytes of the database and its journal. */
  sizeBytes(): Promise<number>
  close(): Promise<void>
}

/** What the database refuses. `full` is the quota; `corrupt` means quarantine. */
export class SqlFault extends Error {
  override readonly name = 'SqlFault'
  readonly kind: 'full' | 'corrupt' | 'constraint' | 'other'
  constructor(kind: SqlFault['kind'], message: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.kind = kind
  }
}

// ---------------------------------------------------------------- files of the user

/** A place below a granted root. */
export interface FsPath {
  readonly rootId: RootId
  readonly path: RelPath
}

export interface FsEntry {
  /** As listed; '' if the name on disk is no valid text: such an entry cannot be opened. */
  readonly name: string
  readonly kind: 'file' | 'folder'
}

export interface FsStat {
  readonly kind: 'file' | 'folder'
  /** Bytes; undefined for folders. */
  readonly sizeBytes: number | undefined
  /** Whole milliseconds since 1970; undefined for folders and where the browser does not tell (1970's first second). */
  readonly modifiedMs: number | undefined
}

/** Told with the root it is about, so that it can be found again after the database was lost. */
export interface AdoptedRoot {
  readonly rootId: RootId
  readonly folderName: string
}

export type RootRelation =
  | { readonly type: 'Separate' }
  | { readonly type: 'Same' }
  /** `path`: where the new root lies below the known one. */
  | { readonly type: 'Inside'; readonly path: RelPath }
  | { readonly type: 'Around' }

/** A note kept beside a handle: enough to list the location again if the database is lost. */
export interface RootNote {
  readonly locationId: LocationId
  readonly name: string
  readonly origin: 'picked' | 'dropped'
  readonly position: number
  readonly addedMs: number
}

/**
 * Granted folders. Reading only for now: writes, moves and watching become further methods of this port
 * (`write`, `makeDirectory`, `copyFile`, `remove`, `rename?`, `watch?`) with the capability that first uses them.
 *
 * What the real one withholds, and the double too: symbolic links, and entries whose names the browser deems
 * unsafe, are neither listed nor opened; a folder that may not be entered lists as empty.
 */
export interface FileSystem {
  /** Keeps the folder for good under a new id. Asks for nothing. */
  adopt(root: RootHandle): Promise<Result<AdoptedRoot, NotAFolder>>
  /** Lets go of a folder. Unknown ids are fine. */
  forget(rootId: RootId): Promise<void>
  /** All folders kept, with the notes on them. */
  roots(): Promise<readonly (AdoptedRoot & { readonly note: RootNote | undefined })[]>
  annotate(rootId: RootId, note: RootNote): Promise<void>
  /** The handle itself, for the window. */
  handle(rootId: RootId): Promise<Result<RootHandle, FsError>>
  /** How a folder lies to a kept one. Needs no permission. */
  relate(root: RootHandle, known: RootId): Promise<Result<RootRelation, NotAFolder | FsError>>
  permission(rootId: RootId): Promise<Result<Permission, FsError>>

  /**
   * The entries of a folder, in batches as the platform hands them over, in no order. Ends with a verdict: only
   * `complete` says that nothing more was to come; anything else may have been cut short, and then absence proves nothing.
   * An aborted listing ends with the verdict `aborted`.
   */
  list(dir: FsPath, signal: AbortSignal): AsyncIterable<ListEvent>
  /** Reads many folders of one root, with many requests at a time; faster than `list` and `statFiles` by far. */
  survey(rootId: RootId): Survey
  /**
   * Tells of changes in a folder, and below it if wanted, as well as the platform can: news may be late, doubled or
   * lost, so they are hints and nothing more. Absent where the platform has no such thing.
   */
  watch?(
    dir: FsPath,
    options: { readonly below: boolean },
    told: (hint: FsHint) => void,
  ): Promise<Result<() => void, FsError>>
  /** Size and date of one entry. */
  stat(path: FsPath): Promise<Result<FsStat, FsError>>
  /**
   * Sizes and dates of files of one folder, answered in the order asked. Takes its time for many; calls do not
   * hold each other up by more than a batch.
   */
  statFiles(
    dir: FsPath,
    names: readonly string[],
    signal: AbortSignal,
  ): AsyncIterable<readonly Result<FsStat, FsError>[]>
  /** The file's bytes without reading them. */
  open(file: FsPath): Promise<Result<{ readonly blob: BlobRef; readonly stat: FsStat }, FsError>>
  /** Up to `length` bytes from `fromByte`; fewer only at the end of the file. */
  read(
    file: FsPath,
    fromByte: number,
    length: number,
  ): Promise<Result<Uint8Array<ArrayBuffer>, FsError>>
}

export type ListEvent =
  | { readonly type: 'entries'; readonly entries: readonly FsEntry[] }
  | { readonly type: 'complete' }
  | { readonly type: 'aborted' }
  | { readonly type: 'failed'; readonly error: FsError }

/** A round through many folders. What it listed stays at hand, within limits, so that facts asked for next come fast. */
export interface Survey {
  /** All entries of a folder. An ending other than `complete` says that more may have been there. */
  list(path: RelPath): Promise<SurveyedFolder>
  /** Sizes and dates of files of one folder, in the order asked; an error if the folder cannot be looked into. */
  facts(path: RelPath, names: readonly string[]): Promise<Result<FactColumns, FsError>>
  /** Ends all that is under way, which is answered `aborted`, and lets go of everything. */
  close(): void
}

export interface SurveyedFolder {
  readonly entries: readonly FsEntry[]
  readonly end: Exclude<ListEvent, { readonly type: 'entries' }>
}

export interface FactColumns {
  /** Bytes; NaN where there is an error. */
  readonly sizes: Float64Array
  /** Whole milliseconds since 1970; NaN where the platform does not tell. */
  readonly dates: Float64Array
  readonly errors: readonly { readonly at: number; readonly error: FsError }[]
}

export type FsHint =
  /** Something of this name appeared, changed or went: look. */
  | { readonly type: 'changed'; readonly path: RelPath }
  | { readonly type: 'moved'; readonly from: RelPath; readonly to: RelPath }
  /** Anything may have changed, and nothing more will be told. */
  | { readonly type: 'lost' }

// ---------------------------------------------------------------- the browser's storage

/** What the core knows of the place it keeps itself in. */
export interface StorageHost {
  readonly home: 'disk' | 'memory'
  estimate(): Promise<{ readonly usageBytes: number; readonly quotaBytes: number | undefined }>
  persisted(): Promise<boolean>
  /** Closes the database and deletes all that Holdall keeps. The core must not be used afterwards. */
  eraseEverything(): Promise<void>
  /** Set if the database had to be replaced at this start: where the damaged one was put. */
  readonly quarantined: { readonly keptAs: string } | undefined
}
