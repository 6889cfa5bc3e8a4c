import { createRoot, createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { candidates, type Place } from './key-listener.ts'
import { commandMenuItems, menuLine } from './menu.ts'
import { createCommandRegistry, type Command } from './registry.ts'

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  label: () => `Label of ${id}`,
  group: 'file',
  run: () => undefined,
  ...more,
})

const page: Place = { scopes: new Set(), inDialog: false, onPage: true, isTyping: false }
const ids = (commands: readonly Command[]) => commands.map(({ id }) => id)

test('commands leave with the owner that registered them', () => {
  const registry = createCommandRegistry({ platform: 'other' })
  const dispose = createRoot((end) => {
    registry.register([command('a'), command('b')])
    return end
  })
  createRoot(() => registry.register([command('c')]))
  expect(ids(registry.all())).toEqual(['a', 'b', 'c'])
  dispose()
  expect(ids(registry.all())).toEqual(['c'])
  expect(registry.run('a')).toBe(false)
})

test('an id is registered once, and wrong keys fail at once', () => {
  createRoot((dispose) => {
    const registry = createCommandRegistry({ platform: 'other' })
    registry.register([command('a')])
    expect(() => registry.register([command('a')])).toThrow('Command a exists already.')
    expect(() => registry.register([command('b', { keys: 'Mod+' })])).toThrow('names no key')
    expect(ids(registry.all())).toEqual(['a'])
    dispose()
  })
})

test('a command runs only when it can, and a refusal is said', () => {
  createRoot((dispose) => {
    const ran: string[] = []
    const refused: string[] = []
    const registry = createCommandRegistry({
      platform: 'other',
      onRefused: (reason) => refused.push(reason),
    })
    registry.register([
      command('yes', { run: () => void ran.push('yes') }),
      command('no', { when: () => false, run: () => void ran.push('no') }),
      command('later', {
        when: () => ({ disabled: 'Nothing is selected' }),
        run: () => void ran.push('later'),
      }),
    ])
    expect(['yes', 'no', 'later', 'unknown'].map((id) => registry.run(id))).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect(ran).toEqual(['yes'])
    expect(refused).toEqual(['Nothing is selected'])
    dispose()
  })
})

test('what a command throws, now or later, is told and not lost', async () => {
  const defects: unknown[] = []
  const registry = createCommandRegistry({
    platform: 'other',
    onDefect: (defect) => defects.push(defect),
  })
  const now = new Error('now')
  const later = new Error('later')
  createRoot(() =>
    registry.register([
      command('now', {
        run: () => {
          throw now
        },
      }),
      command('later', { run: () => Promise.reject(later) }),
    ]),
  )
  expect(registry.run('now')).toBe(true)
  expect(registry.run('later')).toBe(true)
  await expect.poll(() => defects).toEqual([now, later])
})

test('keys are printed for the platform', () => {
  createRoot((dispose) => {
    const more = { keys: { mac: 'Mod+Up', other: ['Alt+Up', 'Backspace'] } }
    const mac = createCommandRegistry({ platform: 'mac' })
    const other = createCommandRegistry({ platform: 'other' })
    mac.register([command('up', more)])
    other.register([command('up', more), command('none')])
    expect(mac.printedKeys('up')).toBe('⌘↑')
    expect(other.printedKeys('up')).toBe('Alt+↑')
    expect(other.ariaKeys('up')).toBe('Alt+ArrowUp')
    expect(other.printedKeys('none')).toBeUndefined()
    expect(other.printedKeys('unknown')).toBeUndefined()
    dispose()
  })
})

test('on the page every scope has its keys, particular before general', () => {
  const commands = [command('global'), command('list', { scope: 'explorer' })]
  expect(ids(candidates(commands, page))).toEqual(['list', 'global'])
})

test('inside an element only the scopes around it have keys', () => {
  const commands = [
    command('global'),
    command('list', { scope: 'explorer' }),
    command('side', { scope: 'sidebar' }),
  ]
  const inSidebar = { ...page, onPage: false, scopes: new Set(['sidebar']) }
  expect(ids(candidates(commands, inSidebar))).toEqual(['side', 'global'])
})

test('behind a dialog no keys work, its own do', () => {
  const commands = [
    command('global'),
    command('list', { scope: 'explorer' }),
    command('next', { scope: 'preview' }),
  ]
  expect(ids(candidates(commands, { ...page, inDialog: true }))).toEqual([])
  const inPreview = { ...page, onPage: false, inDialog: true, scopes: new Set(['preview']) }
  expect(ids(candidates(commands, inPreview))).toEqual(['next'])
})

test('while somebody types, only what asked for it has keys', () => {
  const commands = [
    command('find', { whileTyping: true }),
    command('all', { scope: 'explorer' }),
    command('x'),
  ]
  expect(
    ids(candidates(commands, { ...page, isTyping: true, scopes: new Set(['explorer']) })),
  ).toEqual(['find'])
})

test('a menu shows what applies, and why the rest of it cannot run', () => {
  createRoot((dispose) => {
    const registry = createCommandRegistry({ platform: 'other' })
    const [isOn, setOn] = createSignal(false)
    const ran: string[] = []
    registry.register([
      command('open', { keys: 'Enter', run: () => void ran.push('open') }),
      command('paste', { when: () => ({ disabled: 'Nothing was copied' }) }),
      command('remote', { when: () => false }),
      command('hidden-files', { checked: isOn, choice: 'any' }),
    ])
    const items = () =>
      commandMenuItems(registry, ['open', menuLine, 'paste', 'remote', 'unknown', 'hidden-files'])
    const short = () =>
      items().map((item) =>
        item.type === 'action' ? [item.id, item.keys, item.disabled, item.checked] : item.type,
      )
    expect(short()).toEqual([
      ['open', 'Enter', undefined, undefined],
      'separator',
      ['paste', undefined, 'Nothing was copied', undefined],
      ['hidden-files', undefined, undefined, false],
    ])
    setOn(true)
    expect(short().at(-1)).toEqual(['hidden-files', undefined, undefined, true])
    const first = items()[0]
    if (first?.type === 'action') first.run()
    expect(ran).toEqual(['open'])
    dispose()
  })
})
