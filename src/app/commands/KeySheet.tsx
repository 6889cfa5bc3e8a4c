import { createMemo, For, Show } from 'solid-js'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { commandGroups, commandStrings } from './commands.strings.ts'
import { printBinding } from './keymap.ts'
import { useCommands, type Command } from './registry.ts'
import styles from './KeySheet.module.css'

/** Every command that has keys, by group, as they are now. */
export function KeySheet(props: { open: boolean; onClose: () => void }) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={commandStrings.keySheet}
      width="large"
    >
      <Groups />
    </Dialog>
  )
}

function Groups() {
  const commands = useCommands()
  const isOnSheet = (group: string) => (command: Command) =>
    command.group === group && command.hidden !== true && commands.bindings(command).length > 0
  const groups = createMemo(() =>
    Object.entries(commandGroups)
      .map(([id, label]) => ({ label, commands: commands.all().filter(isOnSheet(id)) }))
      .filter((group) => group.commands.length > 0),
  )
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- longer than most windows: keys must scroll it
    <div class={styles['groups']} tabIndex={0} role="document">
      <For each={groups()}>
        {(group) => (
          <section class={styles['group']}>
            <h3 class={styles['heading']}>{group.label}</h3>
            <dl>
              <For each={group.commands}>{(command) => <Line command={command} />}</For>
            </dl>
          </section>
        )}
      </For>
    </div>
  )
}

function Line(props: { command: Command }) {
  const commands = useCommands()
  return (
    <div class={styles['line']}>
      <dt>{props.command.label()}</dt>
      <dd class={styles['keys']}>
        <For each={commands.bindings(props.command)}>
          {(binding, at) => (
            <>
              <Show when={at() > 0}>
                <span class={styles['or']}>{commandStrings.or}</span>
              </Show>
              <Kbd keys={printBinding(binding, commands.platform)} />
            </>
          )}
        </For>
      </dd>
    </div>
  )
}
