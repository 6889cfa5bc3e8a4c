import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import hidden from '../../ui/hidden.module.css'
import { visibleName } from '../../ui/name-parts.ts'
import type { Explorer } from './explorer.store.ts'
import { explorerStrings as s } from './explorer.strings.ts'

/** Screen readers are told when things have settled, not at every step. */
const REST_MS = 500

/** Says what eyes see: that a folder is there, how it is sorted, how much is selected. */
export function Announcer(props: { explorer: Explorer }) {
  const [text, setText] = createSignal('')
  let timer: ReturnType<typeof setTimeout> | undefined
  const say = (sentence: string) => {
    clearTimeout(timer)
    timer = setTimeout(() => setText(sentence), REST_MS)
  }
  onCleanup(() => clearTimeout(timer))

  const folder = () => {
    const { rows } = props.explorer
    const isThere = rows.isSettled() && rows.facts().listing.state !== 'listing'
    const { locationId, path } = rows.shownView().at
    return isThere ? `${locationId}/${path}` : undefined
  }
  createEffect(
    on(folder, (is) => {
      if (is === undefined) return
      const { total } = props.explorer.rows.facts()
      const items = s.items(total, formats.count(total))
      say(s.arrived(visibleName(props.explorer.folderName()), items))
    }),
  )
  createEffect(
    on(
      () => {
        const { sortBy, descending } = props.explorer.view()
        return s.sortedBy(s.columns[sortBy], descending)
      },
      say,
      { defer: true },
    ),
  )
  createEffect(
    on(
      () => props.explorer.selection.count(),
      (count, before = 0) => {
        // one row is read out by itself
        if (count > 1 || before > 1) say(s.selected(formats.count(count)))
      },
      { defer: true },
    ),
  )
  return (
    <output class={hidden['hidden']} aria-live="polite">
      {text()}
    </output>
  )
}
