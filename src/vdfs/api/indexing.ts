// Contract: the index, the core's memory of what is in the granted folders. It can be read while a disk is away.
import * as v from 'valibot'
import type { FsError } from './fs-errors.ts'
import { LocationIdSchema, type LocationId } from './ids.ts'
import type { JobId } from './jobs.ts'
import type { Kind } from './kind-table.ts'
import type { LocationNotFound } from './locations.ts'
import { command, nothing, query, type InputOf, type Method } from './method.ts'
import { AtSchema, RelPathSchema, type RelPath } from './paths.ts'
import { LocationRulesSchema, type Exclusion, type LocationRules } from './rules.ts'

/** How much a location's index holds: names alone, sizes and dates too, or also what the files contain. */
export const IndexModeSchema = v.picklist(['names', 'sizes', 'content'])
export type IndexMode = v.InferOutput<typeof IndexModeSchema>

/** Sums over a folder and all below it, as the index knows them. */
export interface Totals {
  readonly files: number
  readonly folders: number
  /** Sum of the known sizes. */
  readonly bytes: number
  /** Files whose size is not known (yet): `bytes` is then a lower bound. */
  readonly unread: number
  /** Entries that rules leave out of the index, counted where they stand; what is below them is not counted. */
  readonly excluded: number
  /** Folders that have not been listed (yet), or could not be. */
  readonly unlisted: number
  /** Files by kind; kinds without a file are left out. */
  readonly kinds: Readonly<Partial<Record<Kind, number>>>
}

/** Entries that complete listings no longer show, too many to let them go without asking. */
export interface MissingQuestion {
  /** `mass`: many vanished; `root`: all that was known is gone, as when another disk is at the same place. */
  readonly why: 'mass' | 'root'
  readonly files: number
  readonly folders: number
  readonly bytes: number
  readonly sinceMs: number
}

export interface IndexStatus {
  readonly locationId: LocationId
  readonly mode: IndexMode
  readonly rules: LocationRules
  readonly totals: Totals
  /** Entries that could not be read; see `unreadable`. */
  readonly unreadable: number
  /** Entries seen in a drop that folder handles do not show. */
  readonly dropOnly: number
  /** When a scan of the whole location last ended; undefined before the first. */
  readonly scannedMs: number | undefined
  readonly isScanning: boolean
  /** What of the location is watched for changes of other programs. */
  readonly live: 'whole' | 'onScreen' | 'none'
  readonly question: MissingQuestion | undefined
}

/** An entry as the index knows it. */
export interface IndexedEntry {
  /** Stays the same when the entry is moved or renamed. */
  readonly entryId: number
  readonly kind: 'file' | 'folder'
  readonly sizeBytes: number | undefined
  readonly modifiedMs: number | undefined
  /** Only a drop shows it; folder handles do not. */
  readonly dropOnly: boolean
  /** No complete listing shows it any more; it is kept until a person says what to do. */
  readonly missing: boolean
}

export interface ExcludedEntry {
  readonly path: RelPath
  readonly kind: 'file' | 'folder'
  readonly because: Exclusion
}
export interface UnreadableEntry {
  readonly path: RelPath
  readonly kind: 'file' | 'folder'
  readonly error: FsError
}
export interface MissingEntry {
  readonly path: RelPath
  readonly kind: 'file' | 'folder'
  readonly sizeBytes: number | undefined
}

/** A row that this device owns, for devices that keep a copy of its index: the newest state of it, once. */
export type OwnedRow =
  | {
      readonly table: 'entry'
      readonly rev: number
      readonly entryId: number
      /** 0 for a location's top folder. */
      readonly parentId: number
      readonly locationId: LocationId
      readonly name: string
      readonly kind: 'file' | 'folder'
      readonly sizeBytes: number | undefined
      readonly modifiedMs: number | undefined
      readonly dropOnly: boolean
    }
  | {
      readonly table: 'totals'
      readonly rev: number
      readonly entryId: number
      readonly totals: Totals
    }
  | {
      readonly table: 'location'
      readonly rev: number
      readonly locationId: LocationId
      readonly rootEntryId: number
      readonly mode: IndexMode
    }
  | {
      readonly table: 'tombstone'
      readonly rev: number
      readonly of: 'entry' | 'location'
      readonly id: string
    }

