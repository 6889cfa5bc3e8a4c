import { Show, type JSX, type ParentProps } from 'solid-js'
import CircleQuestionMark from 'lucide-solid/icons/circle-question-mark'
import PanelLeft from 'lucide-solid/icons/panel-left'
import Settings from 'lucide-solid/icons/settings'
import { useCommands } from '../commands/registry.ts'
import { useNavigation } from '../navigation/navigation.tsx'
import { BrandMark } from '../parts/BrandMark.tsx'
import { BusyRing } from '../ui/BusyRing.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Splitter } from '../ui/Splitter.tsx'
import { sidebarLimits } from './layout.ts'
import { shellStrings as s } from './shell.strings.ts'
import styles from './Sidebar.module.css'

export interface SidebarProps extends ParentProps {
  id: string
  /** Icons only, 48 px wide. */
  rail: boolean
  /** The core has not answered for a while. */
  isOpening: boolean
  /** What is under way, above the footer. */
  foot?: JSX.Element
  /** px, unless it is a rail. */
  width: number
  onWidth: (width: number) => void
}

/** The frame of the sidebar: brand, sections, and what is always at hand. */
export function Sidebar(props: SidebarProps) {
  const commands = useCommands()
  return (
    <nav
      id={props.id}
      class={styles['sidebar']}
      style={{ '--sidebar-width': `${props.width}px` }}
      data-rail={props.rail ? '' : undefined}
      data-region="sidebar"
      aria-label={s.sidebar}
    >
      <header class={styles['header']}>
        <BrandLink />
        <IconButton
          label={props.rail ? s.widen : s.narrow}
          icon={PanelLeft}
          keys={commands.printedKeys('app.sidebar')}
          onClick={() => commands.run('app.sidebar')}
        />
      </header>
      <div class={styles['sections']}>{props.children}</div>
      <Show when={props.isOpening}>
        <Opening />
      </Show>
      {props.foot}
      <SidebarFooter rail={props.rail} />
      <Show when={!props.rail}>
        <div class={styles['edge']}>
          <Splitter
            label={s.sidebarWidth}
            controls={props.id}
            pane="before"
            value={props.width}
            {...sidebarLimits}
            onChange={(width) => props.onWidth(width)}
          />
        </div>
      </Show>
    </nav>
  )
}

/** The core has not answered for a while. */
export function Opening() {
  return (
    <output class={styles['opening']}>
      <BusyRing />
      <span class={styles['words']}>{s.opening}</span>
    </output>
  )
}

/** The mark and the word, leading to the start. */
export function BrandLink() {
  const navigation = useNavigation()
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigation.go({ screen: 'start' })
  }
  return (
    <a class={styles['brand']} href="/" onClick={open}>
      <BrandMark />
      <span class={styles['words']}>{s.name}</span>
    </a>
  )
}

export function SidebarFooter(props: { rail: boolean; onUsed?: (() => void) | undefined }) {
  const commands = useCommands()
  const navigation = useNavigation()
  const isAt = (screen: string) => (navigation.place().screen === screen ? 'page' : undefined)
  const run = (id: string) => {
    commands.run(id)
    props.onUsed?.()
  }
  return (
    <footer class={styles['footer']} data-rail={props.rail ? '' : undefined}>
      <Show
        when={!props.rail}
        fallback={
          <IconButton label={s.settings} icon={Settings} onClick={() => run('app.settings')} />
        }
      >
        <button
          class={styles['link']}
          type="button"
          aria-current={isAt('storage')}
          onClick={() => run('app.settings')}
        >
          <Icon of={Settings} />
          <span class={styles['linkWords']}>{s.settings}</span>
        </button>
      </Show>
      <IconButton
        label={s.about}
        icon={CircleQuestionMark}
        aria-current={isAt('about')}
        onClick={() => run('app.about')}
      />
    </footer>
  )
}
