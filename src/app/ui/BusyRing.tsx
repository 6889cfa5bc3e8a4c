import styles from './BusyRing.module.css'

/** A small turning ring after the thing that is being worked on; say in words what, nearby or in `label`. */
export function BusyRing(props: { label?: string | undefined; size?: 12 | 16 | 24 | undefined }) {
  return (
    <span
      class={styles['ring']}
      data-size={props.size ?? 12}
      role={props.label === undefined ? undefined : 'img'}
      aria-label={props.label}
      aria-hidden={props.label === undefined ? 'true' : undefined}
    />
  )
}
