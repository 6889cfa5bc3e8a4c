import { createEffect, createSignal, Match, onCleanup, Show, Switch, type JSX } from 'solid-js'
import X from 'lucide-solid/icons/x'
import { defaultPreferences } from '#vdfs/api/preferences.ts'
import { DialogFrame, DialogTitle } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { createMediaQuery } from '../../ui/media.ts'
import { Splitter } from '../../ui/Splitter.tsx'
import { explorerStrings as s } from './explorer.strings.ts'
import type { ViewPreferences } from './view-preferences.ts'
import styles from './InspectorPane.module.css'

const wideQuery = '(width >= 1200px)'
const sheetQuery = '(width < 900px)'

const limits = { min: 256, max: 420, initial: defaultPreferences.inspectorWidth }

export interface InspectorState {
  readonly isOpen: () => boolean
  readonly toggle: () => void
  readonly close: () => void
  readonly form: () => 'column' | 'drawer' | 'sheet'
}

/** Wide windows keep the inspector open as the person likes it; in others it covers something and starts closed. */
export function createInspectorState(preferences: ViewPreferences): InspectorState {
  const isWide = createMediaQuery(wideQuery)
  const isSheet = createMediaQuery(sheetQuery)
  const [isOver, setOver] = createSignal(false)
  createEffect(() => {
    if (isWide()) setOver(false)
  })
  const set = (open: boolean) => {
    if (isWide()) preferences.set({ inspectorOpen: open })
    else setOver(open)
  }
  const isOpen = () => (isWide() ? preferences.values().inspectorOpen : isOver())
  return {
    isOpen,
    toggle: () => set(!isOpen()),
    close: () => set(false),
    form: () => (isWide() ? 'column' : isSheet() ? 'sheet' : 'drawer'),
  }
}

export interface InspectorPaneProps {
  state: InspectorState
  preferences: ViewPreferences
  children: JSX.Element
}

/** Where the inspector is: a column beside the list, a drawer over it, a sheet from below. */
export function InspectorPane(props: InspectorPaneProps) {
  return (
    <Show when={props.state.isOpen() || props.state.form() === 'sheet'}>
      <Switch>
        <Match when={props.state.form() === 'column'}>
          <Splitter
            label={s.inspectorWidth}
            controls="inspector"
            pane="after"
            value={props.preferences.values().inspectorWidth}
            {...limits}
            onChange={(inspectorWidth) => props.preferences.set({ inspectorWidth })}
          />
          <aside
            id="inspector"
            class={styles['column']}
            aria-label={s.inspector}
            data-region="inspector"
            style={{ '--inspector-width': `${props.preferences.values().inspectorWidth}px` }}
          >
            {props.children}
          </aside>
        </Match>
        <Match when={props.state.form() === 'drawer'}>
          <Drawer onClose={props.state.close}>{props.children}</Drawer>
        </Match>
        <Match when={props.state.form() === 'sheet'}>
          <DialogFrame
            open={props.state.isOpen()}
            onClose={props.state.close}
            class={styles['sheet']}
          >
            <header class={styles['sheetBar']}>
              <DialogTitle class={styles['sheetTitle']}>{s.inspector}</DialogTitle>
              <IconButton label={s.close} icon={X} onClick={() => props.state.close()} />
            </header>
            <div class={styles['sheetBody']}>{props.children}</div>
          </DialogFrame>
        </Match>
      </Switch>
    </Show>
  )
}

function Drawer(props: { onClose: () => void; children: JSX.Element }) {
  let drawer: HTMLElement | undefined
  const escape = (event: KeyboardEvent) => {
    const isInside = event.target instanceof Node && drawer?.contains(event.target) === true
    if (event.key !== 'Escape' || event.defaultPrevented || !isInside) return
    event.preventDefault()
    props.onClose()
  }
  window.addEventListener('keydown', escape, true)
  onCleanup(() => window.removeEventListener('keydown', escape, true))
  return (
    <aside
      ref={(element) => (drawer = element)}
      class={styles['drawer']}
      aria-label={s.inspector}
      data-region="inspector"
    >
      <IconButton
        class={styles['close']}
        label={s.close}
        icon={X}
        onClick={() => props.onClose()}
      />
      {props.children}
    </aside>
  )
}
