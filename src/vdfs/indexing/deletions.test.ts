import { describe, expect, test } from 'vitest'
import { createCoreWorld, type CoreWorld } from '../testing/core-world.ts'
import { truthOf } from '../testing/disk-truth.ts'
import { file, folder, type MemoryFs } from '../testing/memory-fs.ts'
import type { LocationId } from '../api/ids.ts'
import { RelPathSchema } from '../api/paths.ts'
import * as v from 'valibot'

const DAY = 1_704_067_200_000
const files = (count: number, size = 1) =>
  folder(
    Array.from(
      { length: count },
      (_, i) => [`f${i}.txt`, file({ sizeBytes: size + i, modifiedMs: DAY + i })] as const,
    ),
  )

async function indexed(
  top: MemoryTree,
): Promise<{ world: CoreWorld; here: LocationId; fs: MemoryFs }> {
  const world = await createCoreWorld({ top })
  const here = await world.add('top')
  await world.settled()
  return { world, here, fs: world.fs }
}
type MemoryTree = Parameters<typeof createCoreWorld>[0][string]

const rescan = async (world: CoreWorld, here: LocationId): Promise<void> => {
  await world.value(world.api.indexing.rescan({ locationId: here }))
  await world.settled()
}
const idOf = async (world: CoreWorld, here: LocationId, path: string) => {
  const at = { locationId: here, path: v.parse(RelPathSchema, path) }
  return (await world.value(world.api.indexing.entry({ at })))?.entryId
}
const questionOf = async (world: CoreWorld) =>
  (await world.value(world.api.indexing.status()))[0]?.question

describe('what another program changed', () => {
  test('I1: a scan finds new, changed and removed entries', async () => {
    const { world, here, fs } = await indexed({ a: files(30), b: { 'x.txt': 'x' } })
    fs.disk.write('top/new/deep/n.txt', 'new')
    fs.disk.write('top/a/f3.txt', 'changed')
    fs.disk.remove('top/b/x.txt')
    await rescan(world, here)
    expect(await world.index(here)).toEqual(truthOf(fs, 'top'))
    expect(world.defects).toEqual([])
  })

  test('I4: a listing that was cut short without a word removes nothing', async () => {
    const { world, here, fs } = await indexed({ a: files(150) })
    fs.during({ name: 'list', path: 'top/a', after: 100 }, () => 'cutShort')
    await rescan(world, here)
    expect(await world.index(here)).toEqual(truthOf(fs, 'top'))
    expect(await questionOf(world)).toBeUndefined()
  })

  test('I2: a listing that failed removes nothing, and is told as a failure', async () => {
    const { world, here, fs } = await indexed({ a: files(20), b: files(20) })
    fs.during({ name: 'list', path: 'top/a' }, () => ({ type: 'NotReadable' }))
    await rescan(world, here)
    expect(await world.index(here)).toEqual(truthOf(fs, 'top'))
    const [status] = await world.value(world.api.indexing.status())
    expect(status?.unreadable).toBe(1)
  })

  test('I2: a permission that is lost in the middle makes the job wait, and nothing goes', async () => {
    const { world, here, fs } = await indexed({ a: files(20), b: files(20) })
    fs.during({ name: 'list', path: 'top/a' }, () => fs.setPermission('top', 'prompt'))
    await rescan(world, here)
    const [job] = await world.value(world.api.jobs.list())
    expect(job).toMatchObject({ state: 'waiting', waitingFor: 'permission' })
    expect(await world.index(here)).toEqual(truthOf(fs, 'top'))
    fs.setPermission('top', 'granted')
    await world.value(world.api.locations.recheck())
    await world.settled()
    expect((await world.value(world.api.jobs.list()))[0]?.state).toBe('done')
  })

  test('I2: a root that is gone removes nothing', async () => {
    const { world, here, fs } = await indexed({ a: files(40) })
    const before = await world.index(here)
    fs.disk.unmount('top')
    await rescan(world, here)
    expect(await world.index(here)).toEqual(before)
    expect((await world.value(world.api.jobs.list()))[0]?.state).toBe('waiting')
  })
})

