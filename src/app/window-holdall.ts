// `window.holdall`: the contract for scripts, the console and tests. It is the very client that the UI calls, so
// nothing can be done here that the core does not check, and nothing there that cannot be done here.
import type { HoldallApi } from '#vdfs/api/core-api.ts'

export interface Scripting extends HoldallApi {
  readonly version: string
}

declare global {
  interface Window {
    readonly holdall: Scripting
  }
}

/** Sets it once, for good: no other code of the page can put something else in its place. */
export function installScripting(api: HoldallApi, version: string): void {
  Object.defineProperty(window, 'holdall', {
    value: Object.freeze({ ...api, version }),
    enumerable: true,
    writable: false,
    configurable: false,
  })
}
