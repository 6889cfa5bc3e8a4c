// Contract: what is in a folder, as windows of a sorted listing. A million rows never cross the port.
import * as v from 'valibot'
import type { FsError } from './fs-errors.ts'
import { RowIdSchema, type RowId } from './ids.ts'
import type { Totals } from './indexing.ts'
import type { LocationNotFound } from './locations.ts'
import { command, query, type InputOf, type Method } from './method.ts'
import { AtSchema } from './paths.ts'

/** Most rows that one window may ask for. */
export const MAX_WINDOW = 1_000

export const SortBySchema = v.picklist(['name', 'size', 'kind', 'modified'])
export type SortBy = v.InferOutput<typeof SortBySchema>

/** One way of looking at a folder. Folders always come first. */
export const ListingViewSchema = v.object({
  at: AtSchema,
  sortBy: v.optional(SortBySchema, 'name'),
  descending: v.optional(v.boolean(), false),
  showHidden: v.optional(v.boolean(), false),
})
export type ListingView = v.InferInput<typeof ListingViewSchema>

/** Size and date, read when a row comes on screen or a sort or sum needs them. */
export type Facts =
  | {
      readonly state: 'known'
      /** Bytes; of folders the sum of all below as the index knows it, or undefined. */
      readonly sizeBytes: number | undefined
      /** Of folders only: the sum lacks files or folders that are not known (yet). */
      readonly isPartial?: boolean
      /** Milliseconds since 1970; undefined where the browser does not tell (folders; the first second of 1970). */
      readonly modifiedMs: number | undefined
    }
  | { readonly state: 'unread' }
  | { readonly state: 'failed'; readonly error: FsError }

export interface Row {
  readonly rowId: RowId
  /** As on disk; '' where the disk's name is no valid text, and then it cannot be opened. */
  readonly name: string
  readonly kind: 'file' | 'folder'
  readonly hidden: boolean
  readonly facts: Facts
  /** `excluded`: rules leave it out of the index; `dropOnly`: folder handles do not show it, so it cannot be opened. */
  readonly mark?: 'excluded' | 'dropOnly'
}

/** How far the reading of a folder is. A listing that failed or was cut short keeps the rows it has. */
export type ListingState =
  | { readonly state: 'listing' }
  | { readonly state: 'complete' }
  | { readonly state: 'failed'; readonly error: FsError }

export interface Window {
  readonly rows: readonly Row[]
  /** The index of the first row of `rows` in the whole. */
  readonly from: number
  /** Rows in this view (without hidden ones unless asked for). */
  readonly total: number
  readonly folders: number
  readonly files: number
  /** Hidden entries in the folder, shown or not. */
  readonly hidden: number
  readonly listing: ListingState
  /** When the listing ended, milliseconds since 1970; undefined while it runs. */
  readonly listedMs: number | undefined
  /** Set while sizes or dates are read for a sort; until then the rows stand in the order before. */
  readonly sorting: { readonly done: number; readonly of: number } | undefined
  /** Sums over the folder and all below, if the index knows it. */
  readonly totals: Totals | undefined
  /** Names that a drop showed and the browser withholds from handles (see `reportSeen`). */
  readonly withheld: { readonly count: number; readonly names: readonly string[] } | undefined
}

export interface Summary {
  readonly folders: number
  readonly files: number
  /** Sum of the known sizes in bytes. */
  readonly sizeBytes: number
  /** Files whose size is not known yet. */
  readonly unread: number
}

const rowIds = v.pipe(v.array(RowIdSchema), v.maxLength(5_000_000))

export const entriesSpec = {
  window: query(
    v.object({
      view: ListingViewSchema,
      from: v.pipe(v.number(), v.integer(), v.minValue(0)),
      limit: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_WINDOW)),
    }),
  ),
  /** Reads the folder again; rows appear, change and go in place. */
  refresh: command(v.object({ at: AtSchema })),
  /** The ids of the rows `from` (included) to `to` (excluded), for ranges of a selection. */
  rowIds: query(
    v.object({
      view: ListingViewSchema,
      from: v.pipe(v.number(), v.integer(), v.minValue(0)),
      to: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
  ),
  /** Where a row stands in a view, by id. */
  indexOf: query(v.object({ view: ListingViewSchema, rowId: RowIdSchema })),
  /** The row of this name, and where it stands in a view; as a typed path needs it. */
  placeOfName: query(v.object({ view: ListingViewSchema, name: v.string() })),
  /** The first row at or after `from`, going round, whose name starts with `prefix` (case and accents folded). */
  typeAhead: query(
    v.object({
      view: ListingViewSchema,
      prefix: v.pipe(v.string(), v.maxLength(1_000)),
      from: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
  ),
  /** Counts and sums of these rows, or of the whole view. */
  summary: query(v.object({ view: ListingViewSchema, rows: v.union([rowIds, v.literal('all')]) })),
  /** Tells which names the window saw in this folder through a drop, so that what handles withhold can be told. */
  reportSeen: command(
    v.object({ at: AtSchema, names: v.pipe(v.array(v.string()), v.maxLength(1_000_000)) }),
  ),
}

/** A row that was found. While a folder is listed, what stands at an index is another row a moment later. */
export interface RowPlace {
  readonly index: number
  readonly rowId: RowId
}

type In<K extends keyof typeof entriesSpec> = InputOf<(typeof entriesSpec)[K]>

export interface EntriesApi {
  readonly window: Method<In<'window'>, Window, LocationNotFound>
  readonly refresh: Method<In<'refresh'>, void, LocationNotFound>
  readonly rowIds: Method<In<'rowIds'>, readonly RowId[], LocationNotFound>
  readonly indexOf: Method<In<'indexOf'>, number | undefined, LocationNotFound>
  readonly placeOfName: Method<In<'placeOfName'>, RowPlace | undefined, LocationNotFound>
  readonly typeAhead: Method<In<'typeAhead'>, RowPlace | undefined, LocationNotFound>
  readonly summary: Method<In<'summary'>, Summary, LocationNotFound>
  readonly reportSeen: Method<
    In<'reportSeen'>,
    /** Whether some were not met before, so that the folder is read again to be sure. */
    { readonly listsAgain: boolean },
    LocationNotFound
  >
}
