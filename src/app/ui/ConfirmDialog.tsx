import type { JSX } from 'solid-js'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { uiStrings } from './ui.strings.ts'

export interface ConfirmDialogProps {
  open: boolean
  /** The question, with the verb and the number: "Remove 2 folders from Holdall?" */
  title: string
  /** What happens and what does not. */
  children?: JSX.Element
  /** The same verb again, never "OK". */
  confirm: string
  /** Red, and the focus starts on Cancel. */
  danger?: boolean | undefined
  onConfirm: () => void
  onCancel: () => void
}

/** Asks once before something that cannot be taken back. A click beside it does not answer. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  let cancel: HTMLButtonElement | undefined
  let confirm: HTMLButtonElement | undefined
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onCancel()}
      title={props.title}
      width="small"
      alert
      initialFocus={() => (props.danger === true ? cancel : confirm)}
      footer={
        <>
          <Button ref={(element) => (cancel = element)} onClick={() => props.onCancel()}>
            {uiStrings.cancel}
          </Button>
          <Button
            ref={(element) => (confirm = element)}
            kind={props.danger === true ? 'danger' : 'primary'}
            onClick={() => props.onConfirm()}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  )
}
