import { createEffect, createSignal, createUniqueId, For, on, Show } from 'solid-js'
import FolderPlus from 'lucide-solid/icons/folder-plus'
import LockOpen from 'lucide-solid/icons/lock-open'
import Plus from 'lucide-solid/icons/plus'
import type { LocationId } from '#vdfs/api/ids.ts'
import { commandMenuItems } from '../../commands/menu.ts'
import { useCommands } from '../../commands/registry.ts'
import { ErrorNotice } from '../../errors/ErrorNotice.tsx'
import { createContextMenu } from '../../ui/context-menu.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { visibleName } from '../../ui/name-parts.ts'
import { locationMenu, locationsScope } from './locations.commands.ts'
import { locationsStrings as s } from './locations.strings.ts'
import { useLocations } from './locations.store.ts'
import { LocationRow } from './LocationRow.tsx'
import { movedToGap } from './reorder.ts'
import styles from './LocationsSection.module.css'

export interface LocationsSectionProps {
  /** Icons only. */
  rail: boolean
  /** A band beside it asks for the permission already. */
  hasBand?: boolean | undefined
  onOpened?: (() => void) | undefined
}

/** The granted folders, as the sidebar lists them. */
export function LocationsSection(props: LocationsSectionProps) {
  const locations = useLocations()
  const commands = useCommands()
  const menu = createContextMenu()
  const heading = createUniqueId()
  const [menuFor, setMenuFor] = createSignal<LocationId>()
  const [dragged, setDragged] = createSignal<LocationId>()
  const [gap, setGap] = createSignal<number>()
  let list: HTMLUListElement | undefined

  const ids = () => locations.all().map(({ locationId }) => locationId)
  const add = () => commands.run('locations.add')

  /** One line of the list takes the tab key: the open location, or the first. */
  const tabStop = () => locations.here()?.locationId ?? ids()[0]

  const openMenu = (event: MouseEvent, locationId: LocationId, at?: Element) => {
    locations.choose(locationId)
    setMenuFor(locationId)
    menu.open(event, at)
  }
  const closeMenu = () => {
    menu.close()
    setMenuFor(undefined)
  }

  const moveFocus = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const links = [...(list?.querySelectorAll<HTMLElement>('a[href]') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    if (at < 0) return
    const to: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: links.length - 1,
    }
    const next = to[event.key]
    if (next === undefined) return
    event.preventDefault()
    links[Math.max(0, Math.min(links.length - 1, next))]?.focus()
  }
  const isFocusInside = () => list?.contains(document.activeElement) === true
  // A line that moves loses the focus for a moment, so what follows is decided when the move is over.
  const leave = () =>
    queueMicrotask(() => {
      if (!isFocusInside() && menu.anchor() === undefined) locations.choose(undefined)
    })
  createEffect(
    on(
      () => ids().join(' '),
      () => {
        const chosen = locations.chosen()
        const isLost = document.activeElement === document.body || document.activeElement === null
        if (chosen === undefined || !isLost) return
        list?.querySelector<HTMLElement>(`[data-location="${chosen.locationId}"]`)?.focus()
      },
      { defer: true },
    ),
  )

  const drop = () => {
    const [id, to] = [dragged(), gap()]
    endDrag()
    if (id === undefined || to === undefined) return
    const order = movedToGap(ids(), id, to)
    if (order !== ids()) void locations.reorder(order)
  }
  const endDrag = () => {
    setDragged(undefined)
    setGap(undefined)
  }

  return (
    <section
      class={styles['section']}
      data-rail={props.rail ? '' : undefined}
      aria-labelledby={heading}
    >
      <header class={styles['header']}>
        <h2 id={heading} class={styles['heading']}>
          {s.heading}
        </h2>
        <IconButton
          class={styles['add']}
          label={s.add}
          icon={Plus}
          size={24}
          keys={commands.printedKeys('locations.add')}
          onClick={add}
        />
      </header>
      <Show when={locations.error()}>
        {(error) => <ErrorNotice error={error()} onRetry={locations.reload} />}
      </Show>
      <Show when={locations.isKnown() && locations.all().length === 0 && !props.rail}>
        <p class={styles['empty']}>{s.empty}</p>
      </Show>
      <ul
        ref={(element) => (list = element)}
        class={styles['list']}
        data-command-scope={locationsScope}
        on:keydown={moveFocus}
        on:focusout={leave}
        on:dragover={(event: DragEvent) => {
          if (dragged() !== undefined) event.preventDefault()
        }}
        on:drop={(event: DragEvent) => {
          if (dragged() === undefined) return
          event.preventDefault()
          drop()
        }}
      >
        <For each={locations.all()}>
          {(location, at) => (
            <LocationRow
              location={location}
              rail={props.rail}
              isTabStop={tabStop() === location.locationId}
              isDragged={dragged() === location.locationId}
              dropSide={gap() === at() ? 'before' : gap() === at() + 1 ? 'after' : undefined}
              onOpened={() => props.onOpened?.()}
              onMenu={(event, element) => openMenu(event, location.locationId, element)}
              onDragStart={() => setDragged(location.locationId)}
              onDragOver={(isLowerHalf) => {
                if (dragged() !== undefined) setGap(at() + (isLowerHalf ? 1 : 0))
              }}
              onDragEnd={endDrag}
            />
          )}
        </For>
      </ul>
      <Show when={locations.locked().length > 0 && !props.hasBand}>
        <Show
          when={!props.rail}
          fallback={
            <IconButton
              class={styles['allow']}
              label={s.allowAll(locations.locked().length)}
              icon={LockOpen}
              onClick={() => commands.run('locations.allow-all')}
            />
          }
        >
          <Button
            class={styles['allow']}
            size={24}
            icon={LockOpen}
            onClick={() => commands.run('locations.allow-all')}
          >
            {s.allowAll(locations.locked().length)}
          </Button>
        </Show>
      </Show>
      <Show when={props.rail}>
        <IconButton class={styles['railAdd']} label={s.add} icon={FolderPlus} onClick={add} />
      </Show>
      <Menu
        label={s.menuOf(visibleName(locations.find(menuFor())?.name ?? ''))}
        items={commandMenuItems(commands, locationMenu)}
        anchor={menu.anchor()}
        onClose={closeMenu}
      />
    </section>
  )
}
