import { createSignal } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Dialog } from './Dialog.tsx'
import { show } from './testing.tsx'
import { ToastRegion } from './ToastRegion.tsx'
import { createToasts, type Toasts } from './toasts.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function showToasts(): Toasts {
  const toasts = createToasts()
  show(() => (
    <>
      <button type="button">Before</button>
      <ToastRegion toasts={toasts} />
    </>
  ))
  return toasts
}

test('what was done is a status, what failed an alert', async () => {
  const toasts = showToasts()
  toasts.show({ text: 'Moved 12 files' })
  toasts.show({ text: 'Not enough room', tone: 'danger' })
  await expect.element(page.getByRole('status')).toHaveTextContent('Moved 12 files')
  await expect.element(page.getByRole('alert')).toHaveTextContent('Not enough room')
})

test('it leaves after six seconds, unless somebody points at it', async () => {
  const toasts = showToasts()
  toasts.show({ text: 'Moved 12 files' })
  const toast = page.getByRole('status')
  await toast.hover()
  vi.advanceTimersByTime(60_000)
  await expect.element(toast).toBeVisible()
  await page.getByRole('button', { name: 'Before' }).hover()
  vi.advanceTimersByTime(6_000)
  await expect.element(toast).not.toBeInTheDocument()
})

test('the focus holds it, and returns when it is dismissed by key', async () => {
  const toasts = showToasts()
  toasts.show({ text: 'Moved 12 files' })
  const before = page.getByRole('button', { name: 'Before' })
  before.element().focus()
  await userEvent.tab()
  await expect.element(page.getByRole('button', { name: 'Dismiss' })).toHaveFocus()
  vi.advanceTimersByTime(60_000)
  await expect.element(page.getByRole('status')).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('status')).not.toBeInTheDocument()
  await expect.element(before).toHaveFocus()
  toasts.show({ text: 'Later' })
  vi.advanceTimersByTime(6_000)
  await expect.element(page.getByRole('status')).not.toBeInTheDocument()
})

test('its action runs once and dismisses it', async () => {
  const toasts = showToasts()
  const ran: string[] = []
  toasts.show({ text: 'Moved 12 files', action: { label: 'Undo', run: () => ran.push('undo') } })
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(ran).toEqual(['undo'])
  await expect.element(page.getByRole('status')).not.toBeInTheDocument()
})

test('over a dialog it can still be read and pressed, and the dialog stays', async () => {
  const toasts = createToasts()
  const [open, setOpen] = createSignal(true)
  show(() => (
    <>
      <ToastRegion toasts={toasts} />
      <Dialog open={open()} onClose={() => setOpen(false)} title="Preview">
        <input aria-label="Name" />
      </Dialog>
    </>
  ))
  await expect.element(page.getByRole('dialog')).toBeVisible()
  toasts.show({ text: 'Not enough room', tone: 'danger' })
  await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click()
  await expect.element(page.getByText('Not enough room')).not.toBeInTheDocument()
  await expect.element(page.getByRole('dialog')).toBeVisible()
})
