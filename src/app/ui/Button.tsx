import { Show, splitProps, type JSX } from 'solid-js'
import { Icon, type IconComponent } from './Icon.tsx'
import hidden from './hidden.module.css'
import styles from './Button.module.css'

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger'
/** Height in px: 28 in bars and dialogs, 24 inside rows, 36 on empty pages, 44 for fingers. */
export type ButtonSize = 24 | 28 | 36 | 44

export interface ButtonProps extends Omit<
  JSX.ButtonHTMLAttributes<HTMLButtonElement>,
  'type' | 'onClick'
> {
  kind?: ButtonKind | undefined
  size?: ButtonSize | undefined
  icon?: IconComponent | undefined
  /** Why it cannot be pressed now. It stays focusable and says so, unlike `disabled`. */
  unavailable?: string | undefined
  submit?: boolean | undefined
  onClick?: ((event: MouseEvent) => void) | undefined
}

/** A button with words. `unavailable` dims it, keeps it reachable and shows the reason as its tooltip. */
export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, [
    'kind',
    'size',
    'icon',
    'unavailable',
    'submit',
    'onClick',
    'children',
    'class',
  ])
  const press = (event: MouseEvent) => {
    if (own.unavailable === undefined) own.onClick?.(event)
    else event.preventDefault()
  }
  return (
    <button
      {...rest}
      type={own.submit === true ? 'submit' : 'button'}
      class={`${styles['button']} ${own.class ?? ''}`}
      data-kind={own.kind ?? 'secondary'}
      data-size={own.size ?? 28}
      aria-disabled={own.unavailable === undefined ? undefined : 'true'}
      data-tooltip={own.unavailable}
      onClick={press}
    >
      <Show when={own.icon}>{(icon) => <Icon of={icon()} size={own.size === 24 ? 14 : 16} />}</Show>
      {own.children}
      <Show when={own.unavailable}>
        {(reason) => <span class={hidden['hidden']}>{`: ${reason()}`}</span>}
      </Show>
    </button>
  )
}
