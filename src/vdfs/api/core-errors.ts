// Errors that any call can end with, and the union that the UI must have a sentence for.
import type { FilesError } from './files.ts'
import type { FsError } from './fs-errors.ts'
import type { JobNotFound } from './jobs.ts'
import type { LocationsError } from './locations.ts'
import type { BadPath } from './paths.ts'

/** A bug: the core reports it under an id and goes on. */
export interface Defect {
  readonly type: 'Defect'
  readonly reportId: string
  readonly message: string
}
/** The call does not fit the contract; says where. */
export interface InvalidInput {
  readonly type: 'InvalidInput'
  readonly method: string
  readonly issues: readonly string[]
}
/** The browser refused more room for the library. */
export interface QuotaExceeded {
  readonly type: 'QuotaExceeded'
}
/** The database could not do it; the library stays as it was. */
export interface DatabaseFault {
  readonly type: 'DatabaseFault'
  readonly message: string
}

export type CommonError = Defect | InvalidInput | QuotaExceeded | DatabaseFault

/** What stops the core from starting. The shell shows these in place of the app. */
export type BootError =
  | { readonly type: 'DatabaseNewer'; readonly found: number; readonly known: number }
  | { readonly type: 'OtherVersion'; readonly leaderBuild: string }
  | { readonly type: 'MissingFeatures'; readonly features: readonly string[] }
  | { readonly type: 'StorageRefused'; readonly message: string }
  | { readonly type: 'LeaderSilent' }
  | QuotaExceeded
  | Defect

export type CoreError =
  | CommonError
  | BootError
  | FsError
  | LocationsError
  | FilesError
  | JobNotFound
  | BadPath
