// Entry: waits to lead, boots the core, serves ports.
import '#trusted-types'
import type { PortMessage } from '#vdfs/api/wire.ts'
import { boot } from './core/boot.ts'
import { createEndpoints } from './core/endpoints.ts'
import { lead } from './core/leadership.ts'

declare const self: DedicatedWorkerGlobalScope

const endpoints = createEndpoints(__BUILD_ID__)
self.addEventListener('message', (event: MessageEvent<PortMessage<MessagePort>>) => {
  endpoints.serve(event.data.port)
})
void lead(() => endpoints.open(boot()))
