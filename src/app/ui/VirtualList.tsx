// A scrolling list of equal rows that mounts only those in sight. Owns: the scroll position, which rows exist.
// Refuses: roles, selection, data. solid-virtual was measured and left out: it serves rows of unequal height, and
// pays for that with 11 KiB gzip and work in proportion to the count at each change of the count (99,900 to 100,000
// rows: 0.7 ms, at a quarter of the speed 3 ms with peaks of 14; here no measurable time).
import {
  batch,
  createEffect,
  createMemo,
  createSignal,
  For,
  on,
  onCleanup,
  onMount,
  splitProps,
  untrack,
  type JSX,
} from 'solid-js'
import {
  lift,
  rowAt,
  rowsInSight,
  scrollHeight,
  scrollTopFor,
  type Align,
  type ListGeometry,
  type RowRange,
} from './virtual-window.ts'
import styles from './VirtualList.module.css'

export type { Align, RowRange } from './virtual-window.ts'

/** What a caller may ask of a mounted list. */
export interface VirtualListHandle {
  /** The scrolling element: it takes focus, keys and `aria-activedescendant`. */
  readonly element: HTMLElement
  scrollToIndex(index: number, align?: Align): void
  /** The row under a client y; -1 above the first, `count` below the last. */
  indexAt(clientY: number): number
  /** How many whole rows fit: the step of Page Up and Page Down. */
  rowsPerPage(): number
}

export interface VirtualListProps extends Omit<
  JSX.HTMLAttributes<HTMLDivElement>,
  'children' | 'ref'
> {
  count: number
  /** px, the same for all rows */
  rowHeight: number
  /** Rows kept ready on each side; 8 unless said. */
  overscan?: number | undefined
  /** Stays at the top inside the scroller, so that its columns end where the rows do. */
  header?: JSX.Element
  /** px */
  headerHeight?: number | undefined
  /** Free px after the last row: room to click beside the rows. */
  endSpace?: number | undefined
  /** A row that stays mounted out of sight, because it has the focus or is being renamed. */
  pinned?: number | undefined
  /** Drawn over the rows in the scrolled content, e.g. a rubber band. */
  overlay?: JSX.Element
  /** Told whenever other rows are mounted: fetch what they show. */
  onRangeChange?: ((range: RowRange) => void) | undefined
  handle?: ((handle: VirtualListHandle) => void) | undefined
  /** Draws a row; it is called once per mounted index and must read its data reactively. */
  children: (index: number) => JSX.Element
}

/** After a leap to other rows, those beyond the edges are made ready when it has been still for so long, ms. */
const LANDING_MS = 80

/** Only the rows in sight exist, whatever the count. */
export function VirtualList(props: VirtualListProps) {
  const [own, rest] = splitProps(props, [
    'count',
    'rowHeight',
    'overscan',
    'header',
    'headerHeight',
    'endSpace',
    'pinned',
    'overlay',
    'onRangeChange',
    'handle',
    'children',
    'class',
  ])
  let scroller: HTMLDivElement | undefined
  const [scrollTop, setScrollTop] = createSignal(0)
  const [height, setHeight] = createSignal(0)
  const [isLeaping, setLeaping] = createSignal(false)
  let landing: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(landing))

  const headerHeight = () => own.headerHeight ?? 0
  const geometry = (): ListGeometry => ({
    count: own.count,
    rowHeight: own.rowHeight,
    viewport: Math.max(0, height() - headerHeight()),
    scrollTop: scrollTop(),
  })
  const range = createMemo(
    () => rowsInSight(geometry(), isLeaping() ? 0 : (own.overscan ?? 8)),
    undefined,
    {
      equals: (a, b) => a.from === b.from && a.to === b.to,
    },
  )
  const mounted = createMemo(() => {
    const { from, to } = range()
    const rows = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)
    const pinned = own.pinned
    if (pinned === undefined || pinned < 0 || pinned >= own.count) return rows
    if (pinned < from) rows.unshift(pinned)
    else if (pinned >= to) rows.push(pinned)
    return rows
  })
  const raised = createMemo(() => lift(geometry()))

  /** Where no row can be kept, only those in sight are made at once: frames of a dragged scroll bar stay short. */
  const scrolledTo = (top: number) => {
    const { from, to } = rowsInSight({ ...untrack(geometry), scrollTop: top }, 0)
    const before = untrack(range)
    batch(() => {
      if (from >= before.to || to <= before.from) {
        clearTimeout(landing)
        landing = setTimeout(() => setLeaping(false), LANDING_MS)
        setLeaping(true)
      }
      setScrollTop(top)
    })
  }
  const scrollToIndex = (index: number, align: Align = 'nearest') => {
    if (scroller === undefined || index < 0 || index >= own.count) return
    const top = scrollTopFor({ ...geometry(), scrollTop: scroller.scrollTop }, index, align)
    if (Math.abs(top - scroller.scrollTop) < 0.5) return
    scroller.scrollTop = top
    scrolledTo(scroller.scrollTop) // now, not with the scroll event: the row can take the focus at once
  }
  const indexAt = (clientY: number) => {
    if (scroller === undefined) return -1
    const y = clientY - scroller.getBoundingClientRect().top - headerHeight() + scroller.scrollTop
    return rowAt(geometry(), y)
  }

  onMount(() => {
    if (scroller === undefined) return
    const element = scroller
    setHeight(element.clientHeight) // before the first paint, which the observer would miss
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    onCleanup(() => observer.disconnect())
    own.handle?.({
      element,
      scrollToIndex,
      indexAt,
      rowsPerPage: () => Math.max(1, Math.floor((height() - headerHeight()) / own.rowHeight)),
    })
  })
  // after the height is known, so that nobody fetches for a window of no height first
  createEffect(on(range, (now) => own.onRangeChange?.(now)))

  return (
    <div
      {...rest}
      ref={(element) => (scroller = element)}
      class={`${styles['scroller']} ${own.class ?? ''}`}
      on:scroll={{
        passive: true,
        handleEvent: (event: Event) => {
          if (event.target === scroller) scrolledTo(scroller?.scrollTop ?? 0)
        },
      }}
    >
      <div class={styles['header']} role="presentation">
        {own.header}
      </div>
      <div
        class={styles['rows']}
        role="presentation"
        style={{ height: `${scrollHeight(own) + (own.endSpace ?? 0)}px` }}
      >
        <For each={mounted()}>
          {(index) => (
            <div
              class={styles['row']}
              role="presentation"
              style={{
                top: `${index * own.rowHeight - raised()}px`,
                height: `${own.rowHeight}px`,
              }}
            >
              {own.children(index)}
            </div>
          )}
        </For>
        {own.overlay}
      </div>
    </div>
  )
}
