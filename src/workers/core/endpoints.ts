// What windows talk to: one endpoint per port, all on the same core.
import { expose } from 'comlink'
import type { BootError } from '#vdfs/api/core-errors.ts'
import { err, ok, type Result } from '#vdfs/api/result.ts'
import type { Topic } from '#vdfs/api/topics.ts'
import type { CoreEndpoint } from '#vdfs/api/wire.ts'
import type { Core } from '#vdfs/core.ts'

export interface Endpoints {
  /** Serves a window. Before there is a core its calls wait. */
  readonly serve: (port: MessagePort) => void
  /** Called once, when this worker leads. */
  readonly open: (booting: Promise<Result<Core, BootError>>) => void
}

export function createEndpoints(build: string): Endpoints {
  const { promise: booted, resolve } = Promise.withResolvers<Result<Core, BootError>>()
  return {
    open: resolve,
    serve: (port) => expose(createEndpoint(build, booted), port),
  }
}

function createEndpoint(build: string, booted: Promise<Result<Core, BootError>>): CoreEndpoint {
  let core: Core | undefined
  let tell: (topics: readonly Topic[]) => void = () => {}
  let stopWatching = () => {}
  return {
    async hello(callerBuild, tabLock, told) {
      // Builds may differ in what a call means; better no answer than a wrong one.
      if (callerBuild !== build) return err({ type: 'OtherVersion', leaderBuild: build })
      const boot = await booted
      if (!boot.ok) return boot
      core = boot.value
      tell = told
      // Granted only when the tab is gone: it can no longer say that it looks at a folder.
      void navigator.locks.request(tabLock, () => stopWatching())
      return ok()
    },
    async call(method, input, commandId) {
      if (core === undefined) throw new Error('call before hello')
      return core.dispatch(method, input, commandId)
    },
    async watch(topics) {
      const before = stopWatching
      if (core !== undefined) stopWatching = core.changes.subscribe(topics, tell)
      before() // after the new one, so that a topic in both is never unwatched
    },
    async ping() {},
  }
}
