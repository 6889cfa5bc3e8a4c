import type { Kind } from '#vdfs/api/kind-table.ts'
import { folderBand, glyphOf, outlineOf, pageCorner } from './glyphs.ts'
import styles from './EntryIcon.module.css'

export interface EntryIconProps {
  kind: Kind
  /** Edge in px: 16 in lists, 28 for fingers, 48 to 96 in grids. */
  size?: number | undefined
  class?: string | undefined
}

/** The glyph of a kind. Decoration: the kind stands beside it in words. */
export function EntryIcon(props: EntryIconProps) {
  // pages lie half a pixel off the middle so that a list gets sharp edges; larger sizes are centred again
  const viewBox = () =>
    props.kind !== 'folder' && (props.size ?? 16) > 16 ? '0.5 0 16 16' : '0 0 16 16'
  return (
    <svg
      class={`${styles['icon']} ${props.class ?? ''}`}
      data-kind={props.kind}
      width={props.size ?? 16}
      height={props.size ?? 16}
      viewBox={viewBox()}
      aria-hidden="true"
    >
      <path class={styles['outline']} d={outlineOf(props.kind)} />
      <path class={styles['body']} d={glyphOf(props.kind)} />
      <path class={styles['light']} d={props.kind === 'folder' ? folderBand : pageCorner} />
    </svg>
  )
}
