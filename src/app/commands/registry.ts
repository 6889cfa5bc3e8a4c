// Every action of the product is a record here; menus, keys, buttons and the key sheet are views of it. Owns: which
// commands exist, whether they can run, running them. Refuses: what they do; features register theirs and take them
// away when they go.
import { createContext, createSignal, onCleanup, useContext, type Accessor } from 'solid-js'
import type { IconComponent } from '../ui/Icon.tsx'
import type { CommandGroup } from './commands.strings.ts'
import {
  ariaBinding,
  bindingsOf,
  printBinding,
  type Binding,
  type Keys,
  type Platform,
} from './keymap.ts'

/** True: it can run. False: it makes no sense here, menus leave it out. A reason: it is shown, dimmed, with it. */
export type Availability = boolean | { readonly disabled: string }

export interface Command {
  /** `area.verb`, e.g. `explorer.open`. */
  readonly id: string
  readonly label: () => string
  readonly group: CommandGroup
  readonly icon?: IconComponent | undefined
  readonly keys?: Keys | undefined
  /** Reactive; always available if left out. */
  readonly when?: (() => Availability) | undefined
  readonly run: () => void | Promise<void>
  /** Its keys work only in elements with this `data-command-scope`, and on the page itself; everywhere if left out. */
  readonly scope?: string | undefined
  /** Its keys work even while somebody types, e.g. to leave the field. */
  readonly whileTyping?: boolean | undefined
  /** A key held down runs it again and again. */
  readonly repeats?: boolean | undefined
  /** On or off, for commands that switch something. */
  readonly checked?: (() => boolean) | undefined
  /** `one` if being on turns its neighbours off. */
  readonly choice?: 'one' | 'any' | undefined
  /** Asked for when it cannot run, it does nothing; why not is only said on its button. */
  readonly quiet?: boolean | undefined
  readonly danger?: boolean | undefined
  /** Keeps it off the key sheet. */
  readonly hidden?: boolean | undefined
}

export interface CommandRegistry {
  readonly platform: Platform
  /** Adds commands until the current owner is disposed. */
  register(commands: readonly Command[]): void
  /** All of them, in the order of registration. Reactive. */
  readonly all: Accessor<readonly Command[]>
  get(id: string): Command | undefined
  bindings(command: Command): readonly Binding[]
  /** Its first keys as people read them; undefined if it has none. */
  printedKeys(id: string): string | undefined
  ariaKeys(id: string): string | undefined
  availability(id: string): Availability
  /** Runs it if it can run; says why not through `onRefused`, unless it is a quiet one. */
  run(id: string): boolean
}

export interface RegistryOptions {
  readonly platform: Platform
  /** Told the reason when somebody asks for a command that cannot run now. */
  readonly onRefused?: ((reason: string) => void) | undefined
  /** Told what a command threw; it goes to the window's error event unless said. */
  readonly onDefect?: ((defect: unknown) => void) | undefined
}

/** An empty registry; one per window. */
export function createCommandRegistry(options: RegistryOptions): CommandRegistry {
  const [all, setAll] = createSignal<readonly Command[]>([])
  const onDefect = options.onDefect ?? ((defect: unknown) => reportError(defect))
  const bindingsByCommand = new WeakMap<Command, readonly Binding[]>()

  const get = (id: string) => all().find((command) => command.id === id)
  const bindings = (command: Command) => {
    const known = bindingsByCommand.get(command)
    if (known !== undefined) return known
    const made = bindingsOf(command.keys, options.platform)
    bindingsByCommand.set(command, made)
    return made
  }
  const firstBinding = (id: string) => {
    const command = get(id)
    return command === undefined ? undefined : bindings(command)[0]
  }
  const availability = (id: string): Availability => {
    const command = get(id)
    return command === undefined ? false : (command.when?.() ?? true)
  }

  return {
    platform: options.platform,
    all,
    get,
    bindings,
    availability,
    register(commands) {
      for (const command of commands) {
        if (get(command.id) !== undefined) throw new Error(`Command ${command.id} exists already.`)
        bindings(command) // a wrong binding fails now, not at the first key press
      }
      setAll((known) => [...known, ...commands])
      const gone = new Set(commands)
      onCleanup(() => setAll((known) => known.filter((command) => !gone.has(command))))
    },
    printedKeys(id) {
      const binding = firstBinding(id)
      return binding === undefined ? undefined : printBinding(binding, options.platform)
    },
    ariaKeys(id) {
      const binding = firstBinding(id)
      return binding === undefined ? undefined : ariaBinding(binding)
    },
    run(id) {
      const command = get(id)
      const can = availability(id)
      if (command === undefined || can === false) return false
      if (can !== true) {
        if (command.quiet !== true) options.onRefused?.(can.disabled)
        return false
      }
      const fail = (defect: unknown) => onDefect(defect)
      void new Promise<void>((resolve) => {
        resolve(command.run()) // what it throws rejects, so that one path takes every defect
      }).catch(fail)
      return true
    },
  }
}

const CommandsContext = createContext<CommandRegistry>()

export const CommandsProvider = CommandsContext.Provider

/**
 * The window's commands.
 * @throws {Error} outside `CommandsProvider`
 */
export function useCommands(): CommandRegistry {
  const registry = useContext(CommandsContext)
  if (registry === undefined) throw new Error('useCommands needs a CommandsProvider around it.')
  return registry
}
