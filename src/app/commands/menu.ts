import type { MenuItem } from '../ui/menu-items.ts'
import type { CommandRegistry } from './registry.ts'

/** Separates groups of a menu. */
export const menuLine = '-'

/**
 * The lines of a menu made of commands. What makes no sense here is left out; what cannot run now says why. Reactive
 * when called inside a memo or JSX.
 * @param ids command ids, and `menuLine` between groups
 */
export function commandMenuItems(
  registry: CommandRegistry,
  ids: readonly string[],
): readonly MenuItem[] {
  return ids.flatMap((id, at): MenuItem[] => {
    if (id === menuLine) return [{ type: 'separator', id: `line-${at}` }]
    const command = registry.get(id)
    const can = registry.availability(id)
    if (command === undefined || can === false) return []
    return [
      {
        type: 'action',
        id,
        label: command.label(),
        icon: command.icon,
        keys: registry.printedKeys(id),
        disabled: can === true ? undefined : can.disabled,
        checked: command.checked?.(),
        choice: command.choice,
        danger: command.danger,
        run: () => registry.run(id),
      },
    ]
  })
}
