// What mouse, pen and finger do in the list. Owns: the difference between a click, a drag of rows and a rubber band,
// scrolling along at the edges, long press. Refuses: what a selection is; it only says which rows are meant.
import { createSignal, onCleanup, type Accessor } from 'solid-js'
import type { Row } from '#vdfs/api/entries.ts'
import type { VirtualListHandle } from '../../ui/VirtualList.tsx'
import { lift, type ListGeometry } from '../../ui/virtual-window.ts'
import {
  bandMode,
  boxOf,
  isDrag,
  rowsBetween,
  scrollSpeed,
  type Box,
  type ListPoint,
} from './band.ts'
import type { Explorer } from './explorer.store.ts'
import { pickOne, type BandMode, type Selection } from './selection.ts'

/** Rows under way with the pointer. */
export interface RowDrag {
  readonly x: number
  readonly y: number
  readonly row: Row
  readonly count: number
}

export interface ListPointer {
  /** The rubber band, in the scrolled content. */
  readonly band: Accessor<Box | undefined>
  readonly drag: Accessor<RowDrag | undefined>
  readonly down: (event: PointerEvent) => void
  readonly move: (event: PointerEvent) => void
  readonly up: (event: PointerEvent) => void
  readonly cancel: () => void
  /** A finger's tap. */
  readonly click: (event: MouseEvent) => void
  readonly doubleClick: (event: MouseEvent) => void
  /** The row an event happened on. */
  readonly indexOf: (event: Event) => number | undefined
}

const LONG_PRESS_MS = 500
/** A finger trembles. */
const LONG_PRESS_SLACK = 10

type Press =
  /** On a row's glyph or name: a drag takes the rows along. */
  | { readonly type: 'grip'; readonly row: Row; readonly settleOnUp: boolean }
  /** Beside it, or below the rows: a drag draws a band. */
  | { readonly type: 'space'; readonly start: ListPoint; readonly mode: BandMode }

interface Pressed {
  readonly pointerId: number
  readonly x: number
  readonly y: number
  readonly index: number | undefined
  readonly before: Selection
  readonly press: Press
  /** Far enough from where it began. */
  isDragging: boolean
}

/** The row of heads lies inside the list, and has its own buttons and edges. */
function isOnHeads(event: Event): boolean {
  return event.target instanceof Element && event.target.closest('[data-heads]') !== null
}

