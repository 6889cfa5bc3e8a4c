// What a person notices of jobs: how gentle they are, and what they tell of themselves.
import { expect, test } from 'vitest'
import { ok } from '../api/result.ts'
import { scripted, type ScriptContext } from '../testing/jobs-kinds.ts'
import { createJobsWorld, type JobsWorld } from '../testing/jobs-world.ts'
import type { JobPriority } from './jobs.ts'

const MINUTE_MS = 60_000

async function start(priority: JobPriority = 'normal') {
  const script = scripted()
  const world = await createJobsWorld({ kinds: [script.kind] })
  const jobId = await world.enqueue(script.kind, { name: 'a' }, { priority })
  return { script, world, jobId, context: script.last().context }
}

test.each([
  [{ onBattery: true, batteryLevel: 0.29 }, 'power'],
  [{ onBattery: true }, 'power'],
  [{ pressure: 'serious' }, 'pressure'],
  [{ pressure: 'critical' }, 'pressure'],
  [{ onBattery: true, batteryLevel: 0.3 }, undefined],
  [{ onBattery: false, batteryLevel: 0.1 }, undefined],
  [{ batteryLevel: 0.1, pressure: 'fair' }, undefined],
] as const)('J14: under %j background work waits for %s', async (report, reason) => {
  const { script, world, jobId } = await start('background')
  const next = await world.enqueue(script.kind, { name: 'b' }, { priority: 'background' })
  await world.report(report)
  const waiting = { state: 'waiting', waitingFor: reason }
  const first = reason === undefined ? { state: 'running' } : waiting
  const second = reason === undefined ? { state: 'queued' } : waiting
  expect(await world.job(jobId)).toMatchObject(first)
  expect(await world.job(next)).toMatchObject(second)
  await world.report({ onBattery: false, pressure: 'nominal' })
  expect(await world.job(jobId)).toMatchObject({ state: 'running', waitingFor: undefined })
  expect(await world.job(next)).toMatchObject({ state: 'queued', waitingFor: undefined })
})

test('J14: other work goes on, and so does background work that is raised', async () => {
  const { script, world, jobId } = await start('normal')
  await world.report({ onBattery: true, pressure: 'critical' })
  expect(await world.job(jobId)).toMatchObject({ state: 'running' })
  const lasting = await world.enqueue(
    script.kind,
    { name: 'b' },
    { key: 'b', priority: 'background' },
  )
  expect(await world.job(lasting)).toMatchObject({ state: 'waiting', waitingFor: 'power' })
  await world.enqueue(script.kind, { name: 'b' }, { key: 'b', priority: 'high' })
  expect(await world.job(lasting)).toMatchObject({ state: 'queued' })
})

test('J14: what is left of two reasons is waited for, and what was told long ago counts no more', async () => {
  const { world, jobId } = await start('background')
  await world.report({ onBattery: true })
  await world.scheduler.advance(5 * MINUTE_MS)
  await world.report({ pressure: 'serious' })
  expect(await world.job(jobId)).toMatchObject({ waitingFor: 'power' })
  await world.scheduler.advance(5 * MINUTE_MS)
  expect(await world.job(jobId)).toMatchObject({ waitingFor: 'pressure' })
  await world.scheduler.advance(5 * MINUTE_MS - 1)
  expect(await world.job(jobId)).toMatchObject({ state: 'waiting' })
  await world.scheduler.advance(1)
  expect(await world.job(jobId)).toMatchObject({ state: 'running' })
})

test('J14: a paused job is left alone', async () => {
  const { world, jobId } = await start('background')
  await world.pause(jobId)
  await world.report({ onBattery: true })
  await world.report({ onBattery: false })
  expect(await world.job(jobId)).toMatchObject({ state: 'paused' })
})

/** How long it waits between two pieces of work. */
const turnMs = async (world: JobsWorld, context: ScriptContext) => {
  const startMs = world.scheduler.now()
  expect(await world.scheduler.run(context.turn())).toBe(true)
  return world.scheduler.now() - startMs
}

