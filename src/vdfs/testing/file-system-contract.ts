// What every FileSystem does, as cases for any runner: a disk in memory, the origin's private folder, a real folder
// of the disk. A medium says what it can be made to show; a case that needs more is counted, not forgotten.
import type { FileSystem } from '../ports.ts'
import type { RootId } from '../api/ids.ts'
import type { BlobRef, RootHandle } from '../api/opaque.ts'
import type { Bytes } from './memory-disk.ts'
import { factsCases } from './fs-contract/facts.ts'
import { listingCases } from './fs-contract/listing.ts'
import { oddityCases } from './fs-contract/oddities.ts'
import { readingCases } from './fs-contract/reading.ts'
import { rootCases } from './fs-contract/roots.ts'

/** What cannot be arranged on every medium. */
export const abilities = [
  'dates',
  'grants',
  'links',
  'moment', // something happens in the middle of a call
  'permission bits',
  'renames',
  'special files',
  'undecodable names',
  'withheld names',
] as const
export type Ability = (typeof abilities)[number]

/** One medium with an adopted, empty root. Paths lie below that root; what is written, other programs could write. */
export interface FsWorld {
  readonly fs: FileSystem
  readonly rootId: RootId
  readonly can: ReadonlySet<Ability>
  /** A handle as a picker or drop would give: of the root (''), of a folder in it, or of a file. */
  handleOf(path: string): Promise<RootHandle>
  /** Folders on the way included. */
  write(path: string, content: string | Uint8Array): Promise<void>
  writeAll(files: readonly (readonly [path: string, content: string])[]): Promise<void>
  makeFolder(path: string): Promise<void>
  remove(path: string): Promise<void>
  /** What the window sees when it reads an opened file. */
  bytesOf(blob: BlobRef): Promise<Bytes | 'unreadable'>
  /** 'renames' */
  rename(from: string, to: string): Promise<void>
  takeRootAway(): Promise<void>
  bringRootBack(): Promise<void>
  /** 'dates'; milliseconds since 1970 */
  touch(path: string, modifiedMs: number): Promise<void>
  /** 'links'; `target` as on disk, '/etc' being a place that browsers block. */
  link(path: string, target: string): Promise<void>
  /** 'special files' */
  pipe(path: string): Promise<void>
  /** 'permission bits' */
  restrict(
    path: string,
    bits: {
      readonly listable?: boolean
      readonly enterable?: boolean
      readonly readable?: boolean
    },
  ): Promise<void>
  /** 'moment': once, when the next `read` of this file has looked at it and not read it yet. */
  whileReading(path: string, act: () => Promise<void>): void
  /** 'grants': the user takes back what was granted, and grants it again. */
  revoke(): Promise<void>
  grantAgain(): Promise<void>
}

export interface FsCase {
  readonly name: string
  readonly needs: readonly Ability[]
  /** @throws {Error} if the file system does not keep the contract */
  readonly run: (world: FsWorld) => Promise<void>
}

export const fileSystemContract: readonly FsCase[] = [
  ...listingCases,
  ...factsCases,
  ...readingCases,
  ...oddityCases,
  ...rootCases,
]

/** What a case needs and a medium cannot. */
export function missingFor(fsCase: FsCase, can: ReadonlySet<Ability>): readonly Ability[] {
  return fsCase.needs.filter((ability) => !can.has(ability))
}
