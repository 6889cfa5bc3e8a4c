// Entry: keeps every file of the app, so that it starts without a network.
//
// Each build has a cache of its own, and the one before it stays. A tab that runs the old build when a new one takes
// over still finds what it loads late: its lazy parts, the database engine if it comes to lead, a worker if it must
// start a new one. Workbox's usual single cache drops those at once, and the server has only the new names by then.
// Two builds back, every tab has been told twice to reload.
//
// It never takes over by itself: a waiting build starts when a person says so in one tab, or when all are closed.
import { clientsClaim } from 'workbox-core'
import { PrecacheController, PrecacheRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope

const CACHE_PREFIX = 'holdall-build-'
const ownCache = CACHE_PREFIX + __BUILD_ID__

const controller = new PrecacheController({ cacheName: ownCache })
// oxlint-disable-next-line no-underscore-dangle -- Workbox puts the list of files in place of this name
controller.addToCacheList(self.__WB_MANIFEST)

self.addEventListener('install', (event) => event.waitUntil(controller.install(event)))
self.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([controller.activate(event), dropOldCaches()])),
)
clientsClaim() // the very first visit is ready for offline without a reload
self.addEventListener('message', (event: ExtendableMessageEvent) => {
  if (isSkipWaiting(event.data)) event.waitUntil(self.skipWaiting())
})

registerRoute(new PrecacheRoute(controller, { cleanURLs: false }))
// Every place of the app is the same page; files at the root, such as the notices, are themselves.
registerRoute(
  new NavigationRoute(controller.createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/(?:assets|icons)\//, /^\/[^/]+\.[a-z]+$/i],
  }),
)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  async ({ request }) => (await caches.match(request)) ?? fetch(request),
)

/** Keeps this build's cache and the newest other one. `keys` tells them in the order in which they were made. */
async function dropOldCaches(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(CACHE_PREFIX))
  const others = names.filter((name) => name !== ownCache)
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)))
}

function isSkipWaiting(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'SKIP_WAITING'
}
