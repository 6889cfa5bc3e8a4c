import { createUniqueId, Show, splitProps, type JSX } from 'solid-js'
import { Icon, type IconComponent } from './Icon.tsx'
import hidden from './hidden.module.css'
import styles from './TextField.module.css'

export interface TextFieldProps extends Omit<
  JSX.InputHTMLAttributes<HTMLInputElement>,
  'value' | 'onInput' | 'onChange' | 'size'
> {
  label: string
  /** Keeps the label for screen readers only, where the place already says what it is. */
  hideLabel?: boolean | undefined
  value: string
  onInput: (value: string) => void
  icon?: IconComponent | undefined
  hint?: string | undefined
  /** What is wrong with the value; also marks the field as invalid. */
  error?: string | undefined
  /** At the end inside the frame: keys, a clear button. */
  end?: JSX.Element
}

/** One line of text with its label, hint and error. Esc, Enter and the rest are the caller's. */
export function TextField(props: TextFieldProps) {
  const [own, rest] = splitProps(props, [
    'label',
    'hideLabel',
    'value',
    'onInput',
    'icon',
    'hint',
    'error',
    'end',
    'class',
  ])
  const id = createUniqueId()
  const note = () => own.error ?? own.hint
  return (
    <div class={`${styles['field']} ${own.class ?? ''}`}>
      <label for={id} class={own.hideLabel === true ? hidden['hidden'] : styles['label']}>
        {own.label}
      </label>
      <div class={styles['frame']} data-invalid={own.error === undefined ? undefined : ''}>
        <Show when={own.icon}>{(icon) => <Icon of={icon()} size={14} />}</Show>
        <input
          autocomplete="off"
          spellcheck={false}
          {...rest}
          id={id}
          class={styles['input']}
          value={own.value}
          aria-invalid={own.error === undefined ? undefined : 'true'}
          aria-describedby={note() === undefined ? undefined : `${id}-note`}
          onInput={(event) => own.onInput(event.currentTarget.value)}
        />
        {own.end}
      </div>
      <Show when={note()}>
        <p
          id={`${id}-note`}
          class={styles['note']}
          data-error={own.error === undefined ? undefined : ''}
          role={own.error === undefined ? undefined : 'alert'}
        >
          {note()}
        </p>
      </Show>
    </div>
  )
}
