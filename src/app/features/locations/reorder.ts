// Orders of the sidebar. Pure.

/** The same ids with one moved by some places; the same order if it is at the end already. */
export function movedBy<Id>(ids: readonly Id[], id: Id, by: number): readonly Id[] {
  const from = ids.indexOf(id)
  const to = Math.max(0, Math.min(ids.length - 1, from + by))
  if (from < 0 || from === to) return ids
  const others = ids.filter((other) => other !== id)
  return others.toSpliced(to, 0, id)
}

/** The same ids with one moved into the gap before what now stands at `gap` (0 to length). */
export function movedToGap<Id>(ids: readonly Id[], id: Id, gap: number): readonly Id[] {
  const from = ids.indexOf(id)
  if (from < 0 || gap === from || gap === from + 1) return ids
  const others = ids.filter((other) => other !== id)
  return others.toSpliced(gap > from ? gap - 1 : gap, 0, id)
}
