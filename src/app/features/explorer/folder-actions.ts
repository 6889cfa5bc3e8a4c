// The explorer's actions that ask the core for something and tell how it went.
import type { CoreError } from '#vdfs/api/core-errors.ts'
import type { HoldallApi } from '#vdfs/api/core-api.ts'
import { MAX_WINDOW, type Row } from '#vdfs/api/entries.ts'
import type { At } from '#vdfs/api/paths.ts'
import type { Availability } from '../../commands/registry.ts'
import { messageOf } from '../../errors/messages.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { copyText } from '../../platform/copy-text.ts'
import { asBlob } from '../../platform/handles.ts'
import { saveFile } from '../../platform/save-file.ts'
import type { Toasts } from '../../ui/toasts.ts'
import type { Explorer } from './explorer.store.ts'
import { explorerStrings as s } from './explorer.strings.ts'
import { isPicked } from './selection.ts'
import { printTyped } from './typed-path.ts'

/** More paths than these are no use on a clipboard, and reading them would read the facts of every row. */
const MAX_PATHS = 1_000

export interface FolderActions {
  readonly refresh: () => Promise<void>
  readonly canCopyPaths: () => Availability
  readonly copyPaths: () => Promise<void>
  readonly download: () => Promise<void>
}

export function createFolderActions(
  core: HoldallApi,
  explorer: Explorer,
  toasts: Toasts,
): FolderActions {
  const { rows, selection } = explorer
  const fail = (error: CoreError) => toasts.show({ tone: 'danger', text: messageOf(error).text })

  /** Reads the view window by window; only the selected rows are kept. */
  const selectedRows = async (): Promise<readonly Row[]> => {
    const view = rows.shownView()
    const { picked } = selection.selection()
    const wanted = selection.count()
    const found: Row[] = []
    for (let from = 0; from < rows.facts().total && found.length < wanted; from += MAX_WINDOW) {
      const part = await core.entries.window({ view, from, limit: MAX_WINDOW })
      if (!part.ok) return found
      found.push(...part.value.rows.filter((row) => isPicked(picked, row.rowId)))
    }
    return found
  }
  const copy = async (ats: readonly At[]) => {
    const name = explorer.location()?.name ?? ''
    const isCopied = await copyText(ats.map((at) => printTyped(name, at)).join('\n'))
    toasts.show(
      isCopied
        ? { id: 'copied', text: s.copiedPaths(ats.length, formats.count(ats.length)) }
        : { id: 'copied', tone: 'warn', text: s.copyRefused },
    )
  }

  return {
    async refresh() {
      const done = await core.entries.refresh({ at: explorer.view().at })
      if (!done.ok) fail(done.error)
      rows.reload()
    },
    canCopyPaths: () => selection.count() <= MAX_PATHS || { disabled: s.tooManyPaths },
    async copyPaths() {
      if (selection.count() === 0) return copy([rows.shownView().at])
      const focused = explorer.focusedRow()
      const only = focused?.rowId === selection.only() ? focused : undefined
      const found = only === undefined ? await selectedRows() : [only]
      return copy(found.flatMap((row) => explorer.atOf(row) ?? []))
    },
    async download() {
      const row = explorer.focusedRow()
      const at = row === undefined ? undefined : explorer.atOf(row)
      if (at === undefined) return
      const file = await core.files.open({ at })
      if (!file.ok) fail(file.error)
      else saveFile(asBlob(file.value.blob), file.value.name)
    },
  }
}
