// oxlint-disable jsx-a11y/prefer-tag-over-role -- a table cannot place rows by number
import { createUniqueId, For, Show } from 'solid-js'
import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import { Icon } from '../../ui/Icon.tsx'
import { Splitter } from '../../ui/Splitter.tsx'
import { columnWidth, type Column } from './columns.ts'
import type { Explorer } from './explorer.store.ts'
import { explorerStrings as s } from './explorer.strings.ts'
import styles from './ListHeader.module.css'

/** The columns' heads: click or Enter sorts, their edges size them. */
export function ListHeader(props: { explorer: Explorer; columns: readonly Column[] }) {
  return (
    <div role="rowgroup" data-heads="">
      <div class={styles['header']} role="row" aria-rowindex={1}>
        <For each={props.columns}>
          {(column) => <Head explorer={props.explorer} column={column} />}
        </For>
      </div>
    </div>
  )
}

function Head(props: { explorer: Explorer; column: Column }) {
  const labelId = createUniqueId()
  const label = () => s.columns[props.column.id]
  const direction = () => {
    const { sortBy, descending } = props.explorer.view()
    if (sortBy !== props.column.id) return undefined
    return descending ? 'descending' : 'ascending'
  }
  return (
    <div
      class={styles['head']}
      role="columnheader"
      // the edge is no part of its name
      aria-labelledby={labelId}
      aria-sort={direction() ?? 'none'}
      data-column={props.column.id}
    >
      <Show when={props.column.width}>
        {(key) => (
          <div class={styles['edge']}>
            <Splitter
              label={s.columnWidth(label())}
              pane="after"
              value={props.explorer.preferences.values()[key()]}
              min={columnWidth.min}
              max={columnWidth.max}
              initial={columnWidth.initial[key()]}
              onChange={(width) => props.explorer.preferences.set({ [key()]: width })}
            />
          </div>
        )}
      </Show>
      <button
        id={labelId}
        type="button"
        class={styles['sort']}
        data-sorted={direction()}
        onClick={() => props.explorer.sortBy(props.column.id)}
      >
        {label()}
        <Show when={direction()}>
          <Icon of={direction() === 'descending' ? ArrowDown : ArrowUp} size={12} />
        </Show>
      </button>
    </div>
  )
}
