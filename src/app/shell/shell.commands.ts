// What the window itself can do, as commands.
import CircleQuestionMark from 'lucide-solid/icons/circle-question-mark'
import House from 'lucide-solid/icons/house'
import Info from 'lucide-solid/icons/info'
import PanelLeft from 'lucide-solid/icons/panel-left'
import Settings from 'lucide-solid/icons/settings'
import type { Command } from '../commands/registry.ts'
import type { Navigation } from '../navigation/navigation.tsx'
import { shellStrings as s } from './shell.strings.ts'

export interface ShellActions {
  readonly navigation: Navigation
  readonly toggleSidebar: () => void
  readonly isSidebarOpen: () => boolean
  readonly openKeySheet: () => void
  readonly goToRegion: (by: 1 | -1) => void
}

export function shellCommands(actions: ShellActions): readonly Command[] {
  const { navigation } = actions
  return [
    {
      id: 'app.sidebar',
      label: () => s.sidebar,
      group: 'view',
      icon: PanelLeft,
      keys: 'Mod+B',
      checked: actions.isSidebarOpen,
      run: actions.toggleSidebar,
    },
    {
      id: 'app.start',
      label: () => s.start,
      group: 'go',
      icon: House,
      keys: { mac: 'Mod+Shift+H', other: 'Alt+Home' },
      run: () => navigation.go({ screen: 'start' }),
    },
    {
      id: 'app.next-region',
      label: () => s.nextRegion,
      group: 'go',
      keys: 'F6',
      whileTyping: true,
      run: () => actions.goToRegion(1),
    },
    {
      id: 'app.previous-region',
      label: () => s.previousRegion,
      group: 'go',
      keys: 'Shift+F6',
      whileTyping: true,
      run: () => actions.goToRegion(-1),
    },
    {
      id: 'app.settings',
      label: () => s.settings,
      group: 'app',
      icon: Settings,
      keys: 'Mod+Comma',
      run: () => navigation.go({ screen: 'storage' }),
    },
    {
      id: 'app.keys',
      label: () => s.keys,
      group: 'app',
      icon: CircleQuestionMark,
      keys: '?',
      run: actions.openKeySheet,
    },
    {
      id: 'app.about',
      label: () => s.about,
      group: 'app',
      icon: Info,
      run: () => navigation.go({ screen: 'about' }),
    },
  ]
}
