// What can be done in the explorer, as commands: its menus, keys and buttons are views of these.
import ArrowLeft from 'lucide-solid/icons/arrow-left'
import ArrowRight from 'lucide-solid/icons/arrow-right'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import CopyIcon from 'lucide-solid/icons/copy'
import Download from 'lucide-solid/icons/download'
import Eye from 'lucide-solid/icons/eye'
import FolderOpen from 'lucide-solid/icons/folder-open'
import PanelRight from 'lucide-solid/icons/panel-right'
import RefreshCw from 'lucide-solid/icons/refresh-cw'
import X from 'lucide-solid/icons/x'
import type { SortBy } from '#vdfs/api/entries.ts'
import { parentOf } from '#vdfs/api/paths.ts'
import type { Preferences } from '#vdfs/api/preferences.ts'
import { menuLine } from '../../commands/menu.ts'
import type { Availability, Command } from '../../commands/registry.ts'
import type { Navigation } from '../../navigation/navigation.tsx'
import type { Explorer } from './explorer.store.ts'
import { explorerStrings as s } from './explorer.strings.ts'
import type { FolderActions } from './folder-actions.ts'

/** The `data-command-scope` of the explorer. */
export const explorerScope = 'explorer'

const sortIds = ['name', 'kind', 'size', 'modified'] as const
const rowHeightIds = ['compact', 'default', 'roomy'] as const
const sortCommand = (by: SortBy) => `explorer.sort-by-${by}`
const heightCommand = (height: Preferences['rowHeight']) => `explorer.rows-${height}`

/** The menu of entries; what does not apply to one, a file, a folder or several is left out by its command. */
export const entryMenu: readonly string[] = [
  'explorer.open',
  'explorer.preview',
  menuLine,
  'explorer.copy-path',
  menuLine,
  'explorer.download',
]

/** The menu of the order. */
export const sortMenu: readonly string[] = [
  ...sortIds.map(sortCommand),
  menuLine,
  'explorer.sort-descending',
]

/** The menu of the view: what is sorted how, what is shown. */
export const viewMenu: readonly string[] = [
  ...sortMenu,
  menuLine,
  'explorer.toggle-hidden',
  menuLine,
  ...rowHeightIds.map(heightCommand),
]

/** The menu of the empty space. */
export const folderMenu: readonly string[] = [
  'explorer.refresh',
  'explorer.select-all',
  menuLine,
  'explorer.copy-path',
  'explorer.edit-path',
  menuLine,
  ...viewMenu,
  menuLine,
  'explorer.inspector',
]

/** The menu of the bar on a phone. */
export const phoneMenu: readonly string[] = [
  'explorer.select-all',
  'explorer.select-none',
  menuLine,
  'explorer.copy-path',
  'explorer.refresh',
  menuLine,
  'explorer.toggle-hidden',
  'explorer.inspector',
  menuLine,
  'app.jobs',
  'app.sidebar',
]

export interface ExplorerCommandsOptions {
  readonly explorer: Explorer
  readonly navigation: Navigation
  readonly actions: FolderActions
  readonly inspector: { readonly isOpen: () => boolean; readonly toggle: () => void }
}

export function explorerCommands(options: ExplorerCommandsOptions): readonly Command[] {
  // What is about the folder works from anywhere in the window: F5 in the sidebar must not reload the page. What is
  // about rows works where the rows are.
  const aboutRows = entryCommands(options).map((command) => ({ scope: explorerScope, ...command }))
  return [...goCommands(options), ...aboutRows, ...viewCommands(options)]
}

function goCommands({ explorer, navigation, actions }: ExplorerCommandsOptions): Command[] {
  const atTop = () => parentOf(explorer.view().at.path) === undefined
  return [
    {
      id: 'explorer.back',
      label: () => s.back,
      group: 'go',
      icon: ArrowLeft,
      keys: { mac: 'Mod+[', other: 'Alt+Left' },
      when: () => navigation.canGoBack() || { disabled: s.noBack },
      run() {
        explorer.visits.flush()
        navigation.back()
      },
    },
    {
      id: 'explorer.forward',
      label: () => s.forward,
      group: 'go',
      icon: ArrowRight,
      keys: { mac: 'Mod+]', other: 'Alt+Right' },
      when: () => navigation.canGoForward() || { disabled: s.noForward },
      run() {
        explorer.visits.flush()
        navigation.forward()
      },
    },
    {
      id: 'explorer.up',
      label: () => s.up,
      group: 'go',
      icon: ArrowUp,
      keys: { mac: 'Mod+Up', other: ['Alt+Up', 'Backspace'] },
      when: () => (atTop() ? { disabled: s.atTop } : true),
      run: explorer.up,
    },
    {
      id: 'explorer.edit-path',
      label: () => s.editPath,
      group: 'go',
      keys: { mac: 'Mod+Shift+G', other: ['Ctrl+L', 'Mod+Shift+G'] },
      run: () => explorer.setEditingPath(true),
    },
    {
      id: 'explorer.refresh',
      label: () => s.refresh,
      group: 'go',
      icon: RefreshCw,
      keys: 'F5',
      run: actions.refresh,
    },
  ]
}

