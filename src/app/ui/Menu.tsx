// Menus, from a button or at a point. Owns: opening in the top layer, placing, keys, typing, the return of focus.
// Refuses: what the lines do; it takes records. Written here instead of taken from Kobalte, whose menu weighs
// 22 KiB gzip more than its dialog (floating-ui, collections, menubar) and skips disabled lines, which for us
// must stay reachable because they say why.
import { For, onCleanup, onMount, Show, untrack } from 'solid-js'
import Check from 'lucide-solid/icons/check'
import { Icon } from './Icon.tsx'
import {
  findByTyping,
  withoutStraySeparators,
  type MenuAction,
  type MenuItem,
} from './menu-items.ts'
import { placeAt, placeBeside, type Box } from './place.ts'
import styles from './Menu.module.css'

export interface MenuAnchor extends Box {
  /** Opened by keys: the first line takes the focus. By pointer: none does. */
  readonly by: 'pointer' | 'keys'
}

export interface MenuProps {
  /** What it is a menu of, for screen readers. */
  label: string
  items: readonly MenuItem[]
  /** Where it opens; undefined while it is closed. */
  anchor: MenuAnchor | undefined
  onClose: () => void
  /** The button that toggles it: pressing it again must not close and reopen. */
  trigger?: HTMLElement | undefined
}

/** letters typed within this time belong together, ms */
const typingPauseMs = 700

/** A menu that is open while it has an anchor. */
export function Menu(props: MenuProps) {
  return (
    <Show when={props.anchor} keyed>
      {(anchor) => <OpenMenu {...props} anchor={anchor} />}
    </Show>
  )
}

function OpenMenu(props: MenuProps & { anchor: MenuAnchor }) {
  let menu: HTMLDivElement | undefined
  let typed = ''
  let typedAt = 0
  const opener = document.activeElement
  // as it was when it opened: lines must not change under the pointer or the focus
  const items = untrack(() => withoutStraySeparators(props.items))
  const hasIcons = items.some(takesIconColumn)

  const lines = () => [...(menu?.querySelectorAll<HTMLElement>('button[role^=menuitem]') ?? [])]
  const current = () => lines().findIndex((line) => line === document.activeElement)
  const focusLine = (at: number) => lines().at(at)?.focus()
  const find = (text: string) => {
    const labels = lines().map((line) => line.dataset['label'] ?? '')
    const at = findByTyping(labels, text, current())
    return at < 0 ? undefined : at
  }

  const close = () => {
    // first, so that whatever runs next finds the page as it was before the menu
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true })
    props.onClose()
  }
  const choose = (item: MenuAction) => {
    if (item.disabled !== undefined) return
    close()
    item.run()
  }

  const leave = () => menu?.focus({ preventScroll: true })

  const keys: Record<string, () => void> = {
    ArrowDown: () => focusLine((current() + 1) % lines().length),
    ArrowUp: () => focusLine(Math.max(-1, current() - 1)),
    Home: () => focusLine(0),
    End: () => focusLine(-1),
    Escape: close,
    Tab: close,
    F10: close,
  }
  const key = (event: KeyboardEvent) => {
    event.stopPropagation() // the menu is modal for keys: no command may run behind it
    const act = keys[event.key]
    if (act !== undefined) {
      event.preventDefault()
      act()
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const goesOn = event.timeStamp - typedAt < typingPauseMs
      if (event.key === ' ' && !(goesOn && typed !== '')) return // Space chooses, unless inside a word
      event.preventDefault()
      typed = goesOn && typed !== event.key ? typed + event.key : event.key
      typedAt = event.timeStamp
      let found = find(typed)
      if (found === undefined) {
        typed = event.key // no line starts with the word: a new word begins
        found = find(typed)
      }
      if (found !== undefined) focusLine(found)
    }
  }

  onMount(() => {
    if (menu === undefined) return
    const opened = menu
    opened.showPopover()
    const isPoint = props.anchor.width === 0 && props.anchor.height === 0
    if (isPoint) placeAt(opened, props.anchor)
    else placeBeside(opened, props.anchor, 4, 'start')
    if (props.anchor.by === 'keys') focusLine(0)
    else opened.focus({ preventScroll: true })

    const isOutside = (event: Event) =>
      event.target instanceof Node &&
      !opened.contains(event.target) &&
      props.trigger?.contains(event.target) !== true
    const outside = (event: Event) => {
      if (isOutside(event)) close()
    }
    const events = new AbortController()
    const options = { signal: events.signal, capture: true, passive: true }
    window.addEventListener('pointerdown', outside, options)
    window.addEventListener('wheel', outside, options)
    window.addEventListener('resize', close, options)
    window.addEventListener('blur', (event) => event.target === window && close(), options)
    onCleanup(() => events.abort())
  })

  return (
    <div
      ref={(element) => (menu = element)}
      class={styles['menu']}
      popover="manual"
      role="menu"
      tabIndex={-1}
      aria-label={props.label}
      data-icons={hasIcons ? '' : undefined}
      on:keydown={key}
      onContextMenu={(event) => event.preventDefault()}
    >
      <For each={items}>{(item) => menuLine(item, choose, leave)}</For>
    </div>
  )
}

function takesIconColumn(item: MenuItem): boolean {
  if (item.type === 'separator') return false
  if (item.type === 'group') return item.items.some(takesIconColumn)
  return item.icon !== undefined || item.checked !== undefined
}

function menuLine(item: MenuItem, choose: (item: MenuAction) => void, leave: () => void) {
  switch (item.type) {
    case 'separator':
      return <hr class={styles['separator']} />
    case 'action':
      return <ActionLine item={item} onChoose={choose} onLeave={leave} />
    case 'group':
      return (
        <fieldset class={styles['group']} aria-label={item.label}>
          <div class={styles['heading']} aria-hidden="true">
            {item.label}
          </div>
          <For each={item.items}>
            {(line) => <ActionLine item={line} onChoose={choose} onLeave={leave} />}
          </For>
        </fieldset>
      )
  }
}

interface LineProps {
  item: MenuAction
  onChoose: (item: MenuAction) => void
  onLeave: () => void
}

function ActionLine(props: LineProps) {
  const role = () => {
    if (props.item.checked === undefined) return 'menuitem'
    return props.item.choice === 'one' ? 'menuitemradio' : 'menuitemcheckbox'
  }
  return (
    <button
      type="button"
      class={styles['line']}
      role={role()}
      tabIndex={-1}
      data-label={props.item.label}
      data-danger={props.item.danger === true ? '' : undefined}
      aria-checked={props.item.checked}
      aria-disabled={props.item.disabled === undefined ? undefined : 'true'}
      onClick={() => props.onChoose(props.item)}
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
      onPointerLeave={() => props.onLeave()}
    >
      <span class={styles['icon']}>
        <Show when={props.item.checked === true} fallback={<ItemIcon item={props.item} />}>
          <Icon of={Check} />
        </Show>
      </span>
      <span class={styles['words']}>
        <span class={styles['label']}>{props.item.label}</span>
        <Show when={props.item.disabled}>
          {(reason) => <span class={styles['reason']}>{reason()}</span>}
        </Show>
      </span>
      <Show when={props.item.keys}>{(keys) => <span class={styles['keys']}>{keys()}</span>}</Show>
    </button>
  )
}

function ItemIcon(props: { item: MenuAction }) {
  return <Show when={props.item.icon}>{(icon) => <Icon of={icon()} />}</Show>
}
