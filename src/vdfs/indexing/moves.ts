// Which of the entries that vanished are which of those that are new. Pure; the rules are I6 and I7 in SPEC.md.

export interface Candidate {
  readonly entryId: number
  readonly parentId: number
  readonly name: string
  /** What must be equal: of files size and date, of folders what is in them. undefined: nothing that tells. */
  readonly evidence: string | undefined
}

export interface Move {
  readonly from: Candidate
  readonly to: Candidate
}

/** The evidence of a file. Empty files and files without a date are too much alike. */
export function fileEvidence(
  size: number | undefined,
  modifiedMs: number | undefined,
): string | undefined {
  return size === undefined || size === 0 || modifiedMs === undefined
    ? undefined
    : `${size} ${modifiedMs}`
}

/**
 * Pairs that are certain: the same evidence, and the same name (it was moved) or the same folder (it was renamed); each
 * of the two must be the only one that fits the other.
 */
export function findMoves(
  vanished: readonly Candidate[],
  appeared: readonly Candidate[],
): readonly Move[] {
  const moves: Move[] = []
  const done = new Set<number>()
  const pair = (keyOf: (one: Candidate) => string): void => {
    const left = (all: readonly Candidate[]): Map<string, Candidate[]> => {
      const groups = new Map<string, Candidate[]>()
      for (const one of all) {
        if (one.evidence === undefined || done.has(one.entryId)) continue
        const key = `${one.evidence} ${keyOf(one)}`
        const group = groups.get(key)
        if (group === undefined) groups.set(key, [one])
        else group.push(one)
      }
      return groups
    }
    const targets = left(appeared)
    for (const [key, sources] of left(vanished)) {
      const [from, otherFrom] = sources
      const [to, otherTo] = targets.get(key) ?? []
      if (
        from === undefined ||
        to === undefined ||
        otherFrom !== undefined ||
        otherTo !== undefined
      )
        continue
      moves.push({ from, to })
      done.add(from.entryId).add(to.entryId)
    }
  }
  pair(({ name }) => `name ${name}`)
  pair(({ parentId }) => `folder ${parentId}`)
  return moves
}
