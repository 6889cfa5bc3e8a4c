// Must be the first import of main.tsx, and of workers that start workers. The policy of our headers
// (scripts/headers.js) lets no string become code, markup or a script's address. Workers and the service worker start
// from addresses, so those of our own build are admitted here; a `default` policy is asked for every string that
// reaches such a place. It has no createHTML and no createScript, so those stay blocked.

/** What is used of the browser's `trustedTypes`; our TypeScript knows no types for it. */
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown
}

/** folders of Vite's dev server, which serves sources as they are */
const devFolders = ['/src/', '/node_modules/', '/@']

/**
 * Whether a script may start from an address.
 * @param address as given to the worker or the registration
 * @param page address of the page or worker that starts it: other origins are refused
 */
export function isOwnScript(address: string, page: string, isDev: boolean): boolean {
  const url = URL.parse(address, page)
  if (url === null || url.origin !== new URL(page).origin || url.origin === 'null') return false
  if (url.pathname === '/service-worker.js' || url.pathname.startsWith('/assets/')) return true
  return isDev && devFolders.some((folder) => url.pathname.startsWith(folder))
}

function hasPolicies(scope: object): scope is { trustedTypes: PolicyFactory } {
  return 'trustedTypes' in scope
}

const scope: object = globalThis
if (hasPolicies(scope)) {
  scope.trustedTypes.createPolicy('default', {
    createScriptURL(address) {
      if (isOwnScript(address, location.href, import.meta.env.DEV)) return address
      throw new TypeError('Holdall refused to start a script that is not its own.')
    },
  })
}
