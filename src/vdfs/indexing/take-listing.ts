// Takes what a listing showed into the index. Adds, changes and leaves out; never deletes because something was not
// shown: what was not met is answered to the caller, who finds out what became of it (missing.ts).
import type { FsEntry } from '../ports.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/db.ts'
import { isWithheldName } from '../api/withheld-names.ts'
import type { FolderRuler } from '../rules/rules.ts'
import { diffListing, type KnownChild, type SeenChild, type SeenFacts } from './diff.ts'
import { removeEntries } from './remove.ts'
import type { Replica } from './replica.ts'
import {
  addFolder,
  childrenOf,
  insertEntries,
  markReadable,
  replaceExcluded,
  writeFacts,
  type ExcludedChild,
  type NewEntry,
} from './rows.ts'
import {
  add,
  addFile,
  BYTES,
  DROP_ONLY,
  EXCLUDED,
  UNLISTED,
  UNREAD,
  type Parents,
  type SumChanges,
} from './totals.ts'

/** How a listing came about, and so what it can show. */
export type Road = 'handles' | 'drop'

export interface FolderListing {
  readonly folderId: number
  readonly locationNo: number
  readonly road: Road
  /** Handles cannot come here: the folder, or one above it, is shown by drops only. */
  readonly isDropOnly: boolean
  /** Every entry once, those without a valid name left out. */
  readonly seen: readonly SeenChild[]
  readonly nameless: number
  /** All there is was seen. */
  readonly isComplete: boolean
  readonly listedMs: number
  /** The number of the scan that this counts for. */
  readonly scan: number
  readonly ruler: FolderRuler
  /** What is known in it, if the caller has read that and nobody else writes there meanwhile. */
  readonly known?: readonly KnownChild[] | undefined
}

export interface WriteContext {
  readonly tx: Tx
  readonly replica: Replica
  readonly sums: SumChanges
  readonly parents: Parents
  /** Goes up when somebody else writes facts: sizes that were read before may not be the stored ones any more. */
  readonly epoch: number
}

/** A file whose facts can be read. */
export type FactsOwner = Pick<KnownChild, 'entryId' | 'name' | 'isFile' | 'size' | 'modifiedMs'>

export interface TakenListing {
  /** Folders in it that are in the index, new ones among them. */
  readonly folders: readonly {
    readonly entryId: number
    readonly name: string
    readonly isNew: boolean
  }[]
  /** Files in it that are in the index, new ones among them, as they are known now. */
  readonly files: readonly FactsOwner[]
  /** Not shown by a complete listing: those that were missing before are not among them. */
  readonly unmet: readonly KnownChild[]
  /** Shown again although they were missing. */
  readonly found: readonly KnownChild[]
  readonly added: number
}

/** Splits what a platform lists into what the index can hold and how much it cannot. */
export function namedEntries(entries: readonly FsEntry[]): {
  readonly seen: SeenChild[]
  readonly nameless: number
} {
  const seen: SeenChild[] = []
  for (const { name, kind } of entries)
    if (name !== '') seen.push({ name, isFile: kind === 'file' })
  return { seen, nameless: entries.length - seen.length }
}

