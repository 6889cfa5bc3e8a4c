// A whole core over a disk in memory and a real database, in a time of its own: it can be ended at any moment, also in
// the middle of a transaction, and started again on what is left. The simulator grows from here.
import * as v from 'valibot'
import { createClient } from '../api/client.ts'
import type { CoreApi } from '../api/core-api.ts'
import { CommandIdSchema, formatId, type LocationId } from '../api/ids.ts'
import type { OwnedRow } from '../api/indexing.ts'
import type { Result } from '../api/result.ts'
import { createCore, type Core } from '../core.ts'
import type { FileSystem, Ports, SqlDb } from '../ports.ts'
import { openTestSqlDb } from './memory-db.ts'
import type { Tree } from './memory-disk.ts'
import { createMemoryFs, type MemoryFs } from './memory-fs.ts'
import { createVirtualScheduler, type VirtualScheduler } from './virtual-scheduler.ts'

/** Called before and after each step that reaches a port. Once it answers true, nothing of this core goes on. */
export type Death = (step: string, when: 'before' | 'after') => boolean

export interface CoreWorld {
  readonly fs: MemoryFs
  readonly scheduler: VirtualScheduler
  readonly api: CoreApi
  readonly defects: readonly unknown[]
  readonly sqlDb: SqlDb
  /** Lets time pass until the answer is there. @throws {Error} if it is an error */
  value<T>(answer: Promise<Result<T, unknown>>): Promise<T>
  /** Adds a place on the disk as a location. */
  add(path: string, origin?: 'picked' | 'dropped'): Promise<LocationId>
  /** Until no job runs or waits its turn, and no second look is due. */
  settled(): Promise<void>
  /** Lets time pass until the core is dead or has nothing left to do. @returns whether it is dead */
  diesOrSettles(): Promise<boolean>
  /** The index as paths with kinds, sizes and dates, made from the rows that other devices would get. */
  index(locationId: LocationId): Promise<readonly string[]>
  /** The core ends here and now, and another starts on what is stored. */
  restart(death?: Death): Promise<CoreWorld>
}

interface Lasting {
  readonly fs: MemoryFs
  readonly scheduler: VirtualScheduler
  readonly sqlDb: SqlDb
  readonly ids: { next: number }
}

export async function createCoreWorld(
  tree: Tree,
  options: { readonly seed?: number; readonly death?: Death } = {},
): Promise<CoreWorld> {
  const scheduler = createVirtualScheduler(options.seed === undefined ? {} : { seed: options.seed })
  return startOn(
    { fs: createMemoryFs(tree), scheduler, sqlDb: await openTestSqlDb(), ids: { next: 1 } },
    options.death,
  )
}

async function startOn(lasting: Lasting, death: Death = () => false): Promise<CoreWorld> {
  const { fs, scheduler, sqlDb, ids } = lasting
  const defects: unknown[] = []
  const life = { isOver: false }
  const newId = (): string => formatId(ids.next++, new Uint8Array(16))
  const mortal = mortalPorts(lasting, life, death)
  const ports: Ports = {
    ...mortal,
    clock: scheduler,
    random: { id: newId },
    log: {
      warn: (message) => void defects.push(message),
      defect(error) {
        if (!life.isOver) defects.push(error)
        return 'ID'
      },
    },
    storage: {
      home: 'disk',
      estimate: async () => ({ usageBytes: 0, quotaBytes: undefined }),
      persisted: async () => true,
      eraseEverything: async () => {},
      quarantined: undefined,
    },
  }
  const started = await scheduler.run(Promise.race([createCore(ports), untilOver(life, scheduler)]))
  if (started !== 'over' && !started.ok) throw new Error(started.error.type)
  const core: Core | undefined = started === 'over' ? undefined : started.value

  const api = createClient((method, input, callOptions) => {
    if (core === undefined) throw new Error('this core died while it started')
    const commandId = v.parse(CommandIdSchema, callOptions.commandId ?? newId())
    return core.dispatch(method, input, commandId)
  })
  const value: CoreWorld['value'] = async (answer) => {
    const result = await scheduler.run(answer)
    if (!result.ok) throw new Error(JSON.stringify(result.error))
    return result.value
  }
  /** Polls in the core's own time, which stands still once it is dead. */
  const quiet = async (): Promise<void> => {
    for (;;) {
      const jobs = await api.jobs.list()
      if (jobs.ok && jobs.value.every(({ state }) => state === 'done')) return core?.idle()
      await new Promise<void>((resolve) => void scheduler.after(20, resolve))
    }
  }
  const world: CoreWorld = {
    fs,
    scheduler,
    api,
    defects,
    sqlDb,
    value,
    async add(path, origin = 'picked') {
      const root = fs.handleOf(path)
      const { locationId } = await value(api.locations.add({ root, origin, nested: true }))
      return locationId
    },
    async settled() {
      const done = ['done', 'failed', 'cancelled', 'paused', 'quarantined', 'waiting']
      await scheduler.until(async () => {
        const jobs = await api.jobs.list()
        return jobs.ok && jobs.value.every(({ state }) => done.includes(state))
      })
      if (core !== undefined) await scheduler.run(core.idle())
    },
    async diesOrSettles() {
      let isQuiet = false
      void quiet().then(() => {
        isQuiet = true
      })
      await scheduler.until(() => life.isOver || isQuiet)
      return life.isOver
    },
    index: async (locationId) => indexOf(await allRows(world), locationId),
    async restart(nextDeath) {
      life.isOver = true
      await scheduler.idle()
      await rollBack(sqlDb)
      return startOn(lasting, nextDeath)
    },
  }
  return world
}

