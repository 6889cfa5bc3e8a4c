// Contract: the folders that a person granted.
import * as v from 'valibot'
import type { FsError } from './fs-errors.ts'
import { LocationIdSchema, type LocationId } from './ids.ts'
import { command, nothing, query, type InputOf, type Method } from './method.ts'
import { RootHandleSchema, type RootHandle } from './opaque.ts'
import type { RelPath } from './paths.ts'

/** Longest name a person can give a location, in UTF-16 units. */
export const MAX_LOCATION_NAME = 255

/** `granted`: in; `prompt`: the browser asks when told to, which needs a click; `denied`: blocked in its settings. */
export type Permission = 'granted' | 'prompt' | 'denied'

export interface Location {
  readonly locationId: LocationId
  /** What the sidebar shows; starts as the folder's own name. */
  readonly name: string
  /** The folder's name on disk. */
  readonly folderName: string
  /** Grants of dropped folders die at reload; picked ones can be made lasting. */
  readonly origin: 'picked' | 'dropped'
  readonly permission: Permission
  /**
   * `gone`: granted, but the folder is not there (disk unplugged, renamed away, or its handle lost by the browser: it
   * must be picked again). `unknown` until allowed in.
   */
  readonly reach: 'here' | 'gone' | 'unknown'
  /** When the folder was last seen, milliseconds since 1970. */
  readonly lastSeenMs: number
  readonly addedMs: number
  /** Whether a person has already answered the offer to make a dropped folder lasting. */
  readonly lastingAnswered: boolean
}

export interface LocationNotFound {
  readonly type: 'LocationNotFound'
}
/** This very folder is a location already. */
export interface AlreadyALocation {
  readonly type: 'AlreadyALocation'
  readonly locationId: LocationId
  readonly name: string
}
/** The folder lies inside a location; ask, then say `nested: true`. */
export interface InsideALocation {
  readonly type: 'InsideALocation'
  readonly locationId: LocationId
  readonly name: string
  readonly path: RelPath
}
/** The folder holds locations; ask, then say `nested: true`. */
export interface AroundLocations {
  readonly type: 'AroundLocations'
  readonly names: readonly string[]
}
/** What was handed over is a file, or no folder handle at all. */
export interface NotAFolder {
  readonly type: 'NotAFolder'
}
/** The folder handed over is not the one this location stands for. */
export interface NotTheSameFolder {
  readonly type: 'NotTheSameFolder'
  readonly name: string
}
export interface BadLocationName {
  readonly type: 'BadLocationName'
}

export type LocationsError =
  | LocationNotFound
  | AlreadyALocation
  | InsideALocation
  | AroundLocations
  | NotAFolder
  | NotTheSameFolder
  | BadLocationName

const locationId = LocationIdSchema

export const locationsSpec = {
  list: query(nothing),
  add: command(
    v.object({
      root: RootHandleSchema,
      origin: v.picklist(['picked', 'dropped']),
      /** Add it although it lies inside or around another location. */
      nested: v.optional(v.boolean(), false),
    }),
  ),
  rename: command(v.object({ locationId, name: v.pipe(v.string(), v.maxLength(4096)) })),
  remove: command(v.object({ locationId })),
  /** All locations in their new order; unknown ids are ignored, forgotten ones keep their place at the end. */
  reorder: command(v.object({ locationIds: v.pipe(v.array(locationId), v.maxLength(10_000)) })),
  /** Gives a location the handle that was picked for it: makes a dropped one lasting, or points it to a new place. */
  replaceRoot: command(
    v.object({ locationId, root: RootHandleSchema, evenIfOther: v.optional(v.boolean(), false) }),
  ),
  answerLasting: command(v.object({ locationId })),
  /** The handle itself, for the window's permission prompt. */
  root: query(v.object({ locationId })),
  /** Looks at permissions and disks again: after a prompt, on focus, when a disk was plugged in. */
  recheck: command(nothing),
}

export interface LocationsApi {
  readonly list: Method<InputOf<typeof locationsSpec.list>, readonly Location[]>
  readonly add: Method<
    InputOf<typeof locationsSpec.add>,
    { readonly locationId: LocationId },
    AlreadyALocation | InsideALocation | AroundLocations | NotAFolder | FsError
  >
  readonly rename: Method<
    InputOf<typeof locationsSpec.rename>,
    void,
    LocationNotFound | BadLocationName
  >
  readonly remove: Method<InputOf<typeof locationsSpec.remove>, void, LocationNotFound>
  readonly reorder: Method<InputOf<typeof locationsSpec.reorder>, void>
  readonly replaceRoot: Method<
    InputOf<typeof locationsSpec.replaceRoot>,
    void,
    LocationNotFound | NotAFolder | NotTheSameFolder | AlreadyALocation | FsError
  >
  readonly answerLasting: Method<
    InputOf<typeof locationsSpec.answerLasting>,
    void,
    LocationNotFound
  >
  readonly root: Method<InputOf<typeof locationsSpec.root>, RootHandle, LocationNotFound | FsError>
  readonly recheck: Method<InputOf<typeof locationsSpec.recheck>, void>
}
