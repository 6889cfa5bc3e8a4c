import { createMemo, Show } from 'solid-js'
import { Portal } from 'solid-js/web'
import { EntryIcon } from '../../parts/EntryIcon.tsx'
import { folderKind, kindOf } from '#vdfs/api/kinds.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { SplitName } from '../../ui/SplitName.tsx'
import { explorerStrings as s } from './explorer.strings.ts'
import type { RowDrag } from './list-pointer.ts'
import styles from './DragGhost.module.css'

/** What the pointer carries: glyph, name, count, and what a drop would do, which is nothing yet. */
export function DragGhost(props: { drag: RowDrag }) {
  const kind = createMemo(() => {
    const { row } = props.drag
    return row.kind === 'folder' ? folderKind : kindOf(row.name)
  })
  return (
    <Portal>
      <div
        class={styles['ghost']}
        style={{ '--ghost-x': `${props.drag.x}px`, '--ghost-y': `${props.drag.y}px` }}
      >
        <div class={styles['what']}>
          <EntryIcon kind={kind().kind} />
          <Show when={props.drag.row.name !== ''} fallback={<span>{s.unreadableName}</span>}>
            <SplitName name={props.drag.row.name} hasExtension={props.drag.row.kind === 'file'} />
          </Show>
          <Show when={props.drag.count > 1}>
            <span class={styles['count']}>{formats.count(props.drag.count)}</span>
          </Show>
        </div>
        <p class={styles['verb']}>{s.dragNowhere}</p>
      </div>
    </Portal>
  )
}