export function createListPointer(
  explorer: Explorer,
  list: () => VirtualListHandle | undefined,
  headerHeight: () => number,
): ListPointer {
  const { rows, selection } = explorer
  const [band, setBand] = createSignal<Box>()
  const [drag, setDrag] = createSignal<RowDrag>()
  let pressed: Pressed | undefined
  let pointer = { x: 0, y: 0 }
  let frame = 0
  let longPress: ReturnType<typeof setTimeout> | undefined
  let touched = { x: 0, y: 0 }
  /** The tap that follows a long press means nothing more. */
  let isSpent = false

  const geometry = (element: HTMLElement): ListGeometry => ({
    count: rows.facts().total,
    rowHeight: explorer.rowHeight(),
    viewport: element.clientHeight - headerHeight(),
    scrollTop: element.scrollTop,
  })
  const pointAt = (element: HTMLElement, x: number, y: number): ListPoint => {
    const box = element.getBoundingClientRect()
    return {
      x: Math.max(0, Math.min(x - box.left, element.clientWidth)),
      y: y - box.top - headerHeight() + element.scrollTop + lift(geometry(element)),
    }
  }
  const indexOf = (event: Event): number | undefined => {
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null
    if (!(row instanceof HTMLElement)) return undefined
    const index = Number(row.dataset['index'])
    return rows.at(index) === undefined ? undefined : index
  }

  const drawBand = () => {
    const element = list()?.element
    if (element === undefined || pressed === undefined || pressed.press.type !== 'space') return
    const { start, mode } = pressed.press
    const now = pointAt(element, pointer.x, pointer.y)
    setBand(boxOf(start, now, geometry(element)))
    const { from, to } = rowsBetween(start, now, explorer.rowHeight(), rows.facts().total)
    selection.band(pressed.before, from, to, mode)
  }
  let scrolledMs = 0
  const scrollAlong = (nowMs: number) => {
    const element = list()?.element
    if (element === undefined || pressed === undefined) return
    const top = element.getBoundingClientRect().top + headerHeight()
    const speed = scrollSpeed(pointer.y - top, element.clientHeight - headerHeight())
    if (speed !== 0) {
      element.scrollTop += speed * Math.min(0.05, (nowMs - scrolledMs) / 1_000)
      drawBand()
    }
    scrolledMs = nowMs
    frame = requestAnimationFrame(scrollAlong)
  }

  const end = () => {
    cancelAnimationFrame(frame)
    clearTimeout(longPress)
    window.removeEventListener('keydown', escape, true)
    pressed = undefined
    setBand(undefined)
    setDrag(undefined)
  }
  /** Gives the selection back as it was. */
  const cancel = () => {
    if (band() !== undefined && pressed !== undefined) selection.reset(pressed.before)
    end()
  }
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    cancel()
  }
  onCleanup(end)

  const clickRow = (index: number, event: MouseEvent) => {
    const isMore = event.ctrlKey || event.metaKey
    if (event.shiftKey) selection.goTo(index, isMore ? 'extendMore' : 'extend')
    else if (isMore) selection.toggleAt(index)
    else selection.goTo(index, 'pick')
  }
  const isPlain = (event: MouseEvent) => !event.ctrlKey && !event.metaKey && !event.shiftKey

  const downMouse = (event: PointerEvent, element: HTMLElement) => {
    const index = indexOf(event)
    const row = index === undefined ? undefined : rows.at(index)
    const isGrip = event.target instanceof Element && event.target.closest('[data-grip]') !== null
    const before = selection.selection()
    let press: Press = {
      type: 'space',
      start: pointAt(element, event.clientX, event.clientY),
      mode: bandMode(event),
    }
    if (index !== undefined && row !== undefined) {
      const isSelected = selection.isSelected(row.rowId)
      if (isGrip) press = { type: 'grip', row, settleOnUp: isSelected || !isPlain(event) }
      // at once, where a drag would want it so anyway
      if (isPlain(event) && !isSelected) selection.goTo(index, 'pick')
    }
    pressed = {
      pointerId: event.pointerId,
      x: event.clientX,
      y: event.clientY,
      index,
      before,
      press,
      isDragging: false,
    }
  }
  const downFinger = (event: PointerEvent) => {
    const index = indexOf(event)
    isSpent = false
    touched = { x: event.clientX, y: event.clientY }
    clearTimeout(longPress)
    if (index === undefined || !(event.target instanceof Element)) return
    if (event.target.closest('[data-row-menu]') !== null) return
    longPress = setTimeout(() => {
      isSpent = true
      explorer.setSelecting(true)
      selection.toggleAt(index)
    }, LONG_PRESS_MS)
  }

  const begin = (now: Pressed, element: HTMLElement) => {
    now.isDragging = true
    element.setPointerCapture(now.pointerId)
    window.addEventListener('keydown', escape, true)
    scrolledMs = performance.now()
    if (now.press.type === 'space') frame = requestAnimationFrame(scrollAlong)
    else if (!selection.isSelected(now.press.row.rowId) && now.index !== undefined)
      selection.reset(pickOne(now.press.row.rowId), now.index)
  }

  return {
    band,
    drag,
    indexOf,
    cancel,
    down(event) {
      const element = list()?.element
      if (element === undefined || event.button !== 0 || isOnHeads(event)) return
      explorer.visits.interrupt()
      if (event.pointerType === 'touch') downFinger(event)
      else downMouse(event, element)
    },
    move(event) {
      const element = list()?.element
      if (event.pointerType === 'touch') {
        const { x, y } = touched
        if (Math.hypot(event.clientX - x, event.clientY - y) > LONG_PRESS_SLACK)
          clearTimeout(longPress)
        return
      }
      if (pressed === undefined || element === undefined) return
      if (event.pointerId !== pressed.pointerId) return
      pointer = { x: event.clientX, y: event.clientY }
      if (!pressed.isDragging) {
        if (!isDrag(event.clientX - pressed.x, event.clientY - pressed.y)) return
        begin(pressed, element)
      }
      if (pressed.press.type === 'space') drawBand()
      else setDrag({ ...pointer, row: pressed.press.row, count: selection.count() })
    },
    up(event) {
      clearTimeout(longPress)
      const was = pressed
      if (was === undefined || event.pointerId !== was.pointerId) return
      end()
      if (was.isDragging) return
      if (was.index === undefined) {
        if (isPlain(event)) selection.none()
        return
      }
      const isDone = was.press.type === 'grip' && !was.press.settleOnUp
      if (!isDone) clickRow(was.index, event)
    },
    click(event) {
      if (!(event instanceof PointerEvent) || event.pointerType !== 'touch' || isSpent) return
      const isMenu = event.target instanceof Element && event.target.closest('[data-row-menu]')
      const index = indexOf(event)
      const row = index === undefined ? undefined : rows.at(index)
      if (isMenu || index === undefined || row === undefined) return
      if (explorer.isSelecting()) selection.toggleAt(index)
      else {
        selection.goTo(index, 'pick')
        explorer.openRow(row)
      }
    },
    doubleClick(event) {
      const index = indexOf(event)
      const row = index === undefined ? undefined : rows.at(index)
      if (row !== undefined && event.button === 0 && isPlain(event)) explorer.openRow(row)
    },
  }
}
