import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  onCleanup,
  Show,
  untrack,
} from 'solid-js'
import { commandMenuItems } from '../../commands/menu.ts'
import { matches } from '../../commands/keymap.ts'
import { useCommands } from '../../commands/registry.ts'
import { createContextMenu } from '../../ui/context-menu.ts'
import { Menu } from '../../ui/Menu.tsx'
import { VirtualList, type VirtualListHandle } from '../../ui/VirtualList.tsx'
import { columnsFor, templateOf } from './columns.ts'
import { DragGhost } from './DragGhost.tsx'
import { entryMenu, folderMenu } from './explorer.commands.ts'
import type { Explorer } from './explorer.store.ts'
import { explorerStrings as s } from './explorer.strings.ts'
import { FileRow } from './FileRow.tsx'
import { ListHeader } from './ListHeader.tsx'
import { createListPointer } from './list-pointer.ts'
import { motionOf } from './motions.ts'
import styles from './FileList.module.css'

/** Of the row of heads, its line included. */
const HEADER_HEIGHT = 26
/** Free space below the rows: room to click beside them. */
const END_SPACE = 28

/** The folder's entries as a grid: one tab stop, the focused row is told by `aria-activedescendant`. */
export function FileList(props: { explorer: Explorer }) {
  const explorer = untrack(() => props.explorer)
  const commands = useCommands()
  const { rows, selection } = explorer
  const listId = createUniqueId()
  const menu = createContextMenu()
  const [handle, setHandle] = createSignal<VirtualListHandle>()
  const [width, setWidth] = createSignal(window.innerWidth)
  const [hasFocus, setFocus] = createSignal(false)
  const [byKeys, setByKeys] = createSignal(false)

  const headerHeight = () => (explorer.isTouch() ? 0 : HEADER_HEIGHT)
  const pointer = createListPointer(explorer, handle, headerHeight)
  const columns = createMemo(() => columnsFor(width(), explorer.preferences.values()), undefined, {
    equals: (a, b) => a.map(({ id }) => id).join() === b.map(({ id }) => id).join(),
  })
  const template = () => templateOf(columns(), explorer.preferences.values())
  const rowId = (index: number) => `${listId}-${index}`
  const focusedId = () => {
    const index = selection.focusedIndex()
    return index === undefined || index >= rows.facts().total ? undefined : rowId(index)
  }
  const isActive = () => hasFocus() || menu.anchor() !== undefined || explorer.isPreviewing()

  const attach = (list: VirtualListHandle) => {
    setHandle(list)
    explorer.attachList(list)
  }
  createEffect(() => {
    const element = handle()?.element
    if (element === undefined) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    setWidth(element.clientWidth)
    onCleanup(() => observer.disconnect())
    if (document.activeElement === document.body) explorer.focusList()
  })

  const isCommand = (event: KeyboardEvent) =>
    commands
      .all()
      .some((command) => commands.bindings(command).some((binding) => matches(binding, event)))
  const key = (event: KeyboardEvent) => {
    if (event.target !== handle()?.element || event.defaultPrevented || event.isComposing) return
    setByKeys(true)
    const motion = motionOf(event)
    if (motion !== undefined) {
      event.preventDefault()
      explorer.visits.interrupt()
      selection.step(motion.step, motion.how, handle()?.rowsPerPage() ?? 1)
      return
    }
    const isHeld = event.ctrlKey || event.metaKey || event.altKey
    const isText = /^.$/su.test(event.key) && (!isHeld || event.getModifierState('AltGraph'))
    if (!isText) return
    const nowMs = performance.now()
    if (event.key === ' ' ? !explorer.typeAhead.isTyping(nowMs) : isCommand(event)) return
    event.preventDefault()
    explorer.visits.interrupt()
    explorer.typeAhead.type(
      event.key,
      nowMs,
      event.key === ' ' ? () => explorer.setPreviewing(true) : undefined,
    )
  }

  const openMenu = (event: MouseEvent) => {
    if (event instanceof PointerEvent && event.pointerType === 'touch') {
      event.preventDefault() // a long press selects; the menu has its own button
      return
    }
    const byPointer = event.button === 2
    const index = pointer.indexOf(event)
    const row = index === undefined ? undefined : rows.at(index)
    if (byPointer && row === undefined) selection.none()
    if (index !== undefined && row !== undefined && !selection.isSelected(row.rowId))
      selection.goTo(index, 'pick')
    const focused = focusedId()
    const element = focused === undefined ? null : document.getElementById(focused)
    menu.open(event, element ?? handle()?.element)
  }
  const openRowMenu = (index: number, button: Element) => {
    if (!selection.isSelected(rows.at(index)?.rowId ?? -1)) selection.goTo(index, 'pick')
    menu.openAt(button)
  }
  const menuItems = createMemo(() =>
    menu.anchor() === undefined
      ? []
      : commandMenuItems(commands, selection.count() === 0 ? folderMenu : entryMenu),
  )

  return (
    <div class={styles['frame']}>
      <VirtualList
        class={styles['list']}
        style={{ '--list-columns': template() }}
        role="grid"
        tabIndex={0}
        aria-label={s.list}
        aria-multiselectable="true"
        aria-rowcount={rows.facts().total + 1}
        aria-colcount={columns().length}
        aria-activedescendant={focusedId()}
        aria-busy={rows.facts().listing.state === 'listing'}
        data-list-active={isActive() ? '' : undefined}
        data-by-keys={byKeys() ? '' : undefined}
        count={rows.facts().total}
        rowHeight={explorer.rowHeight()}
        headerHeight={headerHeight()}
        endSpace={END_SPACE}
        pinned={selection.focusedIndex()}
        header={
          <Show when={!explorer.isTouch()}>
            <ListHeader explorer={explorer} columns={columns()} />
          </Show>
        }
        overlay={
          <Show when={pointer.band()}>
            {(box) => (
              <div
                class={styles['band']}
                style={{
                  '--band-left': `${box().left}px`,
                  '--band-top': `${box().top}px`,
                  '--band-width': `${box().width}px`,
                  '--band-height': `${box().height}px`,
                }}
              />
            )}
          </Show>
        }
        handle={attach}
        onRangeChange={rows.look}
        onFocusIn={(event) => setFocus(event.target === event.currentTarget)}
        onFocusOut={() => setFocus(false)}
        on:keydown={key}
        on:pointerdown={(event: PointerEvent) => {
          setByKeys(false)
          pointer.down(event)
        }}
        on:pointermove={pointer.move}
        on:pointerup={pointer.up}
        on:pointercancel={pointer.cancel}
        on:click={pointer.click}
        on:dblclick={pointer.doubleClick}
        on:contextmenu={openMenu}
        on:wheel={{ passive: true, handleEvent: () => explorer.visits.interrupt() }}
      >
        {(index) => (
          <FileRow
            explorer={explorer}
            index={index}
            columns={columns()}
            id={rowId(index)}
            onMenu={openRowMenu}
          />
        )}
      </VirtualList>
      <Menu
        label={selection.count() === 0 ? explorer.folderName() : s.contextMenu}
        items={menuItems()}
        anchor={menu.anchor()}
        onClose={() => menu.close()}
      />
      <Show when={pointer.drag()}>{(drag) => <DragGhost drag={drag()} />}</Show>
    </div>
  )
}
