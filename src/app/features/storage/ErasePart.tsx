import { createSignal, Show } from 'solid-js'
import { useCore } from '../../core/core-context.tsx'
import { createCommand } from '../../core/create-command.ts'
import { ErrorNotice } from '../../errors/ErrorNotice.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { uiStrings } from '../../ui/ui.strings.ts'
import { storageStrings as s } from './storage.strings.ts'
import styles from './StoragePage.module.css'

/** The end of the library, behind a word that nobody types by accident. */
export function ErasePart(props: { locations: number }) {
  const core = useCore()
  const [isAsking, setAsking] = createSignal(false)
  const [typed, setTyped] = createSignal('')
  const erase = createCommand(() => core.storage.eraseEverything())
  const isTyped = () => typed().trim().toLowerCase() === s.eraseWord

  const ask = () => {
    setTyped('')
    erase.clearError()
    setAsking(true)
  }
  const run = async () => {
    if (!isTyped()) return
    await erase.run(undefined) // and every tab starts over, this one too
  }
  return (
    <>
      <div>
        <Button kind="danger" onClick={ask}>
          {s.eraseButton}
        </Button>
      </div>
      <Dialog
        open={isAsking()}
        alert
        width="small"
        title={s.eraseTitle}
        onClose={() => setAsking(false)}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{uiStrings.cancel}</Button>
            <Button
              kind="danger"
              unavailable={isTyped() ? undefined : s.eraseFirst(s.eraseWord)}
              onClick={() => void run()}
            >
              {s.eraseConfirm}
            </Button>
          </>
        }
      >
        <form
          class={styles['erase']}
          onSubmit={(event) => {
            event.preventDefault()
            void run()
          }}
        >
          <p>{s.eraseWhat(props.locations)}</p>
          <TextField label={s.eraseType(s.eraseWord)} value={typed()} onInput={setTyped} />
          <Show when={erase.error()}>{(error) => <ErrorNotice error={error()} />}</Show>
        </form>
      </Dialog>
    </>
  )
}
