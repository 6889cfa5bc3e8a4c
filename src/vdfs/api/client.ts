// The contract as a caller holds it, made from the specs over any way of sending calls.
import { coreSpec, type CoreApi } from './core-api.ts'
import type { CallOptions } from './method.ts'

/** Sends one call; must never reject. */
export type Send = (method: string, input: unknown, options: CallOptions) => Promise<unknown>

/** @returns every method of the contract, each a call of `send` with the name `module.method` */
export function createClient(send: Send): CoreApi {
  const modules = Object.entries(coreSpec).map(([module, methods]) => [
    module,
    Object.freeze(
      Object.fromEntries(
        Object.keys(methods).map((method) => [
          method,
          (input?: unknown, options: CallOptions = {}) =>
            send(`${module}.${method}`, input, options),
        ]),
      ),
    ),
  ])
  const client: unknown = Object.freeze(Object.fromEntries(modules))
  if (!isCoreApi(client)) throw new Error('the client lacks methods of the contract')
  return client
}

function isCoreApi(value: unknown): value is CoreApi {
  if (typeof value !== 'object' || value === null) return false
  const modules = new Map(Object.entries(value))
  return Object.entries(coreSpec).every(([module, methods]) =>
    Object.keys(methods).every((method) => typeof modules.get(module)?.[method] === 'function'),
  )
}
