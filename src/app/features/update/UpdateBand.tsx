import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { watchUpdates, type AppUpdates } from '../../platform/app-updates.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { updateStrings as s } from './update.strings.ts'
import styles from './UpdateBand.module.css'

const HOUR_MS = 3_600_000
/** Coming back to the window asks at most this often. */
const FOCUS_PAUSE_MS = 600_000

export interface UpdateBandProps {
  /** Why a reload would do harm now; undefined if it would not. Reactive. */
  busy: string | undefined
  /** Tests pass their own; it is made once. */
  updates?: AppUpdates | undefined
}

/** Tells that a new version is ready. The person decides when. */
export function UpdateBand(props: UpdateBandProps) {
  // oxlint-disable-next-line solid/reactivity -- made once
  const updates = props.updates ?? watchUpdates()
  const [state, setState] = createSignal(updates.state())
  const [putOff, setPutOff] = createSignal(false)
  updates.onState(() => {
    setState(updates.state())
    setPutOff(false)
  })
  const checks = createChecks(updates)
  onMount(() => checks.start())
  onCleanup(() => checks.stop())

  return (
    <Show when={state() !== 'current' && !putOff()}>
      <div class={styles['band']}>
        <Notice
          tone="info"
          announce
          actions={
            <>
              <Button kind="quiet" onClick={() => setPutOff(true)}>
                {s.later}
              </Button>
              <Button unavailable={props.busy} onClick={() => updates.apply()}>
                {s.reload}
              </Button>
            </>
          }
        >
          {state() === 'changed' ? s.changed : s.waiting}
        </Notice>
      </div>
    </Show>
  )
}

function createChecks(updates: AppUpdates) {
  let last = performance.now()
  const check = () => {
    last = performance.now()
    void updates.check()
  }
  const checkOnFocus = () => {
    if (performance.now() - last >= FOCUS_PAUSE_MS) check()
  }
  let timer = 0
  return {
    start() {
      timer = window.setInterval(check, HOUR_MS)
      window.addEventListener('focus', checkOnFocus)
    },
    stop() {
      clearInterval(timer)
      window.removeEventListener('focus', checkOnFocus)
    },
  }
}
