import styles from './BrandMark.module.css'

/** The holdall, in the accent colour; the word "Holdall" stands beside it or the link it is in says it. */
export function BrandMark(props: { size?: number | undefined }) {
  return (
    <svg
      class={styles['mark']}
      width={props.size ?? 18}
      height={props.size ?? 18}
      viewBox="0 0 18 18"
      aria-hidden="true"
    >
      <path class={styles['handle']} d="M5.75 6.5C5.75 3.2 6.6 2.25 9 2.25S12.25 3.2 12.25 6.5" />
      <path
        class={styles['bag']}
        d="M4 6H14A3 3 0 0 1 17 9V13A3 3 0 0 1 14 16H4A3 3 0 0 1 1 13V9A3 3 0 0 1 4 6ZM2.5 8.25V9.25H15.5V8.25ZM5.25 9.25H6.25V16H5.25ZM11.75 9.25H12.75V16H11.75Z"
      />
    </svg>
  )
}
