import { Show } from 'solid-js'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Folder from 'lucide-solid/icons/folder'
import HardDrive from 'lucide-solid/icons/hard-drive'
import Lock from 'lucide-solid/icons/lock'
import type { Location } from '#vdfs/api/locations.ts'
import { ROOT } from '#vdfs/api/paths.ts'
import { printPlace } from '../../navigation/place.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { visibleName } from '../../ui/name-parts.ts'
import { SplitName } from '../../ui/SplitName.tsx'
import hidden from '../../ui/hidden.module.css'
import { locationsStrings as s } from './locations.strings.ts'
import { useLocations } from './locations.store.ts'
import { RenameField } from './RenameField.tsx'
import styles from './LocationRow.module.css'

/** Marks a drag inside the list, so that nothing else takes it for a folder from outside. */
const DRAG_TYPE = 'application/x-holdall-location'

export interface LocationRowProps {
  location: Location
  rail: boolean
  isTabStop: boolean
  isDragged: boolean
  /** Where the dragged line would go. */
  dropSide: 'before' | 'after' | undefined
  onOpened: () => void
  onMenu: (event: MouseEvent, at?: Element) => void
  onDragStart: () => void
  onDragOver: (isLowerHalf: boolean) => void
  onDragEnd: () => void
}

/** One location in the sidebar: a link, so that it opens in another tab as links do. */
export function LocationRow(props: LocationRowProps) {
  const locations = useLocations()
  let row: HTMLLIElement | undefined
  let link: HTMLAnchorElement | undefined
  const id = () => props.location.locationId
  const isHere = () => locations.here()?.locationId === id()
  const isGone = () => props.location.reach === 'gone' && props.location.permission === 'granted'
  const address = () => printPlace({ screen: 'folder', at: { locationId: id(), path: ROOT } })

  /** In the rail there is no room for words. */
  const nameAndState = () => {
    const state = stateOf(props.location)
    const name = visibleName(props.location.name)
    return state === undefined ? name : s.nameAndState(name, state)
  }

  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    locations.open(id())
    props.onOpened()
  }
  const isLowerHalf = (event: DragEvent) => {
    const box = row?.getBoundingClientRect()
    return box !== undefined && event.clientY > box.top + box.height / 2
  }

  return (
    <li
      ref={(element) => (row = element)}
      class={styles['row']}
      data-rail={props.rail ? '' : undefined}
      data-here={isHere() ? '' : undefined}
      data-gone={isGone() ? '' : undefined}
      data-dragged={props.isDragged ? '' : undefined}
      data-drop={props.dropSide}
      on:contextmenu={(event: MouseEvent) => props.onMenu(event, row)}
      on:dragover={(event: DragEvent) => props.onDragOver(isLowerHalf(event))}
    >
      <Show
        when={locations.renaming() !== id() || props.rail}
        fallback={<RenameField location={props.location} onDone={() => link?.focus()} />}
      >
        <a
          ref={(element) => (link = element)}
          class={styles['link']}
          href={address()}
          data-location={id()}
          tabIndex={props.isTabStop ? 0 : -1}
          aria-current={isHere() ? 'page' : undefined}
          aria-label={props.rail ? nameAndState() : undefined}
          data-tooltip={props.rail ? nameAndState() : undefined}
          draggable={true}
          onClick={open}
          onFocus={() => locations.choose(id())}
          onDragStart={(event) => {
            event.dataTransfer?.setData(DRAG_TYPE, id())
            props.onDragStart()
          }}
          onDragEnd={() => props.onDragEnd()}
        >
          <span class={styles['icon']}>
            <Icon of={isGone() ? HardDrive : Folder} />
          </span>
          <SplitName class={styles['name']} name={props.location.name} hasExtension={false} />
          <State location={props.location} />
        </a>
        <IconButton
          class={styles['more']}
          label={s.menuOf(visibleName(props.location.name))}
          icon={Ellipsis}
          size={24}
          tabIndex={-1}
          onClick={(event) => props.onMenu(event)}
        />
      </Show>
    </li>
  )
}

function State(props: { location: Location }) {
  return (
    <Show when={stateOf(props.location)}>
      {(state) => (
        <Show
          when={props.location.permission !== 'granted'}
          fallback={<span class={styles['note']}>{state()}</span>}
        >
          <span class={styles['lock']}>
            <Icon of={Lock} size={14} />
            <span class={hidden['hidden']}>{state()}</span>
          </span>
        </Show>
      )}
    </Show>
  )
}

function stateOf({ permission, reach }: Location): string | undefined {
  if (permission === 'prompt') return s.locked
  if (permission === 'denied') return s.blocked
  return reach === 'gone' ? s.notConnected : undefined
}
