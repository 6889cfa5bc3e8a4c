// Which crumbs of a path fold into a menu so that the rest fits. Pure; lengths in CSS px.

/** The button that stands for the folded ones, with the arrow after it. */
const FOLD_WIDTH = 24 + 20

export interface FoldOptions {
  /** Crumbs to show at most, the first and the last included. */
  readonly most: number
}

/**
 * The crumbs to fold, as a half-open range: from the middle, the outermost first, never the first or the last. The
 * last one, where the person is, has the room first: it shrinks only when all between are folded.
 * @param widths natural widths of all crumbs, outermost first
 */
export function foldedRange(
  widths: readonly number[],
  room: number,
  { most }: FoldOptions,
): { readonly from: number; readonly to: number } {
  const last = widths.length - 1
  const isFit = (to: number) => {
    const rest = widths.slice(to, last).reduce((sum, width) => sum + width, 0)
    const end = widths[last] ?? 0
    return (widths[0] ?? 0) + (to > 1 ? FOLD_WIDTH : 0) + rest + end <= room
  }
  const isFew = (to: number) => 1 + widths.length - to <= Math.max(2, most)
  let to = 1
  while (to < last && !(isFit(to) && isFew(to))) to++
  return { from: 1, to }
}
