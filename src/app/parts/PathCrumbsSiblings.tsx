// The menu of an arrow between crumbs: the folders beside the next one.
import { createMemo } from 'solid-js'
import Folder from 'lucide-solid/icons/folder'
import { joinPath, type At } from '#vdfs/api/paths.ts'
import { dirTopic } from '#vdfs/api/topics.ts'
import { useCore } from '../core/core-context.tsx'
import { createQuery } from '../core/create-query.ts'
import { messageOf } from '../errors/messages.ts'
import { Menu, type MenuAnchor } from '../ui/Menu.tsx'
import type { MenuItem } from '../ui/menu-items.ts'
import { visibleName } from '../ui/name-parts.ts'
import { createDelayed } from './delayed.ts'
import { partsStrings as s } from './parts.strings.ts'
import { systemFormats as formats } from './system-formats.ts'

/** A menu of more folders is no help; the list is. */
const MAX_SIBLINGS = 200
/** A folder that takes longer to be read shows what is known of it by then. */
const PATIENCE_MS = 800
export interface Crumb {
  readonly at: At
  readonly name: string
}

/** The line of a menu that leads to a folder. */
export function goItem(at: At, name: string, go: (at: At) => void): MenuItem {
  return {
    type: 'action',
    id: at.path,
    label: visibleName(name),
    icon: Folder,
    run: () => go(at),
  }
}

interface SiblingsProps {
  of: Crumb
  /** The folder on the way: marked. */
  next: Crumb | undefined
  anchor: MenuAnchor
  showHidden: boolean
  onGo: (at: At) => void
  onClose: () => void
}

/** Looks into a folder as long as it is open. */
export function Siblings(props: SiblingsProps) {
  const core = useCore()
  const folders = createQuery({
    topics: () => [dirTopic(props.of.at)],
    load: () =>
      core.entries.window({
        view: { at: props.of.at, showHidden: props.showHidden },
        from: 0,
        limit: MAX_SIBLINGS,
      }),
  })
  const note = (id: string, label: string): MenuItem => ({
    type: 'action',
    id,
    label,
    disabled: '',
    run: () => {},
  })
  const items = createMemo((): readonly MenuItem[] => {
    const data = folders.data()
    const error = folders.error()
    if (error !== undefined) return [note('error', messageOf(error).text)]
    if (data === undefined) return [note('reading', s.reading)]
    const names = data.rows.filter(({ kind, name }) => kind === 'folder' && name !== '')
    const more = data.folders - names.length
    const lines = names.map(({ name }): MenuItem => {
      const at = { locationId: props.of.at.locationId, path: joinPath(props.of.at.path, name) }
      const line = goItem(at, name, props.onGo)
      return line.type === 'action' && at.path === props.next?.at.path
        ? { ...line, checked: true, choice: 'one' }
        : line
    })
    if (lines.length === 0) {
      const isReading = data.listing.state === 'listing'
      return [note('none', isReading ? s.reading : s.noFolders)]
    }
    return more > 0 ? [...lines, note('more', s.andMore(formats.count(more)))] : lines
  })
  // a menu that is open does not change: it opens once there is something to choose, or nothing more to wait for
  const isWaiting = () => {
    const data = folders.data()
    return folders.error() === undefined && (data === undefined || data.listing.state === 'listing')
  }
  const isSlow = createDelayed(isWaiting, PATIENCE_MS)
  return (
    <Menu
      label={s.foldersIn(visibleName(props.of.name))}
      anchor={!isWaiting() || isSlow() ? props.anchor : undefined}
      items={items()}
      onClose={props.onClose}
    />
  )
}
