// One job, from its begin over interruptions to its end.
import { expect, test } from 'vitest'
import { err, ok } from '../api/result.ts'
import { sql } from '../db/db.ts'
import { scripted, type ScriptOptions } from '../testing/jobs-kinds.ts'
import { createJobsWorld, type JobsWorld } from '../testing/jobs-world.ts'

const JobNotFound = err({ type: 'JobNotFound' })

/** A job that runs. */
async function start(options: ScriptOptions = {}) {
  const script = scripted(options)
  const world = await createJobsWorld({ kinds: [script.kind] })
  const jobId = await world.enqueue(script.kind, { name: 'a' }, { key: 'a' })
  const end = async (how: Parameters<ReturnType<typeof script.last>['end']>[0]) => {
    script.last().end(how)
    await world.scheduler.idle()
  }
  /** Commits a step, and a failure of each of these. */
  const step = async (at: number, ...failing: readonly string[]) => {
    const { context } = script.last()
    return context.commit(async (tx) => {
      for (const path of failing) await context.fail(tx, path, { type: 'NotReadable' })
      return ok({ at })
    })
  }
  return { script, world, jobId, end, step }
}

test('J5: work that fails keeps neither itself nor a checkpoint, and says why', async () => {
  const { script, world, jobId } = await start()
  const { context } = script.last()
  const refused = await context.commit(async (tx) => {
    await tx.run(sql`INSERT INTO scratch (n) VALUES (1)`)
    await context.fail(tx, 'x', { type: 'NotFound' })
    return err('no')
  })
  expect(refused).toEqual(err('no'))
  expect(context.checkpoint()).toEqual({ at: 0 })
  expect(await world.scratch()).toEqual([])
  expect(await world.job(jobId)).toMatchObject({ failures: 0 })
})

test('J5: items that fail are told one by one, until they are done', async () => {
  const { script, world, jobId, step } = await start()
  const { context } = script.last()
  await step(1, 'c', 'a', 'b')
  await context.commit(async (tx) => {
    await context.unfail(tx, 'b')
    await context.fail(tx, 'a', { type: 'NotFound' })
    return ok({ at: 2 })
  })
  expect(await world.job(jobId)).toMatchObject({ failures: 2 })
  expect(await world.failures(jobId)).toEqual(
    ok([
      { path: 'a', error: { type: 'NotFound' } },
      { path: 'c', error: { type: 'NotReadable' } },
    ]),
  )
  expect(await world.failures(jobId, 1, 1)).toMatchObject({ value: [{ path: 'c' }] })
})

test('J6: a job that was removed commits nothing and is told to stop', async () => {
  const { script, world } = await start({ obeys: false })
  await world.spoil('DELETE FROM job')
  const { context } = script.last()
  let worked = false
  const refused = await context.commit(async () => {
    worked = true
    return ok({ at: 1 })
  })
  expect(refused).toMatchObject({ ok: false, error: { type: 'DatabaseFault' } })
  expect(worked).toBe(false)
  expect(context.signal.aborted).toBe(true)
  expect(await context.turn()).toBe(false)
})

test('J6: a run that is over commits nothing', async () => {
  const { script, step, end } = await start()
  const { context } = script.last()
  await end({ type: 'done' })
  await expect(context.commit(async () => ok({ at: 1 }))).rejects.toThrow('this run is over')
  await expect(step(1)).rejects.toThrow('this run is over')
})

/** The core dies after so many milliseconds, and another starts. */
const dieAfter = async (world: JobsWorld, ms: number) => {
  await world.scheduler.advance(ms)
  return world.restart()
}

test('J7: the second slow death at one point is quarantined with where it was', async () => {
  const { script, world, jobId, step } = await start()
  await step(1)
  script.last().context.progress({ phase: 'reading', path: 'huge.zip' })
  const second = await dieAfter(world, 2_500)
  expect(await second.job(jobId)).toMatchObject({ state: 'running', error: undefined })
  expect(script.last().context.checkpoint()).toEqual({ at: 1 })
  script.last().context.progress({ path: 'huge.zip/within' })
  const third = await dieAfter(second, 2_500)
  expect(await third.job(jobId)).toMatchObject({
    state: 'quarantined',
    error: { type: 'JobCrashed', phase: 'reading', path: 'huge.zip/within' },
    endedMs: third.scheduler.now(),
  })
  expect(script.runs).toHaveLength(2)
})

