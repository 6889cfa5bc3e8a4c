import { createSignal, Show } from 'solid-js'
import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Button } from './Button.tsx'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { Dialog } from './Dialog.tsx'
import { MenuButton } from './MenuButton.tsx'
import { show } from './testing.tsx'

function showDialog() {
  const [open, setOpen] = createSignal(false)
  const [hasOpener, setHasOpener] = createSignal(true)
  show(() => (
    <main tabIndex={-1}>
      <Show when={hasOpener()}>
        <Button onClick={() => setOpen(true)}>Rename</Button>
      </Show>
      <MenuButton
        label="More"
        items={[{ type: 'action', id: 'rename', label: 'Rename', run: () => setOpen(true) }]}
      />
      <Dialog
        open={open()}
        onClose={() => setOpen(false)}
        title="Rename Fieldwork"
        description="Only the name inside Holdall changes."
        footer={<Button onClick={() => setOpen(false)}>Done</Button>}
      >
        <input aria-label="Name" />
        <MenuButton
          label="Inside"
          items={[{ type: 'action', id: 'x', label: 'Line', run: () => undefined }]}
        />
      </Dialog>
    </main>
  ))
  return { setHasOpener }
}

const dialog = () => page.getByRole('dialog', { name: 'Rename Fieldwork' })

test('the focus goes to the first control inside and comes back', async () => {
  showDialog()
  const opener = page.getByRole('button', { name: 'Rename' })
  await opener.click()
  await expect.element(dialog()).toBeVisible()
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus()
  await expect
    .element(dialog())
    .toHaveAccessibleDescription('Only the name inside Holdall changes.')
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog()).not.toBeInTheDocument()
  await expect.element(opener).toHaveFocus()
})

test('Tab stays inside', async () => {
  showDialog()
  await page.getByRole('button', { name: 'Rename' }).click()
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus()
  const order: (string | null | undefined)[] = []
  for (let step = 0; step < 5; step++) {
    await userEvent.tab()
    order.push(
      document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
    )
  }
  expect(order).toEqual(['Inside', 'Done', 'Close', 'Name', 'Inside'])
})

test('opened from a menu, it gives the focus back to the menu button', async () => {
  showDialog()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus()
  await page.getByRole('button', { name: 'Close' }).click()
  await expect.element(dialog()).not.toBeInTheDocument()
  await expect.element(page.getByRole('button', { name: 'More' })).toHaveFocus()
})

test('if the opener is gone, the page gets the focus', async () => {
  const { setHasOpener } = showDialog()
  await page.getByRole('button', { name: 'Rename' }).click()
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus()
  setHasOpener(false)
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog()).not.toBeInTheDocument()
  await expect.element(page.getByRole('main')).toHaveFocus()
})

test('Escape closes a menu inside before it closes the dialog', async () => {
  showDialog()
  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('button', { name: 'Inside' }).click()
  await expect.element(page.getByRole('menu')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
  await expect.element(dialog()).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog()).not.toBeInTheDocument()
})

test('a click beside it closes a dialog, and never answers a question', async () => {
  const answers: string[] = []
  const [asking, setAsking] = createSignal(true)
  show(() => (
    <ConfirmDialog
      open={asking()}
      title="Remove 2 folders from Holdall?"
      confirm="Remove 2 folders"
      danger
      onConfirm={() => answers.push('confirm')}
      onCancel={() => {
        answers.push('cancel')
        setAsking(false)
      }}
    >
      The files stay where they are.
    </ConfirmDialog>
  ))
  const question = page.getByRole('alertdialog', { name: 'Remove 2 folders from Holdall?' })
  await expect.element(question).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Cancel' })).toHaveFocus()
  await userEvent.click(document.documentElement, { position: { x: 3, y: 3 }, force: true })
  await expect.element(question).toBeVisible()
  expect(answers).toEqual([])
  await page.getByRole('button', { name: 'Remove 2 folders' }).click()
  expect(answers).toEqual(['confirm'])
  page.getByRole('button', { name: 'Cancel' }).element().focus()
  await userEvent.keyboard('{Enter}')
  expect(answers).toEqual(['confirm', 'cancel'])
  await expect.element(question).not.toBeInTheDocument()
})

test('the way back of a phone closes it', async () => {
  const original: unknown = Reflect.get(globalThis, 'CloseWatcher')
  const watchers = new Set<EventTarget>()
  class Watcher extends EventTarget {
    constructor() {
      super()
      watchers.add(this)
    }
    destroy() {
      watchers.delete(this)
    }
  }
  Reflect.set(globalThis, 'CloseWatcher', Watcher)
  onTestFinished(() => void Reflect.set(globalThis, 'CloseWatcher', original))
  showDialog()
  expect(watchers.size).toBe(0)
  await page.getByRole('button', { name: 'Rename' }).click()
  await expect.element(dialog()).toBeVisible()
  const [watcher] = watchers
  watcher?.dispatchEvent(new Event('close'))
  await expect.element(dialog()).not.toBeInTheDocument()
  expect(watchers.size).toBe(0)
})
