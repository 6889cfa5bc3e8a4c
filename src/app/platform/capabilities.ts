// What Holdall needs of a browser, looked at once, before anything is started.

/** `folders`: a picker, or dropped folders that can be kept. */
export type Feature =
  | 'secure-context'
  | 'opfs'
  | 'module-workers'
  | 'web-locks'
  | 'broadcast-channel'
  | 'indexed-db'
  | 'folders'

export interface Capabilities {
  /** Without one of these nothing works; none if all is well. */
  readonly missing: readonly Feature[]
  /** Whether several tabs can share one library. Without, Holdall runs in one tab at a time. */
  readonly manyTabs: boolean
}

/** The globals that are looked at; tests pass poorer ones. */
export interface BrowserGlobals {
  readonly isSecureContext: boolean
  readonly navigator: { readonly storage?: object; readonly locks?: object }
  readonly Worker?: unknown
  readonly SharedWorker?: unknown
  readonly BroadcastChannel?: unknown
  readonly indexedDB?: unknown
  readonly FileSystemFileHandle?: unknown
  readonly FileSystemDirectoryHandle?: unknown
  readonly DataTransferItem?: { readonly prototype: object }
  readonly showDirectoryPicker?: unknown
}

export function readCapabilities(globals: BrowserGlobals): Capabilities {
  // Browsers hide most of the rest from insecure pages: naming all of it would send people the wrong way.
  if (!globals.isSecureContext) return { missing: ['secure-context'], manyTabs: false }
  const has: Record<Exclude<Feature, 'secure-context'>, boolean> = {
    opfs:
      hasMethod(globals.navigator.storage, 'getDirectory') &&
      globals.FileSystemFileHandle !== undefined,
    'module-workers': globals.Worker !== undefined,
    'web-locks': hasMethod(globals.navigator.locks, 'request'),
    'broadcast-channel': globals.BroadcastChannel !== undefined,
    'indexed-db': globals.indexedDB !== undefined && globals.indexedDB !== null,
    folders:
      globals.FileSystemDirectoryHandle !== undefined &&
      (globals.showDirectoryPicker !== undefined ||
        hasMethod(globals.DataTransferItem?.prototype, 'getAsFileSystemHandle')),
  }
  const missing = features.filter((feature) => !has[feature])
  return { missing, manyTabs: globals.SharedWorker !== undefined }
}

const features = [
  'opfs',
  'module-workers',
  'web-locks',
  'broadcast-channel',
  'indexed-db',
  'folders',
] as const

function hasMethod(object: object | undefined, name: string): boolean {
  return object !== undefined && name in object
}