test('J7: quick deaths at one point are forgiven three times', async () => {
  const { script, jobId, ...given } = await start()
  let { world } = given
  for (let death = 1; death <= 3; death++) {
    world = await dieAfter(world, 1_500)
    expect(await world.job(jobId)).toMatchObject({ state: 'running' })
  }
  world = await dieAfter(world, 1_500)
  expect(await world.job(jobId)).toMatchObject({ state: 'quarantined' })
  expect(script.runs).toHaveLength(4)
})

test('J7: a job that gets on between deaths is never quarantined', async () => {
  const { script, jobId, ...given } = await start()
  let { world } = given
  for (let at = 1; at <= 10; at++) {
    await script.last().context.commit(async () => ok({ at }))
    world = await dieAfter(world, 3_000)
    expect(await world.job(jobId)).toMatchObject({ state: 'running' })
    expect(script.last().context.checkpoint()).toEqual({ at })
  }
})

test('J7: seconds before a commit do not make a death after it slow', async () => {
  const { jobId, script, ...given } = await start()
  let { world } = given
  await script.last().context.commit(async () => ok({ at: 1 }))
  for (let death = 1; death <= 2; death++) {
    await world.scheduler.advance(2_500)
    await script.last().context.commit(async () => ok({ at: 1 }))
    world = await dieAfter(world, 1_000)
  }
  expect(await world.sqlDb.query('SELECT crashes, slow_crashes FROM job', [])).toEqual([[1, 0]])
  expect(await world.job(jobId)).toMatchObject({ state: 'running' })
})

test('J7: seconds after a commit are seconds at that point, and a mark that comes late is not one', async () => {
  const { script, ...given } = await start()
  let { world } = given
  const deaths = async () => world.sqlDb.query('SELECT crashes, slow_crashes FROM job', [])
  await world.scheduler.advance(3_000)
  await script.last().context.commit(async () => ok({ at: 1 }))
  world = await dieAfter(world, 2_000)
  expect(await deaths()).toEqual([[1, 1]])

  const { context } = script.last()
  await world.scheduler.advance(1_999)
  const release = world.hold('SET checkpoint')
  const committed = context.commit(async () => ok({ at: 2 }))
  await world.scheduler.advance(1)
  release()
  expect(await committed).toEqual(ok())
  world = await dieAfter(world, 0)
  expect(await deaths()).toEqual([[1, 0]])
})

test('J2: a quarantined job holds its key, so that no other crashes in its place', async () => {
  const { script, jobId, ...given } = await start()
  let { world } = given
  for (let death = 1; death <= 2; death++) world = await dieAfter(world, 2_500)
  expect(await world.enqueue(script.kind, { name: 'a' }, { key: 'a' })).toBe(jobId)
  expect(script.runs).toHaveLength(2)
  const other = await world.enqueue(script.kind, { name: 'b' })
  await expect(world.spoil(`UPDATE job SET key = 'a' WHERE job_id = ?`, other)).rejects.toThrow(
    'UNIQUE',
  )
  await world.cancel(other)
  await world.cancel(jobId)
  expect(await world.enqueue(script.kind, { name: 'a' }, { key: 'a' })).not.toBe(jobId)
})

test('J8: paused stays paused over a start; what waits is looked at again', async () => {
  const { script, world, jobId, end } = await start()
  const waiting = await world.enqueue(script.kind, { name: 'waits' })
  await world.pause(jobId)
  expect(script.last().name).toBe('waits')
  await end({ type: 'waiting', for: 'permission' })
  expect(await world.job(waiting)).toMatchObject({ state: 'waiting', waitingFor: 'permission' })
  const next = await world.restart()
  expect(await next.job(jobId)).toMatchObject({ state: 'paused' })
  expect(await next.job(waiting)).toMatchObject({ state: 'running', waitingFor: undefined })
  expect(script.runs.map(({ name }) => name)).toEqual(['a', 'waits', 'waits'])
  await end({ type: 'waiting', for: 'permission' })
  expect(await next.job(waiting)).toMatchObject({ state: 'waiting', waitingFor: 'permission' })
  const paused = await next.restart()
  expect(await paused.job(jobId)).toMatchObject({ state: 'paused' })
})

