import { expect, test } from 'vitest'
import type { ListEvent } from '#vdfs/ports.ts'
import { createListers, type ListerWorker } from './listers.ts'

interface FakeWorker extends ListerWorker {
  readonly asked: unknown[]
  readonly tell: (event: ListEvent) => void
  readonly fail: (message: string) => void
  isEnded: boolean
}

function createWorkers() {
  const workers: FakeWorker[] = []
  const spawn = (): ListerWorker => {
    let onMessage: (event: { data: ListEvent }) => void = () => {}
    let onError: (event: { message: string }) => void = () => {}
    const worker: FakeWorker = {
      asked: [],
      isEnded: false,
      tell: (data) => onMessage({ data }),
      fail: (message) => onError({ message }),
      postMessage: (folder) => worker.asked.push(folder),
      addEventListener(type: 'message' | 'error', listener: never) {
        if (type === 'message') onMessage = listener
        else onError = listener
      },
      terminate() {
        worker.isEnded = true
      },
    }
    workers.push(worker)
    return worker
  }
  const busy = () => workers.findLast((worker) => worker.asked.length > 0 && !worker.isEnded)!
  return { workers, spawn, busy }
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only handed on
const folder = { kind: 'directory', name: 'a' } as FileSystemDirectoryHandle
const batch: ListEvent = { type: 'entries', entries: [{ name: 'a', kind: 'file' }] }

/** Takes events until the end, as they come. */
function take(events: AsyncIterable<ListEvent>) {
  const taken: ListEvent[] = []
  const done = (async () => {
    for await (const event of events) taken.push(event)
    return taken
  })()
  return { taken, done }
}

test('one worker waits from the start, and lists one folder after the other', async () => {
  const { workers, spawn } = createWorkers()
  const listers = createListers(spawn)
  expect(workers).toHaveLength(1)
  for (let times = 1; times <= 3; times++) {
    const { done } = take(listers.list(folder, new AbortController().signal))
    workers[0].tell(batch)
    workers[0].tell({ type: 'complete' })
    expect(await done).toEqual([batch, { type: 'complete' }])
    expect(workers[0].asked).toHaveLength(times)
  }
  expect(workers.map(({ asked }) => asked.length)).toEqual([3, 0])
  listers.close()
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, true])
})

test('listings at the same time have a worker each', async () => {
  const { workers, spawn } = createWorkers()
  const listers = createListers(spawn)
  const all = [1, 2, 3, 4].map(() => take(listers.list(folder, new AbortController().signal)))
  expect(workers.map(({ asked }) => asked.length)).toEqual([1, 1, 1, 1, 0])
  for (const worker of workers.slice(0, 4)) worker.tell({ type: 'complete' })
  for (const { done } of all) expect(await done).toEqual([{ type: 'complete' }])
  expect(workers.filter(({ isEnded }) => !isEnded)).toHaveLength(2) // few are kept
})

test('an aborted listing ends at once and its worker with it; another one waits', async () => {
  const { workers, spawn } = createWorkers()
  const listers = createListers(spawn)
  const controller = new AbortController()
  const { taken, done } = take(listers.list(folder, controller.signal))
  workers[0].tell(batch)
  await expect.poll(() => taken).toEqual([batch])
  workers[0].tell(batch)
  controller.abort()
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false])
  expect((await done).at(-1)).toEqual({ type: 'aborted' })
  workers[0].tell({ type: 'complete' }) // too late
  expect(taken.at(-1)).toEqual({ type: 'aborted' })
})

test('when nobody listens any more, the worker ends', async () => {
  const { workers, spawn, busy } = createWorkers()
  const listers = createListers(spawn)
  const events = listers.list(folder, new AbortController().signal)[Symbol.asyncIterator]()
  const first = events.next()
  busy().tell(batch)
  expect(await first).toEqual({ done: false, value: batch })
  await events.return?.()
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false])
})

test('aborted before it began it shows nothing and asks no worker', async () => {
  const { workers, spawn } = createWorkers()
  const listers = createListers(spawn)
  expect(await take(listers.list(folder, AbortSignal.abort())).done).toEqual([{ type: 'aborted' }])
  expect(workers[0].asked).toEqual([])
})

test('a worker that cannot start or fails is told, and replaced', async () => {
  const { workers, spawn, busy } = createWorkers()
  const listers = createListers(spawn)
  const { done } = take(listers.list(folder, new AbortController().signal))
  workers[0].fail('no such script')
  const error = { type: 'FsFault', name: 'ListerFailed', message: 'no such script' }
  expect(await done).toEqual([{ type: 'failed', error }])
  expect(workers[0].isEnded).toBe(true)

  const again = take(listers.list(folder, new AbortController().signal))
  busy().tell({ type: 'complete' })
  expect(await again.done).toEqual([{ type: 'complete' }])
  busy().fail('while it waited')
  const third = take(listers.list(folder, new AbortController().signal))
  busy().tell({ type: 'complete' })
  expect(await third.done).toEqual([{ type: 'complete' }])
  expect(workers).toHaveLength(4)
})
