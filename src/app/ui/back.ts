// The system's own way back: the gesture or button of a phone, which else would leave the page.

/** What is used of the browser's `CloseWatcher`; our TypeScript knows no types for it. */
interface Watcher {
  addEventListener(type: 'close', listener: () => void): void
  destroy(): void
}

function hasWatchers(scope: object): scope is { CloseWatcher: new () => Watcher } {
  return 'CloseWatcher' in scope
}

/**
 * Calls `closed` when the person goes back. Where the browser has no such thing, never.
 * @returns ends it
 */
export function watchBack(closed: () => void): () => void {
  const scope: object = globalThis
  if (!hasWatchers(scope)) return () => undefined
  const watcher = new scope.CloseWatcher()
  watcher.addEventListener('close', closed)
  return () => watcher.destroy()
}