test('J9: pausing is answered when the run has ended, and resuming waits for that too', async () => {
  const { script, world, jobId, end, step } = await start({ obeys: false })
  const { handlers } = world.jobs
  let isAnswered = false
  const paused = handlers.pause({ jobId }, { commandId: world.newCommandId() }).then((answer) => {
    isAnswered = true
    return answer
  })
  await world.scheduler.idle()
  expect(await world.job(jobId)).toMatchObject({ state: 'paused' })
  expect(script.last().context.signal.aborted).toBe(true)
  expect(await world.resume(jobId)).toEqual(ok())
  expect(isAnswered).toBe(false)
  expect(script.runs).toHaveLength(1)
  expect(await step(3)).toEqual(ok()) // what was done may be kept
  await end({ type: 'stopped' })
  expect(await world.scheduler.run(paused)).toEqual(ok())
  expect(await world.job(jobId)).toMatchObject({ state: 'running' })
  expect(script.runs).toHaveLength(2)
  expect(script.last().context.checkpoint()).toEqual({ at: 3 })
  expect(world.defects).toEqual([])
})

test('J9: cancelling is answered when the run has ended; what fails because it was told to stop has not failed', async () => {
  const { world, jobId, end } = await start({ obeys: false })
  let isAnswered = false
  const { handlers } = world.jobs
  const cancelled = handlers.cancel({ jobId }, { commandId: world.newCommandId() }).then(() => {
    isAnswered = true
  })
  await world.scheduler.idle()
  expect(await world.job(jobId)).toMatchObject({ state: 'cancelled' })
  expect(isAnswered).toBe(false)
  await end({ type: 'failed', error: { type: 'NotFound' } })
  await cancelled
  expect(await world.job(jobId)).toMatchObject({ state: 'cancelled', error: undefined })

  const paused = await start({ obeys: false })
  const { signal } = paused.script.last().context
  signal.addEventListener('abort', () =>
    paused.script.last().end({ type: 'failed', error: { type: 'NotFound' } }),
  )
  await paused.world.pause(paused.jobId)
  expect(await paused.world.states()).toEqual(['paused'])
})

test('J9: cancelled while it was just done is cancelled; paused is done', async () => {
  for (const [act, state] of [
    ['cancel', 'cancelled'],
    ['pause', 'done'],
  ] as const) {
    const { script, world, jobId } = await start({ obeys: false })
    script
      .last()
      .context.signal.addEventListener('abort', () => script.last().end({ type: 'done' }))
    expect(await world[act](jobId)).toEqual(ok())
    expect(await world.job(jobId)).toMatchObject({ state, endedMs: world.scheduler.now() })
  }
})

test('J9: a repeated command is answered alike and does nothing more', async () => {
  const { script, world, jobId } = await start()
  const commandId = world.newCommandId()
  const pause = () => world.call((ask, context) => ask.pause({ jobId }, context), commandId)
  expect(await pause()).toEqual(ok())
  await world.resume(jobId)
  expect(await pause()).toEqual(ok())
  expect(await world.job(jobId)).toMatchObject({ state: 'running' })
  expect(script.runs).toHaveLength(2)
})

test('J9: all are paused at once, and each command fits only some states', async () => {
  const { script, world, jobId, end } = await start()
  const second = await world.enqueue(script.kind, { name: 'b' })
  await world.call((ask, context) => ask.pauseAll(undefined, context))
  expect(await world.states()).toEqual(['paused', 'paused'])
  expect(script.running()).toEqual([])
  expect(await world.pause(jobId)).toEqual(JobNotFound)
  expect(await world.retry(jobId)).toEqual(JobNotFound)
  expect(await world.resume(second)).toEqual(ok())
  expect(await world.resume(second)).toEqual(JobNotFound)
  await end({ type: 'done' })
  expect(await world.cancel(second)).toEqual(JobNotFound)
  expect(await world.cancel(jobId)).toEqual(ok())
  expect(await world.pause(jobId)).toEqual(JobNotFound)
})

test('J10: resuming a quarantined job forgets its deaths', async () => {
  const { script, jobId, ...given } = await start()
  let { world } = given
  for (let death = 1; death <= 2; death++) world = await dieAfter(world, 2_500)
  expect(await world.resume(jobId)).toEqual(ok())
  expect(await world.job(jobId)).toMatchObject({ state: 'running', error: undefined })
  world = await dieAfter(world, 2_500)
  expect(await world.job(jobId)).toMatchObject({ state: 'running' })
  world = await dieAfter(world, 2_500)
  expect(await world.job(jobId)).toMatchObject({ state: 'quarantined' })
  expect(script.runs).toHaveLength(4)
})

