import { expect, test } from 'vitest'
import type { FsError } from '../api/fs-errors.ts'
import type { Result } from '../api/result.ts'
import type { FsStat } from '../ports.ts'
import { createVirtualScheduler } from '../testing/virtual-scheduler.ts'
import { createFactsReader } from './facts.ts'
import { createRows } from './row-columns.ts'
import { markStale } from './row-facts.ts'
import { addRow, findByName, removeRow, rowAt } from './rows.ts'

const sized = (sizeBytes: number): Result<FsStat, FsError> => ({
  ok: true,
  value: { kind: 'file', sizeBytes, modifiedMs: 1_000 },
})

/** A reader over files whose answers come when the test says so. */
function createReading(names: readonly string[]) {
  const scheduler = createVirtualScheduler()
  const rows = createRows()
  for (const name of names) addRow(rows, name, 'file')
  const asked: {
    readonly names: readonly string[]
    readonly answer: (with_: readonly Result<FsStat, FsError>[]) => void
  }[] = []
  const news: { readonly changed: boolean; readonly outdated: boolean }[] = []
  const defects: unknown[] = []
  const reader = createFactsReader({
    rows,
    async *read(askedNames, signal) {
      const answers = await new Promise<readonly Result<FsStat, FsError>[]>((answer) =>
        asked.push({ names: askedNames, answer }),
      )
      if (!signal.aborted) yield answers
    },
    onRead: (each) => news.push(each),
    onIdle: () => {},
    onDefect: (error) => defects.push(error),
  })
  const want = (...wanted: readonly string[]) =>
    reader.want(wanted.join(), async () => wanted.flatMap((name) => findByName(rows, name) ?? []))
  const factsOf = (name: string) => rowAt(rows, findByName(rows, name)!).facts
  return { scheduler, rows, reader, asked, news, defects, want, factsOf }
}

test('an answer for a row that went meanwhile is not given to the row that took its place', async () => {
  const { scheduler, rows, asked, want, factsOf } = createReading(['a', 'b'])
  want('a')
  await scheduler.idle()
  removeRow(rows, findByName(rows, 'a')!)
  addRow(rows, 'c', 'file')
  asked[0]?.answer([sized(7)])
  await scheduler.idle()
  expect(factsOf('c')).toEqual({ state: 'unread' })
  expect(rows).toMatchObject({ files: 2, settled: 0 })
})

test('an answer that was on its way when the folder was listed again does not count', async () => {
  const { scheduler, rows, reader, asked, want, factsOf } = createReading(['a'])
  want('a')
  await scheduler.idle()
  asked[0]?.answer([sized(1)])
  await scheduler.idle()
  markStale(rows)
  want('a')
  await scheduler.idle()
  // Another listing ends while the second question waits: it is asked a third time, and only that counts.
  markStale(rows)
  void reader.readAll(() => true)
  await scheduler.idle()
  asked[1]?.answer([sized(2)])
  await scheduler.idle()
  expect(factsOf('a')).toMatchObject({ sizeBytes: 1 })
  expect(asked[2]?.names).toEqual(['a'])
  asked[2]?.answer([sized(3)])
  await scheduler.idle()
  expect(factsOf('a')).toMatchObject({ sizeBytes: 3 })
  expect(rows).toMatchObject({ files: 1, settled: 1 })
})

test('facts of before the last listing are shown until the new ones are there', async () => {
  const { scheduler, rows, asked, news, want, factsOf } = createReading(['a'])
  want('a')
  await scheduler.idle()
  asked[0]?.answer([sized(1)])
  await scheduler.idle()
  markStale(rows)
  expect(factsOf('a')).toMatchObject({ sizeBytes: 1 })
  expect(rows.settled).toBe(0)
  want('a')
  await scheduler.idle()
  asked[1]?.answer([sized(1)])
  await scheduler.idle()
  expect(rows.settled).toBe(1)
  expect(news.map(({ changed }) => changed)).toEqual([true, false])
})

test('fewer answers than names are said, not waited for', async () => {
  const { scheduler, asked, want, factsOf } = createReading(['a', 'b'])
  want('a', 'b')
  await scheduler.idle()
  asked[0]?.answer([sized(1)])
  await scheduler.idle()
  expect(factsOf('a')).toMatchObject({ sizeBytes: 1 })
  expect(factsOf('b')).toMatchObject({ state: 'failed', error: { type: 'FsFault' } })
})

test('what is stopped is unread and can be asked for again', async () => {
  const { scheduler, rows, reader, asked, want, factsOf } = createReading(['a'])
  want('a')
  await scheduler.idle()
  reader.stop()
  asked[0]?.answer([sized(1)])
  await scheduler.idle()
  expect(factsOf('a')).toEqual({ state: 'unread' })
  expect(reader.isBusy()).toBe(false)
  want('a')
  await scheduler.idle()
  asked[1]?.answer([sized(2)])
  await scheduler.idle()
  expect(factsOf('a')).toMatchObject({ sizeBytes: 2 })
  expect(rows.settled).toBe(1)
})

test('while paused nothing is read for the screen', async () => {
  const { scheduler, reader, asked, want } = createReading(['a'])
  reader.pause()
  want('a')
  await scheduler.idle()
  expect(asked).toHaveLength(0)
  reader.resume()
  await scheduler.idle()
  expect(asked).toHaveLength(1)
})

test('all are read, in questions of 256, while somebody wants it; rows on screen go beside', async () => {
  const names = Array.from({ length: 600 }, (_, i) => `n${i}`)
  const { scheduler, reader, asked, want } = createReading(names)
  let wanted = true
  const all = reader.readAll(() => wanted)
  await scheduler.idle()
  expect(asked.map((each) => each.names.length)).toEqual([256])
  want('n599', 'n0')
  await scheduler.idle()
  // n0 is being read already.
  expect(asked[1]?.names).toEqual(['n599'])
  for (let i = 0; i < asked.length; i++) {
    asked[i]?.answer(asked[i]!.names.map(() => sized(1)))
    await scheduler.idle()
  }
  expect(asked.map((each) => each.names.length)).toEqual([256, 1, 256, 87])
  expect(await all).toBe(true)
  wanted = false
  expect(await reader.readAll(() => wanted)).toBe(true)
})

test('reading all ends when nobody wants it any more', async () => {
  const { scheduler, reader, asked } = createReading(Array.from({ length: 600 }, (_, i) => `n${i}`))
  let wanted = true
  const all = reader.readAll(() => wanted)
  await scheduler.idle()
  wanted = false
  asked[0]?.answer(asked[0].names.map(() => sized(1)))
  expect(await all).toBe(false)
  expect(asked).toHaveLength(1)
})

test('a bug in reading is reported, and its rows stay unread', async () => {
  const { scheduler, rows, defects } = createReading(['a'])
  const reader = createFactsReader({
    rows,
    // oxlint-disable-next-line require-yield -- it fails before
    async *read() {
      throw new Error('bug')
    },
    onRead: () => {},
    onIdle: () => {},
    onDefect: (error) => defects.push(error),
  })
  reader.want('a', async () => [findByName(rows, 'a')!])
  await scheduler.idle()
  expect(defects).toMatchObject([{ message: 'bug' }])
  expect(rowAt(rows, findByName(rows, 'a')!).facts).toEqual({ state: 'unread' })
})
