// A command with its state, for buttons that say that they work and what went wrong.
import { createSignal, type Accessor } from 'solid-js'
import type { Result } from '#vdfs/api/result.ts'

export interface Command<I, T, E> {
  /** Runs it; a second run while one is under way is ignored and answers undefined. */
  readonly run: (input: I) => Promise<Result<T, E> | undefined>
  readonly pending: Accessor<boolean>
  readonly error: Accessor<E | undefined>
  readonly clearError: () => void
}

export function createCommand<I, T, E>(
  send: (input: I) => Promise<Result<T, E>>,
): Command<I, T, E> {
  const [pending, setPending] = createSignal(false)
  const [error, setError] = createSignal<E>()
  return {
    pending,
    error,
    clearError: () => setError(undefined),
    async run(input) {
      if (pending()) return undefined
      setPending(true)
      const answer = await send(input)
      setPending(false)
      setError(() => (answer.ok ? undefined : answer.error))
      return answer
    },
  }
}
