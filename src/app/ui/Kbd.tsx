import styles from './Kbd.module.css'

/** Keys as people read them, in their own small frame. */
export function Kbd(props: { keys: string }) {
  return <kbd class={styles['kbd']}>{props.keys}</kbd>
}
