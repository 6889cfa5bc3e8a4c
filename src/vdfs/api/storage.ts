// Contract: what Holdall itself keeps in this browser, how healthy it is, and how to be rid of it.
import * as v from 'valibot'
import { command, nothing, query, type InputOf, type Method } from './method.ts'

export interface StorageStatus {
  /** `memory`: the browser lends no lasting storage here (some private windows); all is gone with the window. */
  readonly home: 'disk' | 'memory'
  readonly usageBytes: number
  /** What the browser would allow; undefined where it does not say. */
  readonly quotaBytes: number | undefined
  /** Whether the browser promises not to clear the library when the disk fills up. */
  readonly persisted: boolean
  readonly databaseBytes: number
  readonly schemaVersion: number
  readonly sqliteVersion: string
  readonly locations: number
}

export type DatabaseCheck =
  | { readonly sound: true; readonly tookMs: number }
  | { readonly sound: false; readonly problems: readonly string[]; readonly tookMs: number }

/** Something the core must tell once and that stays until a person has read it. */
export type Notice =
  | {
      readonly type: 'DatabaseRebuilt'
      readonly noticeId: string
      readonly atMs: number
      /** Where the damaged database was kept, for a report. */
      readonly keptAs: string
      readonly locationsKept: number
    }
  | {
      /** All that was kept in the browser's storage was gone, and only the granted folders were still known. */
      readonly type: 'DatabaseLost'
      readonly noticeId: string
      readonly atMs: number
      readonly locationsKept: number
    }
  | { readonly type: 'NothingIsKept'; readonly noticeId: string; readonly atMs: number }

export const storageSpec = {
  status: query(nothing),
  checkDatabase: query(nothing),
  notices: query(nothing),
  dismissNotice: command(v.object({ noticeId: v.pipe(v.string(), v.maxLength(64)) })),
  /** Deletes the library: database, kept copies, folder grants and preferences. Files in folders are not touched. */
  eraseEverything: command(nothing),
}

export interface StorageApi {
  readonly status: Method<InputOf<typeof storageSpec.status>, StorageStatus>
  readonly checkDatabase: Method<InputOf<typeof storageSpec.checkDatabase>, DatabaseCheck>
  readonly notices: Method<InputOf<typeof storageSpec.notices>, readonly Notice[]>
  readonly dismissNotice: Method<InputOf<typeof storageSpec.dismissNotice>, void>
  readonly eraseEverything: Method<InputOf<typeof storageSpec.eraseEverything>, void>
}
