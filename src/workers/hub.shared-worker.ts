// Entry: introduces tabs to the leading tab. It passes ports on and never sees a call.
import type { PortMessage, ToHub } from '#vdfs/api/wire.ts'

declare const self: SharedWorkerGlobalScope

let leader: MessagePort | undefined
/** Tabs that came before there was a leader. A tab asks again at every change of leader, so losing them is harmless. */
const waiting: MessagePort[] = []

self.addEventListener('connect', (event) => {
  const [tab] = event.ports
  if (tab === undefined) return
  tab.addEventListener('message', (message: MessageEvent<ToHub<MessagePort>>) => {
    if (message.data.type === 'lead') {
      leader = tab
      for (const port of waiting.splice(0)) introduce(tab, port)
    } else if (leader === undefined) waiting.push(message.data.port)
    else introduce(leader, message.data.port)
  })
  tab.start()
})

function introduce(to: MessagePort, port: MessagePort) {
  to.postMessage({ type: 'port', port } satisfies PortMessage<MessagePort>, [port])
}
