// One tooltip for the whole page. Any element with `data-tooltip` gets it (`data-tooltip-keys` adds keys): by
// pointer after 600 ms, at once while a neighbour's is still open or by keyboard focus. It repeats a name that
// the element already carries for screen readers, so it is hidden from them.
import { createEffect, createSignal, onCleanup, onMount, Show } from 'solid-js'
import { Kbd } from './Kbd.tsx'
import { placeBeside } from './place.ts'
import styles from './Tooltip.module.css'

const openDelayMs = 600
/** lets the pointer travel from the element into the tooltip, e.g. to read it enlarged */
const closeDelayMs = 100

interface Shown {
  readonly target: HTMLElement
  readonly text: string
  readonly keys: string | undefined
}

/** Mount it once, beside the app. */
export function TooltipLayer() {
  const [shown, setShown] = createSignal<Shown>()
  let tip: HTMLDivElement | undefined
  let timer = 0
  let byTab = false

  const later = (delayMs: number, act: () => void) => {
    clearTimeout(timer)
    timer = window.setTimeout(act, delayMs)
  }
  const open = (target: HTMLElement) => {
    const text = target.dataset['tooltip']
    if (text === undefined || text === '' || !target.isConnected) return
    setShown({ target, text, keys: target.dataset['tooltipKeys'] })
  }
  const close = () => {
    clearTimeout(timer)
    setShown(undefined)
  }
  const ownerOf = (node: EventTarget | null) => {
    const owner = node instanceof Element ? node.closest('[data-tooltip]') : null
    return owner instanceof HTMLElement ? owner : undefined
  }

  const over = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return // a finger has no hover; long press is the menu's
    if (event.target instanceof Node && tip?.contains(event.target)) return clearTimeout(timer)
    const owner = ownerOf(event.target)
    const current = shown()
    if (owner === undefined)
      return current === undefined ? clearTimeout(timer) : later(closeDelayMs, close)
    if (owner === current?.target) return clearTimeout(timer)
    later(current === undefined ? openDelayMs : 0, () => open(owner))
  }
  const focus = (event: FocusEvent) => {
    const owner = ownerOf(event.target)
    // not when a script moved the focus, such as a dialog giving it back: nobody asked
    if (owner !== undefined && byTab) open(owner)
    else close()
    byTab = false
  }
  const key = (event: KeyboardEvent) => {
    byTab = event.key === 'Tab'
    if (event.key === 'Escape' || event.key === 'Enter' || event.key === ' ') close()
  }

  onMount(() => {
    const events = new AbortController()
    const options = { signal: events.signal, capture: true, passive: true }
    document.addEventListener('pointerover', over, options)
    document.addEventListener('pointerdown', close, options)
    document.addEventListener('focusin', focus, options)
    document.addEventListener('focusout', close, options)
    document.addEventListener('keydown', key, options)
    document.addEventListener('scroll', close, options)
    // the pointer left the window; captured, it would be told of every element
    document.documentElement.addEventListener('pointerleave', close, { signal: events.signal })
    onCleanup(() => {
      events.abort()
      clearTimeout(timer)
    })
  })

  createEffect(() => {
    const now = shown()
    if (now === undefined || tip === undefined) return
    tip.showPopover() // the top layer: above dialogs and their menus
    placeBeside(tip, now.target.getBoundingClientRect(), 6, 'center')
  })

  return (
    <Show when={shown()} keyed>
      {(now) => (
        <div
          ref={(element) => (tip = element)}
          class={styles['tooltip']}
          popover="manual"
          aria-hidden="true"
        >
          <span>{now.text}</span>
          <Show when={now.keys}>{(keys) => <Kbd keys={keys()} />}</Show>
        </div>
      )}
    </Show>
  )
}
