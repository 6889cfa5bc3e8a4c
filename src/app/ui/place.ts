// Puts floating things (menus, tooltips) where they fit. Pure geometry in viewport px, plus the two lines that
// write the result; kept out of CSS because an anchor may be a point or a row that scrolls away.

/** What a floating thing opens from: a point is a box without size. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** kept free between a floating thing and the window's edge, px */
const margin = 8

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high))

/**
 * The top left corner for `size` below `anchor`, above it where below has no room, slid inside the window.
 * @param gap px between anchor and thing
 * @param align with the anchor's start, or centred on it
 */
export function below(
  anchor: Box,
  size: Size,
  window: Size,
  gap: number,
  align: 'start' | 'center',
): { x: number; y: number } {
  const x = align === 'start' ? anchor.x : anchor.x + (anchor.width - size.width) / 2
  const under = anchor.y + anchor.height + gap
  const over = anchor.y - gap - size.height
  const fits = under + size.height <= window.height - margin
  return {
    x: clamp(x, margin, window.width - margin - size.width),
    y: clamp(fits || over < margin ? under : over, margin, window.height - margin - size.height),
  }
}

/**
 * The top left corner for a menu opened at a point: it hangs from the point to the right, else to the left, so
 * that the pointer never starts on an item.
 */
export function atPoint(point: Box, size: Size, window: Size): { x: number; y: number } {
  const x = point.x + size.width <= window.width - margin ? point.x : point.x - size.width
  const y = point.y + size.height <= window.height - margin ? point.y : point.y - size.height
  return {
    x: clamp(x, margin, window.width - margin - size.width),
    y: clamp(y, margin, window.height - margin - size.height),
  }
}

function write(element: HTMLElement, corner: { x: number; y: number }): void {
  element.style.left = `${Math.round(corner.x)}px`
  element.style.top = `${Math.round(corner.y)}px`
}

const viewport = (): Size => ({
  width: document.documentElement.clientWidth,
  height: document.documentElement.clientHeight,
})

/** Moves an open, fixed element beside a box. */
export function placeBeside(
  element: HTMLElement,
  anchor: Box,
  gap: number,
  align: 'start' | 'center',
): void {
  const size = { width: element.offsetWidth, height: element.offsetHeight }
  write(element, below(anchor, size, viewport(), gap, align))
}

/** Moves an open, fixed element to a point. */
export function placeAt(element: HTMLElement, point: Box): void {
  write(
    element,
    atPoint(point, { width: element.offsetWidth, height: element.offsetHeight }, viewport()),
  )
}
