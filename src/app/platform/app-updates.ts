// The service worker as the window sees it: a new build waits, a person starts it, every tab reloads when it suits.
// Never reloads a tab by itself: what runs there would be killed.

/** `waiting`: a new build is ready. `changed`: another tab started it, this one still runs the old build. */
export type UpdateState = 'current' | 'waiting' | 'changed'

export interface AppUpdates {
  readonly state: () => UpdateState
  readonly onState: (changed: () => void) => void
  /** Asks the server whether there is a new build. */
  readonly check: () => Promise<void>
  /** Starts the waiting build, if one waits, and reloads this tab. */
  readonly apply: () => void
}

const SCRIPT = '/service-worker.js'

/** Starts keeping the app for offline use. Waits for the page to be loaded: the download must not slow the start. */
export function watchUpdates(): AppUpdates {
  if (!('serviceWorker' in navigator)) return noUpdates // some private windows
  const container = navigator.serviceWorker
  let state: UpdateState = 'current'
  let registration: ServiceWorkerRegistration | undefined
  // The first worker of all takes this tab over too, which is no update.
  let isControlled = container.controller !== null
  let isAsked = false
  const listeners: (() => void)[] = []
  const setState = (next: UpdateState) => {
    state = next
    for (const changed of listeners) changed()
  }

  container.addEventListener('controllerchange', () => {
    if (isAsked) location.reload()
    else if (isControlled) setState('changed')
    isControlled = true
  })

  const follow = (found: ServiceWorkerRegistration) => {
    registration = found
    const look = () => {
      if (found.waiting !== null && container.controller !== null && state === 'current')
        setState('waiting')
    }
    look()
    found.addEventListener('updatefound', () => {
      found.installing?.addEventListener('statechange', look)
    })
  }
  void loaded()
    .then(() => container.register(SCRIPT))
    .then(follow, reportRefusal)

  return {
    state: () => state,
    onState: (changed) => void listeners.push(changed),
    async check() {
      await registration?.update().catch(() => {
        // No network, or the server is down: asked again the next time.
      })
    },
    apply() {
      const waiting = registration?.waiting
      if (!waiting) return location.reload()
      isAsked = true
      startWaiting(waiting)
    },
  }
}

const noUpdates: AppUpdates = {
  state: () => 'current',
  onState() {},
  async check() {},
  apply: () => location.reload(),
}

/**
 * Reloads with the newest build there is, e.g. when this one is too old for the library. Without a network that is the
 * build that is here.
 */
export async function reloadToNewest(): Promise<void> {
  if (!('serviceWorker' in navigator)) return location.reload()
  const registration = await navigator.serviceWorker.getRegistration()
  try {
    await registration?.update()
  } catch {
    // No network: a build that already waits may still be newer.
  }
  if (registration?.installing) await installed(registration.installing)
  const waiting = registration?.waiting
  if (!waiting) return location.reload()
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
  startWaiting(waiting)
}

function startWaiting(worker: ServiceWorker): void {
  worker.postMessage({ type: 'SKIP_WAITING' })
}

function installed(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    worker.addEventListener('statechange', () => {
      if (worker.state !== 'installing') resolve()
    })
  })
}

function loaded(): Promise<void> {
  if (document.readyState === 'complete') return Promise.resolve()
  return new Promise((resolve) => window.addEventListener('load', () => resolve(), { once: true }))
}

/** Some private windows and policies refuse; the app then works as long as there is a server. */
function reportRefusal(error: unknown): void {
  // oxlint-disable-next-line no-console -- the only place where somebody who wonders would look
  console.warn('Holdall cannot be kept for offline use here.', error)
}
