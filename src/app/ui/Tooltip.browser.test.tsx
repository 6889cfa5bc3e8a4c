import Folder from 'lucide-solid/icons/folder'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IconButton } from './IconButton.tsx'
import { show } from './testing.tsx'
import { TooltipLayer } from './Tooltip.tsx'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function showButtons() {
  show(() => (
    <>
      <button type="button">Elsewhere</button>
      <IconButton label="Open" icon={Folder} keys="Ctrl+O" />
      <IconButton label="Back" icon={Folder} unavailable="There is nothing before this" />
      <TooltipLayer />
    </>
  ))
}
const tip = () => document.querySelector('[popover]')?.textContent

test('it waits 600 ms for the pointer and goes with it', async () => {
  showButtons()
  await page.getByRole('button', { name: 'Open' }).hover()
  vi.advanceTimersByTime(599)
  expect(tip()).toBeUndefined()
  vi.advanceTimersByTime(1)
  expect(tip()).toBe('OpenCtrl+O')
  await page.getByRole('button', { name: 'Elsewhere' }).hover()
  vi.advanceTimersByTime(100)
  expect(tip()).toBeUndefined()
})

test('while one is open, the next opens at once', async () => {
  showButtons()
  await page.getByRole('button', { name: 'Open' }).hover()
  vi.advanceTimersByTime(600)
  await page.getByRole('button', { name: /^Back/ }).hover()
  vi.advanceTimersByTime(0)
  expect(tip()).toBe('Back: There is nothing before this')
})

test('Tab shows it, Escape hides it, a script that moves the focus does not', async () => {
  showButtons()
  page.getByRole('button', { name: 'Elsewhere' }).element().focus()
  await userEvent.tab()
  expect(tip()).toBe('OpenCtrl+O')
  await userEvent.keyboard('{Escape}')
  expect(tip()).toBeUndefined()
  page.getByRole('button', { name: /^Back/ }).element().focus()
  expect(tip()).toBeUndefined()
})

test('an unavailable button keeps its name, adds the reason and does nothing', async () => {
  const pressed: string[] = []
  show(() => (
    <IconButton
      label="Back"
      icon={Folder}
      unavailable="There is nothing before this"
      onClick={() => pressed.push('x')}
    />
  ))
  const button = page.getByRole('button', { name: 'Back: There is nothing before this' })
  await expect.element(button).toHaveAttribute('aria-disabled', 'true')
  await button.click({ force: true })
  expect(pressed).toEqual([])
})
