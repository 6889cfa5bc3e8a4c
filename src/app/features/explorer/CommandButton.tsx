import { Show } from 'solid-js'
import { useCommands } from '../../commands/registry.ts'
import { IconButton } from '../../ui/IconButton.tsx'

export interface CommandButtonProps {
  id: string
  size?: 28 | 36 | 44 | undefined
  class?: string | undefined
}

/** A command as a button: its icon, name, keys and state. Nothing while the command does not exist. */
export function CommandButton(props: CommandButtonProps) {
  const commands = useCommands()
  const command = () => {
    const found = commands.get(props.id)
    return found?.icon === undefined ? undefined : { ...found, icon: found.icon }
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
