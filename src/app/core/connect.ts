// The window's end of the core: one stable client across changes of leader.
//
// A call is kept until it has an answer and sent again to whoever leads next, under the same command id; the core
// does a repeated command once. See "One core, many tabs" in ARCHITECTURE.md.
import { proxy, wrap, type Remote } from 'comlink'
import { createClient } from '#vdfs/api/client.ts'
import type { HoldallApi } from '#vdfs/api/core-api.ts'
import type { BootError } from '#vdfs/api/core-errors.ts'
import { formatId } from '#vdfs/api/ids.ts'
import type { Topic } from '#vdfs/api/topics.ts'
import {
  LEADER_CHANNEL,
  type CoreEndpoint,
  type LeaderNews,
  type LeadingMessage,
  type PortMessage,
  type ToHub,
} from '#vdfs/api/wire.ts'
import { spawnCore, spawnHub } from './spawn.ts'

export type ConnectionState =
  | { readonly type: 'connecting' }
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly error: BootError }

export interface Connection {
  readonly api: HoldallApi
  readonly state: () => ConnectionState
  /** Calls `changed` after each change of state. */
  readonly onState: (changed: () => void) => () => void
  /** Whether this tab's own worker leads. */
  readonly isLeading: () => boolean
  /** Ends the worker of the leading tab, wherever it is, so that another takes over. */
  readonly takeOver: () => void
  /** Tells every tab, this one too, to start over: the library was erased. */
  readonly announceErased: () => void
}

/** An unanswered call older than this makes the connection ask whether anybody is there. */
const SILENCE_MS = 8_000

interface PendingCall {
  readonly send: () => void
}

export function connectCore(build: string, startOver: () => void): Connection {
  const tabLock = `holdall-tab-${newId()}`
  void navigator.locks.request(tabLock, () => new Promise<void>(() => {})) // held while this tab lives
  const channel = new BroadcastChannel(LEADER_CHANNEL)
  const hub = spawnHub()
  let worker = spawnCore()
  let leading = false
  let endpoint: Remote<CoreEndpoint> | undefined
  let generation = 0
  let state: ConnectionState = { type: 'connecting' }
  const stateListeners = new Set<() => void>()
  const pending = new Map<symbol, PendingCall>()
  const watches = new Map<symbol, Watch>()

  const setState = (next: ConnectionState) => {
    state = next
    for (const changed of stateListeners) changed()
  }

  const connect = () => {
    const { port1, port2 } = new MessageChannel()
    const mine = ++generation
    if (leading) worker.postMessage(portMessage(port2), [port2])
    else hub.postMessage(portMessage(port2) satisfies ToHub<MessagePort>, [port2])
    const remote = wrap<CoreEndpoint>(port1)
    void greet(remote, mine)
  }

  const greet = async (remote: Remote<CoreEndpoint>, mine: number) => {
    const welcome = await remote.hello(
      build,
      tabLock,
      proxy((topics: readonly Topic[]) => tell(topics)),
    )
    if (mine !== generation) return
    if (!welcome.ok) {
      endpoint = undefined
      setState({ type: 'failed', error: welcome.error })
      return
    }
    endpoint = remote
    setState({ type: 'ready' })
    sendWatches()
    for (const call of pending.values()) call.send()
    tell(topicsOf(watches)) // what changed while nobody led is unknown
  }

  const tell = (topics: readonly Topic[]) => {
    for (const watch of watches.values()) {
      const mine = topics.filter((topic) => watch.topics.has(topic))
      if (mine.length > 0) watch.changed(mine)
    }
  }

  let watchesQueued = false
  const sendWatches = () => {
    if (watchesQueued) return
    watchesQueued = true
    queueMicrotask(() => {
      watchesQueued = false
      void endpoint?.watch(topicsOf(watches))
    })
  }

  const follow = (own: Worker) =>
    own.addEventListener('message', (event: MessageEvent<LeadingMessage>) => {
      if (event.data.type !== 'leading' || own !== worker) return
      leading = true
      hub.postMessage({ type: 'lead' } satisfies ToHub<MessagePort>)
      channel.postMessage({ type: 'leading', build } satisfies LeaderNews)
      connect()
    })

  const release = () => {
    if (!leading) return
    leading = false
    worker.terminate()
    worker = spawnCore()
    follow(worker)
    setState({ type: 'connecting' })
  }

  follow(worker)
  hub.addEventListener('message', (event: MessageEvent<PortMessage<MessagePort>>) => {
    worker.postMessage(event.data, [event.data.port])
  })
  hub.start()
  channel.addEventListener('message', (event: MessageEvent<LeaderNews>) => {
    if (event.data.type === 'leading') {
      leading = false
      connect()
    } else if (event.data.type === 'release') release()
    else startOver()
  })
  connect()

  const callCore = (method: string, input: unknown, commandId: string): Promise<unknown> =>
    new Promise((resolve) => {
      const key = Symbol(method)
      const settle = (answer: unknown) => {
        if (pending.delete(key)) resolve(answer)
        watchdog()
      }
      const send = () => {
        const mine = generation
        void endpoint?.call(method, input, commandId).then(settle, (error: unknown) => {
          // Comlink rejects only if the message itself could not be sent, as for input that cannot be cloned.
          if (mine === generation) settle(unsendable(method, error))
        })
      }
      pending.set(key, { send })
      send()
      watchdog()
    })

  let silence: ReturnType<typeof setTimeout> | undefined
  /** While calls wait, an endpoint that answers no ping is said to be silent; it recovers when it answers. */
  const watchdog = () => {
    clearTimeout(silence)
    if (pending.size === 0) return
    silence = setTimeout(() => {
      const asked = endpoint
      const timer = setTimeout(() => {
        if (asked === endpoint) setState({ type: 'failed', error: { type: 'LeaderSilent' } })
      }, SILENCE_MS)
      void asked?.ping().then(() => {
        clearTimeout(timer)
        if (asked === endpoint && state.type === 'failed') setState({ type: 'ready' })
        watchdog()
      })
    }, SILENCE_MS)
  }

  const api: HoldallApi = Object.freeze({
    ...createClient((method, input, options) =>
      callCore(method, input, options.commandId ?? newId()),
    ),
    subscribe(topics: readonly Topic[], changed: (topics: readonly Topic[]) => void) {
      const key = Symbol('watch')
      watches.set(key, { topics: new Set(topics), changed })
      sendWatches()
      return () => {
        if (watches.delete(key)) sendWatches()
      }
    },
  })

  return {
    api,
    state: () => state,
    onState(changed) {
      stateListeners.add(changed)
      return () => stateListeners.delete(changed)
    },
    isLeading: () => leading,
    takeOver() {
      channel.postMessage({ type: 'release' } satisfies LeaderNews)
      release()
    },
    announceErased() {
      channel.postMessage({ type: 'erased' } satisfies LeaderNews)
      startOver()
    },
  }
}

interface Watch {
  readonly topics: ReadonlySet<Topic>
  readonly changed: (topics: readonly Topic[]) => void
}

function topicsOf(watches: ReadonlyMap<symbol, Watch>): readonly Topic[] {
  const all = new Set<Topic>()
  for (const watch of watches.values()) for (const topic of watch.topics) all.add(topic)
  return [...all]
}

function portMessage(port: MessagePort): PortMessage<MessagePort> {
  return { type: 'port', port }
}

function unsendable(method: string, error: unknown) {
  const message = error instanceof Error ? error.message : String(error)
  return { ok: false, error: { type: 'InvalidInput', method, issues: [message] } }
}

function newId(): string {
  return formatId(Date.now(), crypto.getRandomValues(new Uint8Array(16)))
}
