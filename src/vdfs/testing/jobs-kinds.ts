// Kinds of jobs for tests.
import * as v from 'valibot'
import type { JobId } from '../api/jobs.ts'
import { ok } from '../api/result.ts'
import { sql } from '../db/db.ts'
import { defineJob, type JobContext, type JobEnd } from '../jobs/jobs.ts'

const count = v.pipe(v.number(), v.integer())
const CountSchema = v.object({ upTo: count })
const AtSchema = v.object({ next: count })

/** Counts into the table `scratch`: a number and the checkpoint behind it in one commit. */
export const counting = defineJob({
  kind: 'index',
  version: 1,
  lane: 'count',
  input: CountSchema,
  checkpoint: AtSchema,
  begin: () => ({ next: 1 }),
  async run(context) {
    const { upTo } = context.input
    for (let { next } = context.checkpoint(); next <= upTo; next = context.checkpoint().next) {
      if (!(await context.turn())) return { type: 'stopped' }
      context.progress({ phase: 'counting', done: next, total: upTo, path: `n/${next}` })
      const kept = await context.commit(async (tx) => {
        await tx.run(sql`INSERT INTO scratch (n) VALUES (${next})`)
        return ok({ next: next + 1 })
      })
      if (!kept.ok) return { type: 'failed', error: kept.error }
    }
    return { type: 'done' }
  },
})

export type ScriptContext = JobContext<{ name: string }, { at: number }>
/** One run of a scripted job, as the test sees it. */
export interface ScriptRun {
  readonly name: string
  readonly jobId: JobId
  readonly context: ScriptContext
  /** Ends it, with a defect if it is an Error. */
  end(end: JobEnd | Error): void
}

export interface ScriptOptions {
  readonly kind?: 'index' | 'rescan'
  readonly lane?: string
  readonly version?: number
  /** What happens in a run; without it, it lasts until the test ends it. */
  readonly run?: (context: ScriptContext) => Promise<JobEnd>
  /** Ends as soon as it is told to stop, unless false. */
  readonly obeys?: boolean
  readonly again?: boolean
}

/** A job whose runs the test holds in its hands. */
export function scripted(options: ScriptOptions = {}) {
  const runs: ScriptRun[] = []
  const running = new Set<string>()
  const kind = defineJob({
    kind: options.kind ?? 'index',
    version: options.version ?? 1,
    lane: options.lane ?? 'lane',
    input: v.object({ name: v.string() }),
    checkpoint: v.object({ at: v.number() }),
    begin: () => ({ at: 0 }),
    ...(options.again === true ? { again: () => ({ at: -1 }) } : {}),
    run: async (context) => {
      const { name } = context.input
      running.add(name)
      try {
        return await new Promise<JobEnd>((resolve, reject) => {
          const end = (value: JobEnd | Error) =>
            value instanceof Error ? reject(value) : resolve(value)
          runs.push({ name, jobId: context.jobId, context, end })
          if (options.obeys !== false)
            context.signal.addEventListener('abort', () => resolve({ type: 'stopped' }))
          if (options.run !== undefined) options.run(context).then(resolve, reject)
        })
      } finally {
        running.delete(name)
      }
    },
  })
  return {
    kind,
    /** All that began, in their order. Those of a core that died never end. */
    runs,
    running: () => [...running],
    last: (): ScriptRun => {
      const run = runs.at(-1)
      if (run === undefined) throw new Error('nothing has run')
      return run
    },
  }
}
