// Which jobs there are, and which of them runs.
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { formatId, LocationIdSchema } from '../api/ids.ts'
import { err, ok } from '../api/result.ts'
import { counting, scripted } from '../testing/jobs-kinds.ts'
import { createJobsWorld } from '../testing/jobs-world.ts'

const HERE = v.parse(LocationIdSchema, formatId(1_000_001, new Uint8Array(16)))
const THERE = v.parse(LocationIdSchema, formatId(1_000_002, new Uint8Array(16)))
const JobNotFound = err({ type: 'JobNotFound' })

test('J1: a job whose transaction fails was never there', async () => {
  const script = scripted()
  const world = await createJobsWorld({ kinds: [script.kind] })
  const { queue } = world.jobs
  const options = { key: 'a', priority: 'normal', locationId: HERE } as const
  const refused = await world.db.write(async (tx) => {
    await queue.enqueue(tx, script.kind, { name: 'a' }, options)
    expect(queue.hasUnfinished(HERE)).toBe(true)
    return err('no')
  })
  await world.scheduler.idle()
  expect(refused).toEqual(err('no'))
  expect(await world.list()).toEqual([])
  expect(queue.hasUnfinished(HERE)).toBe(false)
  expect(script.runs).toHaveLength(0)
})

test('J1: a job is there with its transaction, and known as unfinished until it ends', async () => {
  const script = scripted()
  const world = await createJobsWorld({ kinds: [script.kind] })
  const { queue } = world.jobs
  const jobId = await world.enqueue(script.kind, { name: 'a' }, { locationId: HERE })
  expect(await world.job(jobId)).toEqual({
    jobId,
    kind: 'index',
    locationId: HERE,
    state: 'running',
    waitingFor: undefined,
    progress: {
      phase: '',
      done: 0,
      total: undefined,
      bytes: 0,
      totalBytes: undefined,
      path: undefined,
      ratePerS: undefined,
      leftMs: undefined,
    },
    failures: 0,
    error: undefined,
    createdMs: world.scheduler.now(),
    startedMs: world.scheduler.now(),
    endedMs: undefined,
    workedMs: 0,
  })
  expect(queue.hasUnfinished(HERE)).toBe(true)
  expect(queue.hasUnfinished(HERE, 'index')).toBe(true)
  expect(queue.hasUnfinished(HERE, 'rescan')).toBe(false)
  expect(queue.hasUnfinished(THERE)).toBe(false)

  await world.scheduler.advance(700)
  script.last().end({ type: 'done' })
  await world.scheduler.idle()
  expect(await world.job(jobId)).toMatchObject({
    state: 'done',
    workedMs: 700,
    endedMs: world.scheduler.now(),
  })
  expect(queue.hasUnfinished(HERE)).toBe(false)
})

test('J1: input that would not be read back is a defect of whoever asks', async () => {
  const world = await createJobsWorld({ kinds: [counting] })
  await expect(world.enqueue(counting, { upTo: NaN })).rejects.toThrow('input of index')
  const stranger = scripted({ kind: 'rescan' })
  await expect(world.enqueue(stranger.kind, { name: 'a' })).rejects.toThrow('kind of job rescan')
})

test('J2: a key gives the job that is unfinished, with the higher priority, and a new one after it', async () => {
  const script = scripted()
  const world = await createJobsWorld({ kinds: [script.kind] })
  const ask = (key: string, priority: 'background' | 'normal' | 'high') =>
    world.enqueue(script.kind, { name: key }, { key, priority })
  const busy = await ask('busy', 'high')
  const a = await ask('a', 'background')
  const b = await ask('b', 'normal')
  expect(await ask('a', 'high')).toBe(a)
  expect(await ask('b', 'background')).toBe(b)
  const c = await ask('c', 'normal')
  expect((await world.list()).map(({ jobId }) => jobId)).toEqual([busy, a, b, c])
  script.last().end({ type: 'done' })
  await world.scheduler.idle()
  expect(script.last().name).toBe('a')
  script.last().end({ type: 'done' })
  await world.scheduler.idle()
  expect(await ask('a', 'normal')).not.toBe(a)
})

