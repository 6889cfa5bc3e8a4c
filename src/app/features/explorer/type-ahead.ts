// Jumping to a name by typing it. Letters typed within a second belong together; one letter again and again goes
// through the names that start with it.
import type { HoldallApi } from '#vdfs/api/core-api.ts'
import type { RowSelection } from './row-selection.ts'
import type { RowWindow } from './row-window.ts'

const PAUSE_MS = 1_000

/** What to look for, and from where. Pure. @param typed at least one character */
export function search(
  typed: string,
  focused: number | undefined,
): { prefix: string; from: number } {
  const [first = '', ...rest] = typed
  const isOneLetter = rest.every((letter) => letter === first)
  const next = focused === undefined ? 0 : focused + 1
  return isOneLetter ? { prefix: first, from: next } : { prefix: typed, from: focused ?? 0 }
}

export interface TypeAhead {
  /** Whether a space now belongs to the name that is being typed. */
  readonly isTyping: (nowMs: number) => boolean
  /** Whether the row that was typed for is still being looked up. */
  readonly isFinding: () => boolean
  /** Runs what was asked for after typing: on the row that was typed for, however fast the keys came. */
  readonly after: (act: () => void) => void
  /** @param unmatched called if no name goes on like this: a space that belongs to none is the key it always is */
  readonly type: (character: string, nowMs: number, unmatched?: () => void) => void
}

export function createTypeAhead(
  core: HoldallApi,
  rows: RowWindow,
  selection: RowSelection,
): TypeAhead {
  let typed = ''
  let typedMs = Number.NEGATIVE_INFINITY
  let start: number | undefined
  let finding: Promise<void> | undefined

  const find = async (text: string, unmatched?: () => void) => {
    await selection.ready() // the rows of the folder that was just gone to may still be on their way
    const { prefix, from } = search(text, start)
    const { total } = rows.facts()
    const view = rows.shownView()
    const place = await core.entries.typeAhead({ view, prefix, from: from < total ? from : 0 })
    if (!place.ok) return
    if (place.value === undefined) {
      // it was no letter after all: the next one starts a name
      if (unmatched !== undefined && typed === text) typed = ''
      return unmatched?.()
    }
    start = place.value.index
    selection.goToRow(place.value)
  }

  const isTyping = (nowMs: number) => typed !== '' && nowMs - typedMs < PAUSE_MS
  return {
    isTyping,
    isFinding: () => finding !== undefined,
    after(act) {
      typed = ''
      if (finding === undefined) act()
      else void finding.then(act)
    },
    type(character, nowMs, unmatched) {
      if (!isTyping(nowMs)) {
        typed = ''
        start = selection.focusedIndex()
      }
      typed += character.toLocaleLowerCase()
      typedMs = nowMs
      // One after the other: a space that turns out to be the key must find the row that was typed for before it.
      const text = typed
      const mine = (finding ?? Promise.resolve())
        .then(() => find(text, unmatched))
        .finally(() => {
          if (finding === mine) finding = undefined
        })
      finding = mine
    },
  }
}
