import { expect, test } from 'vitest'
import {
  ariaBinding,
  bindingsOf,
  matches,
  parseBinding,
  platformOf,
  printBinding,
  type KeyPress,
  type Platform,
} from './keymap.ts'

const press = (key: string, code = '', held = ''): KeyPress => ({
  key,
  code,
  ctrlKey: held.includes('c'),
  metaKey: held.includes('m'),
  altKey: held.includes('a'),
  shiftKey: held.includes('s'),
})
const hits = (binding: string, pressed: KeyPress, platform: Platform = 'other') =>
  matches(parseBinding(binding, platform), pressed)

test('Mod is Cmd on a Mac and Ctrl elsewhere', () => {
  expect(hits('Mod+B', press('b', 'KeyB', 'c'))).toBe(true)
  expect(hits('Mod+B', press('b', 'KeyB', 'm'))).toBe(false)
  expect(hits('Mod+B', press('b', 'KeyB', 'm'), 'mac')).toBe(true)
  expect(hits('Mod+B', press('b', 'KeyB', 'c'), 'mac')).toBe(false)
  expect(hits('Mod+Ctrl+N', press('n', 'KeyN', 'mc'), 'mac')).toBe(true)
})

test('every modifier counts', () => {
  expect(hits('Mod+Z', press('z', 'KeyZ', 'c'))).toBe(true)
  expect(hits('Mod+Z', press('Z', 'KeyZ', 'cs'))).toBe(false)
  expect(hits('Mod+Shift+Z', press('Z', 'KeyZ', 'cs'))).toBe(true)
  expect(hits('Mod+Shift+Z', press('z', 'KeyZ', 'c'))).toBe(false)
  expect(hits('Enter', press('Enter', 'Enter', 'a'))).toBe(false)
  expect(hits('Alt+Enter', press('Enter', 'Enter', 'a'))).toBe(true)
  expect(hits('F5', press('F5', 'F5'))).toBe(true)
  expect(hits('Space', press(' ', 'Space'))).toBe(true)
  expect(hits('Shift+Space', press(' ', 'Space', 's'))).toBe(true)
  expect(hits('Alt+Left', press('ArrowLeft', 'ArrowLeft', 'a'))).toBe(true)
})

test('letters are where the layout has them', () => {
  // German: the key between T and U types z
  expect(hits('Mod+Z', press('z', 'KeyY', 'c'))).toBe(true)
  expect(hits('Mod+Y', press('z', 'KeyY', 'c'))).toBe(false)
  // caps lock
  expect(hits('Mod+B', press('B', 'KeyB', 'c'))).toBe(true)
})

test('layouts without Latin letters are told by place', () => {
  expect(hits('Mod+F', press('а', 'KeyF', 'c'))).toBe(true)
  expect(hits('Mod+F', press('φ', 'KeyF', 'c'))).toBe(true)
  expect(hits('Mod+F', press('а', 'KeyD', 'c'))).toBe(false)
})

test('Alt on a Mac types other characters', () => {
  expect(hits('Mod+Alt+F', press('ƒ', 'KeyF', 'ma'), 'mac')).toBe(true)
})

test('digits count on boards where they need Shift, and on the number pad', () => {
  expect(hits('Mod+1', press('&', 'Digit1', 'c'))).toBe(true)
  expect(hits('Mod+1', press('1', 'Numpad1', 'c'))).toBe(true)
  expect(hits('Mod+1', press('2', 'Digit2', 'c'))).toBe(false)
})

test('symbols are what they look like, however they are typed', () => {
  expect(hits('?', press('?', 'Slash', 's'))).toBe(true)
  expect(hits('?', press('?', 'Minus', 's'))).toBe(true)
  expect(hits('/', press('/', 'Digit7', 's'))).toBe(true)
  expect(hits('/', press('?', 'Slash', 's'))).toBe(false)
  expect(hits('*', press('*', 'NumpadMultiply'))).toBe(true)
  expect(hits('Mod+Plus', press('+', 'Equal', 'cs'))).toBe(true)
  expect(hits('Mod+Shift+.', press('>', 'Period', 'cs'))).toBe(true)
  expect(hits('Mod+Shift+.', press(':', 'Period', 'cs'))).toBe(true)
  expect(hits('Mod+Comma', press(',', 'Comma', 'c'))).toBe(true)
})

test('AltGr types, it never commands', () => {
  const altGr = { ...press('n', 'KeyN', 'ca'), getModifierState: () => true }
  expect(hits('Ctrl+Alt+N', altGr)).toBe(false)
  expect(hits('Ctrl+Alt+N', { ...altGr, getModifierState: () => false })).toBe(true)
})

test('keys differ by platform and may be several', () => {
  const keys = { mac: ['Mod+Down', 'Mod+O'], other: 'Enter' }
  expect(bindingsOf(keys, 'other').map((binding) => printBinding(binding, 'other'))).toEqual([
    'Enter',
  ])
  expect(bindingsOf(keys, 'mac').map((binding) => printBinding(binding, 'mac'))).toEqual([
    '⌘↓',
    '⌘O',
  ])
  expect(bindingsOf(['Alt+Up', 'Backspace'], 'other')).toHaveLength(2)
  expect(bindingsOf(undefined, 'mac')).toEqual([])
})

test('bindings print as people read them', () => {
  const print = (text: string, platform: Platform) =>
    printBinding(parseBinding(text, platform), platform)
  expect(print('Mod+Shift+.', 'mac')).toBe('⌘⇧.')
  expect(print('Mod+Shift+.', 'other')).toBe('Ctrl+Shift+.')
  expect(print('Mod+Alt+V', 'mac')).toBe('⌘⌥V')
  expect(print('Mod+Ctrl+N', 'mac')).toBe('⌘⌃N')
  expect(print('Alt+Left', 'other')).toBe('Alt+←')
  expect(print('Space', 'other')).toBe('Space')
  expect(print('Backspace', 'mac')).toBe('⌫')
  expect(print('F5', 'mac')).toBe('F5')
  expect(print('Mod+Plus', 'other')).toBe('Ctrl++')
  expect(print('?', 'mac')).toBe('?')
})

test('aria says them in its own words', () => {
  expect(ariaBinding(parseBinding('Mod+Shift+.', 'other'))).toBe('Control+Shift+.')
  expect(ariaBinding(parseBinding('Mod+Space', 'mac'))).toBe('Meta+Space')
})

test('a binding that is none is a defect', () => {
  expect(() => parseBinding('Mod+', 'mac')).toThrow('names no key')
  expect(() => parseBinding('Hyper+A', 'mac')).toThrow('unknown modifier')
})

test('the platform is read where the browser tells it', () => {
  expect(platformOf({ platform: 'MacIntel' })).toBe('mac')
  expect(platformOf({ platform: 'Linux x86_64' })).toBe('other')
  expect(platformOf({ platform: 'MacIntel', userAgentData: { platform: 'Windows' } })).toBe('other')
  expect(platformOf({ platform: '', userAgentData: { platform: 'macOS' } })).toBe('mac')
})