test.each([
  ['input', `UPDATE job SET input = '{"name":1}'`],
  ['checkpoint', `UPDATE job SET checkpoint = '{'`],
  ['progress', `UPDATE job SET progress = '{}'`],
  ['version', `UPDATE job SET version = 7`],
])('J3: a job whose %s cannot be read fails alone, paused or not', async (_, spoil) => {
  const script = scripted()
  const world = await createJobsWorld({ kinds: [script.kind] })
  const running = await world.enqueue(script.kind, { name: 'running' })
  const paused = await world.enqueue(script.kind, { name: 'paused' })
  const sound = await world.enqueue(script.kind, { name: 'sound' })
  await world.pause(paused)
  world.kill()
  await world.spoil(`${spoil} WHERE job_id <> ?`, sound)
  const next = await world.restart()
  for (const jobId of [running, paused])
    expect(await next.job(jobId)).toMatchObject({
      state: 'failed',
      error: { type: 'JobUnreadable' },
      endedMs: next.scheduler.now(),
    })
  expect(script.last().name).toBe('sound')
})

test('J3: an unreadable error or failure is told as that, and breaks no list', async () => {
  const script = scripted()
  const world = await createJobsWorld({ kinds: [script.kind] })
  const jobId = await world.enqueue(script.kind, { name: 'a' })
  script.last().end({ type: 'failed', error: { type: 'NotFound' } })
  await world.scheduler.idle()
  expect(await world.job(jobId)).toMatchObject({ error: { type: 'NotFound' } })
  await world.spoil(`UPDATE job SET error = '{"type":"Odd"}'`)
  await world.spoil(`INSERT INTO job_failure (job_id, path, error) VALUES (?, 'x', 'odd')`, jobId)
  expect(await world.job(jobId)).toMatchObject({ failures: 1, error: { type: 'JobUnreadable' } })
  expect(await world.failures(jobId)).toEqual(
    ok([{ path: 'x', error: { type: 'FsFault', name: 'Unreadable', message: 'odd' } }]),
  )
})

test('J3: jobs of a kind that this build lacks are left for the build that has it', async () => {
  const script = scripted()
  const world = await createJobsWorld({ kinds: [script.kind] })
  const jobId = await world.enqueue(script.kind, { name: 'a' })
  const without = await world.restart({ kinds: [scripted({ kind: 'rescan' }).kind] })
  expect(await without.list()).toEqual([])
  const again = await without.restart({ kinds: [script.kind] })
  expect(await again.job(jobId)).toMatchObject({ state: 'running' })
})

test('J4: one at a time in a lane, by priority and then by age; lanes side by side', async () => {
  const script = scripted()
  const other = scripted({ kind: 'rescan', lane: 'other' })
  const world = await createJobsWorld({ kinds: [script.kind, other.kind] })
  await world.enqueue(script.kind, { name: 'first' })
  for (const [name, priority] of [
    ['background', 'background'],
    ['normal 1', 'normal'],
    ['normal 2', 'normal'],
    ['high', 'high'],
  ] as const)
    await world.enqueue(script.kind, { name }, { priority })
  await world.enqueue(other.kind, { name: 'beside' })
  expect(other.running()).toEqual(['beside'])
  for (const name of ['first', 'high', 'normal 1', 'normal 2', 'background']) {
    expect(script.running()).toEqual([name])
    script.last().end({ type: 'done' })
    await world.scheduler.idle()
  }
  expect(script.runs).toHaveLength(5)
})

test('J4: a background job gives way to another of its lane and goes on after it', async () => {
  const script = scripted()
  const world = await createJobsWorld({ kinds: [script.kind] })
  const background = await world.enqueue(
    script.kind,
    { name: 'background' },
    { priority: 'background' },
  )
  await script.last().context.commit(async () => ok({ at: 5 }))
  await world.enqueue(script.kind, { name: 'normal' })
  expect(script.running()).toEqual(['normal'])
  expect(await world.job(background)).toMatchObject({ state: 'queued' })
  script.last().end({ type: 'done' })
  await world.scheduler.idle()
  expect(script.last()).toMatchObject({ name: 'background' })
  expect(script.last().context.checkpoint()).toEqual({ at: 5 })
})

