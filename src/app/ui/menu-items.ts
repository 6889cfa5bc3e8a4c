import type { IconComponent } from './Icon.tsx'

/** One line of a menu. */
export interface MenuAction {
  readonly type: 'action'
  /** Stable within the menu: the line keeps its focus when the list changes while it is open. */
  readonly id: string
  readonly label: string
  readonly icon?: IconComponent | undefined
  /** Keys as people read them. */
  readonly keys?: string | undefined
  /** Why it cannot be chosen now; the line stays reachable and says it. */
  readonly disabled?: string | undefined
  /** Makes it a choice that is on or off. */
  readonly checked?: boolean | undefined
  /** `one` of its group, or on its own; only with `checked`. */
  readonly choice?: 'one' | 'any' | undefined
  readonly danger?: boolean | undefined
  readonly run: () => void
}

/** A line between groups; those at the ends or doubled are not drawn. */
export interface MenuSeparator {
  readonly type: 'separator'
  readonly id: string
}

/** Lines under a small heading. */
export interface MenuGroup {
  readonly type: 'group'
  readonly id: string
  readonly label: string
  readonly items: readonly MenuAction[]
}

export type MenuItem = MenuAction | MenuSeparator | MenuGroup

/** Drops separators that separate nothing. */
export function withoutStraySeparators(items: readonly MenuItem[]): MenuItem[] {
  return items.filter((item, at) => {
    if (item.type !== 'separator') return true
    const before = items[at - 1]
    const hasMore = items.slice(at + 1).some((later) => later.type !== 'separator')
    return before !== undefined && before.type !== 'separator' && hasMore && hasItem(items, at)
  })
}

function hasItem(items: readonly MenuItem[], end: number): boolean {
  return items.slice(0, end).some((item) => item.type !== 'separator')
}

/**
 * The line that typed letters mean: the next one, after `current` and round again, whose label starts so.
 * @returns an index into `labels`, or -1
 */
export function findByTyping(labels: readonly string[], typed: string, current: number): number {
  const wanted = typed.toLocaleLowerCase()
  // one letter pressed again goes on to the next match; more letters may still mean the current line
  const start = wanted.length > 1 ? Math.max(0, current) : current + 1
  for (let step = 0; step < labels.length; step++) {
    const at = (start + step) % labels.length
    if (labels[at]?.toLocaleLowerCase().startsWith(wanted) === true) return at
  }
  return -1
}
