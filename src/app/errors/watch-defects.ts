// Bugs outside of rendering: handlers, timers, promises that nobody awaits. Rendering has its error boundary.

/** Browsers report this as an error, and it only says that a layout took one frame more. */
const HARMLESS = /^ResizeObserver loop/

/**
 * Calls `defect` for every error that nobody caught; the browser has already logged it.
 * @returns a function that ends it
 */
export function watchDefects(defect: (error: unknown) => void): () => void {
  const events = new AbortController()
  const { signal } = events
  window.addEventListener(
    'error',
    (event) => {
      if (!HARMLESS.test(event.message)) defect(event.error ?? event.message)
    },
    { signal },
  )
  window.addEventListener('unhandledrejection', (event) => defect(event.reason), { signal })
  return () => events.abort()
}
