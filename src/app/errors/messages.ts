// What every error says to a person, and the way out of it. A new error without a sentence does not compile.
import type { CoreError } from '#vdfs/api/core-errors.ts'
import { visibleName } from '../ui/name-parts.ts'
import { errorStrings as s } from './errors.strings.ts'

/**
 * What helps: `allow` asks the browser for permission, `retry` does the same again, `look-again` reads the folder
 * again, the others say themselves.
 */
export type WayOut = 'reload' | 'allow' | 'retry' | 'look-again' | 'open-storage' | 'copy-report'

export interface Message {
  readonly text: string
  readonly wayOut?: WayOut | undefined
}

type ByType = { readonly [E in CoreError as E['type']]: E }
/** The errors again, so formed that TypeScript sees which sentence belongs to which. */
type Tagged<K extends keyof ByType = keyof ByType> = {
  [P in K]: { readonly type: P } & ByType[P]
}[K]

const messages: { readonly [K in keyof ByType]: (error: Tagged<K>) => Message } = {
  Defect: ({ reportId }) => ({ text: s.defect(reportId), wayOut: 'copy-report' }),
  InvalidInput: ({ method, issues }) => ({ text: s.invalidInput(method, issues.join('; ')) }),
  QuotaExceeded: () => ({ text: s.quotaExceeded, wayOut: 'open-storage' }),
  DatabaseFault: ({ message }) => ({ text: s.databaseFault(message), wayOut: 'open-storage' }),

  DatabaseNewer: ({ found, known }) => ({ text: s.databaseNewer(found, known), wayOut: 'reload' }),
  OtherVersion: ({ leaderBuild }) => ({ text: s.otherVersion(leaderBuild), wayOut: 'reload' }),
  MissingFeatures: ({ features }) => ({ text: s.missingFeatures(features.join(', ')) }),
  StorageRefused: ({ message }) => ({ text: s.storageRefused(message), wayOut: 'reload' }),
  LeaderSilent: () => ({ text: s.leaderSilent, wayOut: 'reload' }),

  PermissionRequired: () => ({ text: s.permissionRequired, wayOut: 'allow' }),
  NotFound: () => ({ text: s.notFound, wayOut: 'look-again' }),
  WrongKind: () => ({ text: s.wrongKind, wayOut: 'look-again' }),
  NotReadable: () => ({ text: s.notReadable, wayOut: 'retry' }),
  ChangedOnDisk: () => ({ text: s.changedOnDisk, wayOut: 'look-again' }),
  NameRefused: ({ name }) => ({ text: s.nameRefused(visibleName(name)) }),
  RootUnknown: () => ({ text: s.rootUnknown }),
  FsFault: ({ name, message }) => ({ text: s.fsFault(name, message), wayOut: 'retry' }),
  BadPath: ({ text }) => ({ text: s.badPath(visibleName(text)) }),
  NotText: () => ({ text: s.notText }),

  JobNotFound: () => ({ text: s.jobNotFound }),

  LocationNotFound: () => ({ text: s.locationNotFound }),
  AlreadyALocation: ({ name }) => ({ text: s.alreadyALocation(visibleName(name)) }),
  InsideALocation: ({ name }) => ({ text: s.insideALocation(visibleName(name)) }),
  AroundLocations: ({ names }) => ({
    text: s.aroundLocations(names.map(visibleName).join(', ')),
  }),
  NotAFolder: () => ({ text: s.notAFolder }),
  NotTheSameFolder: ({ name }) => ({ text: s.notTheSameFolder(visibleName(name)) }),
  BadLocationName: () => ({ text: s.badLocationName }),
}

/** @returns a sentence a person can act on, and the action if there is one */
export function messageOf<K extends keyof ByType>(error: Tagged<K>): Message {
  return messages[error.type](error)
}