test('J19: unfinished jobs as they run, then those that ended, the newest first', async () => {
  const script = scripted()
  const world = await createJobsWorld({ kinds: [script.kind] })
  const ended: string[] = []
  for (let i = 0; i < 130; i++) {
    ended.unshift(await world.enqueue(script.kind, { name: 'ended' }))
    await world.scheduler.advance(1)
    script.last().end({ type: 'done' })
    await world.scheduler.idle()
  }
  const running = await world.enqueue(script.kind, { name: 'running' }, { priority: 'background' })
  const second = await world.enqueue(script.kind, { name: 'second' }, { priority: 'background' })
  const third = await world.enqueue(script.kind, { name: 'third' }, { priority: 'background' })
  await world.pause(running)
  await world.resume(running)
  const ids = async () => (await world.list()).map(({ jobId }) => jobId)
  expect(await ids()).toEqual([second, running, third, ...ended.slice(0, 100)])

  expect(await world.sqlDb.query('SELECT count(*) FROM job', [])).toEqual([[133]])
  const next = await world.restart()
  expect(await next.sqlDb.query('SELECT count(*) FROM job', [])).toEqual([[103]])
  expect((await next.list()).slice(3).map(({ jobId }) => jobId)).toEqual(ended.slice(0, 100))
})

test('J19: dismissing forgets what ended, with its failures, and nothing else', async () => {
  const script = scripted()
  const world = await createJobsWorld({ kinds: [script.kind] })
  const end = async () => {
    const jobId = await world.enqueue(script.kind, { name: 'ended' })
    const { context } = script.last()
    await context.commit(async (tx) => {
      await context.fail(tx, 'x', { type: 'NotFound' })
      return ok({ at: 1 })
    })
    script.last().end({ type: 'done' })
    await world.scheduler.idle()
    return jobId
  }
  const a = await end()
  const b = await end()
  await end()
  const running = await world.enqueue(script.kind, { name: 'running' })
  const ids = async () => (await world.list()).map(({ jobId }) => jobId)
  expect(await world.dismiss(running)).toEqual(ok())
  expect(await ids()).toHaveLength(4)
  await world.dismiss(b)
  expect(await ids()).toHaveLength(3)
  expect(await world.failures(b)).toEqual(JobNotFound)
  expect(await world.failures(a)).toMatchObject({ value: [{ path: 'x' }] })
  await world.dismiss()
  expect(await ids()).toEqual([running])
  expect(await world.sqlDb.query('SELECT count(*) FROM job_failure', [])).toEqual([[0]])
})

test('J20: a location that goes takes its jobs along, and none runs when that is answered', async () => {
  const script = scripted({ obeys: false })
  const other = scripted({ kind: 'rescan', lane: 'other' })
  const world = await createJobsWorld({ kinds: [script.kind, other.kind] })
  await world.enqueue(script.kind, { name: 'here' }, { locationId: HERE })
  await world.enqueue(script.kind, { name: 'also here' }, { locationId: HERE })
  const there = await world.enqueue(other.kind, { name: 'there' }, { locationId: THERE })
  let isAnswered = false
  const dropped = world.jobs.queue.drop(HERE).then(() => {
    isAnswered = true
  })
  await world.scheduler.idle()
  expect((await world.list()).map(({ jobId }) => jobId)).toEqual([there])
  expect(world.jobs.queue.hasUnfinished(HERE)).toBe(false)
  expect(script.last().context.signal.aborted).toBe(true)
  expect(isAnswered).toBe(false)
  script.last().end({ type: 'stopped' })
  await world.scheduler.run(dropped)
  expect(script.runs).toHaveLength(1)
  expect(other.running()).toEqual(['there'])
})
