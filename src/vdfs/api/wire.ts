// What goes over the port between a window and the core worker.
import type { BootError } from './core-errors.ts'
import type { Result } from './result.ts'
import type { Topic } from './topics.ts'

/** Name of the Web Lock whose holder leads. */
export const LEADER_LOCK = 'holdall-core'
/** Name of the BroadcastChannel on which leaders announce themselves. */
export const LEADER_CHANNEL = 'holdall-leader'

export type LeaderNews =
  /** A core is ready to be connected to. */
  | { readonly type: 'leading'; readonly build: string }
  /** A person asked for another tab to take over: the leading window ends its worker. */
  | { readonly type: 'release' }
  /** The library is gone; every tab starts over. */
  | { readonly type: 'erased' }

/** What the worker exposes on every port. */
export interface CoreEndpoint {
  /**
   * The first call on a port. Answers when the core has booted.
   * @param tabLock name of a Web Lock that the tab holds while it lives
   * @param told called with the topics that changed, of those last given to `watch`
   */
  hello(
    build: string,
    tabLock: string,
    told: (topics: readonly Topic[]) => void,
  ): Promise<Result<void, BootError>>
  /** One method of the contract. @returns its Result */
  call(method: string, input: unknown, commandId: string): Promise<unknown>
  /** Replaces the topics that the tab is told about. */
  watch(topics: readonly Topic[]): Promise<void>
  ping(): Promise<void>
}

/** Window to its own worker, and hub to window: a tab that wants to be served. `Port` is a MessagePort. */
export interface PortMessage<Port> {
  readonly type: 'port'
  readonly port: Port
}
/** Worker to its own window: it leads from now on. */
export interface LeadingMessage {
  readonly type: 'leading'
}
/** Window to hub: this window leads; or: introduce this port to the leader. */
export type ToHub<Port> = { readonly type: 'lead' } | PortMessage<Port>
