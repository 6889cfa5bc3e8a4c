// How a picture lies in its frame. Pure; lengths in CSS px. A view is the picture's scale and how far its middle is
// from the middle of the frame.

export interface Size {
  readonly width: number
  readonly height: number
}

export interface ZoomView {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/** One press of a zoom button. */
export const ZOOM_STEP = 1.25
const MIN_PIXELS = 16
const MAX_SCALE = 32

/** Small pictures are shown as they are, large ones fitted in. */
export function fitted(picture: Size, frame: Size): ZoomView {
  const { width, height } = picture
  if (width <= 0 || height <= 0) return { scale: 1, x: 0, y: 0 }
  return { scale: Math.min(1, frame.width / width, frame.height / height), x: 0, y: 0 }
}

/**
 * Scales so that the point under the pointer stays where it is.
 * @param at from the middle of the frame
 */
export function zoomed(
  view: ZoomView,
  factor: number,
  at: { readonly x: number; readonly y: number },
  picture: Size,
  frame: Size,
): ZoomView {
  const least = Math.min(
    fitted(picture, frame).scale,
    MIN_PIXELS / Math.max(1, Math.min(picture.width, picture.height)),
  )
  const scale = Math.max(least, Math.min(view.scale * factor, MAX_SCALE))
  const ratio = scale / view.scale
  return held(
    { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio },
    picture,
    frame,
  )
}

/** Keeps the picture in the frame: it can be moved only along a side that is cut off. */
export function held(view: ZoomView, picture: Size, frame: Size): ZoomView {
  const keep = (offset: number, size: number, room: number) => {
    const spare = Math.max(0, (size * view.scale - room) / 2)
    return spare === 0 ? 0 : Math.max(-spare, Math.min(offset, spare))
  }
  return {
    scale: view.scale,
    x: keep(view.x, picture.width, frame.width),
    y: keep(view.y, picture.height, frame.height),
  }
}
