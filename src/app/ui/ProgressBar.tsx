import styles from './ProgressBar.module.css'

// an attribute, not the property: only an absent attribute means that the total is unknown
declare module 'solid-js' {
  namespace JSX {
    interface ExplicitAttributes {
      value: number | undefined
    }
  }
}

export interface ProgressBarProps {
  /** What is progressing, for screen readers. */
  label: string
  /** 0 to 1; left out while the total is unknown. */
  value?: number | undefined
  /** Grey instead of accent: it exists and stands still. */
  paused?: boolean | undefined
  /** The same in words, e.g. "286 of 500"; read instead of a percentage. */
  text?: string | undefined
}

/** A 4 px bar. Without a value it shows a moving part; under reduced motion that part stands still. */
export function ProgressBar(props: ProgressBarProps) {
  const value = () =>
    props.value === undefined ? undefined : Math.min(1, Math.max(0, props.value))
  return (
    <progress
      class={styles['bar']}
      aria-label={props.label}
      aria-valuetext={props.text}
      max={1}
      attr:value={value()}
      data-paused={props.paused === true ? '' : undefined}
    />
  )
}
