// The way to a folder, as links: the location first, the folder itself last. What does not fit folds into a menu; the
// arrows between list the folders beside the next one.
import {
  createEffect,
  createMemo,
  createSignal,
  For,
  on,
  onCleanup,
  onMount,
  Show,
  type JSX,
} from 'solid-js'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Folder from 'lucide-solid/icons/folder'
import { joinPath, ROOT, segmentsOf, type At } from '#vdfs/api/paths.ts'
import { dirTopic } from '#vdfs/api/topics.ts'
import { useCore } from '../core/core-context.tsx'
import { createQuery } from '../core/create-query.ts'
import { messageOf } from '../errors/messages.ts'
import { printPlace } from '../navigation/place.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuAnchor } from '../ui/Menu.tsx'
import type { MenuItem } from '../ui/menu-items.ts'
import { visibleName } from '../ui/name-parts.ts'
import { SplitName } from '../ui/SplitName.tsx'
import { createDelayed } from './delayed.ts'
import { foldedRange } from './fold-crumbs.ts'
import { partsStrings as s } from './parts.strings.ts'
import { systemFormats as formats } from './system-formats.ts'
import styles from './PathCrumbs.module.css'

/** A menu of more folders is no help; the list is. */
const MAX_SIBLINGS = 200
/** A folder that takes longer to be read shows what is known of it by then. */
const PATIENCE_MS = 800
/** The last crumb may shrink to this, px. */
const MIN_LAST = 80

export interface PathCrumbsProps {
  at: At
  locationName: string
  showHidden: boolean
  /** Shows at most so many; the rest folds. */
  most?: number | undefined
  onGo: (at: At) => void
  /** What a click beside the crumbs does. */
  onBeside: () => void
  besideLabel: string
}

interface Crumb {
  readonly at: At
  readonly name: string
}

