// What the tests of locations share: the module over a disk in memory and a real database, which can be restarted,
// and which can die at any step between the two stores.
import * as v from 'valibot'
import type { CoreHandlers } from '../api/core-api.ts'
import { CommandIdSchema, formatId, type CommandId, type LocationId } from '../api/ids.ts'
import type { Location } from '../api/locations.ts'
import type { CallContext } from '../api/method.ts'
import type { Result } from '../api/result.ts'
import type { Topic } from '../api/topics.ts'
import { createChanges } from '../changes/changes.ts'
import { createDb, migrate, type Db } from '../db/db.ts'
import { createLocations } from '../locations/locations.ts'
import type { FileSystem } from '../ports.ts'
import { openTestSqlDb } from './memory-db.ts'
import type { Tree } from './memory-disk.ts'
import { createMemoryFs, type MemoryFs } from './memory-fs.ts'
import { createVirtualScheduler, type VirtualScheduler } from './virtual-scheduler.ts'

type Handlers = CoreHandlers['locations']

/** Says before and after each step that lasts whether the core dies there: then the step's call never returns. */
export type Death = (when: 'before' | 'after') => boolean

interface Lasting {
  readonly fs: MemoryFs
  readonly scheduler: VirtualScheduler
  readonly db: Db
  /** Told by the database after each commit. */
  readonly told: { onCommit: (topics: readonly Topic[]) => void }
  readonly ids: { next: number }
}

export type LocationsWorld = Awaited<ReturnType<typeof startOn>>

export async function createLocationsWorld(tree: Tree) {
  const scheduler = createVirtualScheduler()
  const fs = createMemoryFs(tree)
  return startOn({ fs, scheduler, ...(await openDb()), ids: { next: 1 } })
}

async function openDb(): Promise<Pick<Lasting, 'db' | 'told'>> {
  const told = { onCommit: (_topics: readonly Topic[]) => {} }
  const clock = { now: () => 0 }
  const sqlDb = await openTestSqlDb()
  const migrated = await migrate(sqlDb, clock)
  if (!migrated.ok) throw new Error(migrated.error.type)
  return { db: createDb(sqlDb, { clock, onCommit: (topics) => told.onCommit(topics) }), told }
}

async function startOn(lasting: Lasting, dies: Death = () => false) {
  const { fs, scheduler } = lasting
  const changes = createChanges()
  lasting.told.onCommit = (topics) => changes.publish(topics)
  let tells = 0
  changes.subscribe(['locations'], () => tells++)
  const gone: LocationId[] = []
  const back: LocationId[] = []
  const mortal = mortalStores(lasting, dies)
  const locations = createLocations({
    fs: mortal.fs,
    db: mortal.db,
    clock: scheduler,
    scheduler,
    changes,
    onAdd: async () => {},
    onRemove: async () => {},
    onRemoving: async () => {},
    onAdded: () => {},
    onGone: (locationId) => gone.push(locationId),
    onBack: (locationId) => back.push(locationId),
  })
  const { restored } = await scheduler.run(locations.start())
  await scheduler.idle()

  const newId = (): CommandId =>
    v.parse(CommandIdSchema, formatId(lasting.ids.next++, new Uint8Array(16)))
  const call = <T>(
    make: (ask: Handlers, context: CallContext) => Promise<T>,
    commandId: CommandId = newId(),
  ): Promise<T> => scheduler.run(make(locations.handlers, { commandId }))
  const list = async (): Promise<readonly Location[]> => {
    await scheduler.idle()
    const answer = await call((ask, context) => ask.list(undefined, context))
    if (!answer.ok) throw new Error('list')
    return answer.value
  }
  return {
    ...lasting,
    locations,
    changes,
    gone,
    back,
    restored,
    call,
    list,
    newId,
    names: async () => (await list()).map(({ name }) => name),
    /** How often `locations` was told. */
    told: (_topic: 'locations') => tells,
    add: (path: string, origin: 'picked' | 'dropped', nested = false, commandId = newId()) =>
      call(
        (ask, context) => ask.add({ root: fs.handleOf(path), origin, nested }, context),
        commandId,
      ),
    replaceRoot: (locationId: LocationId, path: string, evenIfOther = false, commandId = newId()) =>
      call(
        (ask, context) =>
          ask.replaceRoot({ locationId, root: fs.handleOf(path), evenIfOther }, context),
        commandId,
      ),
    /** Another core on the same stores, as after the end of the tab. */
    restart: async (how: { readonly loseDatabase?: boolean; readonly dies?: Death } = {}) =>
      startOn(how.loseDatabase ? { ...lasting, ...(await openDb()) } : lasting, how.dies),
  }
}

/** Stores whose lasting steps may be the last that the core takes. The dead do nothing more. */
function mortalStores(
  { fs, db }: Lasting,
  dies: Death,
): { readonly fs: FileSystem; readonly db: Db } {
  let isDead = false
  const step = async <T>(act: () => Promise<T>): Promise<T> => {
    isDead ||= dies('before')
    if (isDead) return new Promise<never>(() => {})
    const result = await act()
    isDead ||= dies('after')
    return isDead ? new Promise<never>(() => {}) : result
  }
  const alive = async <T>(act: () => Promise<T>): Promise<T> =>
    isDead ? new Promise<never>(() => {}) : act()
  return {
    fs: {
      ...fs,
      adopt: (root) => step(() => fs.adopt(root)),
      forget: (rootId) => step(() => fs.forget(rootId)),
      annotate: (rootId, note) => step(() => fs.annotate(rootId, note)),
    },
    db: {
      ...db,
      read: (work) => alive(() => db.read(work)),
      write: (work) => step(() => db.write(work)),
      command: (id, work) => step(() => db.command(id, work)),
    },
  }
}

/** The id that `add` answered. @throws {Error} if it did not */
export function idOf(answer: Result<{ readonly locationId: LocationId }, unknown>): LocationId {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value.locationId
}
