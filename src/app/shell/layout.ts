// How the window is divided, by its width and the person's wish.
import { createEffect, createMemo, createSignal, type Accessor } from 'solid-js'
import { defaultPreferences, type Preferences } from '#vdfs/api/preferences.ts'
import { createMediaQuery, narrowQuery } from '../ui/media.ts'

/** Below this width (px) the sidebar is a rail unless the person widens it for the moment. */
const mediumQuery = '(width < 900px)'

export interface LayoutPreferences {
  readonly values: Accessor<Preferences>
  readonly set: (changes: Partial<Preferences>) => void
}

export interface Layout {
  /** One pane; the sidebar is a sheet. */
  readonly isNarrow: Accessor<boolean>
  readonly isRail: Accessor<boolean>
  /** px */
  readonly sidebarWidth: Accessor<number>
  readonly setSidebarWidth: (width: number) => void
  /** Whether the sheet of a narrow window is open. */
  readonly isMenuOpen: Accessor<boolean>
  readonly closeMenu: () => void
  readonly isSidebarOpen: Accessor<boolean>
  readonly toggleSidebar: () => void
}

export const sidebarLimits = { min: 180, max: 360, initial: defaultPreferences.sidebarWidth }

export function createLayout(preferences: LayoutPreferences): Layout {
  const isNarrow = createMediaQuery(narrowQuery)
  const isMedium = createMediaQuery(mediumQuery)
  const [isMenuOpen, setMenuOpen] = createSignal(false)
  const [isWidened, setWidened] = createSignal(false)
  const isWide = createMemo(() => !isMedium())
  createEffect(() => {
    if (isWide()) setWidened(false) // the next time it gets narrower, it gives way again
    if (!isNarrow()) setMenuOpen(false)
  })
  const isRail = () => !isNarrow() && (isWide() ? !preferences.values().sidebarOpen : !isWidened())

  return {
    isNarrow,
    isRail,
    sidebarWidth: () => preferences.values().sidebarWidth,
    setSidebarWidth: (sidebarWidth) => preferences.set({ sidebarWidth }),
    isMenuOpen,
    closeMenu: () => setMenuOpen(false),
    isSidebarOpen: () => (isNarrow() ? isMenuOpen() : !isRail()),
    toggleSidebar() {
      if (isNarrow()) setMenuOpen((open) => !open)
      else if (isWide()) preferences.set({ sidebarOpen: isRail() })
      else setWidened((wide) => !wide)
    },
  }
}
