// Preferences as signals that follow the hand: a change shows at once, is written when the hand rests, and the
// stored value takes over when the core has it.
import { createMemo, createSignal, onCleanup, type Accessor } from 'solid-js'
import { defaultPreferences, type Preferences } from '#vdfs/api/preferences.ts'
import { useCore } from '../../core/core-context.tsx'
import { createQuery } from '../../core/create-query.ts'

export interface ViewPreferences {
  /** The defaults until the stored ones are there. */
  readonly values: Accessor<Preferences>
  /** Whether the stored ones are there, or cannot be had. */
  readonly isKnown: Accessor<boolean>
  readonly set: (changes: Partial<Preferences>) => void
}

/** A splitter that is dragged changes its width at every frame; so often nothing is written. */
const REST_MS = 200

export function createViewPreferences(): ViewPreferences {
  const core = useCore()
  const stored = createQuery({
    topics: () => ['preferences'],
    load: () => core.preferences.get(),
  })
  const [ahead, setAhead] = createSignal<Partial<Preferences>>({})
  let unsaved: Partial<Preferences> = {}
  let timer: ReturnType<typeof setTimeout> | undefined

  const save = async () => {
    clearTimeout(timer)
    timer = undefined
    const changes = unsaved
    unsaved = {}
    await core.preferences.set(changes)
    // what was changed again meanwhile stays ahead
    setAhead(unsaved)
  }
  onCleanup(() => {
    if (timer !== undefined) void save()
  })

  const values = createMemo(() => ({ ...defaultPreferences, ...stored.data(), ...ahead() }))
  return {
    values,
    isKnown: () => stored.data() !== undefined || stored.error() !== undefined,
    set(changes) {
      unsaved = { ...unsaved, ...changes }
      setAhead((before) => ({ ...before, ...changes }))
      clearTimeout(timer)
      timer = setTimeout(() => void save(), REST_MS)
    },
  }
}
