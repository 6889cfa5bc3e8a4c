// What goes over the port between a window and the core worker.
import type { BootError } from './core-errors.ts'
import type { Result } from './result.ts'
import type { Topic } from './topics.ts'

/** Name of the Web Lock whose holder leads. */
export const LEADER_LOCK = 'holdall-core'
/** Name of the BroadcastChannel on which leaders announce themselves. */
export const LEADER_CHANNEL = 'holdall-leader'

export type LeaderNews =
  /** A core can be connected to from now on. */
  | { readonly type: 'leading'; readonly build: string }
  /** A new tab wants to know who leads: the hub of another build cannot tell it. */
  | { readonly type: 'who' }
  /** The answer. */
  | { readonly type: 'here'; readonly build: string }
  /**
   * A person wants the tab with this build to take over: the leading window ends its worker, and windows of other
   * builds get in line again, behind it.
   */
  | { readonly type: 'release'; readonly build: string }
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
export type FromHub<Port> =
  /** To each window first: the name of a Web Lock that the hub holds while it lives. */
  | { readonly type: 'hub'; readonly lock: string }
  /** To the window that leads: from now on ports come to it. */
  | { readonly type: 'led' }
  | PortMessage<Port>
