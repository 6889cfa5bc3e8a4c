import { Show } from 'solid-js'
import Menu from 'lucide-solid/icons/menu'
import { useCommands } from '../commands/registry.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { BrandLink } from './Sidebar.tsx'
import { shellStrings as s } from './shell.strings.ts'
import styles from './TopBar.module.css'

/** Where there is no sidebar: the brand, and on a narrow window the way to the locations. */
export function TopBar(props: { hasMenu: boolean }) {
  const commands = useCommands()
  return (
    <header class={styles['bar']} data-region="bar">
      <Show when={props.hasMenu}>
        <IconButton
          label={s.locations}
          icon={Menu}
          size={44}
          aria-haspopup="dialog"
          onClick={() => commands.run('app.sidebar')}
        />
      </Show>
      <BrandLink />
    </header>
  )
}
