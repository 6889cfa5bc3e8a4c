// What can be done with locations, as commands. Those that change one need a chosen line of the sidebar, so that a key
// pressed elsewhere never means a location by accident; the others fall back to the open location.
import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import FolderMinus from 'lucide-solid/icons/folder-minus'
import FolderOpen from 'lucide-solid/icons/folder-open'
import FolderPlus from 'lucide-solid/icons/folder-plus'
import FolderSearch from 'lucide-solid/icons/folder-search'
import Link from 'lucide-solid/icons/link'
import LockOpen from 'lucide-solid/icons/lock-open'
import ListTree from 'lucide-solid/icons/list-tree'
import Pencil from 'lucide-solid/icons/pencil'
import RefreshCw from 'lucide-solid/icons/refresh-cw'

import type { Location } from '#vdfs/api/locations.ts'
import { ROOT } from '#vdfs/api/paths.ts'
import { menuLine } from '../../commands/menu.ts'
import type { Availability, Command } from '../../commands/registry.ts'
import { printPlace } from '../../navigation/place.ts'
import { copyText } from '../../platform/copy-text.ts'
import type { Toasts } from '../../ui/toasts.ts'
import { locationsStrings as s } from './locations.strings.ts'
import type { Locations } from './locations.store.ts'
import { movedBy } from './reorder.ts'

/** The `data-command-scope` of the list in the sidebar. */
export const locationsScope = 'locations'

/** The context menu of a location. */
export const locationMenu: readonly string[] = [
  'locations.open',
  'locations.allow',
  'locations.look-again',
  'locations.point-to',
  'locations.index',
  menuLine,
  'locations.rename',
  'locations.move-up',
  'locations.move-down',
  menuLine,
  'locations.copy-address',
  menuLine,
  'locations.remove',
]

export function locationsCommands(locations: Locations, toasts: Toasts): readonly Command[] {
  const { chosen } = locations
  const chosenOrHere = () => chosen() ?? locations.here()
  /** A command about one location; `can` decides among locations. */
  const about = (
    run: (location: Location) => void | Promise<void>,
    can: (location: Location) => Availability = () => true,
    target = chosenOrHere,
  ): Pick<Command, 'when' | 'run'> => ({
    when: () => {
      const location = target()
      return location === undefined ? false : can(location)
    },
    run: () => {
      const location = target()
      return location === undefined ? undefined : run(location)
    },
  })
  const move = (by: number, refusal: string) => {
    const order = (location: Location) => {
      const ids = locations.all().map(({ locationId }) => locationId)
      return { ids, moved: movedBy(ids, location.locationId, by) }
    }
    return about(
      (location) => locations.reorder(order(location).moved),
      (location) => {
        const { ids, moved } = order(location)
        return moved === ids ? { disabled: refusal } : true
      },
      chosen,
    )
  }
  const copyAddress = async ({ locationId }: Location) => {
    const path = printPlace({ screen: 'folder', at: { locationId, path: ROOT } })
    const copied = await copyText(new URL(path, location.origin).href)
    toasts.show(copied ? { text: s.addressCopied } : { tone: 'warn', text: s.addressNotCopied })
  }

  return [
    {
      id: 'locations.add',
      label: () => s.add,
      group: 'locations',
      icon: FolderPlus,
      keys: { mac: 'Mod+Shift+O', other: 'Mod+O' }, // Cmd+O opens what is selected
      run: () => locations.pickAndAdd(),
    },
    {
      id: 'locations.allow-all',
      label: () => s.allowAll(Math.max(1, locations.locked().length)),
      group: 'locations',
      icon: LockOpen,
      when: () => locations.locked().length > 0 || { disabled: s.noneLocked },
      run: () => locations.allow(locations.locked()),
    },
    {
      id: 'locations.open',
      label: () => s.open,
      group: 'locations',
      icon: FolderOpen,
      ...about(({ locationId }) => locations.open(locationId)),
    },
    {
      id: 'locations.allow',
      label: () => s.allow,
      group: 'locations',
      icon: LockOpen,
      ...about(
        (location) => locations.allow([location]),
        ({ permission }) => permission === 'prompt',
      ),
    },
    {
      id: 'locations.look-again',
      label: () => s.lookAgain,
      group: 'locations',
      icon: RefreshCw,
      ...about(
        () => locations.recheck(),
        ({ reach, permission }) => reach === 'gone' || permission === 'denied',
      ),
    },
    {
      id: 'locations.point-to',
      label: () => s.pointTo,
      group: 'locations',
      icon: FolderSearch,
      ...about(
        (location) => locations.pointTo(location),
        ({ reach }) => reach === 'gone',
      ),
    },
    {
      id: 'locations.index',
      label: () => s.index,
      group: 'locations',
      icon: ListTree,
      ...about(({ locationId }) => locations.openIndex(locationId)),
    },
    {
      id: 'locations.rename',
      label: () => s.rename,
      group: 'locations',
      icon: Pencil,
      keys: 'F2',
      scope: locationsScope,
      ...about(({ locationId }) => locations.setRenaming(locationId), undefined, chosen),
    },
    {
      id: 'locations.move-up',
      label: () => s.moveUp,
      group: 'locations',
      icon: ArrowUp,
      keys: 'Alt+Up',
      scope: locationsScope,
      repeats: true,
      ...move(-1, s.isFirst),
    },
    {
      id: 'locations.move-down',
      label: () => s.moveDown,
      group: 'locations',
      icon: ArrowDown,
      keys: 'Alt+Down',
      scope: locationsScope,
      repeats: true,
      ...move(1, s.isLast),
    },
    {
      id: 'locations.copy-address',
      label: () => s.copyAddress,
      group: 'locations',
      icon: Link,
      ...about(copyAddress),
    },
    {
      id: 'locations.remove',
      label: () => s.remove,
      group: 'locations',
      icon: FolderMinus,
      keys: { mac: 'Mod+Backspace', other: 'Delete' },
      scope: locationsScope,
      danger: true,
      ...about((location) => locations.setRemoving(location), undefined, chosen),
    },
  ]
}
