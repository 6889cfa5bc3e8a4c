// How much is selected: counts and bytes, asked of the core when the selection rests. It also finds out which
// selected rows the folder no longer has.
import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import type { HoldallApi } from '#vdfs/api/core-api.ts'
import type { Summary } from '#vdfs/api/entries.ts'
import type { RowId } from '#vdfs/api/ids.ts'
import type { RowSelection } from './row-selection.ts'
import type { RowWindow } from './row-window.ts'
import type { Picked } from './selection.ts'
import type { View } from './view.ts'

/** A held arrow key changes the selection 30 times a second; the sum follows when it rests. */
const REST_MS = 60
/** Up to here, rows are looked up one by one. */
const FEW = 100

/** @returns undefined while nothing is selected or the sum is on its way */
export function createSelectionSummary(
  core: HoldallApi,
  rows: RowWindow,
  { selection, drop }: Pick<RowSelection, 'selection' | 'drop'>,
): Accessor<Summary | undefined> {
  const [known, setKnown] = createSignal<{ readonly of: Picked; readonly summary: Summary }>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let newest = 0

  const ask = async (view: View, picked: Picked, mine: number) => {
    const some = [...picked.rows]
    const ofSome =
      some.length === 0 ? nothing : answer(await core.entries.summary({ view, rows: some }))
    const ofAll =
      picked.type === 'these' ? nothing : answer(await core.entries.summary({ view, rows: 'all' }))
    if (mine !== newest || ofSome === undefined || ofAll === undefined) return
    setKnown({ of: picked, summary: picked.type === 'these' ? ofSome : minus(ofAll, ofSome) })
    const isComplete = rows.facts().listing.state === 'complete'
    if (isComplete && ofSome.folders + ofSome.files < some.length) await dropGone(view, some, mine)
  }

  const dropGone = async (view: View, wanted: readonly RowId[], mine: number) => {
    const there =
      wanted.length <= FEW
        ? await foundOneByOne(view, wanted)
        : answer(await core.entries.rowIds({ view, from: 0, to: rows.facts().total }))
    if (mine !== newest || there === undefined) return
    const present = new Set(there)
    drop((row) => !present.has(row))
  }
  const foundOneByOne = async (view: View, wanted: readonly RowId[]) => {
    const indices = await Promise.all(
      wanted.map((rowId) => core.entries.indexOf({ view, rowId }).then(answer)),
    )
    return wanted.filter((_, at) => indices[at] !== undefined)
  }

  createEffect(
    on([() => selection().picked, rows.news, rows.shownView], ([picked, , view], before) => {
      // News of the same rows come faster than this rests while their sizes are read: they must not put it off.
      const isSame = before !== undefined && before[0] === picked && before[2] === view
      if (isSame && timer !== undefined) return
      const mine = isSame ? newest : ++newest
      clearTimeout(timer)
      timer = undefined
      if (picked.type === 'these' && picked.rows.size === 0) setKnown(undefined)
      else
        timer = setTimeout(() => {
          timer = undefined
          void ask(view, picked, mine)
        }, REST_MS)
    }),
  )
  onCleanup(() => {
    newest++
    clearTimeout(timer)
  })

  const current = createMemo(() => {
    const now = known()
    return now?.of === selection().picked ? now.summary : undefined
  })
  return current
}

const nothing: Summary = { folders: 0, files: 0, sizeBytes: 0, unread: 0 }

function answer<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }) {
  return result.ok ? result.value : undefined
}

function minus(all: Summary, some: Summary): Summary {
  return {
    folders: all.folders - some.folders,
    files: all.files - some.files,
    sizeBytes: all.sizeBytes - some.sizeBytes,
    unread: all.unread - some.unread,
  }
}
