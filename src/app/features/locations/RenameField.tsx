import { createSignal, createUniqueId, onMount, Show } from 'solid-js'
import { MAX_LOCATION_NAME, type Location } from '#vdfs/api/locations.ts'
import { messageOf } from '../../errors/messages.ts'
import { locationsStrings as s } from './locations.strings.ts'
import { useLocations } from './locations.store.ts'
import styles from './RenameField.module.css'

/** A location's name as a field: Enter and leaving it keep the new name, Escape the old one. */
export function RenameField(props: { location: Location; onDone: () => void }) {
  const locations = useLocations()
  const [error, setError] = createSignal<string>()
  const errorId = createUniqueId()
  let input: HTMLInputElement | undefined
  let isDone = false
  onMount(() => {
    input?.focus()
    input?.select()
  })

  const finish = () => {
    isDone = true
    locations.setRenaming(undefined)
    props.onDone()
  }
  const keep = async () => {
    if (isDone || input === undefined) return
    const name = input.value.trim()
    if (name === props.location.name || name === '') return finish()
    const renamed = await locations.rename(props.location.locationId, name)
    if (renamed.ok) finish()
    else {
      setError(messageOf(renamed.error).text)
      input.focus()
    }
  }
  const key = (event: KeyboardEvent) => {
    event.stopPropagation() // arrows and letters are the field's
    if (event.isComposing) return
    if (event.key === 'Enter') void keep()
    else if (event.key === 'Escape') finish()
    else return
    event.preventDefault()
  }

  return (
    <div class={styles['field']}>
      <input
        ref={(element) => (input = element)}
        class={styles['input']}
        aria-label={s.newName}
        aria-invalid={error() === undefined ? undefined : 'true'}
        aria-describedby={error() === undefined ? undefined : errorId}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        maxLength={MAX_LOCATION_NAME}
        value={props.location.name}
        on:keydown={key}
        onBlur={() => void keep()}
      />
      <Show when={error()}>
        <p id={errorId} class={styles['error']} role="alert">
          {error()}
        </p>
      </Show>
    </div>
  )
}
