import { createSignal, type JSX } from 'solid-js'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Dialog } from '../ui/Dialog.tsx'
import { show } from '../ui/testing.tsx'
import { KeySheet } from './KeySheet.tsx'
import { listenForKeys } from './key-listener.ts'
import { CommandsProvider, createCommandRegistry, useCommands, type Command } from './registry.ts'

function showApp(content: () => JSX.Element) {
  const ran: string[] = []
  const refused: string[] = []
  const [isAble, setAble] = createSignal(true)
  const command = (id: string, keys: Command['keys'], more: Partial<Command> = {}): Command => ({
    id,
    label: () => id,
    group: 'view',
    keys,
    run: () => void ran.push(id),
    ...more,
  })
  function Listening(props: { children: JSX.Element }) {
    const commands = useCommands()
    commands.register([
      command('select all', 'Mod+A', { scope: 'explorer' }),
      command('open', 'Enter', { scope: 'explorer' }),
      command('find', 'Mod+F', { whileTyping: true }),
      command('sidebar', 'Mod+B'),
      command('up', 'Backspace', {
        repeats: true,
        when: () => (isAble() ? true : { disabled: 'This is the top' }),
      }),
      command('next', 'Right', { scope: 'preview' }),
      command('secret', 'F8', { hidden: true }),
    ])
    listenForKeys(commands, window)
    return <>{props.children}</>
  }
  show(() => (
    <CommandsProvider
      value={createCommandRegistry({
        platform: 'other',
        onRefused: (reason) => refused.push(reason),
      })}
    >
      <Listening>{content()}</Listening>
    </CommandsProvider>
  ))
  return { ran, refused, setAble }
}

const fields = () => (
  <>
    <div data-command-scope="explorer">
      <button type="button">Row</button>
      <input aria-label="Filter" />
    </div>
    <button type="button">Elsewhere</button>
  </>
)

test('on the page all keys work', async () => {
  const { ran } = showApp(fields)
  await userEvent.keyboard('{Control>}a{/Control}{Control>}b{/Control}{Enter}')
  expect(ran).toEqual(['select all', 'sidebar', 'open'])
})

test('a scope has its keys only around the focus', async () => {
  const { ran } = showApp(fields)
  page.getByRole('button', { name: 'Elsewhere' }).element().focus()
  await userEvent.keyboard('{Control>}a{/Control}{Control>}b{/Control}')
  page.getByRole('button', { name: 'Row' }).element().focus()
  await userEvent.keyboard('{Control>}a{/Control}')
  expect(ran).toEqual(['sidebar', 'select all'])
})

test('Enter on a button presses the button', async () => {
  const { ran } = showApp(fields)
  page.getByRole('button', { name: 'Row' }).element().focus()
  await userEvent.keyboard('{Enter}')
  expect(ran).toEqual([])
})

test('typing is typing, except for what asked for it', async () => {
  const { ran } = showApp(fields)
  const filter = page.getByRole('textbox', { name: 'Filter' })
  await filter.click()
  await userEvent.keyboard(
    'ab{Backspace}{Control>}a{/Control}{Control>}b{/Control}{Control>}f{/Control}',
  )
  expect(ran).toEqual(['find'])
  await expect.element(filter).toHaveValue('a')
})

test('keys of an input method are left alone', () => {
  const { ran } = showApp(fields)
  const press = (more: KeyboardEventInit) =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...more }),
    )
  press({ isComposing: true })
  expect(ran).toEqual([])
  press({})
  expect(ran).toEqual(['open'])
})

test('a key held down repeats only what says so', () => {
  const { ran } = showApp(fields)
  const hold = (key: string, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', {
      key,
      repeat: true,
      bubbles: true,
      cancelable: true,
      ...more,
    })
    document.body.dispatchEvent(event)
    return event.defaultPrevented
  }
  expect(hold('Backspace')).toBe(true)
  expect(hold('b', { ctrlKey: true })).toBe(true)
  expect(ran).toEqual(['up'])
})

test('a command that cannot run says why and keeps the browser from its own use of the key', async () => {
  const { ran, refused, setAble } = showApp(fields)
  setAble(false)
  await userEvent.keyboard('{Backspace}')
  expect(ran).toEqual([])
  expect(refused).toEqual(['This is the top'])
})

test('a dialog silences what lies behind it, and its own scope works', async () => {
  const [open, setOpen] = createSignal(true)
  const { ran } = showApp(() => (
    <>
      {fields()}
      <Dialog open={open()} onClose={() => setOpen(false)} title="Preview" scope="preview">
        Text
      </Dialog>
    </>
  ))
  await expect.element(page.getByRole('dialog')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Close' })).toHaveFocus()
  await userEvent.keyboard('{Control>}b{/Control}{Control>}a{/Control}{ArrowRight}')
  expect(ran).toEqual(['next'])
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  await userEvent.keyboard('{Control>}b{/Control}')
  expect(ran).toEqual(['next', 'sidebar'])
})

test('the key sheet lists every command that has keys, but hidden ones', async () => {
  showApp(() => <KeySheet open onClose={() => undefined} />)
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect.element(sheet).toBeVisible()
  const lines = [...sheet.element().querySelectorAll('dl > div')].map((line) => [
    line.querySelector('dt')?.textContent,
    line.querySelector('dd')?.textContent,
  ])
  expect(lines).toEqual([
    ['select all', 'Ctrl+A'],
    ['open', 'Enter'],
    ['find', 'Ctrl+F'],
    ['sidebar', 'Ctrl+B'],
    ['up', 'Backspace'],
    ['next', '→'],
  ])
})
