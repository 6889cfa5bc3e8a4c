import { createSignal, Show } from 'solid-js'
import { Button, type ButtonKind, type ButtonSize } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import type { IconComponent } from './Icon.tsx'
import { Menu, type MenuAnchor } from './Menu.tsx'
import type { MenuItem } from './menu-items.ts'

export interface MenuButtonProps {
  /** The button's words, or its name if it only has an icon. */
  label: string
  icon?: IconComponent | undefined
  /** Only the icon shows. */
  iconOnly?: boolean | undefined
  kind?: ButtonKind | undefined
  size?: ButtonSize | undefined
  class?: string | undefined
  items: readonly MenuItem[]
}

/** A button that opens a menu below itself: by click, Enter, Space or arrow down. */
export function MenuButton(props: MenuButtonProps) {
  const [anchor, setAnchor] = createSignal<MenuAnchor>()
  const [button, setButton] = createSignal<HTMLButtonElement>()
  const open = (by: MenuAnchor['by']) => {
    const box = button()?.getBoundingClientRect()
    if (box !== undefined)
      setAnchor({ x: box.x, y: box.y, width: box.width, height: box.height, by })
  }
  const close = () => setAnchor(undefined)
  const press = (event: MouseEvent) => {
    if (anchor() !== undefined) close()
    else open(event.detail === 0 ? 'keys' : 'pointer') // Enter and Space make a click without a pointer
  }
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    open('keys')
  }
  return (
    <>
      <Show
        when={props.iconOnly === true ? props.icon : undefined}
        fallback={
          <Button
            ref={setButton}
            class={props.class}
            kind={props.kind}
            size={props.size}
            icon={props.icon}
            aria-haspopup="menu"
            aria-expanded={anchor() !== undefined}
            onClick={press}
            on:keydown={key}
          >
            {props.label}
          </Button>
        }
      >
        {(icon) => (
          <IconButton
            ref={setButton}
            class={props.class}
            size={props.size}
            label={props.label}
            icon={icon()}
            aria-haspopup="menu"
            aria-expanded={anchor() !== undefined}
            onClick={press}
            on:keydown={key}
          />
        )}
      </Show>
      <Menu
        label={props.label}
        items={props.items}
        anchor={anchor()}
        onClose={close}
        trigger={button()}
      />
    </>
  )
}