test.each([
  ['high', 0, 0],
  ['normal', 20, 50],
  ['background', 100, undefined],
] as const)(
  'J15: between pieces, %s work waits %d ms for an active person, %s ms under pressure',
  async (priority, activeMs, pressureMs) => {
    const { world, context, jobId } = await start(priority)
    expect(await turnMs(world, context)).toBe(0)
    await world.report({ active: true })
    expect(await turnMs(world, context)).toBe(activeMs)
    await world.scheduler.advance(1_001 - activeMs)
    expect(await turnMs(world, context)).toBe(0)
    await world.report({ pressure: 'serious' })
    expect((await world.job(jobId)).state).toBe(pressureMs === undefined ? 'waiting' : 'running')
    const left = pressureMs === undefined ? undefined : await turnMs(world, context)
    expect(left).toBe(pressureMs)
  },
)

test('J15: a job that is told to stop waits no longer', async () => {
  const { world, context, jobId } = await start('background')
  await world.report({ active: true })
  const turn = context.turn()
  await world.scheduler.idle()
  const startMs = world.scheduler.now()
  await world.pause(jobId)
  expect(await world.scheduler.run(turn)).toBe(false)
  expect(world.scheduler.now()).toBe(startMs)
  expect([...world.timers]).toEqual([])
})

test('J16: nothing that is done is taken back, over steps, starts and retries', async () => {
  const { script, world, jobId, context } = await start()
  const shown = async (of: JobsWorld) => {
    const { done, total, bytes, totalBytes } = (await of.job(jobId)).progress
    return [done, total, bytes, totalBytes]
  }
  context.progress({ done: 10, total: 5, bytes: 100 })
  expect(await shown(world)).toEqual([10, 10, 100, undefined])
  context.progress({ done: 3, total: 20, bytes: 7, totalBytes: 50 })
  expect(await shown(world)).toEqual([10, 20, 100, 100])
  await context.commit(async () => ok({ at: 1 }))
  const next = await world.restart()
  expect(await shown(next)).toEqual([10, 20, 100, 100])
  script.last().context.progress({ done: 1, total: undefined, totalBytes: 200 })
  expect(await shown(next)).toEqual([10, undefined, 100, 200])
  script.last().end({ type: 'failed', error: { type: 'NotFound' } })
  await next.scheduler.idle()
  await next.retry(jobId)
  script.last().context.progress({ done: 0, total: 0, bytes: 0 })
  expect(await shown(next)).toEqual([10, 10, 100, 200])
  script.last().context.progress({ done: 11 })
  expect(await shown(next)).toEqual([11, 11, 100, 200])
})

test('J17: the rate is the recent one, and the time left is told after five seconds', async () => {
  const { world, context, jobId, script } = await start()
  const shown = async () => {
    const { ratePerS, leftMs } = (await world.job(jobId)).progress
    return { ratePerS, leftMs }
  }
  let done = 0
  const work = async (seconds: number, perS: number) => {
    for (let i = 0; i < seconds * 10; i++) {
      await world.scheduler.advance(100)
      done += perS / 10
      context.progress({ done, total: 1_000 })
    }
  }
  expect(await shown()).toEqual({ ratePerS: undefined, leftMs: undefined })
  await work(4, 10)
  expect(await shown()).toEqual({ ratePerS: 10, leftMs: undefined })
  await work(1, 10)
  expect(await shown()).toEqual({ ratePerS: 10, leftMs: 95_000 })
  await work(6, 40)
  const { ratePerS, leftMs } = await shown()
  expect(ratePerS).toBeCloseTo(40, 0)
  expect(leftMs).toBe(Math.ceil(710 / 40) * 1_000)
  await world.scheduler.advance(60_000)
  expect((await shown()).ratePerS).toBeLessThan(4)
  script.last().end({ type: 'done' })
  await world.scheduler.idle()
  expect(await shown()).toEqual({ ratePerS: undefined, leftMs: undefined })
})

test('J18: progress is told four times a second at most, states at once', async () => {
  const { world, context, script } = await start()
  await world.scheduler.advance(10_000)
  world.tells.length = 0
  const startMs = world.scheduler.now()
  for (let i = 0; i < 100; i++) {
    context.progress({ done: i })
    await context.commit(async () => ok({ at: i }))
    await world.scheduler.advance(10)
  }
  expect(world.tells).toEqual([250, 500, 750, 1_000].map((ms) => startMs + ms))
  await world.scheduler.advance(1_000)
  world.tells.length = 0
  await world.scheduler.advance(60_000)
  expect(world.tells).toEqual([])
  script.last().end({ type: 'done' })
  await world.scheduler.idle()
  expect(world.tells).toEqual([world.scheduler.now()])
  await world.scheduler.advance(60_000)
  expect(world.tells).toHaveLength(1)
})
