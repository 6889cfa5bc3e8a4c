// What happens when the person arrives in a folder: the focus goes into the list. Refuses: what history remembers of
// the folder.
import { createEffect, on } from 'solid-js'
import type { Navigation } from '../../navigation/navigation.tsx'
import { explorerScope } from './explorer.commands.ts'
import type { Explorer } from './explorer.store.ts'

/** Where the person types, answers or moves about in the folder's own bars, the focus stays. */
const KEEPS_FOCUS = [
  'input',
  'textarea',
  'select',
  '[contenteditable]',
  '[role=dialog]',
  '[role=alertdialog]',
  '[role=menu]',
  `[data-command-scope=${explorerScope}]`,
].join()

/** Keys act on the folder that opened, also when it was opened from the sidebar. */
export function createArrivalFocus(navigation: Navigation, explorer: Explorer): void {
  createEffect(
    on(navigation.visit, () => {
      queueMicrotask(() => {
        if (document.activeElement?.closest(KEEPS_FOCUS) === null) explorer.focusList()
      })
    }),
  )
}
