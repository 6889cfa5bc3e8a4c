// What the tests of jobs share: the module over a real database, which can be restarted, and can die at any statement.
import * as v from 'valibot'
import type { CoreHandlers } from '../api/core-api.ts'
import { CommandIdSchema, formatId, type CommandId } from '../api/ids.ts'
import type { Job, JobId } from '../api/jobs.ts'
import type { CallContext } from '../api/method.ts'
import { ok } from '../api/result.ts'
import { createChanges } from '../changes/changes.ts'
import { createDb, sql } from '../db/db.ts'
import { migrate, migrations } from '../db/migrate.ts'
import { createJobs, type EnqueueOptions, type JobKind, type RunnableJob } from '../jobs/jobs.ts'
import { SqlFault, type SqlDb, type SqlValue } from '../ports.ts'
import { openTestSqlDb } from './memory-db.ts'
import { createVirtualScheduler, type VirtualScheduler } from './virtual-scheduler.ts'

/** Says before and after each call of the database whether the core dies there: then that call never returns. */
export type Death = (when: 'before' | 'after') => boolean

interface Lasting {
  readonly sqlDb: SqlDb
  readonly scheduler: VirtualScheduler
  readonly ids: { next: number }
}

export interface WorldOptions {
  readonly kinds: readonly RunnableJob[]
  readonly dies?: Death
  /** Before anything is started. */
  readonly isStarted?: boolean
}

export type JobsWorld = Awaited<ReturnType<typeof startOn>>

export async function createJobsWorld(options: WorldOptions) {
  const scheduler = createVirtualScheduler()
  const sqlDb = await openTestSqlDb()
  const migrated = await migrate(sqlDb, scheduler, migrations.slice(0, 2))
  if (!migrated.ok) throw new Error(migrated.error.type)
  await sqlDb.exec('CREATE TABLE scratch (n INTEGER NOT NULL) STRICT')
  return startOn({ sqlDb, scheduler, ids: { next: 1 } }, options)
}

