// Where a typed path leads, and which folders could continue it.
import type { HoldallApi } from '#vdfs/api/core-api.ts'
import { nameOf, parentOf, type At } from '#vdfs/api/paths.ts'
import { messageOf } from '../../errors/messages.ts'
import { visibleName } from '../../ui/name-parts.ts'
import { explorerStrings as s } from './explorer.strings.ts'
import type { Typed } from './typed-path.ts'

/** Completions shown at once. */
const MAX_COMPLETIONS = 12

export type Destination =
  | { readonly type: 'go'; readonly at: At; readonly select?: string | undefined }
  | { readonly type: 'wrong'; readonly sentence: string }

/** A folder is gone to; a file is selected in its folder; anything else is said. */
export async function lookUp(
  core: HoldallApi,
  typed: Typed,
  locationName: (at: At) => string,
): Promise<Destination> {
  const wrong = (sentence: string): Destination => ({ type: 'wrong', sentence })
  switch (typed.type) {
    case 'noLocation':
      return wrong(s.noLocation(visibleName(typed.name)))
    case 'badPath':
      return wrong(messageOf({ type: 'BadPath', text: typed.text }).text)
    case 'notThisApp':
      return wrong(s.notThisApp)
    case 'noFolder':
      return wrong(s.noFolderAddress)
    case 'at':
      return lookUpEntry(core, typed.at, typed.select, locationName)
  }
}

async function lookUpEntry(
  core: HoldallApi,
  at: At,
  select: string | undefined,
  locationName: (at: At) => string,
): Promise<Destination> {
  if (at.path === '') return { type: 'go', at, select }
  const stat = await core.files.stat({ at })
  if (stat.ok) {
    if (stat.value.kind === 'folder') return { type: 'go', at, select }
    const parent = parentOf(at.path)
    if (parent !== undefined)
      return {
        type: 'go',
        at: { locationId: at.locationId, path: parent },
        select: nameOf(at.path),
      }
  } else if (stat.error.type !== 'NotFound' && stat.error.type !== 'WrongKind')
    return { type: 'wrong', sentence: messageOf(stat.error).text }
  return { type: 'wrong', sentence: await whatIsMissing(core, at, locationName) }
}

/** Names the first part of a path that is not there. */
async function whatIsMissing(
  core: HoldallApi,
  at: At,
  locationName: (at: At) => string,
): Promise<string> {
  const folder = parentOf(at.path)
  if (folder === undefined || folder === '')
    return s.nothingCalled(visibleName(nameOf(at.path)), visibleName(locationName(at)))
  const parent = { locationId: at.locationId, path: folder }
  const stat = await core.files.stat({ at: parent })
  if (stat.ok && stat.value.kind === 'folder')
    return s.nothingCalled(visibleName(nameOf(at.path)), visibleName(nameOf(folder)))
  return whatIsMissing(core, parent, locationName)
}

/** Names of folders in `at` that start with `prefix`, in their order, at most a dozen. */
export async function completionsIn(
  core: HoldallApi,
  at: At,
  prefix: string,
): Promise<readonly string[]> {
  const view = { at, showHidden: prefix.startsWith('.') }
  if (prefix === '') {
    const all = await core.entries.window({ view, from: 0, limit: MAX_COMPLETIONS })
    return all.ok ? all.value.rows.filter(isFolder).map(({ name }) => name) : []
  }
  const names: string[] = []
  for (let from = 0; names.length < MAX_COMPLETIONS;) {
    // each starts where the one before ended
    const place = await core.entries.typeAhead({ view, prefix, from })
    if (!place.ok || place.value === undefined || place.value.index < from) break
    const { index } = place.value
    const row = await core.entries.window({ view, from: index, limit: 1 })
    const found = row.ok ? row.value.rows[0] : undefined
    if (found === undefined || !isFolder(found)) break // folders come first
    names.push(found.name)
    from = index + 1
  }
  return names
}

function isFolder(row: { readonly kind: 'file' | 'folder'; readonly name: string }): boolean {
  return row.kind === 'folder' && row.name !== ''
}