test('J11: only the failed items are done again; their failures stay until they are done', async () => {
  const { script, world, jobId, end, step } = await start({ again: true })
  await step(5, 'x', 'y')
  await end({ type: 'done' })
  expect(await world.retry(jobId)).toEqual(ok())
  expect(await world.job(jobId)).toMatchObject({ state: 'running', failures: 2 })
  const { context } = script.last()
  expect(context.checkpoint()).toEqual({ at: -1 })
  await context.commit(async (tx) => {
    await context.unfail(tx, 'x')
    await context.unfail(tx, 'y')
    return ok({ at: 6 })
  })
  await end({ type: 'done' })
  expect(await world.job(jobId)).toMatchObject({ state: 'done', failures: 0 })
  expect(await world.retry(jobId)).toEqual(JobNotFound)
})

test.each([
  ['its kind knows no other way', {}, { type: 'done' }],
  ['it failed', { again: true }, { type: 'failed', error: { type: 'NotFound' } }],
] as const)('J11: it begins anew when %s', async (_, options, how) => {
  const { script, world, jobId, end, step } = await start(options)
  await step(5, 'x')
  await end(how)
  expect(await world.retry(jobId)).toEqual(ok())
  expect(await world.job(jobId)).toMatchObject({
    state: 'running',
    failures: 0,
    error: undefined,
    endedMs: undefined,
  })
  expect(script.last().context.checkpoint()).toEqual({ at: 0 })
})

test('J11: a cancelled job begins anew, but not before its old run is over', async () => {
  const { script, world, jobId, end, step } = await start({ obeys: false })
  await step(5)
  const { handlers } = world.jobs
  const cancelled = handlers.cancel({ jobId }, { commandId: world.newCommandId() })
  await world.scheduler.idle()
  const retried = handlers.retry({ jobId }, { commandId: world.newCommandId() })
  await world.scheduler.idle()
  expect(await world.job(jobId)).toMatchObject({ state: 'cancelled' })
  await step(6)
  await end({ type: 'done' })
  expect(await world.scheduler.run(Promise.all([cancelled, retried]))).toEqual([ok(), ok()])
  await world.scheduler.idle()
  expect(await world.job(jobId)).toMatchObject({ state: 'running' })
  expect(script.last().context.checkpoint()).toEqual({ at: 0 })
})

test('J11: what another version wrote begins anew from its input, if that still fits', async () => {
  const { world, jobId, step } = await start()
  await step(5)
  const newer = scripted({ version: 2, again: true })
  const next = await world.restart({ kinds: [newer.kind] })
  expect(await next.job(jobId)).toMatchObject({ error: { type: 'JobUnreadable' } })
  expect(await next.retry(jobId)).toEqual(ok())
  expect(newer.last().context.checkpoint()).toEqual({ at: 0 })
  await next.cancel(jobId)
  await next.spoil(`UPDATE job SET input = '[]'`)
  expect(await next.retry(jobId)).toEqual(JobNotFound)
})

test('J11: the failed items of another version are not picked out of its checkpoint', async () => {
  const { world, jobId, step, end } = await start({ again: true })
  await step(5, 'x')
  await end({ type: 'done' })
  const newer = scripted({ version: 2, again: true })
  const next = await world.restart({ kinds: [newer.kind] })
  expect(await next.retry(jobId)).toEqual(ok())
  expect(newer.last().context.checkpoint()).toEqual({ at: 0 })
  expect(await next.job(jobId)).toMatchObject({ failures: 0 })
})

test('J11: it is not done again while another of its key is about to do the same', async () => {
  const { script, world, jobId, end } = await start()
  await end({ type: 'failed', error: { type: 'NotFound' } })
  const other = await world.enqueue(script.kind, { name: 'a' }, { key: 'a' })
  expect(other).not.toBe(jobId)
  expect(await world.retry(jobId)).toEqual(JobNotFound)
  await end({ type: 'done' })
  expect(await world.retry(jobId)).toEqual(ok())
})

test('J12: a defect is reported and fails the job; the next one runs', async () => {
  const { script, world, jobId, end } = await start()
  await world.enqueue(script.kind, { name: 'next' })
  const defect = new Error('oh')
  await end(defect)
  expect(world.defects).toEqual([defect])
  expect(await world.job(jobId)).toMatchObject({
    state: 'failed',
    error: { type: 'JobDefect', reportId: 'report 1', message: 'oh' },
  })
  expect(script.running()).toEqual(['next'])
})

test('J12: stopping without being told is a defect; throwing the reason of the signal is none', async () => {
  const { world, jobId, end } = await start()
  await end({ type: 'stopped' })
  expect(await world.job(jobId)).toMatchObject({ state: 'failed', error: { type: 'JobDefect' } })
  const throwing = await start({
    obeys: false,
    run: ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
  })
  await throwing.world.pause(throwing.jobId)
  expect(await throwing.world.states()).toEqual(['paused'])
  expect(throwing.world.defects).toEqual([])
})

