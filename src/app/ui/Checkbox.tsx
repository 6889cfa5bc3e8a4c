import { createEffect, type JSX } from 'solid-js'
import styles from './Checkbox.module.css'

export interface CheckboxProps {
  checked: boolean | 'mixed'
  onChange: (checked: boolean) => void
  /** The words beside the box, part of the target. */
  children: JSX.Element
  disabled?: boolean | undefined
}

/** A native checkbox in our clothes, so that keyboard, forms and forced colours stay the browser's. */
export function Checkbox(props: CheckboxProps) {
  let input: HTMLInputElement | undefined
  createEffect(() => {
    if (input !== undefined) input.indeterminate = props.checked === 'mixed'
  })
  return (
    <label class={styles['checkbox']}>
      <span class={styles['box']}>
        <input
          ref={(element) => (input = element)}
          class={styles['input']}
          type="checkbox"
          checked={props.checked === true}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <svg class={styles['mark']} viewBox="0 0 14 14" aria-hidden="true">
          <path class={styles['tick']} d="M3.5 7.25 6 9.75l4.5-5" />
          <path class={styles['dash']} d="M4 7h6" />
        </svg>
      </span>
      <span>{props.children}</span>
    </label>
  )
}