describe('what vanished in masses', () => {
  test('I5: is asked about, and goes only when a person says so', async () => {
    const { world, here, fs } = await indexed({ a: files(60), b: files(100) })
    const before = await world.index(here)
    fs.disk.remove('top/a')
    await rescan(world, here)
    expect(await questionOf(world)).toMatchObject({ why: 'mass', files: 60, folders: 1 })
    expect(await world.index(here)).toEqual(before)
    const missing = await world.value(
      world.api.indexing.missing({ locationId: here, from: 0, limit: 10 }),
    )
    expect(missing).toEqual([{ path: 'a', kind: 'folder', sizeBytes: 60 + (59 * 60) / 2 }])
    await world.value(world.api.indexing.answerMissing({ locationId: here, answer: 'remove' }))
    expect(await world.index(here)).toEqual(truthOf(fs, 'top'))
    expect(await questionOf(world)).toBeUndefined()
  })

  test('I5: is no question any more once it is back', async () => {
    const { world, here, fs } = await indexed({ a: files(60), b: files(100) })
    fs.disk.unmount('top/a')
    await rescan(world, here)
    expect((await questionOf(world))?.why).toBe('mass')
    fs.disk.remount('top/a')
    await world.value(world.api.indexing.answerMissing({ locationId: here, answer: 'keep' }))
    await world.settled()
    expect(await questionOf(world)).toBeUndefined()
    expect(await world.index(here)).toEqual(truthOf(fs, 'top'))
  })

  test('I5: another disk at the same place is told as such', async () => {
    const { world, here, fs } = await indexed({ a: files(12) })
    fs.disk.remove('top')
    fs.disk.put('top', { other: files(5, 500) })
    await rescan(world, here)
    expect(await questionOf(world)).toMatchObject({ why: 'root', files: 12 })
  })
})

describe('what moved', () => {
  test('I6: a file that is uniquely matched keeps its entry', async () => {
    const { world, here, fs } = await indexed({ a: files(40), b: {} })
    const before = await idOf(world, here, 'a/f7.txt')
    fs.disk.rename('top/a/f7.txt', 'top/b/f7.txt')
    await rescan(world, here)
    expect(await idOf(world, here, 'b/f7.txt')).toBe(before)
    expect(await world.index(here)).toEqual(truthOf(fs, 'top'))
  })

  test('I7: a file that came after the last scan, was seen to move, and left its name to a folder, stays', async () => {
    const { world, here, fs } = await indexed({})
    fs.disk.write('top/a', 'x')
    fs.hint('top/a')
    await world.scheduler.advance(2_000)
    await world.settled()
    const before = await idOf(world, here, 'a')
    fs.disk.rename('top/a', 'top/E.TXT')
    fs.hint('top/E.TXT', 'top/a')
    fs.disk.put('top/a', {})
    fs.hint('top/a')
    await world.scheduler.advance(2_000)
    await world.settled()
    expect(await world.index(here)).toEqual(truthOf(fs, 'top'))
    expect(await idOf(world, here, 'E.TXT')).toBe(before)
    expect(world.defects).toEqual([])
  })

  test('I6: two that fit are two new ones', async () => {
    const twin = () => file({ sizeBytes: 9, modifiedMs: DAY })
    const { world, here, fs } = await indexed({
      a: { 'x.txt': twin() },
      b: { 'x.txt': twin() },
      c: {},
      d: {},
    })
    const before = [await idOf(world, here, 'a/x.txt'), await idOf(world, here, 'b/x.txt')]
    fs.disk.rename('top/a/x.txt', 'top/c/x.txt')
    fs.disk.rename('top/b/x.txt', 'top/d/x.txt')
    await rescan(world, here)
    expect(before).not.toContain(await idOf(world, here, 'c/x.txt'))
    expect(await world.index(here)).toEqual(truthOf(fs, 'top'))
  })

  test('I7: a folder that was renamed keeps its entry and those of all below', async () => {
    const { world, here, fs } = await indexed({
      a: { deep: files(5), 'own.txt': 'own' },
      b: files(40),
    })
    const before = [await idOf(world, here, 'a'), await idOf(world, here, 'a/deep/f3.txt')]
    fs.disk.rename('top/a', 'top/renamed')
    await rescan(world, here)
    expect([
      await idOf(world, here, 'renamed'),
      await idOf(world, here, 'renamed/deep/f3.txt'),
    ]).toEqual(before)
    expect(await world.index(here)).toEqual(truthOf(fs, 'top'))
  })
})

test('I10: a new rule takes entries out without a question, and another brings them back', async () => {
  const { world, here, fs } = await indexed({ a: files(60), keep: files(5) })
  const rules = { sets: [], own: ['/a/'] }
  await world.value(world.api.indexing.configure({ locationId: here, rules }))
  await world.settled()
  expect(await world.index(here)).toEqual(truthOf(fs, 'top', (path) => path !== 'a'))
  expect((await world.value(world.api.indexing.status()))[0]).toMatchObject({
    totals: { excluded: 1, files: 5 },
    question: undefined,
  })
  await world.value(
    world.api.indexing.configure({ locationId: here, rules: { sets: [], own: [] } }),
  )
  await world.settled()
  expect(await world.index(here)).toEqual(truthOf(fs, 'top'))
})