function entryCommands({ explorer, actions }: ExplorerCommandsOptions): Command[] {
  const { selection } = explorer
  const { typeAhead } = explorer
  const hasFocus = (): Availability =>
    explorer.focusedRow() === undefined && !typeAhead.isFinding()
      ? { disabled: s.nothingFocused }
      : true
  const openable = (): Availability => {
    const row = explorer.focusedRow()
    if (row?.name === '') return { disabled: s.unreadableNameWhy }
    return row?.mark === 'dropOnly' ? { disabled: s.dropOnlyWhy } : hasFocus()
  }
  return [
    {
      id: 'explorer.open',
      label: () => s.open,
      group: 'file',
      icon: FolderOpen,
      keys: { mac: ['Mod+O', 'Mod+Down'], other: 'Enter' },
      when: () => (selection.count() > 1 ? false : openable()),
      run: () =>
        typeAhead.after(() => {
          const row = explorer.focusedRow()
          if (row !== undefined) explorer.openRow(row)
        }),
    },
    {
      id: 'explorer.preview',
      label: () => s.preview,
      group: 'file',
      icon: Eye,
      keys: 'Space',
      when: openable,
      run: () => typeAhead.after(() => explorer.setPreviewing(true)),
    },
    {
      id: 'explorer.copy-path',
      label: () => (selection.count() === 0 ? s.copyFolderPath : s.copyPath),
      group: 'file',
      icon: CopyIcon,
      keys: { mac: 'Mod+Alt+C', other: 'Mod+Shift+C' },
      when: actions.canCopyPaths,
      run: actions.copyPaths,
    },
    {
      id: 'explorer.download',
      label: () => s.download,
      group: 'file',
      icon: Download,
      when: () => {
        const row = explorer.focusedRow()
        const isOne = row !== undefined && row.rowId === selection.only()
        const canBeRead = row?.name !== '' && row?.mark !== 'dropOnly'
        return isOne && row.kind === 'file' && canBeRead
      },
      run: actions.download,
    },
    {
      id: 'explorer.select-all',
      label: () => s.selectAll,
      group: 'select',
      keys: 'Mod+A',
      run: selection.all,
    },
    {
      id: 'explorer.select-none',
      label: () => s.selectNone,
      group: 'select',
      icon: X,
      keys: 'Escape',
      when: () => selection.count() > 0,
      run() {
        selection.none()
        explorer.setSelecting(false)
      },
    },
    {
      id: 'explorer.invert-selection',
      label: () => s.invertSelection,
      group: 'select',
      keys: 'Mod+Shift+I',
      run: selection.invert,
    },
    {
      id: 'explorer.toggle-row',
      label: () => s.toggleRow,
      group: 'select',
      keys: 'Ctrl+Space',
      when: hasFocus,
      run() {
        const index = selection.focusedIndex()
        if (index !== undefined) selection.toggleAt(index)
      },
    },
  ]
}

function viewCommands({ explorer, inspector }: ExplorerCommandsOptions): Command[] {
  const { view, preferences } = explorer
  return [
    {
      id: 'explorer.toggle-hidden',
      label: () => s.hiddenFiles,
      group: 'view',
      keys: { mac: 'Mod+Shift+.', other: ['Ctrl+H', 'Mod+Shift+.'] },
      checked: () => view().showHidden,
      run: explorer.toggleHidden,
    },
    {
      id: 'explorer.inspector',
      label: () => s.inspector,
      group: 'view',
      icon: PanelRight,
      keys: { mac: 'Mod+I', other: ['Mod+I', 'Alt+Enter'] },
      checked: inspector.isOpen,
      run: inspector.toggle,
    },
    ...sortIds.map((by): Command => ({
      id: sortCommand(by),
      label: () => s.sortBy(s.columns[by]),
      group: 'view',
      checked: () => view().sortBy === by,
      choice: 'one',
      run: () => explorer.sortBy(by, view().sortBy === by ? view().descending : undefined),
    })),
    {
      id: 'explorer.sort-descending',
      label: () => s.descending,
      group: 'view',
      checked: () => view().descending,
      run: () => explorer.sortBy(view().sortBy, !view().descending),
    },
    ...rowHeightIds.map((rowHeight): Command => ({
      id: heightCommand(rowHeight),
      label: () => s.rowHeights[rowHeight],
      group: 'view',
      when: () => !explorer.isTouch(),
      checked: () => preferences.values().rowHeight === rowHeight,
      choice: 'one',
      run: () => preferences.set({ rowHeight }),
    })),
  ]
}