/** A core that died in a transaction takes it with it. */
async function rollBack(sqlDb: SqlDb): Promise<void> {
  await sqlDb.exec('ROLLBACK').catch(() => {})
}

async function untilOver(life: { readonly isOver: boolean }, scheduler: VirtualScheduler) {
  while (!life.isOver) await new Promise<void>((resolve) => void scheduler.after(50, resolve))
  return 'over' as const
}

/** The ports, which stop answering once the core is dead. */
function mortalPorts(
  { fs, scheduler, sqlDb }: Lasting,
  life: { isOver: boolean },
  death: Death,
): Pick<Ports, 'db' | 'fs' | 'scheduler'> {
  const never = new Promise<never>(() => {})
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    if (life.isOver || (life.isOver = death(name, 'before'))) return never
    const result = await work()
    if (life.isOver || (life.isOver = death(name, 'after'))) return never
    return result
  }
  const db: SqlDb = {
    exec: (text) => step(text.slice(0, 20), () => sqlDb.exec(text)),
    query: (text, parameters) => step('query', () => sqlDb.query(text, parameters)),
    run: (text, parameters) => step('run', () => sqlDb.run(text, parameters)),
    runMany: (text, rows) => step('runMany', () => sqlDb.runMany(text, rows)),
    flush: () => step('flush', () => sqlDb.flush()),
    sizeBytes: () => sqlDb.sizeBytes(),
    close: () => sqlDb.close(),
  }
  const mortalFs: FileSystem = {
    ...fs,
    stat: (path) => step('stat', () => fs.stat(path)),
    read: (path, from, length) => step('read', () => fs.read(path, from, length)),
    survey(rootId) {
      const survey = fs.survey(rootId)
      return {
        list: (path) => step('list', () => survey.list(path)),
        facts: (path, names) => step('facts', () => survey.facts(path, names)),
        close: () => survey.close(),
      }
    },
    watch: (dir, options, told) =>
      fs.watchAsTold(dir, options, (hint) => {
        if (!life.isOver) told(hint)
      }),
  }
  return {
    db,
    fs: mortalFs,
    scheduler: {
      after: (ms, task) =>
        scheduler.after(ms, () => {
          if (!life.isOver) task()
        }),
      yield: () => (life.isOver ? never : scheduler.yield()),
    },
  }
}

async function allRows(world: CoreWorld): Promise<readonly OwnedRow[]> {
  const rows: OwnedRow[] = []
  for (let rev = 0; ;) {
    const page = await world.value(world.api.indexing.rowsSince({ rev, limit: 500 }))
    rows.push(...page.rows)
    const last = page.rows.at(-1)
    if (last === undefined) return rows
    rev = last.rev
  }
}

/** Puts rows together as a device would that gets them. */
export function indexOf(rows: readonly OwnedRow[], locationId: LocationId): readonly string[] {
  const entries = new Map<number, Extract<OwnedRow, { table: 'entry' }>>()
  for (const row of rows)
    if (row.table === 'entry') entries.set(row.entryId, row)
    else if (row.table === 'tombstone' && row.of === 'entry') entries.delete(Number(row.id))
  const pathOf = (row: Extract<OwnedRow, { table: 'entry' }>): string => {
    const parent = entries.get(row.parentId)
    if (parent === undefined) throw new Error(`${row.name} is in no folder`)
    return parent.parentId === 0 ? row.name : `${pathOf(parent)}/${row.name}`
  }
  return [...entries.values()]
    .filter((row) => row.parentId !== 0 && row.locationId === locationId)
    .map((row) =>
      row.kind === 'folder'
        ? `${pathOf(row)}/`
        : `${pathOf(row)} ${row.sizeBytes ?? '?'} ${row.modifiedMs ?? '-'}`,
    )
    .toSorted()
}
