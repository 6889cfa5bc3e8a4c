// What can go wrong with a folder or file on disk, as far as a browser tells.

/** The browser wants to be asked again before it lets the app in. */
export interface PermissionRequired {
  readonly type: 'PermissionRequired'
}
/** The entry, or a folder above it, is not there (any more). */
export interface NotFound {
  readonly type: 'NotFound'
}
/** It is there, but as the other kind: a file where a folder was expected, or the reverse. */
export interface WrongKind {
  readonly type: 'WrongKind'
}
/** The operating system refuses to let the browser read it. */
export interface NotReadable {
  readonly type: 'NotReadable'
}
/** It changed on disk between being looked at and being read. Look again. */
export interface ChangedOnDisk {
  readonly type: 'ChangedOnDisk'
}
/** The browser never lets a page touch an entry of this name. */
export interface NameRefused {
  readonly type: 'NameRefused'
  readonly name: string
}
/** The handle of this root is lost: the folder must be picked again. */
export interface RootUnknown {
  readonly type: 'RootUnknown'
}
/** The browser gave an error that Holdall does not know. */
export interface FsFault {
  readonly type: 'FsFault'
  readonly name: string
  readonly message: string
}

export type FsError =
  | PermissionRequired
  | NotFound
  | WrongKind
  | NotReadable
  | ChangedOnDisk
  | NameRefused
  | RootUnknown
  | FsFault
