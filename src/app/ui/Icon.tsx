import type { JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'

/** What an icon must take; every `lucide-solid/icons/NAME` does. */
export type IconComponent = (props: {
  size?: number
  strokeWidth?: number
  class?: string
}) => JSX.Element

export type IconSize = 12 | 14 | 16 | 20 | 24

/* thinner as they grow, so that all sizes look equally heavy beside text */
const strokeWidths: Record<IconSize, number> = { 12: 2, 14: 2, 16: 1.9, 20: 1.75, 24: 1.5 }

export interface IconProps {
  of: IconComponent
  /** Edge in px; 16 unless said. */
  size?: IconSize | undefined
  class?: string | undefined
}

/** A line icon in the current ink. It is decoration: whoever shows one alone must name it in words. */
export function Icon(props: IconProps) {
  const size = () => props.size ?? 16
  return (
    <Dynamic
      component={props.of}
      size={size()}
      strokeWidth={strokeWidths[size()]}
      class={props.class ?? ''}
    />
  )
}
