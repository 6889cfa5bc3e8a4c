// The way to a folder, as links: the location first, the folder itself last. What does not fit folds into a menu; the
// arrows between list the folders beside the next one.
import {
  batch,
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
import { printPlace } from '../navigation/place.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuAnchor } from '../ui/Menu.tsx'
import { visibleName } from '../ui/name-parts.ts'
import { SplitName } from '../ui/SplitName.tsx'
import { foldedRange } from './fold-crumbs.ts'
import { goItem, Siblings, type Crumb } from './PathCrumbsSiblings.tsx'
import { partsStrings as s } from './parts.strings.ts'
import styles from './PathCrumbs.module.css'

/** What stays free beside the crumbs to be pressed, px. */
const BESIDE = 24

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

  /** Folded or shrunk ones are measured as well, at their full width, before anything is painted. */
  const measure = () => {
    if (nav === undefined || list === undefined) return
    list.dataset['measuring'] = ''
    const items = [...list.querySelectorAll('[data-crumb]')]
    const natural = items.map((item) => item.getBoundingClientRect().width)
    delete list.dataset['measuring']
    const free = nav.clientWidth - BESIDE
    batch(() => {
      setRoom(free)
      setWidths(natural)
    })
  }
  createEffect(on(crumbs, measure))
  onMount(() => {
    if (nav === undefined || list === undefined) return
    const observer = new ResizeObserver(measure)
    observer.observe(nav)
    observer.observe(list) // a font that came late makes the crumbs wider
    onCleanup(() => observer.disconnect())
  })
  const folded = createMemo(
    () => foldedRange(widths(), room(), { most: props.most ?? Number.MAX_VALUE }),
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
            <>
              <Show when={index() === folded().from && isFolded(index())}>
                <FoldedItem onOpen={(anchor) => setMenu({ type: 'folded', anchor })} />
              </Show>
              <CrumbItem
                crumb={crumb}
                isLocation={index() === 0}
                isLast={index() === crumbs().length - 1}
                isFolded={isFolded(index())}
                onGo={props.onGo}
                onSiblings={(anchor) =>
                  setMenu({ type: 'siblings', anchor, of: crumb, next: crumbs()[index() + 1] })
                }
              />
            </>
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
  onGo: (at: At) => void
  onSiblings: (anchor: MenuAnchor) => void
}

/** Stands for the folded crumbs, in the place of the first of them. */
function FoldedItem(props: { onOpen: (anchor: MenuAnchor) => void }) {
  return (
    <li class={styles['item']}>
      <IconButton
        size={24}
        icon={Ellipsis}
        label={s.foldersOnTheWay}
        aria-haspopup="menu"
        onClick={(event) => props.onOpen(anchorOf(event))}
      />
      <span class={styles['fold']}>
        <Icon of={ChevronRight} size={14} />
      </span>
    </li>
  )
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
      data-crumb=""
      data-first={props.isLocation && !props.isLast ? '' : undefined}
      data-last={props.isLast ? '' : undefined}
      data-folded={props.isFolded ? '' : undefined}
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
