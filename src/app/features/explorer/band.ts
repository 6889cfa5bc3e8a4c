// The arithmetic of a rubber band over a list of equal rows. Pure; lengths in CSS px.
import { lift, type ListGeometry } from '../../ui/virtual-window.ts'
import type { BandMode } from './selection.ts'

/** A point in the list: x from its left edge, y from the top of row 0, wherever it is scrolled. */
export interface ListPoint {
  readonly x: number
  readonly y: number
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Farther than this from the press, a press is a drag. */
export const DRAG_THRESHOLD = 4
/** So near to the upper or lower edge, the list scrolls along. */
export const SCROLL_EDGE = 40
/** At the very edge, px per second; beyond it up to three times as much. */
const SCROLL_SPEED = 900

export function isDrag(dx: number, dy: number): boolean {
  return Math.hypot(dx, dy) >= DRAG_THRESHOLD
}

/** The rows between two heights, the touched ones included. @returns a half-open range; empty below the last row */
export function rowsBetween(
  a: ListPoint,
  b: ListPoint,
  rowHeight: number,
  total: number,
): { from: number; to: number } {
  const from = Math.floor(Math.max(0, Math.min(a.y, b.y)) / rowHeight)
  const to = Math.ceil(Math.max(0, a.y, b.y) / rowHeight)
  return { from: Math.min(from, total), to: Math.min(Math.max(to, from + 1), total) }
}

/** Where the band is drawn in the scrolled content. */
export function boxOf(a: ListPoint, b: ListPoint, geometry: ListGeometry): Box {
  const raised = lift(geometry)
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y) - raised,
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  }
}

/** How fast the list scrolls for a pointer at `y`, px per second. @param y from the top of the rows' viewport */
export function scrollSpeed(y: number, viewport: number): number {
  const above = SCROLL_EDGE - y
  const below = y - (viewport - SCROLL_EDGE)
  const into = Math.max(above, below)
  if (into <= 0) return 0
  const speed = Math.min(3, into / SCROLL_EDGE) * SCROLL_SPEED
  return above > below ? -speed : speed
}

export function bandMode(event: {
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
}): BandMode {
  if (event.ctrlKey || event.metaKey) return 'toggle'
  return event.shiftKey ? 'add' : 'replace'
}
