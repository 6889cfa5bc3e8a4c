// Entry: introduces tabs to the leading tab. It passes ports on and never sees a call.
import type { FromHub, ToHub } from '#vdfs/api/wire.ts'

declare const self: SharedWorkerGlobalScope

const lock = `holdall-hub-${crypto.randomUUID()}`
const isHeld = new Promise<void>((resolve) => {
  void navigator.locks.request(lock, () => {
    resolve()
    return new Promise<never>(() => {})
  })
})

let leader: MessagePort | undefined
/** Tabs that came before there was a leader. A tab asks again at every change of leader, so losing them is harmless. */
const waiting: MessagePort[] = []

self.addEventListener('connect', (event) => {
  const [tab] = event.ports
  if (tab === undefined) return
  tab.addEventListener('message', (message: MessageEvent<ToHub<MessagePort>>) => {
    if (message.data.type === 'lead') {
      leader = tab
      // Only then is it announced, so that no port goes to the leader before.
      tab.postMessage({ type: 'led' } satisfies FromHub<MessagePort>)
      for (const port of waiting.splice(0)) introduce(tab, port)
    } else if (leader === undefined) waiting.push(message.data.port)
    else introduce(leader, message.data.port)
  })
  tab.start()
  void isHeld.then(() => tab.postMessage({ type: 'hub', lock } satisfies FromHub<MessagePort>))
})

function introduce(to: MessagePort, port: MessagePort) {
  to.postMessage({ type: 'port', port } satisfies FromHub<MessagePort>, [port])
}
