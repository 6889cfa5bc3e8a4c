// Pointers on a picture: drag moves it, the wheel and two fingers zoom, a double press toggles.

interface Point {
  readonly x: number
  readonly y: number
}

export interface PictureActions {
  readonly frame: () => HTMLElement | undefined
  /** @param at from the middle of the frame, CSS px */
  readonly zoomAt: (factor: number, at: Point) => void
  readonly moveBy: (dx: number, dy: number) => void
  readonly toggle: (at: Point) => void
}

export interface PictureGestures {
  readonly down: (event: PointerEvent) => void
  readonly move: (event: PointerEvent) => void
  readonly up: (event: PointerEvent) => void
  readonly wheel: (event: WheelEvent) => void
  readonly doubleClick: (event: MouseEvent) => void
}

/** A notch of a mouse wheel is about 100; so much is one step of a quarter. */
const WHEEL_STEP = 450

export function createPictureGestures(actions: PictureActions): PictureGestures {
  const held = new Map<number, Point>()

  const fromMiddle = (x: number, y: number): Point => {
    const box = actions.frame()?.getBoundingClientRect() ?? new DOMRect()
    return { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 }
  }
  const spanOf = ([a, b]: readonly Point[]) => {
    if (a === undefined || b === undefined) return undefined
    const middle = fromMiddle((a.x + b.x) / 2, (a.y + b.y) / 2)
    return { length: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)), middle }
  }

  return {
    down(event) {
      if (event.button !== 0) return
      held.set(event.pointerId, { x: event.clientX, y: event.clientY })
      actions.frame()?.setPointerCapture(event.pointerId)
    },
    move(event) {
      const before = held.get(event.pointerId)
      if (before === undefined) return
      const span = spanOf([...held.values()])
      const now = { x: event.clientX, y: event.clientY }
      held.set(event.pointerId, now)
      const next = spanOf([...held.values()])
      if (span === undefined || next === undefined) {
        actions.moveBy(now.x - before.x, now.y - before.y)
        return
      }
      actions.zoomAt(next.length / span.length, next.middle)
      actions.moveBy(next.middle.x - span.middle.x, next.middle.y - span.middle.y)
    },
    up: (event) => held.delete(event.pointerId),
    wheel(event) {
      event.preventDefault()
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 40 : 1
      const factor = Math.exp((-event.deltaY * lines) / WHEEL_STEP)
      actions.zoomAt(factor, fromMiddle(event.clientX, event.clientY))
    },
    doubleClick: (event) => actions.toggle(fromMiddle(event.clientX, event.clientY)),
  }
}
