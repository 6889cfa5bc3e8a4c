import styles from './Splitter.module.css'

export interface SplitterProps {
  /** What is made wider or narrower, for screen readers, e.g. "Width of the sidebar". */
  label: string
  /** Id of the pane it sizes. */
  controls?: string | undefined
  /** The pane's width in px. */
  value: number
  min: number
  max: number
  /** What a double-click brings back. */
  initial: number
  /** On which side of the splitter the sized pane lies. */
  pane: 'before' | 'after'
  onChange: (width: number) => void
}

/** px per arrow key; Shift takes the larger step */
const step = 8
const largeStep = 40

/**
 * The 6 px edge between two panes. Dragging, arrows, Home and End size the pane, double-click or Enter
 * restores it. It reports widths within min and max and stores nothing.
 */
export function Splitter(props: SplitterProps) {
  let grab: { pointer: number; x: number; width: number } | undefined
  const set = (width: number) => {
    const next = Math.round(Math.min(props.max, Math.max(props.min, width)))
    if (next !== props.value) props.onChange(next)
  }
  const sign = () => (props.pane === 'before' ? 1 : -1)

  const press = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    grab = { pointer: event.pointerId, x: event.clientX, width: props.value }
  }
  const move = (event: PointerEvent) => {
    if (grab?.pointer === event.pointerId) set(grab.width + sign() * (event.clientX - grab.x))
  }
  const release = () => (grab = undefined)

  const keys: Record<string, (by: number) => void> = {
    ArrowLeft: (by) => set(props.value - sign() * by),
    ArrowRight: (by) => set(props.value + sign() * by),
    Home: () => set(props.min),
    End: () => set(props.max),
    Enter: () => set(props.initial),
  }
  const key = (event: KeyboardEvent) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key]
    if (act === undefined) return
    event.preventDefault()
    event.stopPropagation()
    act(event.shiftKey ? largeStep : step)
  }

  return (
    <div
      class={styles['splitter']}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a rule that can be moved is no <hr>
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={props.label}
      aria-controls={props.controls}
      aria-valuemin={props.min}
      aria-valuemax={props.max}
      aria-valuenow={props.value}
      on:pointerdown={press}
      on:pointermove={move}
      on:pointerup={release}
      on:pointercancel={release}
      on:keydown={key}
      onDblClick={() => set(props.initial)}
    />
  )
}
