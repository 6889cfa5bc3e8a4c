// What a listing says beside what is known. Pure: the same for the first index, a later scan, and news of a watcher.

export interface KnownChild {
  readonly entryId: number
  readonly name: string
  readonly isFile: boolean
  readonly isDropOnly: boolean
  /** It was not shown lately, and it is not settled yet what became of it. */
  readonly isMissing: boolean
  readonly size: number | undefined
  readonly modifiedMs: number | undefined
}

/** One entry as a listing shows it. `size` and `modifiedMs` only where the road tells them with the names. */
export interface SeenChild {
  readonly name: string
  readonly isFile: boolean
  readonly facts?: SeenFacts | undefined
}
export interface SeenFacts {
  readonly size: number | undefined
  readonly modifiedMs: number | undefined
}

export interface ListingDiff {
  readonly added: readonly SeenChild[]
  /** Known and seen; with the facts that are new, if any. */
  readonly met: readonly { readonly known: KnownChild; readonly facts: SeenFacts | undefined }[]
  /** Known and not seen, and the road could have shown it. */
  readonly unmet: readonly KnownChild[]
}

/**
 * Compares. An entry that became the other kind is another entry: the old one is unmet, the new one added.
 * @param seen names are unique
 * @param canShow whether the road that listed could have shown this one, if it were there
 */
export function diffListing(
  known: readonly KnownChild[],
  seen: readonly SeenChild[],
  canShow: (child: KnownChild) => boolean,
): ListingDiff {
  const knownByName = new Map(known.map((child) => [child.name, child]))
  const added: SeenChild[] = []
  const met: ListingDiff['met'][number][] = []
  for (const child of seen) {
    const before = knownByName.get(child.name)
    if (before === undefined || before.isFile !== child.isFile) {
      added.push(child)
      continue
    }
    knownByName.delete(child.name)
    met.push({ known: before, facts: newFacts(before, child.facts) })
  }
  const unmet = [...knownByName.values()].filter(canShow)
  return { added, met, unmet }
}

/** The facts, if they say something else than what is known. */
export function newFacts(
  known: Pick<KnownChild, 'isFile' | 'size' | 'modifiedMs'>,
  seen: SeenFacts | undefined,
): SeenFacts | undefined {
  if (!known.isFile || seen === undefined || seen.size === undefined) return undefined
  return seen.size === known.size && seen.modifiedMs === known.modifiedMs ? undefined : seen
}
