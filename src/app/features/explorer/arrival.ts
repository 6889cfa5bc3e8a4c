// What happens when the person arrives in a folder. Owns: taking the focus into the list, and telling the core that the
// root of a location is gone. Refuses: what history remembers of the folder.
import { createEffect, createMemo, on } from 'solid-js'
import type { HoldallApi } from '#vdfs/api/core-api.ts'
import { ROOT } from '#vdfs/api/paths.ts'
import { messageOf } from '../../errors/messages.ts'
import type { Navigation } from '../../navigation/navigation.tsx'
import type { Toasts } from '../../ui/toasts.ts'
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

/** A root that is not found is a location that is gone: the core looks, so that all that show it know at once. */
export function createRootRecheck(core: HoldallApi, explorer: Explorer, toasts: Toasts): void {
  const { rows } = explorer
  const root = createMemo(() => {
    const { locationId, path } = rows.shownView().at
    return path === ROOT && rows.isSettled() ? locationId : undefined
  })
  const state = createMemo(() => {
    const { listing } = rows.facts()
    if (listing.state !== 'failed') return listing.state
    return listing.error.type === 'NotFound' ? 'missing' : 'failed'
  })
  /** Looking reads the folder again, which fails again: that is no reason to look again. */
  let told: string | undefined
  createEffect(
    on([root, state], async ([is, now]) => {
      if (is !== undefined && (is !== told || now === 'complete')) told = undefined
      if (is === undefined || now !== 'missing' || told === is) return
      told = is
      const answer = await core.locations.recheck()
      if (!answer.ok) toasts.show({ tone: 'danger', text: messageOf(answer.error).text })
    }),
  )
}
