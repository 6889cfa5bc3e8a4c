// Key bindings as text. Owns: reading "Mod+Shift+.", matching it with a key event, printing it for people.
// Refuses: what happens then. Pure; the platform comes from outside.

export type Platform = 'mac' | 'other'

/** One binding, or several; `mac` and `other` where they differ. */
export type Keys =
  | string
  | readonly string[]
  | { readonly mac: string | readonly string[]; readonly other: string | readonly string[] }

export interface Binding {
  /** As KeyboardEvent.key says it, letters in lower case. */
  readonly key: string
  readonly ctrl: boolean
  readonly meta: boolean
  readonly alt: boolean
  readonly shift: boolean
}

/** What is looked at of a KeyboardEvent. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  getModifierState?(name: 'AltGraph'): boolean
}

const modifiers = new Set(['Mod', 'Ctrl', 'Alt', 'Shift', 'Meta'])

/* names that read better in a binding than what the event says */
const keyNames: Record<string, string> = {
  Space: ' ',
  Plus: '+',
  Minus: '-',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backslash: '\\',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
  Left: 'ArrowLeft',
  Right: 'ArrowRight',
  Esc: 'Escape',
}

/* where a key of a US board lies: for layouts on which it types something else */
const codesByKey: Record<string, string> = {
  '-': 'Minus',
  '=': 'Equal',
  '+': 'Equal',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '\\': 'Backslash',
  ';': 'Semicolon',
  "'": 'Quote',
  ',': 'Comma',
  '.': 'Period',
  '/': 'Slash',
  '`': 'Backquote',
}

/**
 * Reads a binding such as `Mod+Shift+.`, `Alt+Left` or `?`. Mod is Cmd on a Mac, else Ctrl.
 * @throws {Error} if it names no key or an unknown modifier: bindings are constants of the product
 */
export function parseBinding(text: string, platform: Platform): Binding {
  const parts = text === '+' ? ['Plus'] : text.split('+')
  const name = parts.pop() ?? ''
  if (name === '') throw new Error(`The binding "${text}" names no key; write Plus for +.`)
  const held = new Set(parts)
  for (const part of held) {
    if (!modifiers.has(part)) throw new Error(`The binding "${text}" has an unknown modifier.`)
  }
  const key = keyNames[name] ?? name
  const mod = held.has('Mod')
  return {
    key: key.length === 1 ? key.toLowerCase() : key,
    ctrl: held.has('Ctrl') || (mod && platform === 'other'),
    meta: held.has('Meta') || (mod && platform === 'mac'),
    alt: held.has('Alt'),
    shift: held.has('Shift'),
  }
}

/** The bindings of a command on one platform. */
export function bindingsOf(keys: Keys | undefined, platform: Platform): readonly Binding[] {
  if (keys === undefined) return []
  const texts = typeof keys === 'string' || Array.isArray(keys) ? keys : pick(keys, platform)
  return list(texts).map((text) => parseBinding(text, platform))
}

function pick(keys: Keys, platform: Platform): string | readonly string[] {
  if (typeof keys === 'string' || !('mac' in keys)) return keys
  return keys[platform]
}

function list(texts: string | readonly string[]): readonly string[] {
  return typeof texts === 'string' ? [texts] : texts
}

const isLetter = (key: string) => /^[a-z]$/.test(key)
const isDigit = (key: string) => /^[0-9]$/.test(key)
const isSymbol = (key: string) => key.length === 1 && key !== ' ' && !isLetter(key) && !isDigit(key)

/**
 * Whether a key press is a binding. Keys are told by what they type, so that Mod+Z is where a layout has its Z; the
 * place on the board decides only where the layout has no such letter (Cyrillic, Greek), where a modifier changed
 * what is typed (Shift, Alt on a Mac), and for digits, which need Shift on some boards.
 */
export function matches(binding: Binding, press: KeyPress): boolean {
  // AltGr types characters; it looks like Ctrl+Alt and must never run Ctrl+Alt commands
  if (press.getModifierState?.('AltGraph') === true) return false
  if (binding.ctrl !== press.ctrlKey || binding.meta !== press.metaKey) return false
  if (binding.alt !== press.altKey) return false
  const typed = press.key.length === 1 ? press.key.toLowerCase() : press.key
  // a lone symbol is what it looks like, however it is typed: ? and * need Shift on most boards, / on some
  if (isSymbol(binding.key) && typed === binding.key && !binding.shift) return true
  if (binding.shift !== press.shiftKey) return false
  return typed === binding.key || isSamePlace(binding, typed, press)
}

function isSamePlace(binding: Binding, typed: string, press: KeyPress): boolean {
  const { key } = binding
  if (isDigit(key)) return press.code === `Digit${key}` || press.code === `Numpad${key}`
  if (isLetter(key)) return !/^[a-z]$/.test(typed) && press.code === `Key${key.toUpperCase()}`
  const isChanged = press.shiftKey || press.altKey
  return isSymbol(key) && isChanged && press.code === codesByKey[key]
}

const printedKeys: Record<string, string> = {
  ' ': 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
}
const printedMacKeys: Record<string, string> = {
  ...printedKeys,
  Enter: '↩',
  Backspace: '⌫',
  Delete: '⌦',
  Tab: '⇥',
  Escape: 'esc',
}

/** As people read it: ⌘⇧. on a Mac, else Ctrl+Shift+. */
export function printBinding(binding: Binding, platform: Platform): string {
  const names = platform === 'mac' ? printedMacKeys : printedKeys
  const key =
    names[binding.key] ?? (binding.key.length === 1 ? binding.key.toUpperCase() : binding.key)
  if (platform === 'mac') {
    const held = [
      binding.meta && '⌘',
      binding.ctrl && '⌃',
      binding.alt && '⌥',
      binding.shift && '⇧',
    ]
    return held.filter((sign) => sign !== false).join('') + key
  }
  const held = [
    binding.ctrl && 'Ctrl',
    binding.meta && 'Meta',
    binding.alt && 'Alt',
    binding.shift && 'Shift',
  ]
  return [...held.filter((word) => word !== false), key].join('+')
}

/** For `aria-keyshortcuts`. */
export function ariaBinding(binding: Binding): string {
  const held = [
    binding.ctrl && 'Control',
    binding.meta && 'Meta',
    binding.alt && 'Alt',
    binding.shift && 'Shift',
  ]
  const key = binding.key === ' ' ? 'Space' : binding.key
  return [...held.filter((word) => word !== false), key].join('+')
}

/** The platform a browser runs on. */
export function platformOf(navigator: {
  readonly platform: string
  readonly userAgentData?: { readonly platform: string } | undefined
}): Platform {
  return /mac|iphone|ipad/i.test(navigator.userAgentData?.platform ?? navigator.platform)
    ? 'mac'
    : 'other'
}