async function startOn(lasting: Lasting, options: WorldOptions) {
  const { scheduler } = lasting
  const mortal = mortalDb(lasting.sqlDb, options.dies ?? (() => false))
  const changes = createChanges()
  const tells: number[] = []
  changes.subscribe(['jobs'], () => tells.push(scheduler.now()))
  const db = createDb(mortal.sqlDb, {
    clock: scheduler,
    onCommit: (topics) => changes.publish(topics),
  })
  const timers = new Set<number>()
  let timersMade = 0
  const defects: unknown[] = []
  const warnings: string[] = []
  const newId = () => formatId(lasting.ids.next++, new Uint8Array(16))
  const jobs = createJobs({
    db,
    changes,
    clock: scheduler,
    scheduler: {
      after(ms, task) {
        const timer = timersMade++
        timers.add(timer)
        const cancel = scheduler.after(ms, () => {
          timers.delete(timer)
          task()
        })
        return () => {
          timers.delete(timer)
          cancel()
        }
      },
      yield: () => scheduler.yield(),
    },
    random: { id: newId },
    log: {
      warn: (message) => warnings.push(message),
      defect: (error) => `report ${defects.push(error)}`,
    },
    kinds: options.kinds,
  })
  const newCommandId = (): CommandId => v.parse(CommandIdSchema, newId())
  const call = async <T>(
    ask: (handlers: CoreHandlers['jobs'], context: CallContext) => Promise<T>,
    commandId = newCommandId(),
  ): Promise<T> => {
    const answer = await scheduler.run(ask(jobs.handlers, { commandId }))
    await scheduler.idle()
    return answer
  }
  const list = async (): Promise<readonly Job[]> => {
    const answer = await jobs.handlers.list(undefined, { commandId: newCommandId() })
    if (!answer.ok) throw new Error('list')
    return answer.value
  }

  const world = {
    ...lasting,
    db,
    jobs,
    defects,
    warnings,
    timers,
    /** When `jobs` was told. */
    tells,
    newCommandId,
    call,
    pause: (jobId: JobId) => call((ask, context) => ask.pause({ jobId }, context)),
    resume: (jobId: JobId) => call((ask, context) => ask.resume({ jobId }, context)),
    cancel: (jobId: JobId) => call((ask, context) => ask.cancel({ jobId }, context)),
    retry: (jobId: JobId) => call((ask, context) => ask.retry({ jobId }, context)),
    dismiss: (jobId?: JobId) => call((ask, context) => ask.dismiss({ jobId }, context)),
    failures: (jobId: JobId, from = 0, limit = 100) =>
      call((ask, context) => ask.failures({ jobId, from, limit }, context)),
    report: (report: Parameters<CoreHandlers['jobs']['reportConditions']>[0]) =>
      call((ask, context) => ask.reportConditions(report, context)),
    list,
    states: async () => (await list()).map(({ state }) => state),
    job: async (jobId: JobId): Promise<Job> => {
      const found = (await list()).find((job) => job.jobId === jobId)
      if (found === undefined) throw new Error(`no job ${jobId}`)
      return found
    },
    enqueue: async <I, C>(
      kind: JobKind<I, C>,
      input: I,
      options_: Partial<EnqueueOptions> = {},
    ): Promise<JobId> => {
      const written = await db.write(async (tx) =>
        ok(
          await jobs.queue.enqueue(tx, kind, input, {
            key: newId(),
            priority: 'normal',
            ...options_,
          }),
        ),
      )
      if (!written.ok) throw new Error(written.error.type)
      await scheduler.idle()
      return written.value
    },
    scratch: () =>
      db.read((tx) => tx.query(sql`SELECT n FROM scratch ORDER BY rowid`, (row) => row.integer())),
    /** Changes what is stored, past the module. */
    spoil: (text: string, ...values: readonly SqlValue[]) => lasting.sqlDb.run(text, values),
    refuse: (fault: SqlFault['kind'] | undefined, statement = 'UPDATE job') =>
      mortal.refuse(fault, statement),
    /** Statements with this text take until the answered function is called. */
    hold: (statement: string) => mortal.hold(statement),
    /** As when the tab is closed: nothing more is done by this core. */
    kill: () => mortal.kill(),
    /** Another core on the same database, after this one died. */
    restart: async (next: WorldOptions = { kinds: options.kinds }) => {
      mortal.kill()
      await scheduler.idle()
      // What was not committed is gone with the core.
      await lasting.sqlDb.exec('ROLLBACK').catch(() => {})
      return startOn(lasting, next)
    },
  }
  if (options.isStarted ?? true) {
    const started = jobs.start()
    await Promise.race([scheduler.run(started).catch(() => {}), scheduler.idle()])
    await scheduler.idle()
  }
  return world
}

function mortalDb(sqlDb: SqlDb, dies: Death) {
  let isDead = false
  let refusal: { readonly fault: SqlFault['kind']; readonly statement: string } | undefined
  let held: { readonly statement: string; readonly released: Promise<void> } | undefined
  const never = () => new Promise<never>(() => {})
  const step = async <T>(text: string, act: () => Promise<T>): Promise<T> => {
    isDead ||= dies('before')
    if (isDead) return never()
    if (refusal && text.includes(refusal.statement)) throw new SqlFault(refusal.fault, 'refused')
    if (held && text.includes(held.statement)) await held.released
    const result = await act()
    isDead ||= dies('after')
    return isDead ? never() : result
  }
  const mortal: SqlDb = {
    exec: (text) => step(text, () => sqlDb.exec(text)),
    query: (text, parameters) => step(text, () => sqlDb.query(text, parameters)),
    run: (text, parameters) => step(text, () => sqlDb.run(text, parameters)),
    runMany: (text, rows) => step(text, () => sqlDb.runMany(text, rows)),
    flush: () => step('', () => sqlDb.flush()),
    sizeBytes: () => sqlDb.sizeBytes(),
    close: () => sqlDb.close(),
  }
  return {
    sqlDb: mortal,
    kill: () => {
      isDead = true
    },
    hold(statement: string): () => void {
      let release = () => {}
      const released = new Promise<void>((resolve) => {
        release = resolve
      })
      held = { statement, released }
      return release
    },
    refuse: (fault: SqlFault['kind'] | undefined, statement: string) => {
      refusal = fault && { fault, statement }
    },
  }
}
