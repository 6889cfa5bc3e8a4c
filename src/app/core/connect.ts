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
  type FromHub,
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
}

/** A hub that has not said anything by then is joined again. */
const HUB_PATIENCE_MS = 1_000
/** An unanswered call older than this makes the connection ask whether anybody is there. */
const SILENCE_MS = 8_000

interface PendingCall {
  readonly send: () => void
}

export function connectCore(build: string, startOver: () => void): Connection {
  const tabLock = `holdall-tab-${newId()}`
  /** While it is held, this tab lives: a core that gets it forgets what the tab watches. So it comes before any hello. */
  const lives = new Promise<void>((resolve) => {
    void navigator.locks.request(tabLock, () => {
      resolve()
      return new Promise<void>(() => {})
    })
  })
  const channel = new BroadcastChannel(LEADER_CHANNEL)
  let hub: MessagePort | undefined
  let worker: Worker
  let leading = false
  let endpoint: Remote<CoreEndpoint> | undefined
  let generation = 0
  /** Whether the last port that was sent out has been answered on. */
  let isGreeted = false
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
    isGreeted = false
    if (leading) worker.postMessage(portMessage(port2), [port2])
    else hub?.postMessage(portMessage(port2) satisfies ToHub<MessagePort>, [port2])
    const remote = wrap<CoreEndpoint>(port1)
    void greet(remote, mine)
  }

  const greet = async (remote: Remote<CoreEndpoint>, mine: number) => {
    await lives
    if (mine !== generation) return
    const welcome = await remote.hello(
      build,
      tabLock,
      proxy((topics: readonly Topic[]) => tell(topics)),
    )
    if (mine !== generation) return
    isGreeted = true
    if (!welcome.ok) return fail(welcome.error)
    endpoint = remote
    setState({ type: 'ready' })
    sendWatches()
    for (const call of pending.values()) call.send()
    tell(topicsOf(watches)) // what changed while nobody led is unknown
  }

  const fail = (error: BootError) => {
    endpoint = undefined
    setState({ type: 'failed', error })
  }

  /** Another build leads: its core must not be called, and its hub may be another one. */
  const refuse = (leaderBuild: string) => {
    generation++
    fail({ type: 'OtherVersion', leaderBuild })
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

  const announce = () => channel.postMessage({ type: 'leading', build } satisfies LeaderNews)

  const lead = () => {
    if (hub === undefined) announce()
    else hub.postMessage({ type: 'lead' } satisfies ToHub<MessagePort>) // which answers when it knows
  }

  const joinHub = () => {
    const joined = spawnHub()
    hub = joined
    if (joined === undefined) return
    // One that is just ending may still be joined, and says nothing.
    const patience = setTimeout(rejoinHub, HUB_PATIENCE_MS)
    joined.addEventListener('message', (event: MessageEvent<FromHub<MessagePort>>) => {
      const message = event.data
      if (message.type === 'port') worker.postMessage(message, [message.port])
      else if (message.type === 'led') {
        if (leading) announce()
      } else {
        clearTimeout(patience)
        // The browser may end it alone, as when memory is short; then its lock is free.
        if (hub === joined)
          void navigator.locks.request(message.lock, { mode: 'shared' }, rejoinHub)
      }
    })
    joined.start()
  }

  /** What was on its way to the hub before is lost. */
  const rejoinHub = () => {
    joinHub()
    if (leading) lead()
    else if (!isGreeted) connect()
  }

  const startWorker = () => {
    const own = spawnCore()
    worker = own
    own.addEventListener('message', (event: MessageEvent<LeadingMessage>) => {
      if (event.data.type !== 'leading' || own !== worker) return
      leading = true
      lead()
      connect()
    })
  }

  /** Ends this tab's worker; the next one stands at the end of the line. */
  const standBack = () => {
    worker.terminate()
    startWorker()
    if (!leading) return
    leading = false
    setState({ type: 'connecting' })
  }

  startWorker()
  joinHub()
  channel.addEventListener('message', (event: MessageEvent<LeaderNews>) => {
    const news = event.data
    if (news.type === 'leading') {
      leading = false
      if (news.build === build) connect()
      else refuse(news.build)
    } else if (news.type === 'who') {
      if (leading) channel.postMessage({ type: 'here', build } satisfies LeaderNews)
    } else if (news.type === 'here') {
      if (!leading && !isGreeted && news.build !== build) refuse(news.build)
    } else if (news.type === 'release') {
      if (leading || news.build !== build) standBack()
    } else startOver()
  })
  connect()
  channel.postMessage({ type: 'who' } satisfies LeaderNews)

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
        // What has failed has said why.
        if (asked === endpoint && state.type !== 'failed')
          setState({ type: 'failed', error: { type: 'LeaderSilent' } })
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
      channel.postMessage({ type: 'release', build } satisfies LeaderNews)
      if (leading) standBack()
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
