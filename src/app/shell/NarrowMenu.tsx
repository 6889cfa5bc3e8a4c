import type { JSX, ParentProps } from 'solid-js'
import { Dialog } from '../ui/Dialog.tsx'
import { SidebarFooter } from './Sidebar.tsx'
import { shellStrings as s } from './shell.strings.ts'
import styles from './NarrowMenu.module.css'

export interface NarrowMenuProps extends ParentProps {
  open: boolean
  /** What is under way, above the footer. */
  foot?: JSX.Element
  onClose: () => void
}

/** The sidebar of a narrow window: a sheet from below. */
export default function NarrowMenu(props: NarrowMenuProps) {
  return (
    <Dialog open={props.open} onClose={() => props.onClose()} title={s.name}>
      <nav class={styles['menu']} aria-label={s.sidebar}>
        {props.children}
        {props.foot}
        <SidebarFooter rail={false} onUsed={() => props.onClose()} />
      </nav>
    </Dialog>
  )
}
