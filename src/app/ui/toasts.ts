import { createSignal, type Accessor } from 'solid-js'
import type { Tone } from './Notice.tsx'

/** What is said; the same `id` replaces what it said before. */
export interface ToastInput {
  readonly text: string
  /** `ok` unless said. `danger` stays until it is dismissed. */
  readonly tone?: Tone | undefined
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
  readonly id?: string | undefined
}

export interface Toast extends ToastInput {
  readonly id: string
  readonly tone: Tone
}

export interface Toasts {
  /** At most three, the oldest first. */
  readonly shown: Accessor<readonly Toast[]>
  show(toast: ToastInput): void
  dismiss(id: string): void
  /** Stops the clocks while somebody reads or points; call the result to let them run again. */
  hold(): () => void
}

const maxShown = 3
const lifeMs = 6_000

/**
 * The messages at the bottom left. A fourth one pushes the oldest out; errors are never pushed: if three of them
 * stand there, the next waits its turn.
 */
export function createToasts(): Toasts {
  const [all, setAll] = createSignal<readonly Toast[]>([])
  const clocks = new Map<
    string,
    { timer: ReturnType<typeof setTimeout> | undefined; leftMs: number; since: number }
  >()
  let holders = 0
  let minted = 0

  const stop = (id: string) => {
    clearTimeout(clocks.get(id)?.timer)
    clocks.delete(id)
  }
  const dismiss = (id: string) => {
    stop(id)
    setAll((toasts) => toasts.filter((toast) => toast.id !== id))
    startClocks()
  }
  const run = (id: string) => {
    const clock = clocks.get(id)
    if (clock === undefined || clock.timer !== undefined || holders > 0) return
    clock.since = performance.now()
    clock.timer = setTimeout(() => dismiss(id), clock.leftMs)
  }
  const shown = () => all().slice(0, maxShown)
  const startClocks = () => {
    for (const toast of shown()) {
      if (toast.tone === 'danger') continue
      if (!clocks.has(toast.id))
        clocks.set(toast.id, { timer: undefined, leftMs: lifeMs, since: 0 })
      run(toast.id)
    }
  }

  return {
    shown,
    dismiss,
    show(input) {
      const toast: Toast = {
        ...input,
        id: input.id ?? `toast-${minted++}`,
        tone: input.tone ?? 'ok',
      }
      stop(toast.id)
      const others = all().filter((other) => other.id !== toast.id)
      const oldest = others.findIndex((other) => other.tone !== 'danger')
      const pushed = others.length >= maxShown ? others[oldest] : undefined
      if (pushed !== undefined) stop(pushed.id)
      setAll([...others.filter((other) => other !== pushed), toast])
      startClocks()
    },
    hold() {
      holders++
      for (const clock of clocks.values()) {
        if (clock.timer === undefined) continue
        clearTimeout(clock.timer)
        clock.timer = undefined
        clock.leftMs -= performance.now() - clock.since
      }
      let released = false
      return () => {
        if (released) return
        released = true
        holders--
        for (const id of clocks.keys()) run(id)
      }
    },
  }
}
