// The database and the handles are two stores. Whenever the core dies between them, the next one makes them agree, and
// a command that is sent again is done exactly once.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  createLocationsWorld,
  idOf,
  type Death,
  type LocationsWorld,
} from '../testing/locations-world.ts'

const RUNS = Number(process.env['RUNS'] ?? 1)

/** Dies at the step with this number, before or after it is done. */
function dieAt(step: number, when: 'before' | 'after'): { dies: Death; steps: () => number } {
  let count = 0
  return {
    dies(moment) {
      if (moment === 'before') count += 1
      return count === step && moment === when
    },
    steps: () => count,
  }
}

async function expectAgreement(world: LocationsWorld): Promise<void> {
  const rows = await world.list()
  const roots = await world.fs.roots()
  const rootIds = rows.map((row) => world.locations.rootOf(row.locationId))
  expect(new Set(roots.map(({ rootId }) => rootId))).toEqual(new Set(rootIds))
  expect(roots).toHaveLength(rows.length)
  const notes = new Map(roots.map(({ rootId, note }) => [rootId, note]))
  expect(
    rows.map(({ locationId, name, origin, addedMs }) => ({ locationId, name, origin, addedMs })),
  ).toEqual(
    rootIds.map((rootId) => {
      const { position: _, ...note } = notes.get(rootId!)!
      return note
    }),
  )
  const positions = rootIds.map((rootId) => notes.get(rootId!)!.position)
  expect(positions).toEqual(positions.toSorted((a, b) => a - b))
  for (const row of rows) expect(row).toMatchObject({ permission: 'granted', reach: 'here' })
}

type Deed = (
  world: LocationsWorld,
  commandId: ReturnType<LocationsWorld['newId']>,
) => Promise<unknown>

/** A world with two locations, and the ids of both. */
async function start() {
  const world = await createLocationsWorld({ a: {}, b: {}, c: {}, d: {} })
  const a = idOf(await world.add('a', 'dropped'))
  const b = idOf(await world.add('b', 'picked'))
  return { world, a, b }
}

const deeds: readonly (readonly [string, (ids: Awaited<ReturnType<typeof start>>) => Deed])[] = [
  ['add', () => (world, id) => world.add('c', 'picked', false, id)],
  ['add of a dropped one by the picker', () => (world, id) => world.add('a', 'picked', false, id)],
  [
    'rename',
    ({ a }) =>
      (world, id) =>
        world.call((ask, context) => ask.rename({ locationId: a, name: 'New' }, context), id),
  ],
  [
    'remove',
    ({ a }) =>
      (world, id) =>
        world.call((ask, context) => ask.remove({ locationId: a }, context), id),
  ],
  [
    'reorder',
    ({ a, b }) =>
      (world, id) =>
        world.call((ask, context) => ask.reorder({ locationIds: [b, a] }, context), id),
  ],
  [
    'replaceRoot by the same folder',
    ({ a }) =>
      (world, id) =>
        world.replaceRoot(a, 'a', false, id),
  ],
  [
    'replaceRoot by another folder',
    ({ a }) =>
      (world, id) =>
        world.replaceRoot(a, 'd', true, id),
  ],
  [
    'answerLasting',
    ({ a }) =>
      (world, id) =>
        world.call((ask, context) => ask.answerLasting({ locationId: a }, context), id),
  ],
]

/** What a person sees, but for dates. */
const seen = async (world: LocationsWorld) =>
  (await world.list()).map(({ name, folderName, origin, lastingAnswered }) => ({
    name,
    folderName,
    origin,
    lastingAnswered,
  }))

test.each(deeds)('%s: dying at any step and being sent again does it once', async (_, deedOf) => {
  const undisturbed = await start()
  const deed = deedOf(undisturbed)
  const answer = await deed(undisturbed.world, undisturbed.world.newId())
  const truth = await seen(undisturbed.world)
  await expectAgreement(undisturbed.world)

  for (let step = 1; ; step++) {
    let reached = 0
    for (const when of ['before', 'after'] as const) {
      const given = await start()
      const death = dieAt(step, when)
      const mortal = await given.world.restart({ dies: death.dies })
      const commandId = mortal.newId()
      // It never answers if it dies on the way.
      const dying = deedOf(given)(mortal, commandId).catch(() => 'died')
      await Promise.race([dying, mortal.scheduler.idle()])
      reached = death.steps()
      const next = await mortal.restart()
      await expectAgreement(next)
      const again = await deedOf(given)(next, commandId)
      expect({ step, when, seen: await seen(next), again }).toEqual({
        step,
        when,
        seen: truth,
        again: answer,
      })
      await expectAgreement(next)
    }
    if (reached < step) break
  }
})

test('dying while the start itself makes them agree changes nothing', async () => {
  for (let step = 1; step < 12; step++) {
    const { world } = await start()
    const before = await seen(world)
    // Two handles too many: one without a note, and one of a location whose row is gone with the database.
    await world.fs.adopt(world.fs.handleOf('d'))
    void world
      .restart({ loseDatabase: true, dies: dieAt(step, 'after').dies })
      .catch(() => undefined)
    await world.scheduler.idle()
    const next = await world.restart()
    await expectAgreement(next)
    expect(await seen(next)).toEqual(before)
  }
})

test('when a database is lost with two handles of a location, the one given last is kept', async () => {
  const { world, a } = await start()
  // Adopted, written and noted, but the old one not let go.
  const mortal = await world.restart({ dies: dieAt(3, 'after').dies })
  void mortal.replaceRoot(a, 'd', true).catch(() => undefined)
  await mortal.scheduler.idle()
  expect(await world.fs.roots()).toHaveLength(3)
  const next = await world.restart({ loseDatabase: true })
  await expectAgreement(next)
  const root = await next.call((ask, context) => ask.root({ locationId: a }, context))
  expect(root).toEqual({ ok: true, value: world.fs.handleOf('d') })
})

const act = fc.record({
  deed: fc.nat(deeds.length - 1),
  dies: fc.option(
    fc.record({ step: fc.integer({ min: 1, max: 8 }), when: fc.constantFrom('before', 'after') }),
  ),
})

test(
  'after any history of commands and deaths, rows and handles agree',
  { timeout: 60_000 * RUNS },
  async () => {
    expect.hasAssertions()
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 8 }), async (history) => {
        const given = await start()
        let world = given.world
        for (const { deed, dies } of history) {
          if (dies)
            world = await world.restart({
              dies: dieAt(dies.step, dies.when === 'before' ? 'before' : 'after').dies,
            })
          const doing = deeds[deed]![1]({ ...given, world })(world, world.newId()).catch(
            () => 'died',
          )
          await Promise.race([doing, world.scheduler.idle()])
          world = await world.restart()
          await expectAgreement(world)
        }
      }),
      { numRuns: 25 * RUNS },
    )
  },
)
