// A kind with its types closed over: all that the runner holds of it are texts. Kinds of different inputs can so stand
// in one list, and what was stored passes the kind's own schemas before the kind sees it.
import * as v from 'valibot'
import type { JobId, JobKindName } from '../api/jobs.ts'
import { ok, type Result } from '../api/result.ts'
import type { Tx, WriteError } from '../db/db.ts'
import type { JobContext, JobEnd, JobKind } from './job-kind.ts'

/** What the runner does for a run, with the checkpoint as JSON. */
export interface JobHost extends Pick<
  JobContext<never, never>,
  'signal' | 'progress' | 'fail' | 'unfail' | 'turn'
> {
  readonly jobId: JobId
  commit<E>(work: (tx: Tx) => Promise<Result<string, E>>): Promise<Result<void, E | WriteError>>
}

/** A job whose input and checkpoint were read and fit. */
export interface OpenedJob {
  run(host: JobHost): Promise<JobEnd>
}

export interface RunnableJob {
  readonly kind: JobKindName
  readonly version: number
  readonly lane: string
  /** undefined if the input or the checkpoint cannot be read. */
  open(input: string, checkpoint: string): OpenedJob | undefined
  /** The checkpoint from which all is done (again); undefined if the input cannot be read. */
  beginFrom(input: string): string | undefined
  /** The checkpoint for the failed items alone; undefined if the kind does not know how, or one cannot be read. */
  againFrom(input: string, checkpoint: string): string | undefined
}

export type DefinedJob<Input, Checkpoint> = JobKind<Input, Checkpoint> & RunnableJob

/** All kinds, by name. */
export type Kinds = ReadonlyMap<string, RunnableJob>

export function defineJob<Input, Checkpoint>(
  kind: JobKind<Input, Checkpoint>,
): DefinedJob<Input, Checkpoint> {
  const both = (inputText: string, checkpointText: string) => {
    const input = readJson(kind.input, inputText)
    const checkpoint = readJson(kind.checkpoint, checkpointText)
    return input && checkpoint && { input: input.value, checkpoint: checkpoint.value }
  }
  return {
    ...kind,
    open(inputText, checkpointText) {
      const stored = both(inputText, checkpointText)
      return stored && openJob(kind, stored.input, stored.checkpoint)
    },
    beginFrom(inputText) {
      const input = readJson(kind.input, inputText)
      return input && JSON.stringify(kind.begin(input.value))
    },
    againFrom(inputText, checkpointText) {
      const stored = kind.again && both(inputText, checkpointText)
      return stored && JSON.stringify(kind.again?.(stored.input, stored.checkpoint))
    },
  }
}

function openJob<Input, Checkpoint>(
  kind: JobKind<Input, Checkpoint>,
  input: Input,
  stored: Checkpoint,
): OpenedJob {
  return {
    run(host) {
      let committed = stored
      return kind.run({
        ...host,
        input,
        checkpoint: () => committed,
        async commit(work) {
          let next = committed
          const result = await host.commit(async (tx) => {
            const done = await work(tx)
            if (!done.ok) return done
            const text = JSON.stringify(done.value)
            const read = readJson(kind.checkpoint, text)
            // Better a defect now than work that is lost after a restart.
            if (read === undefined)
              throw new Error(`a checkpoint of ${kind.kind} is not JSON of its schema`)
            next = read.value
            return ok(text)
          })
          if (result.ok) committed = next
          return result
        },
      })
    },
  }
}

/** @returns the value in a box, since it may be anything; undefined if the text does not fit */
export function readJson<T>(
  schema: v.GenericSchema<unknown, T>,
  text: string,
): { readonly value: T } | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
  return parsed.success ? { value: parsed.output } : undefined
}
