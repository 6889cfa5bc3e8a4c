import { createSignal, onCleanup, type Accessor } from 'solid-js'

/** Below this width (px) there is one pane, dialogs become sheets. */
export const narrowQuery = '(width < 600px)'
/** Finger instead of mouse: rows of 56 px, targets of 44. */
export const coarseQuery = '(pointer: coarse)'

/**
 * Follows a media query for what CSS alone cannot do, such as the row height that a virtual list counts with.
 * @param query a media condition, e.g. `narrowQuery`
 */
export function createMediaQuery(query: string): Accessor<boolean> {
  const list = matchMedia(query)
  const [matches, setMatches] = createSignal(list.matches)
  const update = () => setMatches(list.matches)
  list.addEventListener('change', update)
  onCleanup(() => list.removeEventListener('change', update))
  return matches
}