export function PathCrumbs(props: PathCrumbsProps) {
  const crumbs = createMemo((): readonly Crumb[] => {
    const { locationId } = props.at
    const way: Crumb[] = [{ at: { locationId, path: ROOT }, name: props.locationName }]
    let path = ROOT
    for (const name of segmentsOf(props.at.path)) {
      path = joinPath(path, name)
      way.push({ at: { locationId, path }, name })
    }
    return way
  })
  const [room, setRoom] = createSignal(Number.POSITIVE_INFINITY)
  const [widths, setWidths] = createSignal<readonly number[]>([])
  const [menu, setMenu] = createSignal<OpenMenu>()
  let nav: HTMLElement | undefined
  let list: HTMLOListElement | undefined

  /** Every crumb is drawn once to be measured, before anything is painted. */
  createEffect(
    on(crumbs, () => {
      setWidths([])
      const items = [...(list?.children ?? [])]
      setWidths(items.map((item) => item.getBoundingClientRect().width))
    }),
  )
  onMount(() => {
    if (nav === undefined) return
    const element = nav
    const measure = () => setRoom(element.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    onCleanup(() => observer.disconnect())
  })
  const folded = createMemo(
    () =>
      foldedRange(widths(), room(), { minLast: MIN_LAST, most: props.most ?? Number.MAX_VALUE }),
    undefined,
    { equals: (a, b) => a.from === b.from && a.to === b.to },
  )
  const isFolded = (index: number) => index >= folded().from && index < folded().to
  const close = () => setMenu(undefined)

  return (
    <nav ref={(element) => (nav = element)} class={styles['path']} aria-label={s.path}>
      <ol ref={(element) => (list = element)} class={styles['crumbs']}>
        <For each={crumbs()}>
          {(crumb, index) => (
            <CrumbItem
              crumb={crumb}
              isLocation={index() === 0}
              isLast={index() === crumbs().length - 1}
              isFolded={isFolded(index())}
              foldsHere={index() === folded().from && isFolded(index())}
              onGo={props.onGo}
              onSiblings={(anchor) =>
                setMenu({ type: 'siblings', anchor, of: crumb, next: crumbs()[index() + 1] })
              }
              onFolded={(anchor) => setMenu({ type: 'folded', anchor })}
            />
          )}
        </For>
      </ol>
      <button
        type="button"
        class={styles['beside']}
        tabIndex={-1}
        aria-label={props.besideLabel}
        onClick={() => props.onBeside()}
      />
      <Show when={menu()} keyed>
        {(open) =>
          open.type === 'folded' ? (
            <Menu
              label={s.foldersOnTheWay}
              anchor={open.anchor}
              onClose={close}
              items={crumbs()
                .slice(folded().from, folded().to)
                .map((crumb) => goItem(crumb.at, crumb.name, props.onGo))}
            />
          ) : (
            <Siblings
              of={open.of}
              next={open.next}
              anchor={open.anchor}
              showHidden={props.showHidden}
              onGo={props.onGo}
              onClose={close}
            />
          )
        }
      </Show>
    </nav>
  )
}

type OpenMenu =
  | { readonly type: 'folded'; readonly anchor: MenuAnchor }
  | {
      readonly type: 'siblings'
      readonly anchor: MenuAnchor
      readonly of: Crumb
      readonly next: Crumb | undefined
    }

function goItem(at: At, name: string, go: (at: At) => void): MenuItem {
  return {
    type: 'action',
    id: at.path,
    label: visibleName(name),
    icon: Folder,
    run: () => go(at),
  }
}

function anchorOf(event: MouseEvent): MenuAnchor {
  const { x, y, width, height } =
    event.currentTarget instanceof Element
      ? event.currentTarget.getBoundingClientRect()
      : new DOMRect(event.clientX, event.clientY)
  return { x, y, width, height, by: event.detail === 0 ? 'keys' : 'pointer' }
}

interface CrumbItemProps {
  crumb: Crumb
  isLocation: boolean
  isLast: boolean
  isFolded: boolean
  /** The first folded one: the button of their menu stands in its place. */
  foldsHere: boolean
  onGo: (at: At) => void
  onSiblings: (anchor: MenuAnchor) => void
  onFolded: (anchor: MenuAnchor) => void
}

function CrumbItem(props: CrumbItemProps): JSX.Element {
  const follow = (event: MouseEvent) => {
    // other buttons and modifiers open a tab of their own, as on any link
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    props.onGo(props.crumb.at)
  }
  const name = () => (
    <>
      <Show when={props.isLocation}>
        <Icon of={Folder} />
      </Show>
      <SplitName name={props.crumb.name} hasExtension={false} />
    </>
  )
  return (
    <li
      class={styles['item']}
      data-last={props.isLast ? '' : undefined}
      data-folded={props.isFolded && !props.foldsHere ? '' : undefined}
    >
      <Show
        when={!props.foldsHere}
        fallback={
          <IconButton
            size={24}
            icon={Ellipsis}
            label={s.foldersOnTheWay}
            aria-haspopup="menu"
            onClick={(event) => props.onFolded(anchorOf(event))}
          />
        }
      >
        <Show
          when={!props.isLast}
          fallback={
            <span class={styles['here']} aria-current="location">
              {name()}
            </span>
          }
        >
          <a
            class={styles['crumb']}
            href={printPlace({ screen: 'folder', at: props.crumb.at })}
            draggable={false}
            onClick={follow}
          >
            {name()}
          </a>
        </Show>
      </Show>
      <Show when={!props.isLast}>
        <button
          type="button"
          class={styles['arrow']}
          aria-label={s.foldersIn(visibleName(props.crumb.name))}
          aria-haspopup="menu"
          onClick={(event) => props.onSiblings(anchorOf(event))}
        >
          <Icon of={ChevronRight} size={14} />
        </button>
      </Show>
    </li>
  )
}

interface SiblingsProps {
  of: Crumb
  /** The folder on the way: marked. */
  next: Crumb | undefined
  anchor: MenuAnchor
  showHidden: boolean
  onGo: (at: At) => void
  onClose: () => void
}

/** Looks into a folder as long as it is open. */
function Siblings(props: SiblingsProps) {
  const core = useCore()
  const folders = createQuery({
    topics: () => [dirTopic(props.of.at)],
    load: () =>
      core.entries.window({
        view: { at: props.of.at, showHidden: props.showHidden },
        from: 0,
        limit: MAX_SIBLINGS,
      }),
  })
  const note = (id: string, label: string): MenuItem => ({
    type: 'action',
    id,
    label,
    disabled: '',
    run: () => {},
  })
  const items = createMemo((): readonly MenuItem[] => {
    const data = folders.data()
    const error = folders.error()
    if (error !== undefined) return [note('error', messageOf(error).text)]
    if (data === undefined) return [note('reading', s.reading)]
    const names = data.rows.filter(({ kind, name }) => kind === 'folder' && name !== '')
    const more = data.folders - names.length
    const lines = names.map(({ name }): MenuItem => {
      const at = { locationId: props.of.at.locationId, path: joinPath(props.of.at.path, name) }
      const line = goItem(at, name, props.onGo)
      return line.type === 'action' && at.path === props.next?.at.path
        ? { ...line, checked: true, choice: 'one' }
        : line
    })
    if (lines.length === 0) {
      const isReading = data.listing.state === 'listing'
      return [note('none', isReading ? s.reading : s.noFolders)]
    }
    return more > 0 ? [...lines, note('more', s.andMore(formats.count(more)))] : lines
  })
  // a menu that is open does not change: it opens once there is something to choose, or nothing more to wait for
  const isWaiting = () => {
    const data = folders.data()
    return folders.error() === undefined && (data === undefined || data.listing.state === 'listing')
  }
  const isSlow = createDelayed(isWaiting, PATIENCE_MS)
  return (
    <Menu
      label={s.foldersIn(visibleName(props.of.name))}
      anchor={!isWaiting() || isSlow() ? props.anchor : undefined}
      items={items()}
      onClose={props.onClose}
    />
  )
}
