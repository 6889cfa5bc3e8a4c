import { createUniqueId, For } from 'solid-js'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import { Icon } from './Icon.tsx'
import hidden from './hidden.module.css'
import styles from './Select.module.css'

export interface Choice<T extends string> {
  readonly value: T
  readonly label: string
}

export interface SelectProps<T extends string> {
  label: string
  hideLabel?: boolean | undefined
  value: T
  choices: readonly Choice<T>[]
  onChange: (value: T) => void
  disabled?: boolean | undefined
}

/** One of several, as the browser's own list: it opens above everything and speaks every language. */
export function Select<T extends string>(props: SelectProps<T>) {
  const id = createUniqueId()
  const choose = (value: string) => {
    const choice = props.choices.find((candidate) => candidate.value === value)
    if (choice !== undefined) props.onChange(choice.value)
  }
  return (
    <div class={styles['field']}>
      <label for={id} class={props.hideLabel === true ? hidden['hidden'] : styles['label']}>
        {props.label}
      </label>
      <div class={styles['frame']}>
        <select
          id={id}
          class={styles['select']}
          disabled={props.disabled}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <For each={props.choices}>
            {(choice) => (
              <option value={choice.value} selected={choice.value === props.value}>
                {choice.label}
              </option>
            )}
          </For>
        </select>
        <Icon of={ChevronDown} size={14} class={styles['chevron'] ?? ''} />
      </div>
    </div>
  )
}
