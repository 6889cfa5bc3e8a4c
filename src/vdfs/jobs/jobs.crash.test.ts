// A job's work and its checkpoint are one: wherever the core dies, the next one ends with exactly the same.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { counting } from '../testing/jobs-kinds.ts'
import { createJobsWorld, type Death, type JobsWorld } from '../testing/jobs-world.ts'

const RUNS = Number(process.env['RUNS'] ?? 1)
const UP_TO = 20
const kinds = [counting]

/** Dies at the call of the database with this number, before or after it is done. */
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

/** Asked for again and again until it is there, as whoever needs a job does. */
const ask = (world: JobsWorld) =>
  world.enqueue(counting, { upTo: UP_TO }, { key: 'the count' }).catch(() => undefined)

/** Goes on until the core is dead or has nothing left to do. */
const live = async (world: JobsWorld) => {
  void ask(world)
  await world.scheduler.advance(1_000)
}

const outcome = async (world: JobsWorld) => {
  const [job, ...more] = await world.list()
  return {
    scratch: await world.scratch(),
    state: job?.state,
    done: job?.progress.done,
    others: more.length,
  }
}

const truth = {
  scratch: Array.from({ length: UP_TO }, (_, index) => index + 1),
  state: 'done',
  done: UP_TO,
  others: 0,
}

test('J5: undisturbed, it counts each number once', async () => {
  const world = await createJobsWorld({ kinds })
  await live(world)
  expect(await outcome(world)).toEqual(truth)
})

test('J5: dying at any call of the database, before or after it, ends the same', async () => {
  for (let step = 1; ; step++) {
    let reached = 0
    for (const when of ['before', 'after'] as const) {
      const death = dieAt(step, when)
      const mortal = await createJobsWorld({ kinds, dies: death.dies })
      await live(mortal)
      reached = death.steps()
      const next = await mortal.restart({ kinds })
      // If it died before the job was there, or with it done, it is asked for as by anybody new.
      if ((await next.list()).length === 0) void ask(next)
      await next.scheduler.advance(1_000)
      expect({ step, when, ...(await outcome(next)) }).toEqual({ step, when, ...truth })
    }
    if (reached < step) break
  }
}, 120_000)

test('J5: after any few deaths, it ends the same', { timeout: 120_000 * RUNS }, async () => {
  expect.hasAssertions()
  const death = fc.record({
    step: fc.integer({ min: 1, max: 120 }),
    when: fc.constantFrom('before' as const, 'after' as const),
  })
  await fc.assert(
    // Three: a fourth at one point is the job's fault, see J7.
    fc.asyncProperty(fc.array(death, { maxLength: 3 }), async (deaths) => {
      let world = await createJobsWorld({ kinds })
      for (const { step, when } of deaths) {
        world = await world.restart({ kinds, dies: dieAt(step, when).dies })
        // Past the module, since that may be dead. One that ended would be asked for as another.
        const ended = await world.sqlDb.query("SELECT 1 FROM job WHERE state = 'done'", [])
        if (ended.length === 0) await live(world)
      }
      world = await world.restart({ kinds })
      if ((await world.list()).length === 0) void ask(world)
      await world.scheduler.advance(1_000)
      expect(await outcome(world)).toEqual(truth)
    }),
    { numRuns: 20 * RUNS },
  )
})
