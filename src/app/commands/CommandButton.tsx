import { Show } from 'solid-js'
import { useCommands } from './registry.ts'
import type { IconComponent } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'

export interface CommandButtonProps {
  id: string
  /** Instead of the command's own, where a platform has another sign for it. */
  icon?: IconComponent | undefined
  size?: 28 | 36 | 44 | undefined
  class?: string | undefined
}

/** A command as a button: its icon, name, keys and state. Nothing while the command does not exist. */
export function CommandButton(props: CommandButtonProps) {
  const commands = useCommands()
  const command = () => {
    const found = commands.get(props.id)
    const icon = props.icon ?? found?.icon
    return found === undefined || icon === undefined ? undefined : { ...found, icon }
  }
  const refusal = () => {
    const can = commands.availability(props.id)
    return typeof can === 'object' ? can.disabled : undefined
  }
  return (
    <Show when={command()}>
      {(found) => (
        <IconButton
          class={props.class}
          size={props.size}
          label={found().label()}
          icon={found().icon}
          keys={commands.printedKeys(props.id)}
          aria-keyshortcuts={commands.ariaKeys(props.id)}
          pressed={found().checked?.()}
          unavailable={refusal()}
          onClick={() => commands.run(props.id)}
        />
      )}
    </Show>
  )
}
