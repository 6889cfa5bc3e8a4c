import { createSignal } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { AppUpdates, UpdateState } from '../../platform/app-updates.ts'
import { show } from '../../ui/testing.tsx'
import { UpdateBand } from './UpdateBand.tsx'

function showBand() {
  let state: UpdateState = 'current'
  let told = () => {}
  const updates = {
    state: () => state,
    onState: (changed: () => void) => void (told = changed),
    check: vi.fn<() => Promise<void>>(async () => {}),
    apply: vi.fn<() => void>(),
  } satisfies AppUpdates
  const [busy, setBusy] = createSignal<string>()
  show(() => <UpdateBand busy={busy()} updates={updates} />)
  return {
    updates,
    setBusy,
    become: (next: UpdateState) => {
      state = next
      told()
    },
  }
}
const reload = () => page.getByRole('button', { name: 'Reload' })

test('says nothing until a new version waits; then the person decides', async () => {
  const { become, updates } = showBand()
  expect(page.getByRole('button').elements()).toEqual([])
  become('waiting')
  await expect.element(page.getByText('A new version is ready.', { exact: false })).toBeVisible()
  expect(updates.apply).not.toHaveBeenCalled()
  await reload().click()
  expect(updates.apply).toHaveBeenCalledOnce()
})

test('while work runs it cannot be started, and says why', async () => {
  const { become, setBusy, updates } = showBand()
  become('waiting')
  setBusy('A copy is running.')
  await expect.element(reload()).toHaveTextContent('A copy is running.')
  await reload().click({ force: true })
  expect(updates.apply).not.toHaveBeenCalled()
  setBusy(undefined)
  await reload().click()
  expect(updates.apply).toHaveBeenCalledOnce()
})

test('put off, it comes back only with news', async () => {
  const { become } = showBand()
  become('waiting')
  await page.getByRole('button', { name: 'Later' }).click()
  await expect.element(reload()).not.toBeInTheDocument()
  become('changed')
  await expect.element(page.getByText(/Another tab started a new version/)).toBeVisible()
})
