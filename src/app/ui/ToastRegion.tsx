import { createEffect, createSignal, For, onCleanup, Show } from 'solid-js'
import X from 'lucide-solid/icons/x'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { IconButton } from './IconButton.tsx'
import { toneIcons } from './Notice.tsx'
import type { Toast, Toasts } from './toasts.ts'
import { uiStrings } from './ui.strings.ts'
import styles from './ToastRegion.module.css'

/**
 * Where toasts show; mount it once, beside the app. Pointing at it or moving the focus into it holds them all.
 * `data-kb-top-layer` tells Kobalte's dialogs that it is no outside: it stays readable and clickable over them.
 */
export function ToastRegion(props: { toasts: Toasts }) {
  const [pointed, setPointed] = createSignal(false)
  const [focused, setFocused] = createSignal(false)
  let cameFrom: HTMLElement | undefined
  createEffect(() => {
    if (pointed() || focused()) onCleanup(props.toasts.hold())
  })

  const enter = (event: FocusEvent) => {
    if (!focused() && event.relatedTarget instanceof HTMLElement) cameFrom = event.relatedTarget
    setFocused(true)
  }
  const dismiss = (id: string) => {
    const hadFocus = focused()
    props.toasts.dismiss(id)
    if (!hadFocus) return
    // the button that had the focus is gone: whoever came by keys goes on where they were
    setFocused(false)
    if (cameFrom?.isConnected === true) cameFrom.focus({ preventScroll: true })
  }
  return (
    <section
      class={styles['region']}
      aria-label={uiStrings.messages}
      data-kb-top-layer=""
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocusIn={enter}
      onFocusOut={() => setFocused(false)}
    >
      <For each={props.toasts.shown()}>
        {(toast) => <ToastCard toast={toast} onDismiss={() => dismiss(toast.id)} />}
      </For>
    </section>
  )
}

function ToastCard(props: { toast: Toast; onDismiss: () => void }) {
  return (
    <div
      class={styles['toast']}
      data-tone={props.toast.tone}
      role={props.toast.tone === 'danger' ? 'alert' : 'status'}
    >
      <span class={styles['icon']}>
        <Icon of={toneIcons[props.toast.tone]} />
      </span>
      <p class={styles['text']}>{props.toast.text}</p>
      <Show when={props.toast.action}>
        {(action) => (
          <Button
            kind="quiet"
            onClick={() => {
              props.onDismiss()
              action().run()
            }}
          >
            {action().label}
          </Button>
        )}
      </Show>
      <IconButton label={uiStrings.dismiss} icon={X} onClick={() => props.onDismiss()} />
    </div>
  )
}
