// The one keydown listener of a window. Owns: which command a key press means, given where the focus is.
import { onCleanup } from 'solid-js'
import { matches } from './keymap.ts'
import type { Command, CommandRegistry } from './registry.ts'

/** Marks a dialog: the keys of what lies behind it rest. Set by `DialogFrame`. */
const boundary = 'data-command-boundary'
const scopeAttribute = 'data-command-scope'

/** Where a key press happens: the scopes around the focus, and whether a dialog encloses it. */
export interface Place {
  readonly scopes: ReadonlySet<string>
  /** Inside a dialog only its own scopes have keys. */
  readonly inDialog: boolean
  /** Nothing has the focus: the keys of every scope work. */
  readonly onPage: boolean
  readonly isTyping: boolean
}

/**
 * The commands a press may mean, the most particular first: those of an enclosing scope, then those of none; in
 * each, in the order of registration.
 */
export function candidates(commands: readonly Command[], place: Place): readonly Command[] {
  const scoped: Command[] = []
  const global: Command[] = []
  for (const command of commands) {
    if (place.isTyping && command.whileTyping !== true) continue
    if (command.scope === undefined) {
      if (!place.inDialog) global.push(command)
    } else if (place.scopes.has(command.scope) || (place.onPage && !place.inDialog)) {
      scoped.push(command)
    }
  }
  return [...scoped, ...global]
}

/** Reads the place of an event from the page. */
export function placeOf(target: EventTarget | null, document: Document): Place {
  const element = target instanceof Element ? target : document.body
  const scopes = new Set<string>()
  let inDialog = false
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const scope = at.getAttribute(scopeAttribute)
    if (scope !== null) scopes.add(scope)
    inDialog = at.hasAttribute(boundary)
    if (inDialog) break
  }
  const onPage = element === document.body || element === document.documentElement
  return {
    scopes,
    inDialog: inDialog || document.querySelector(`[${boundary}]`) !== null,
    onPage,
    isTyping: isEditable(element),
  }
}

/* the inputs that take no text keep the keys of commands */
const textless = new Set([
  'checkbox',
  'radio',
  'button',
  'submit',
  'reset',
  'range',
  'color',
  'file',
  'image',
])

function isEditable(element: Element): boolean {
  if (element instanceof HTMLInputElement) return !textless.has(element.type)
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return true
  return element instanceof HTMLElement && element.isContentEditable
}

/* what these elements do themselves with Enter and Space */
function isPressing(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' && event.key !== ' ') return false
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  return event.target instanceof Element && event.target.matches('button, a[href], summary, input')
}

/** Runs commands by key until the current owner is disposed. */
export function listenForKeys(registry: CommandRegistry, window: Window): void {
  const listen = (event: KeyboardEvent) => {
    // 229: the press belongs to an input method that composes a character
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return
    if (isPressing(event)) return
    const place = placeOf(event.target, window.document)
    const meant = candidates(registry.all(), place).filter((command) =>
      registry.bindings(command).some((binding) => matches(binding, event)),
    )
    const able = meant.find((command) => registry.availability(command.id) === true)
    const refused = meant.find((command) => registry.availability(command.id) !== false)
    const command = able ?? refused
    if (command === undefined) return
    event.preventDefault()
    if (!event.repeat || command.repeats === true) registry.run(command.id)
  }
  window.addEventListener('keydown', listen)
  onCleanup(() => window.removeEventListener('keydown', listen))
}
