import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
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
  const say = (sentence: () => string) => {
    clearTimeout(timer)
    timer = setTimeout(() => setText(sentence()), REST_MS)
  }
  onCleanup(() => clearTimeout(timer))

  /** The folder whose name and rows are there; one that cannot be read has a notice of its own. */
  const folder = createMemo(() => {
    const { rows, folderName } = props.explorer
    const isThere =
      rows.isSettled() && rows.error() === undefined && rows.facts().listing.state === 'complete'
    const { locationId, path } = rows.shownView().at
    return isThere && folderName() !== '' ? `${locationId}/${path}` : undefined
  })
  const arrival = () => {
    const { total } = props.explorer.rows.facts()
    const items = s.items(total, formats.count(total))
    return s.arrived(visibleName(props.explorer.folderName()), items)
  }
  let told: string | undefined
  createEffect(
    on(folder, (is) => {
      if (is === undefined || is === told) return // read again, it is no news
      told = is
      say(arrival)
    }),
  )
  /** How the rows stand; not how they will when their sizes have been read. */
  const sorted = createMemo(() => {
    const { rows, view } = props.explorer
    const { sortBy, descending } = view()
    const isDone = rows.isSettled() && rows.facts().sorting === undefined
    return isDone ? s.sortedBy(s.columns[sortBy], descending) : undefined
  })
  let sortedAs: string | undefined
  createEffect(
    on(sorted, (sentence) => {
      if (sentence === undefined || sentence === sortedAs) return
      if (sortedAs !== undefined) say(() => sentence)
      sortedAs = sentence
    }),
  )
  createEffect(
    on(
      () => props.explorer.selection.count(),
      (count, before = 0) => {
        // one row is read out by itself
        if (count > 1 || before > 1) say(() => s.selected(formats.count(count)))
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
