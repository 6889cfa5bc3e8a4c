// Keeping a listed folder true without listing it again: what is on screen is looked at now and then, since dates change
// without a word, and entries that somebody says have changed are looked up one by one.
import { isName, joinPath, type RelPath } from '../api/paths.ts'
import type { RootId } from '../api/ids.ts'
import type { SeenFacts } from '../indexing/indexing.ts'
import type { FileSystem, Scheduler } from '../ports.ts'
import type { Orders } from './orders.ts'
import { isFolder, isLive, shownName, type Rows } from './row-columns.ts'
import { setFacts } from './row-facts.ts'
import { addRow, findByName, removeRow } from './rows.ts'

/** How often what is on screen is looked at again, and how many files at most. */
const AGAIN_MS = 1_500
const MOST_FILES = 100
/** Of more entries that changed at once, the whole folder is listed. */
const MOST_HINTED = 256

export interface SecondLooksPort {
  readonly fs: FileSystem
  readonly scheduler: Scheduler
  readonly rootId: RootId
  readonly path: RelPath
  readonly rows: Rows
  readonly orders: Orders
  readonly isWatched: () => boolean
  /** `nothing`: the folder is not remembered any more; `unknown`: it was never listed to its end. */
  readonly whatNow: () => 'nothing' | 'listing' | 'known' | 'unknown'
  /** Lists again, after the listing under way if there is one. */
  readonly relist: () => void
  readonly changed: () => void
  /** Facts that are news. */
  readonly onFacts: (facts: ReadonlyMap<string, SeenFacts>) => void
  readonly onDefect: (error: unknown) => void
}

export interface SecondLooks {
  /** These rows are on screen. */
  readonly keepTrue: (slots: readonly number[]) => void
  /** These entries may have changed, come or gone. */
  readonly hinted: (names: readonly string[]) => void
  /** Somebody else read facts. */
  readonly takeFacts: (facts: ReadonlyMap<string, SeenFacts>) => void
  readonly stop: () => void
}

export function createSecondLooks(port: SecondLooksPort): SecondLooks {
  const { fs, rootId, path, rows, orders } = port
  let shown: readonly string[] = []
  let cancel: (() => void) | undefined

  const arm = (): void => {
    cancel ??= port.scheduler.after(AGAIN_MS, () => {
      cancel = undefined
      const now = port.whatNow()
      if (now === 'nothing' || !port.isWatched()) return
      if (now === 'known') look().catch(port.onDefect).finally(arm)
      else arm()
    })
  }
  const look = async (): Promise<void> => {
    const names = shown.slice(0, MOST_FILES)
    const found = new Map<string, SeenFacts>()
    let at = 0
    let isGone = false
    for await (const answers of fs.statFiles({ rootId, path }, names, new AbortController().signal))
      for (const answer of answers) {
        const name = names[at++] ?? ''
        if (answer.ok)
          found.set(name, { size: answer.value.sizeBytes, modifiedMs: answer.value.modifiedMs })
        else isGone ||= answer.error.type === 'NotFound' || answer.error.type === 'WrongKind'
      }
    if (port.whatNow() === 'nothing') return
    if (isGone) port.relist()
    const fresh = setAll(found)
    if (fresh.size > 0) port.onFacts(fresh)
  }

  /** @returns those that are news */
  const setAll = (all: ReadonlyMap<string, SeenFacts>): ReadonlyMap<string, SeenFacts> => {
    const fresh = new Map<string, SeenFacts>()
    for (const [name, seen] of all) {
      const slot = findByName(rows, name)
      if (slot === undefined || isFolder(rows, slot) || seen.size === undefined) continue
      const value = { kind: 'file', sizeBytes: seen.size, modifiedMs: seen.modifiedMs } as const
      if (setFacts(rows, slot, { ok: true, value })) fresh.set(name, seen)
    }
    if (fresh.size > 0) port.changed()
    return fresh
  }

  const lookUp = async (names: readonly string[]): Promise<void> => {
    const now = port.whatNow()
    if (now === 'listing' || names.length > MOST_HINTED) return port.relist()
    if (now !== 'known') return
    const found = new Map<string, SeenFacts>()
    const gone: number[] = []
    let isOther = false
    for (const name of new Set(names)) {
      if (!isName(name)) continue
      const answer = await fs.stat({ rootId, path: joinPath(path, name) })
      const slot = findByName(rows, name)
      if (!answer.ok) {
        if (answer.error.type === 'NotFound' && slot !== undefined) gone.push(slot)
        continue
      }
      const { kind, sizeBytes, modifiedMs } = answer.value
      if (slot === undefined) orders.add(addRow(rows, name, kind))
      else isOther ||= isFolder(rows, slot) !== (kind === 'folder')
      if (kind === 'file') found.set(name, { size: sizeBytes, modifiedMs })
    }
    if (port.whatNow() === 'nothing') return
    if (isOther || port.whatNow() !== 'known') return port.relist()
    await orders.settle()
    const live = gone.filter((slot) => isLive(rows, slot))
    if (live.length > 0) {
      await orders.revise(live, [])
      for (const slot of live) removeRow(rows, slot)
    }
    setAll(found)
    port.changed()
  }

  return {
    keepTrue(slots) {
      const files = slots.filter((slot) => !isFolder(rows, slot))
      if (slots.length > 0) shown = files.map((slot) => shownName(rows, slot))
      arm()
    },
    hinted: (names) => void lookUp(names).catch(port.onDefect),
    takeFacts: (all) => void setAll(all),
    stop: () => cancel?.(),
  }
}
