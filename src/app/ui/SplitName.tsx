import { createMemo, For, Show } from 'solid-js'
import { nameParts, visibleName, type NameParts, type NamePiece } from './name-parts.ts'
import styles from './SplitName.module.css'

export interface SplitNameProps {
  /** As the disk has it. */
  name: string
  /** False for folders, whose dots mean nothing. */
  hasExtension: boolean
  class?: string | undefined
}

/**
 * A name that cannot lie: isolated, its direction its own, hidden characters shown, the extension always at its
 * end. When it does not fit, the middle gives way, by flex alone: nothing is measured. What is drawn in pieces would
 * be read as several words, so screen readers are given the name in one.
 */
export function SplitName(props: SplitNameProps) {
  const parts = createMemo(() => nameParts(props.name, props.hasExtension))
  const inPieces = () => !isOnePiece(parts())
  return (
    <span class={`${styles['name']} ${props.class ?? ''}`} title={visibleName(props.name)}>
      <Show when={inPieces()}>
        <span class={styles['exact']}>{visibleName(props.name)}</span>
      </Show>
      <bdi class={styles['stem']} dir="auto" aria-hidden={inPieces() ? 'true' : undefined}>
        <span class={styles['head']}>
          <Pieces of={parts().head} />
        </span>
        <Show when={parts().tail.length > 0}>
          <span class={styles['tail']}>
            <Pieces of={parts().tail} />
          </span>
        </Show>
      </bdi>
      <Show when={parts().extension.length > 0}>
        <bdi class={styles['extension']} aria-hidden="true">
          <Pieces of={parts().extension} />
        </bdi>
      </Show>
    </span>
  )
}

function isOnePiece({ head, tail, extension }: NameParts): boolean {
  const isPlain = head.length === 0 || (head.length === 1 && head[0]?.code !== true)
  return isPlain && tail.length === 0 && extension.length === 0
}

function Pieces(props: { of: readonly NamePiece[] }) {
  return (
    <For each={props.of}>
      {(piece) =>
        piece.code === true ? <span class={styles['code']}>{piece.text}</span> : piece.text
      }
    </For>
  )
}