export async function takeListing(
  context: WriteContext,
  listing: FolderListing,
): Promise<TakenListing> {
  const { tx, replica, sums } = context
  const { folderId, locationNo } = listing
  const folder = await tx.first(
    sql`SELECT listed_ms IS NOT NULL FROM folder WHERE entry_id = ${folderId}`,
    (row) => ({ wasListed: row.flag() }),
  )
  // Taken out of the index while it was listed.
  if (folder === undefined) return { folders: [], files: [], unmet: [], found: [], added: 0 }
  const here = (): ReturnType<SumChanges['of']> => sums.of(folderId)
  const excluded: ExcludedChild[] = []
  const kept: SeenChild[] = []
  for (const child of listing.seen) {
    const because = listing.ruler.judge(child.name, child.isFile ? 'file' : 'folder')
    if (because === undefined) kept.push(child)
    else excluded.push({ name: child.name, isFile: child.isFile, because })
  }

  const known = listing.known ?? (await childrenOf(tx, folderId))
  // A drop shows all that handles show, and more.
  const canShow = (child: KnownChild): boolean =>
    listing.road === 'drop' || (!child.isDropOnly && !isWithheldName(child.name))
  const diff = diffListing(known, kept, canShow)

  // A rule that is new takes entries out of the index: that is no sign that they are gone.
  const leftOut = new Set(excluded.map(({ name, isFile }) => `${isFile ? 1 : 0}${name}`))
  const isLeftOut = ({ name, isFile }: KnownChild): boolean =>
    leftOut.has(`${isFile ? 1 : 0}${name}`)
  const removed = known.filter(isLeftOut)
  if (removed.length > 0)
    await removeEntries(
      tx,
      context,
      removed.map(({ entryId }) => entryId),
    )

  const inserted = diff.added.map((child): NewEntry => ({
    entryId: replica.nextEntryId(),
    parentId: folderId,
    locationNo,
    name: child.name,
    isFile: child.isFile,
    isDropOnly: listing.isDropOnly || (listing.road === 'drop' && isWithheldName(child.name)),
    size: child.isFile ? child.facts?.size : undefined,
    modifiedMs: child.facts?.modifiedMs,
  }))
  await insertEntries(tx, replica, inserted)
  for (const entry of inserted) {
    if (entry.isFile) {
      addFile(here(), entry, 1)
      continue
    }
    context.parents.set(entry.entryId, folderId)
    addFolder(here())
    if (entry.isDropOnly) add(here(), DROP_ONLY, 1)
  }
  await takeFacts(
    context,
    diff.met.map(({ known: child, facts }) => ({ child, facts, parentId: folderId })),
  )

  const found = diff.met.map(({ known: child }) => child).filter(({ isMissing }) => isMissing)
  if (found.length > 0)
    await tx.runMany(
      sql`DELETE FROM missing WHERE entry_id = ?`,
      found.map(({ entryId }) => [entryId]),
    )

  const metChildren = diff.met.map(({ known: child, facts }) => ({ ...child, ...facts }))
  const folders = [
    ...metChildren.map(({ entryId, name, isFile }) => ({ entryId, name, isFile, isNew: false })),
    ...inserted.map(({ entryId, name, isFile }) => ({ entryId, name, isFile, isNew: true })),
  ].filter(({ isFile }) => !isFile)
  const files = [...metChildren, ...inserted].filter(({ isFile }) => isFile)
  if (listing.isComplete)
    await finishListing(context, listing, excluded, {
      wasListed: folder.wasListed,
      hasFiles: files.length > 0,
    })
  return {
    folders,
    files,
    unmet: listing.isComplete
      ? diff.unmet.filter((child) => !child.isMissing && !isLeftOut(child))
      : [],
    found,
    added: inserted.length,
  }
}

async function finishListing(
  { tx, sums }: WriteContext,
  listing: FolderListing,
  excluded: readonly ExcludedChild[],
  { wasListed, hasFiles }: { readonly wasListed: boolean; readonly hasFiles: boolean },
): Promise<void> {
  const { folderId, scan, listedMs, nameless } = listing
  if (!wasListed) add(sums.of(folderId), UNLISTED, -1)
  const more = await replaceExcluded(tx, listing, excluded)
  if (more !== 0) add(sums.of(folderId), EXCLUDED, more)
  await tx.run(
    sql`UPDATE folder SET names_scan = max(names_scan, ${scan}),
          facts_scan = CASE WHEN ${hasFiles ? 1 : 0} THEN facts_scan ELSE max(facts_scan, ${scan}) END, listed_ms = ${listedMs}, is_flagged = 0,
          nameless = ${nameless}
        WHERE entry_id = ${folderId}`,
  )
  await markReadable(tx, [folderId])
}

export interface FactsOfChild {
  readonly child: FactsOwner
  /** undefined: nothing new. */
  readonly facts: SeenFacts | undefined
  readonly parentId: number
}

/** Writes what is new, and nothing else. @returns how many entries changed */
export async function takeFacts(
  { tx, replica, sums }: WriteContext,
  all: readonly FactsOfChild[],
): Promise<number> {
  const rows: Parameters<typeof writeFacts>[2][number][] = []
  for (const { child, facts, parentId } of all) {
    if (facts === undefined) continue
    rows.push({ entryId: child.entryId, ...facts })
    const above = sums.of(parentId)
    if (child.size === undefined && facts.size !== undefined) add(above, UNREAD, -1)
    add(above, BYTES, (facts.size ?? 0) - (child.size ?? 0))
  }
  await writeFacts(tx, replica, rows)
  return rows.length
}
