import {
  createContext,
  createSignal,
  onCleanup,
  untrack,
  useContext,
  type Accessor,
  type ParentProps,
} from 'solid-js'
import type { HoldallApi } from '#vdfs/api/core-api.ts'
import type { Connection, ConnectionState } from './connect.ts'

const CoreContext = createContext<HoldallApi>()

/** Gives the tree its core. Tests pass a client of a test core. */
export function CoreProvider(props: ParentProps<{ readonly api: HoldallApi }>) {
  return (
    <CoreContext.Provider value={untrack(() => props.api)}>{props.children}</CoreContext.Provider>
  )
}

/** The contract. @throws {Error} outside a CoreProvider */
export function useCore(): HoldallApi {
  const core = useContext(CoreContext)
  if (core === undefined) throw new Error('useCore outside CoreProvider')
  return core
}

/** The connection's state as a signal. */
export function createConnectionState(connection: Connection): Accessor<ConnectionState> {
  const [state, setState] = createSignal(connection.state())
  onCleanup(connection.onState(() => setState(connection.state())))
  return state
}
