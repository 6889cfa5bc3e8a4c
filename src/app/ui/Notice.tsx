import { Show, type JSX } from 'solid-js'
import CircleAlert from 'lucide-solid/icons/circle-alert'
import CircleCheck from 'lucide-solid/icons/circle-check'
import Info from 'lucide-solid/icons/info'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { Icon, type IconComponent } from './Icon.tsx'
import styles from './Notice.module.css'

export type Tone = 'info' | 'ok' | 'warn' | 'danger'

/** The shape that says the tone without its colour. */
export const toneIcons: Record<Tone, IconComponent> = {
  info: Info,
  ok: CircleCheck,
  warn: TriangleAlert,
  danger: CircleAlert,
}

export interface NoticeProps {
  tone: Tone
  /** `inline` for a row, field or page; `band` for a lasting state above the content. */
  form?: 'inline' | 'band' | undefined
  icon?: IconComponent | undefined
  title?: string | undefined
  children?: JSX.Element
  /** Buttons, at the end. */
  actions?: JSX.Element
  /** Read aloud when it appears; leave out for what was there when the page opened. */
  announce?: boolean | undefined
}

/** Says a lasting state in place: what happened, and in `actions` what to do. */
export function Notice(props: NoticeProps) {
  const role = () => {
    if (props.announce !== true) return undefined
    return props.tone === 'danger' ? 'alert' : 'status'
  }
  return (
    <div
      class={styles['notice']}
      data-tone={props.tone}
      data-form={props.form ?? 'inline'}
      role={role()}
    >
      <span class={styles['icon']}>
        <Icon of={props.icon ?? toneIcons[props.tone]} size={props.form === 'band' ? 20 : 16} />
      </span>
      <div class={styles['body']}>
        <Show when={props.title}>
          <p class={styles['title']}>{props.title}</p>
        </Show>
        <div class={styles['text']}>{props.children}</div>
      </div>
      <div class={styles['actions']}>{props.actions}</div>
    </div>
  )
}
