// How one call of the contract is described: its input as a schema, and whether it changes anything.
import * as v from 'valibot'
import type { CommonError } from './core-errors.ts'
import type { CommandId } from './ids.ts'
import type { Result } from './result.ts'

export interface CallOptions {
  /** Only for commands: repeat a call with the same id and it is done once. Minted if left out. */
  readonly commandId?: string | undefined
}

/** A method as callers see it: never rejects; a defect is a value too. */
export type Method<I, T, E = never> = (
  ...call: undefined extends I
    ? [input?: I, options?: CallOptions]
    : [input: I, options?: CallOptions]
) => Promise<Result<T, E | CommonError>>

export interface CallContext {
  readonly commandId: CommandId
}

/** The same methods as the core implements them: input already parsed, the command's id always present. */
export type Handlers<Spec, Api> = {
  readonly [K in keyof Api & keyof Spec]: Api[K] extends (...call: never) => infer Answer
    ? (input: OutputOf<Spec[K]>, context: CallContext) => Answer
    : never
}

export interface MethodSpec<Schema extends v.GenericSchema = v.GenericSchema> {
  readonly effect: 'query' | 'command'
  readonly input: Schema
}
/** Reads only; may be repeated at will, as after a change of leader. */
export function query<S extends v.GenericSchema>(input: S): MethodSpec<S> {
  return { effect: 'query', input }
}
/** Changes something, exactly once per command id. */
export function command<S extends v.GenericSchema>(input: S): MethodSpec<S> {
  return { effect: 'command', input }
}
export type InputOf<S> = S extends MethodSpec<infer Schema> ? v.InferInput<Schema> : never

/** What a parsed call hands to the core. */
export type OutputOf<S> = S extends MethodSpec<infer Schema> ? v.InferOutput<Schema> : never

/** The input of methods that take none. */
export const nothing = v.optional(v.record(v.string(), v.never()))
