// Lists folders in workers of their own. In the core's worker the browser's batches would queue before every query, and
// a listing that nobody wants any more could not be stopped: the browser goes on sending what a dropped iterator asked
// for. With its worker it ends.
import type { ListEvent } from '#vdfs/ports.ts'

export interface Listers {
  /** The entries of a folder, as the FileSystem port wants them. Aborted, it ends at once. */
  list(folder: FileSystemDirectoryHandle, signal: AbortSignal): AsyncIterable<ListEvent>
  close(): void
}

/** What this needs of a Worker. */
export interface ListerWorker {
  postMessage(folder: FileSystemDirectoryHandle): void
  addEventListener(type: 'message', listener: (event: { readonly data: ListEvent }) => void): void
  addEventListener(type: 'error', listener: (event: { readonly message: string }) => void): void
  terminate(): void
}

/** Workers that wait for work. One is always there before it is needed: starting one takes some 10 to 30 ms. */
const MOST_WAITING = 2

interface Lister {
  readonly worker: ListerWorker
  /** Who hears of what it lists. */
  hear: (event: ListEvent) => void
  isBroken: boolean
}

export function createListers(spawn: () => ListerWorker): Listers {
  const all = new Set<Lister>()
  const waiting: Lister[] = []
  let isClosed = false

  const start = (): Lister => {
    const lister: Lister = { worker: spawn(), hear: () => {}, isBroken: false }
    all.add(lister)
    lister.worker.addEventListener('message', ({ data }) => lister.hear(data))
    lister.worker.addEventListener('error', ({ message }) => {
      lister.isBroken = true
      lister.hear({ type: 'failed', error: { type: 'FsFault', name: 'ListerFailed', message } })
      const at = waiting.indexOf(lister)
      if (at < 0) return
      waiting.splice(at, 1)
      end(lister)
    })
    return lister
  }
  const end = (lister: Lister): void => {
    lister.hear = () => {}
    all.delete(lister)
    lister.worker.terminate()
  }
  const give = (lister: Lister): void => {
    lister.hear = () => {}
    if (lister.isBroken || waiting.length >= MOST_WAITING || isClosed) end(lister)
    else waiting.push(lister)
  }
  const keepOneWaiting = (): void => {
    if (waiting.length === 0 && !isClosed) waiting.push(start())
  }
  keepOneWaiting()

  return {
    async *list(folder, signal) {
      if (signal.aborted) {
        yield { type: 'aborted' }
        return
      }
      const lister = waiting.pop() ?? start()
      const heard: ListEvent[] = []
      let wake = (): void => {}
      const hear = (event: ListEvent): void => {
        heard.push(event)
        wake()
      }
      lister.hear = hear
      let isOver = false
      const stop = (): void => {
        if (isOver) return
        isOver = true
        end(lister)
        heard.length = 0
        hear({ type: 'aborted' })
      }
      signal.addEventListener('abort', stop)
      lister.worker.postMessage(folder)
      keepOneWaiting()
      try {
        for (;;) {
          for (let event = heard.shift(); event !== undefined; event = heard.shift()) {
            if (event.type === 'entries') {
              yield event
              continue
            }
            if (event.type !== 'aborted') {
              isOver = true
              give(lister)
            }
            yield event
            return
          }
          await new Promise<void>((resolve) => {
            wake = resolve
            if (heard.length > 0) resolve()
          })
        }
      } finally {
        signal.removeEventListener('abort', stop)
        stop() // whoever listened went away before the end
      }
    },
    close() {
      isClosed = true
      for (const lister of all) {
        lister.hear({ type: 'aborted' })
        end(lister)
      }
      waiting.length = 0
    },
  }
}

/** @returns a worker that lists */
export function spawnLister(): ListerWorker {
  return new Worker(new URL('../lister.worker.ts', import.meta.url), {
    type: 'module',
    name: 'holdall-lister',
  })
}
