// The sums of the index in words. A sum that lacks something says so: "at least". Pure.
import type { Totals } from '#vdfs/api/indexing.ts'
import type { Kind } from '#vdfs/api/kind-table.ts'
import type { Formats } from './format.ts'
import { partsStrings as s } from './parts.strings.ts'

export interface TotalsWords {
  readonly files: string
  readonly folders: string
  /** Undefined while no size is known. */
  readonly size: string | undefined
}

/** Each sum as a phrase of its own. */
export function totalsWords(totals: Totals, formats: Formats): TotalsWords {
  const { files, folders, bytes, unread, unlisted } = totals
  const counted = (words: string) => (unlisted > 0 ? s.atLeast(words) : words)
  const size = unread + unlisted > 0 ? s.atLeast(formats.size(bytes)) : formats.size(bytes)
  return {
    files: counted(s.files(files, formats.count(files))),
    folders: counted(s.folders(folders, formats.count(folders))),
    size: files > 0 && unread >= files ? undefined : size,
  }
}

/** All in one: "at least 12,345 files, 1,204 folders, 3.2 GB". */
export function totalsSentence(totals: Totals, formats: Formats, withFolders: boolean): string {
  const { files, folders, bytes, unread, unlisted } = totals
  const size = formats.size(bytes)
  const parts = [s.files(files, formats.count(files))]
  if (withFolders) parts.push(s.folders(folders, formats.count(folders)))
  if (files === 0 || unread < files)
    parts.push(unread > 0 && unlisted === 0 ? s.atLeast(size) : size) // or the whole is "at least"
  const text = parts.join(', ')
  return unlisted > 0 ? s.atLeast(text) : text
}

export interface KindCounts {
  readonly top: readonly (readonly [kind: Kind, files: number])[]
  /** Files of all other kinds. */
  readonly others: number
}

/** The kinds with most files. Files whose kind says nothing are among the others. */
export function kindCounts({ kinds }: Totals, most: number): KindCounts {
  const known = Object.entries(kinds).flatMap(([name, files]) =>
    isKind(name) && files > 0 ? [[name, files] as const] : [],
  )
  const ranked = known.toSorted(([, a], [, b]) => b - a)
  const top = ranked.filter(([kind]) => kind !== 'other').slice(0, most)
  const sum = (of: readonly (readonly [Kind, number])[]) =>
    of.reduce((files, [, more]) => files + more, 0)
  return { top, others: sum(ranked) - sum(top) }
}

function isKind(name: string): name is Kind {
  return Object.hasOwn(s.kinds, name)
}
