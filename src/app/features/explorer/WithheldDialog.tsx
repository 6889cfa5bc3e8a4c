import { For, Show } from 'solid-js'
import { whyWithheld } from '#vdfs/api/withheld-names.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { visibleName } from '../../ui/name-parts.ts'
import { SplitName } from '../../ui/SplitName.tsx'
import { explorerStrings as s } from './explorer.strings.ts'
import styles from './WithheldDialog.module.css'

export interface WithheldDialogProps {
  open: boolean
  count: number
  /** The first of them. */
  names: readonly string[]
  onClose: () => void
}

/** Which names the browser keeps back, why, and what nobody can know. */
export function WithheldDialog(props: WithheldDialogProps) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={s.withheldTitle}
      description={s.withheldWhat}
    >
      <ul class={styles['names']}>
        <For each={props.names}>
          {(name) => (
            <li class={styles['line']}>
              <SplitName class={styles['name']} name={name} hasExtension />
              <span class={styles['why']}>{reasonOf(name)}</span>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.count > props.names.length}>
        <p class={styles['more']}>
          {s.withheldMore(formats.count(props.count - props.names.length))}
        </p>
      </Show>
      <p class={styles['more']}>{s.withheldUnknown}</p>
    </Dialog>
  )
}

/** Alone, a character may be invisible that is none within a name. */
function signOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return /[\p{Cf}\p{Cc}\p{Zs}\p{M}]/u.test(character)
    ? `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
    : `“${visibleName(character)}”`
}

function reasonOf(name: string): string {
  const reasons = s.withheldReasons
  const why = whyWithheld(name)
  if (why === undefined) return reasons.unknown
  switch (why.type) {
    case 'Character':
      return reasons.Character(signOf(why.character))
    case 'Edge':
      return reasons.Edge(/\s/u.test(why.character) ? s.space : signOf(why.character))
    case 'Reserved':
      return reasons.Reserved
    case 'Extension':
      return reasons.Extension
  }
}
