import { createUniqueId, For, Show } from 'solid-js'
import { Icon, type IconComponent } from './Icon.tsx'
import type { Choice } from './Select.tsx'
import styles from './SegmentedControl.module.css'

export interface Segment<T extends string> extends Choice<T> {
  /** Shown instead of the label, which then becomes the tooltip. */
  readonly icon?: IconComponent | undefined
}

export interface SegmentedControlProps<T extends string> {
  /** What is chosen here, for screen readers. */
  label: string
  value: T
  choices: readonly Segment<T>[]
  onChange: (value: T) => void
}

/** One of a few, all visible. Native radio buttons: one tab stop, arrows move and choose. */
export function SegmentedControl<T extends string>(props: SegmentedControlProps<T>) {
  const name = createUniqueId()
  return (
    <div class={styles['control']} role="radiogroup" aria-label={props.label}>
      <For each={props.choices}>
        {(choice) => (
          <label
            class={styles['segment']}
            data-tooltip={choice.icon === undefined ? undefined : choice.label}
          >
            <input
              class={styles['input']}
              type="radio"
              name={name}
              value={choice.value}
              aria-label={choice.label}
              checked={choice.value === props.value}
              onChange={() => props.onChange(choice.value)}
            />
            <Show when={choice.icon} fallback={choice.label}>
              {(icon) => <Icon of={icon()} />}
            </Show>
          </label>
        )}
      </For>
    </div>
  )
}