test('J12: what the database refuses is told to the job', async () => {
  const { script, world, step } = await start()
  world.refuse('full', 'SET checkpoint')
  expect(await step(1)).toEqual(err({ type: 'QuotaExceeded' }))
  expect(script.last().context.checkpoint()).toEqual({ at: 0 })
  world.refuse('other', 'SET checkpoint')
  expect(await step(1)).toEqual(err({ type: 'DatabaseFault', message: 'refused' }))
  world.refuse(undefined)
  expect(await step(1)).toEqual(ok())
})

test('J12: a checkpoint that would not be read back is a defect, and nothing is kept', async () => {
  const { script, world } = await start()
  const kept = script.last().context.commit(async (tx) => {
    await tx.run(sql`INSERT INTO scratch (n) VALUES (1)`)
    return ok({ at: NaN })
  })
  await expect(kept).rejects.toThrow('a checkpoint of index')
  expect(await world.scratch()).toEqual([])
})

test('J13: waiting ends when what is waited for is told, for the right reason', async () => {
  const { script, world, jobId, end } = await start()
  await end({ type: 'waiting', for: 'disk' })
  world.jobs.queue.wake('permission')
  await world.scheduler.idle()
  expect(await world.job(jobId)).toMatchObject({ state: 'waiting', waitingFor: 'disk' })
  world.jobs.queue.wake('disk', 'of another location')
  await world.scheduler.idle()
  expect(script.runs).toHaveLength(1)
  world.jobs.queue.wake('disk')
  await world.scheduler.idle()
  expect(await world.job(jobId)).toMatchObject({ state: 'running', waitingFor: undefined })
})

test('J13: what is told while a job is about to wait is not missed', async () => {
  const { script, world, jobId, end } = await start()
  world.jobs.queue.wake('answer')
  await end({ type: 'waiting', for: 'answer' })
  expect(script.runs).toHaveLength(2)
  expect(await world.job(jobId)).toMatchObject({ state: 'running' })
  await end({ type: 'waiting', for: 'answer' })
  expect(await world.job(jobId)).toMatchObject({ state: 'waiting' })
})

test('J21: stopping ends all runs, leaves no timer, and is no death', async () => {
  const { script, jobId, ...given } = await start()
  let { world } = given
  for (let stops = 1; stops <= 5; stops++) {
    const { context } = script.last()
    context.progress({ done: stops })
    await world.scheduler.advance(2_500)
    context.progress({ done: stops })
    await world.report({ onBattery: true })
    await world.scheduler.run(world.jobs.stop())
    expect([...world.timers]).toEqual([])
    expect(context.signal.aborted).toBe(true)
    expect(await world.job(jobId)).toMatchObject({ state: 'queued' })
    expect(await world.enqueue(script.kind, { name: `after ${stops}` })).toBeDefined()
    expect(script.running()).toEqual([])
    world = await world.restart()
    expect(await world.job(jobId)).toMatchObject({ state: 'running', error: undefined })
  }
})

test('J21: stopping is over when all runs are', async () => {
  const { world, end } = await start({ obeys: false })
  let isOver = false
  const stopped = world.jobs.stop().then(() => {
    isOver = true
  })
  await world.scheduler.idle()
  expect(isOver).toBe(false)
  await end({ type: 'stopped' })
  await world.scheduler.run(stopped)
  expect(await world.states()).toEqual(['queued'])
})

test('J21: the end that the database does not take is written when it does', async () => {
  const { world, jobId, end } = await start()
  world.refuse('full', "SET state = 'done'")
  await end({ type: 'done' })
  expect(await world.job(jobId)).toMatchObject({ state: 'running' })
  await world.scheduler.advance(4_000)
  world.refuse(undefined)
  await world.scheduler.advance(1_000)
  expect(await world.job(jobId)).toMatchObject({ state: 'done' })
  expect(world.warnings).toEqual(['the end of a job could not be written'])
})

test('J21: a start that the database refuses is made up for, without haste', async () => {
  const { script, world, jobId } = await start()
  await world.scheduler.run(world.jobs.stop())
  const next = await world.restart({ kinds: [script.kind], isStarted: false })
  next.refuse('full', 'UPDATE job SET state')
  await next.scheduler.run(next.jobs.start())
  await next.scheduler.advance(9_000)
  expect(next.warnings).toHaveLength(2)
  next.refuse(undefined)
  await next.scheduler.advance(1_000)
  expect(await next.job(jobId)).toMatchObject({ state: 'running' })
})
