import { createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createContextMenu } from './context-menu.ts'
import { Menu } from './Menu.tsx'
import { MenuButton } from './MenuButton.tsx'
import type { MenuItem } from './menu-items.ts'
import { show } from './testing.tsx'

function lines(ran: string[]): readonly MenuItem[] {
  const action = (id: string, label: string, more: object = {}): MenuItem => ({
    type: 'action',
    id,
    label,
    run: () => ran.push(`${id} from ${document.activeElement?.id ?? ''}`),
    ...more,
  })
  return [
    action('open', 'Open', { keys: 'Enter' }),
    action('copy', 'Copy'),
    action('cut', 'Cut'),
    { type: 'separator', id: 'line' },
    action('paste', 'Paste', { disabled: 'Nothing was copied' }),
    {
      type: 'group',
      id: 'sort',
      label: 'Sort by',
      items: [
        {
          type: 'action',
          id: 'name',
          label: 'Name',
          checked: true,
          choice: 'one',
          run: () => ran.push('name'),
        },
        {
          type: 'action',
          id: 'size',
          label: 'Size',
          checked: false,
          choice: 'one',
          run: () => ran.push('size'),
        },
      ],
    },
  ]
}

function showMenu() {
  const ran: string[] = []
  const reached: string[] = []
  show(() => {
    const menu = createContextMenu()
    return (
      <>
        <button id="row" type="button" onContextMenu={(event) => menu.open(event)}>
          BRJ_0412.jpg
        </button>
        <button id="other" type="button">
          Other
        </button>
        <Menu label="File" items={lines(ran)} anchor={menu.anchor()} onClose={() => menu.close()} />
      </>
    )
  })
  const listen = (event: KeyboardEvent) => reached.push(event.key)
  window.addEventListener('keydown', listen)
  const stop = () => window.removeEventListener('keydown', listen)
  return { ran, reached, stop }
}

const focused = () => document.activeElement?.getAttribute('data-label')

test('Shift+F10 opens it at the row with the first line focused; arrows, Home, End go round', async () => {
  const { reached, stop } = showMenu()
  const row = page.getByRole('button', { name: 'BRJ_0412.jpg' })
  row.element().focus()
  await userEvent.keyboard('{Shift>}{F10}{/Shift}')
  await expect.element(page.getByRole('menu', { name: 'File' })).toBeVisible()
  expect(focused()).toBe('Open')
  reached.splice(0)
  const steps: (readonly [string, string])[] = [
    ['{ArrowDown}', 'Copy'],
    ['{ArrowUp}', 'Open'],
    ['{ArrowUp}', 'Size'],
    ['{ArrowDown}', 'Open'],
    ['{End}', 'Size'],
    ['{Home}', 'Open'],
    ['c', 'Copy'],
    ['c', 'Cut'],
    ['p', 'Paste'],
  ]
  for (const [key, label] of steps) {
    await userEvent.keyboard(key)
    expect([key, focused()]).toEqual([key, label])
  }
  // no command behind the menu heard any of it
  expect(reached).toEqual([])
  stop()
})

test('Enter runs the line after the menu is gone and the row has the focus again', async () => {
  const { ran, stop } = showMenu()
  const row = page.getByRole('button', { name: 'BRJ_0412.jpg' })
  row.element().focus()
  await userEvent.keyboard('{Shift>}{F10}{/Shift}')
  await expect.element(page.getByRole('menu')).toBeVisible()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(ran).toEqual(['copy from row'])
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
  await expect.element(row).toHaveFocus()
  stop()
})

test('a line that cannot run says why, is reached by keys and does nothing', async () => {
  const { ran, stop } = showMenu()
  page.getByRole('button', { name: 'BRJ_0412.jpg' }).element().focus()
  await userEvent.keyboard('{Shift>}{F10}{/Shift}')
  await expect.element(page.getByRole('menu')).toBeVisible()
  await userEvent.keyboard('p{Enter}')
  const paste = page.getByRole('menuitem', { name: /Paste/ })
  await expect.element(paste).toHaveFocus()
  await expect.element(paste).toHaveAttribute('aria-disabled', 'true')
  await expect.element(paste).toHaveTextContent('Nothing was copied')
  expect(ran).toEqual([])
  stop()
})

test('Escape closes and gives the focus back', async () => {
  const { ran, stop } = showMenu()
  const row = page.getByRole('button', { name: 'BRJ_0412.jpg' })
  row.element().focus()
  await userEvent.keyboard('{Shift>}{F10}{/Shift}')
  await expect.element(page.getByRole('menu')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
  await expect.element(row).toHaveFocus()
  expect(ran).toEqual([])
  stop()
})

test('a right click opens it at the pointer with no line focused; a press outside closes it', async () => {
  const { stop } = showMenu()
  const row = page.getByRole('button', { name: 'BRJ_0412.jpg' })
  await row.click({ button: 'right', position: { x: 10, y: 5 } })
  const menu = page.getByRole('menu')
  await expect.element(menu).toBeVisible()
  await expect.element(menu).toHaveFocus()
  const box = row.element().getBoundingClientRect()
  const at = menu.element().getBoundingClientRect()
  expect(Math.abs(at.left - box.left - 10)).toBeLessThanOrEqual(1)
  expect(Math.abs(at.top - box.top - 5)).toBeLessThanOrEqual(1)
  document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
  await expect.element(menu).not.toBeInTheDocument()
  stop()
})

test('choices are radio lines that say which one is on', async () => {
  const { ran, stop } = showMenu()
  await page.getByRole('button', { name: 'BRJ_0412.jpg' }).click({ button: 'right' })
  await expect.element(page.getByRole('menuitemradio', { name: 'Name' })).toBeChecked()
  await expect.element(page.getByRole('menuitemradio', { name: 'Size' })).not.toBeChecked()
  await page.getByRole('menuitemradio', { name: 'Size' }).click()
  expect(ran).toEqual(['size'])
  stop()
})

test('it stays inside the window', async () => {
  show(() => {
    const [anchor] = createSignal({
      x: document.documentElement.clientWidth - 2,
      y: document.documentElement.clientHeight - 2,
      width: 0,
      height: 0,
      by: 'pointer' as const,
    })
    return <Menu label="Edge" items={lines([])} anchor={anchor()} onClose={() => undefined} />
  })
  const box = page.getByRole('menu').element().getBoundingClientRect()
  expect(box.right).toBeLessThanOrEqual(document.documentElement.clientWidth)
  expect(box.bottom).toBeLessThanOrEqual(document.documentElement.clientHeight)
  expect(box.height).toBeGreaterThan(100)
})

test('a menu button opens by arrow down, and a second press closes it', async () => {
  show(() => <MenuButton label="New" items={lines([])} />)
  const button = page.getByRole('button', { name: 'New' })
  await expect.element(button).toHaveAttribute('aria-expanded', 'false')
  button.element().focus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(page.getByRole('menu')).toBeVisible()
  expect(focused()).toBe('Open')
  await expect.element(button).toHaveAttribute('aria-expanded', 'true')
  await userEvent.keyboard('{Escape}')
  await expect.element(button).toHaveFocus()
  await button.click()
  await expect.element(page.getByRole('menu')).toBeVisible()
  await button.click()
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
})
