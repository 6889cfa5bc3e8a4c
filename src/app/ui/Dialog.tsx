// Modal dialogs. Owns: the scrim, the focus trap, Escape, the return of focus. Refuses: what the dialog is about.
// On a narrow window every dialog is a sheet from below.
import { createEffect, on, onCleanup, splitProps, type JSX } from 'solid-js'
import { Content, Description, Overlay, Portal, Root, Title } from '@kobalte/core/dialog'
import X from 'lucide-solid/icons/x'
import { IconButton } from './IconButton.tsx'
import { watchBack } from './back.ts'
import { uiStrings } from './ui.strings.ts'
import styles from './Dialog.module.css'

/** How wide: 400, 560, 720 px, or as large as the content's own styles make it. */
export type DialogWidth = 'small' | 'medium' | 'large' | 'own'

export interface DialogFrameProps {
  open: boolean
  /** Escape, the scrim and the cross ask to close; the owner decides by `open`. */
  onClose: () => void
  width?: DialogWidth | undefined
  /** For decisions that must not be made by a stray click: only its buttons and Escape close it. */
  alert?: boolean | undefined
  /** The command scope whose keys work inside; all others rest while it is open. */
  scope?: string | undefined
  /** Takes the focus at first; else the first control does. */
  initialFocus?: (() => HTMLElement | undefined) | undefined
  class?: string | undefined
  children: JSX.Element
}

/**
 * The bare frame. Its content must hold one `DialogTitle`, seen or hidden: that names the dialog.
 * Whatever had the focus gets it back, or the page's main region if that is gone.
 */
export function DialogFrame(props: DialogFrameProps) {
  let previous: HTMLElement | undefined
  function goBack(): void {
    props.onClose()
  }
  createEffect(
    on(
      () => props.open,
      (open) => {
        const active = document.activeElement
        if (open && active instanceof HTMLElement && active !== document.body) previous = active
        if (open) onCleanup(watchBack(goBack))
      },
    ),
  )
  const returnFocus = () => {
    const target = previous?.isConnected === true ? previous : document.querySelector('main')
    previous = undefined
    if (target instanceof HTMLElement) target.focus({ preventScroll: true })
  }
  const takeFocus = (event: Event) => {
    const target = props.initialFocus?.()
    if (target === undefined) return
    event.preventDefault()
    target.focus()
  }
  return (
    <Root open={props.open} onOpenChange={(open) => (open ? undefined : props.onClose())}>
      <Portal>
        <Overlay class={styles['scrim']} />
        <div class={styles['place']}>
          <Content
            class={`${styles['dialog']} ${props.class ?? ''}`}
            role={props.alert === true ? 'alertdialog' : 'dialog'}
            data-width={props.width ?? 'medium'}
            data-command-boundary=""
            data-command-scope={props.scope}
            onOpenAutoFocus={takeFocus}
            onCloseAutoFocus={returnFocus}
            onPointerDownOutside={(event: Event) => {
              if (props.alert === true) event.preventDefault()
            }}
          >
            {props.children}
          </Content>
        </div>
      </Portal>
    </Root>
  )
}

/** Names the dialog it stands in. */
export const DialogTitle = Title
/** Read aloud after the title. */
export const DialogDescription = Description

export interface DialogProps extends DialogFrameProps {
  title: string
  /** One or two sentences under the title. */
  description?: string | undefined
  /** Buttons, the primary one last. */
  footer?: JSX.Element
}

/** A dialog with a title, a cross, scrolling content and a row of buttons. */
export function Dialog(props: DialogProps) {
  const [own, frame] = splitProps(props, ['title', 'description', 'footer', 'children'])
  return (
    <DialogFrame {...frame}>
      <header class={styles['header']}>
        <DialogTitle class={styles['title']}>{own.title}</DialogTitle>
      </header>
      <DialogDescription class={styles['description']}>{own.description}</DialogDescription>
      <div class={styles['body']}>{own.children}</div>
      <footer class={styles['footer']}>{own.footer}</footer>
      {/* last, so that the first control inside takes the focus */}
      <IconButton
        class={styles['close']}
        label={uiStrings.close}
        icon={X}
        onClick={() => frame.onClose()}
      />
    </DialogFrame>
  )
}