export interface OwnedRows {
  readonly deviceId: string
  /** New with every new or restored database: revs of different incarnations cannot be compared. */
  readonly incarnation: string
  /** Deletions up to here are forgotten: whoever has less must take everything anew. */
  readonly floor: number
  /** In ascending order of `rev`. */
  readonly rows: readonly OwnedRow[]
  /** The highest rev there is. */
  readonly rev: number
}

/** What a window saw in one folder of a dropped location, or a part of it; columns belong together by place. */
export const DropBatchSchema = v.object({
  path: RelPathSchema,
  names: v.pipe(v.array(v.string()), v.maxLength(10_000)),
  /** 1 for folders, 0 for files. */
  folders: v.instance(Uint8Array),
  /** Bytes and milliseconds since 1970; NaN where the browser did not tell. */
  sizes: v.instance(Float64Array),
  dates: v.instance(Float64Array),
  /** The folder's last batch: all that is in it was told. */
  complete: v.boolean(),
})
export type DropBatch = v.InferOutput<typeof DropBatchSchema>

const locationId = LocationIdSchema
const page = {
  locationId,
  from: v.pipe(v.number(), v.integer(), v.minValue(0)),
  limit: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000)),
}

export const indexingSpec = {
  /** Of all locations. */
  status: query(nothing),
  configure: command(
    v.object({
      locationId,
      mode: v.optional(IndexModeSchema),
      rules: v.optional(LocationRulesSchema),
    }),
  ),
  /** Reads the whole location again. */
  rescan: command(v.object({ locationId })),
  /** What the index knows of a folder and below. */
  totals: query(v.object({ at: AtSchema })),
  entry: query(v.object({ at: AtSchema })),
  excluded: query(v.object(page)),
  unreadable: query(v.object(page)),
  missing: query(v.object(page)),
  /** `remove`: they are gone from the index too. `keep`: they stay, and the disk is looked at again. */
  answerMissing: command(v.object({ locationId, answer: v.picklist(['remove', 'keep']) })),
  /** Why an entry would be left out, also one that does not exist; with rules given, as these would have it. */
  explain: query(
    v.object({
      at: AtSchema,
      kind: v.picklist(['file', 'folder']),
      rules: v.optional(LocationRulesSchema),
    }),
  ),
  /** What changed in this device's part of the library. */
  rowsSince: query(
    v.object({
      rev: v.pipe(v.number(), v.integer(), v.minValue(0)),
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
    }),
  ),
  /** A window has the location's dropped folder and can read it faster, and more of it, than handles can. */
  beginDrop: command(v.object({ locationId })),
  /** What it saw. Answers which of the folders it should go into. */
  takeDrop: command(
    v.object({ locationId, batches: v.pipe(v.array(DropBatchSchema), v.maxLength(2_000)) }),
  ),
  /** It saw all there is, or gave up. */
  endDrop: command(v.object({ locationId, complete: v.boolean() })),
}

type In<K extends keyof typeof indexingSpec> = InputOf<(typeof indexingSpec)[K]>

export interface IndexingApi {
  readonly status: Method<In<'status'>, readonly IndexStatus[]>
  readonly configure: Method<In<'configure'>, void, LocationNotFound>
  readonly rescan: Method<In<'rescan'>, { readonly jobId: JobId }, LocationNotFound>
  readonly totals: Method<In<'totals'>, Totals | undefined, LocationNotFound>
  readonly entry: Method<In<'entry'>, IndexedEntry | undefined, LocationNotFound>
  readonly excluded: Method<In<'excluded'>, readonly ExcludedEntry[], LocationNotFound>
  readonly unreadable: Method<In<'unreadable'>, readonly UnreadableEntry[], LocationNotFound>
  readonly missing: Method<In<'missing'>, readonly MissingEntry[], LocationNotFound>
  readonly answerMissing: Method<In<'answerMissing'>, void, LocationNotFound>
  readonly explain: Method<
    In<'explain'>,
    /** Which folder on the way, or the entry itself, is left out, and why; undefined: it is in the index. */
    { readonly path: RelPath; readonly because: Exclusion } | undefined,
    LocationNotFound
  >
  readonly rowsSince: Method<In<'rowsSince'>, OwnedRows>
  readonly beginDrop: Method<In<'beginDrop'>, void, LocationNotFound>
  readonly takeDrop: Method<
    In<'takeDrop'>,
    /** Folders that rules leave out: they need not be read. `isWanted`: whether to go on at all. */
    { readonly isWanted: boolean; readonly skip: readonly RelPath[] },
    LocationNotFound
  >
  readonly endDrop: Method<In<'endDrop'>, void, LocationNotFound>
}
