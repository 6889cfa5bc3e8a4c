// The theme on the page, and a copy of the preference that can be read before the first paint: the preference itself
// lies in the library, which opens later.
import type { Preferences } from '#vdfs/api/preferences.ts'
import { readMirror, writeMirror } from './mirror.ts'

export type Theme = Preferences['theme']

const THEME = 'holdall-theme'

/** The theme as this browser last knew it. */
export function mirroredTheme(): Theme {
  const kept = readMirror(THEME)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

/** Shows a theme and remembers it for the next start. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = theme
  writeMirror(THEME, theme)
  colourWindowFrame(theme)
}

/** An installed app's title bar takes the colour of the first `theme-color` whose media matches. */
function colourWindowFrame(theme: Theme): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.dataset['media'] ?? meta.media
    meta.dataset['media'] = own
    if (theme === 'system' || own === '') meta.media = own
    else meta.media = own.includes(theme) ? 'all' : 'not all'
  }
}
