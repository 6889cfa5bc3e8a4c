import { createUniqueId, Show } from 'solid-js'
import styles from './TextArea.module.css'

export interface TextAreaProps {
  label: string
  value: string
  onInput: (value: string) => void
  /** Lines shown at first; the person can pull it larger. */
  rows: number
  hint?: string | undefined
  /** What is wrong with the value; also marks the field as invalid. */
  error?: string | undefined
}

/** Several lines of text with their label, hint and error; in equal widths, for patterns and the like. */
export function TextArea(props: TextAreaProps) {
  const id = createUniqueId()
  const notes = () =>
    [props.hint === undefined ? '' : `${id}-hint`, props.error === undefined ? '' : `${id}-error`]
      .filter(Boolean)
      .join(' ')
  return (
    <div class={styles['field']}>
      <label for={id} class={styles['label']}>
        {props.label}
      </label>
      <Show when={props.hint}>
        <p id={`${id}-hint`} class={styles['note']}>
          {props.hint}
        </p>
      </Show>
      <textarea
        id={id}
        class={styles['text']}
        rows={props.rows}
        value={props.value}
        autocomplete="off"
        spellcheck={false}
        wrap="off"
        aria-invalid={props.error === undefined ? undefined : 'true'}
        aria-describedby={notes() === '' ? undefined : notes()}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <Show when={props.error}>
        <p id={`${id}-error`} class={styles['error']} role="alert">
          {props.error}
        </p>
      </Show>
    </div>
  )
}
