import { createSignal, type Accessor } from 'solid-js'
import type { MenuAnchor } from './Menu.tsx'

/** Opens one `Menu` at the pointer or, for keys, at an element. */
export interface ContextMenu {
  /** For `<Menu anchor={menu.anchor()}>`. */
  readonly anchor: Accessor<MenuAnchor | undefined>
  /** Handles `contextmenu`, whether a pointer or Shift+F10 / the menu key made it. */
  open(event: MouseEvent, at?: Element): void
  /** Opens under an element, with the focus on the first line. */
  openAt(element: Element): void
  close(): void
}

/** A menu that opens by right click, long press, the menu key and Shift+F10. */
export function createContextMenu(): ContextMenu {
  const [anchor, setAnchor] = createSignal<MenuAnchor>()
  const openAt = (element: Element) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    setAnchor({ x, y, width, height, by: 'keys' })
  }
  return {
    anchor,
    openAt,
    open(event, at) {
      event.preventDefault()
      if (isByKeys(event)) openAt(at ?? targetOf(event))
      else setAnchor({ x: event.clientX, y: event.clientY, width: 0, height: 0, by: 'pointer' })
    },
    close: () => setAnchor(undefined),
  }
}

/**
 * Chromium sends a `contextmenu` made by keys as a mouse event of button -1, others with button 0; neither with a
 * button held. A long press has button 0 too, and says touch or pen.
 */
function isByKeys(event: MouseEvent): boolean {
  const isTouch = event instanceof PointerEvent && /^(touch|pen)$/.test(event.pointerType)
  return !isTouch && event.button !== 2 && event.buttons === 0
}

function targetOf(event: MouseEvent): Element {
  return event.target instanceof Element ? event.target : document.body
}
