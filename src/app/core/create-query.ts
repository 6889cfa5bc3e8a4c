// A live query: loads, and loads again when one of its topics is told.
import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { Result } from '#vdfs/api/result.ts'
import type { Topic } from '#vdfs/api/topics.ts'
import { useCore } from './core-context.tsx'

export interface Query<T, E> {
  /** The newest answer; kept while the next one is under way and after an error. */
  readonly data: Accessor<T | undefined>
  readonly error: Accessor<E | undefined>
  readonly pending: Accessor<boolean>
  readonly reload: () => void
}

export interface QueryOptions<T, E> {
  /** What makes the answer old. Reactive. */
  readonly topics: () => readonly Topic[]
  /** Reactive: what it reads synchronously makes a new query. `undefined` asks nothing and clears the answer. */
  readonly load: () => Promise<Result<T, E>> | undefined
  /** The property by which records of lists are matched, so that unchanged rows keep their nodes. */
  readonly key?: string
}

/** Only the newest load counts: answers that were overtaken are dropped. At most one reload waits. */
export function createQuery<T, E>(options: QueryOptions<T, E>): Query<T, E> {
  const core = useCore()
  const [store, setStore] = createStore<{ data: T | undefined }>({ data: undefined })
  const [error, setError] = createSignal<E>()
  const [pending, setPending] = createSignal(false)
  const [asked, ask] = createSignal(0)
  let newest = 0
  let running = false
  let again = false

  const run = async (load: Promise<Result<T, E>>, mine: number) => {
    running = true
    const answer = await load
    if (mine !== newest) return
    running = false
    if (answer.ok) {
      setStore(
        'data',
        reconcile<T | undefined, unknown>(answer.value, { key: options.key ?? null }),
      )
      setError(undefined)
    } else setError(() => answer.error)
    setPending(false)
    if (again) {
      again = false
      ask((n) => n + 1)
    }
  }

  createEffect(() => {
    asked()
    const load = options.load()
    newest++
    again = false
    if (load === undefined) {
      running = false
      setStore('data', undefined)
      setError(undefined)
      setPending(false)
      return
    }
    setPending(true)
    void run(load, newest)
  })

  const reload = () => {
    if (running) again = true
    else ask((n) => n + 1)
  }
  createEffect(
    on(
      () => options.topics().join('\n'),
      () => {
        const topics = options.topics()
        if (topics.length > 0) onCleanup(core.subscribe(topics, reload))
      },
    ),
  )
  onCleanup(() => newest++)

  return { data: () => store.data, error, pending, reload }
}
