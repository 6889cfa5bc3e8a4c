import { splitProps, type JSX } from 'solid-js'
import { Icon, type IconComponent } from './Icon.tsx'
import styles from './IconButton.module.css'

export interface IconButtonProps extends Omit<
  JSX.ButtonHTMLAttributes<HTMLButtonElement>,
  'type' | 'onClick' | 'aria-label' | 'children'
> {
  /** Its name, read aloud and shown as its tooltip. */
  label: string
  icon: IconComponent
  /** Edge in px of the target: 28 unless said; the glyph is 16, 14 in a 24. */
  size?: 24 | 28 | 36 | 44 | undefined
  /** The keys as people read them, shown in the tooltip. */
  keys?: string | undefined
  /** For toggles only. */
  pressed?: boolean | undefined
  unavailable?: string | undefined
  onClick?: ((event: MouseEvent) => void) | undefined
}

const iconSizes = { 24: 14, 28: 16, 36: 20, 44: 24 } as const

/** A button that is only an icon: the label is required, and shows on hover and keyboard focus. */
export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, [
    'label',
    'icon',
    'size',
    'keys',
    'pressed',
    'unavailable',
    'onClick',
    'class',
  ])
  const press = (event: MouseEvent) => {
    if (own.unavailable === undefined) own.onClick?.(event)
    else event.preventDefault()
  }
  const size = () => own.size ?? 28
  const name = () =>
    own.unavailable === undefined ? own.label : `${own.label}: ${own.unavailable}`
  return (
    <button
      {...rest}
      type="button"
      class={`${styles['button']} ${own.class ?? ''}`}
      data-size={size()}
      aria-label={name()}
      aria-pressed={own.pressed}
      aria-disabled={own.unavailable === undefined ? undefined : 'true'}
      data-tooltip={name()}
      data-tooltip-keys={own.keys}
      onClick={press}
    >
      <Icon of={own.icon} size={iconSizes[size()]} />
    </button>
  )
}
