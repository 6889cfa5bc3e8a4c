import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ROOT } from '#vdfs/api/paths.ts'
import { err, ok } from '#vdfs/api/result.ts'
import { createFakeHoldall, fakeLocation, fakeLocationId } from '../../testing/fake-holdall.ts'
import { showLocations } from './testing.tsx'

const link = (name: string) => page.getByRole('link', { name })
const names = () =>
  [...document.querySelectorAll('li a[href]')].map((row) => row.textContent?.trim())
const rootOf = (n: number) => ({
  screen: 'folder' as const,
  at: { locationId: fakeLocationId(n), path: ROOT },
})

test('the list says which are locked, blocked or not connected', async () => {
  showLocations(
    createFakeHoldall([
      fakeLocation(1),
      fakeLocation(2, { permission: 'prompt' }),
      fakeLocation(3, { permission: 'denied' }),
      fakeLocation(4, { reach: 'gone' }),
    ]),
  )
  await expect.element(link('Folder 1')).toBeVisible()
  await expect.element(link('Folder 2 needs your permission')).toBeVisible()
  await expect.element(link('Folder 3 blocked in the browser')).toBeVisible()
  await expect.element(link('Folder 4 not connected')).toBeVisible()
})

test('a click opens a location; its address is that of a link', async () => {
  const { navigation } = showLocations(createFakeHoldall([fakeLocation(1), fakeLocation(2)]))
  await link('Folder 2').click()
  expect(navigation.place()).toMatchObject(rootOf(2))
  await expect.element(link('Folder 2')).toHaveAttribute('aria-current', 'page')
  await expect.element(link('Folder 2')).toHaveAttribute('href', `/folder/${fakeLocationId(2)}`)
})

test('one tab stop; arrows, Home and End go through the list', async () => {
  showLocations(createFakeHoldall([fakeLocation(1), fakeLocation(2), fakeLocation(3)]))
  await expect.element(link('Folder 3')).toBeVisible()
  expect(document.querySelectorAll('li a[tabindex="0"]').length).toBe(1)
  link('Folder 1').element().focus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(link('Folder 2')).toHaveFocus()
  await userEvent.keyboard('{End}')
  await expect.element(link('Folder 3')).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{Home}')
  await expect.element(link('Folder 1')).toHaveFocus()
})

test('F2 renames in place: Enter keeps, Escape does not, a refusal is said', async () => {
  const fake = createFakeHoldall([fakeLocation(1)])
  showLocations(fake)
  await expect.element(link('Folder 1')).toBeVisible()
  link('Folder 1').element().focus()
  await userEvent.keyboard('{F2}')
  const field = page.getByRole('textbox', { name: 'New name' })
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('Fieldwork{Escape}')
  await expect.element(link('Folder 1')).toHaveFocus()
  expect(fake.inputsOf('locations.rename')).toEqual([])

  fake.answerNext('locations.rename', err({ type: 'BadLocationName' }))
  await userEvent.keyboard('{F2}')
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('Fieldwork{Enter}')
  await expect.element(page.getByRole('alert')).toHaveTextContent('at most 255')
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(link('Fieldwork')).toHaveFocus()
  expect(fake.inputsOf('locations.rename').at(-1)).toEqual({
    locationId: fakeLocationId(1),
    name: 'Fieldwork',
  })
})

test('Alt+arrows move a location, and the end is said', async () => {
  const fake = createFakeHoldall([fakeLocation(1), fakeLocation(2), fakeLocation(3)])
  showLocations(fake)
  await expect.element(link('Folder 1')).toBeVisible()
  link('Folder 1').element().focus()
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
  await expect.poll(names).toEqual(['Folder 2', 'Folder 1', 'Folder 3'])
  await expect.element(link('Folder 1')).toHaveFocus()
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
  await expect.poll(names).toEqual(['Folder 2', 'Folder 3', 'Folder 1'])
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
  await expect.element(page.getByText('It is the last')).toBeVisible()
  expect(fake.inputsOf('locations.reorder').length).toBe(2)
})

test('a line dragged between two others goes there', async () => {
  const fake = createFakeHoldall([fakeLocation(1), fakeLocation(2), fakeLocation(3)])
  showLocations(fake)
  await expect.element(link('Folder 1')).toBeVisible()
  await link('Folder 3').dropTo(link('Folder 1'), { targetPosition: { x: 60, y: 3 } })
  await expect.poll(names).toEqual(['Folder 3', 'Folder 1', 'Folder 2'])
  await link('Folder 3').dropTo(link('Folder 1'), { targetPosition: { x: 60, y: 22 } })
  await expect.poll(names).toEqual(['Folder 1', 'Folder 3', 'Folder 2'])
})

test('keys of the list mean nothing elsewhere on the page', async () => {
  const fake = createFakeHoldall([fakeLocation(1), fakeLocation(2)])
  const { navigation } = showLocations(fake)
  await expect.element(link('Folder 1')).toBeVisible()
  navigation.go(rootOf(1))
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  await userEvent.keyboard('{Delete}{F2}{Alt>}{ArrowDown}{/Alt}')
  expect(page.getByRole('alertdialog').elements()).toEqual([])
  expect(page.getByRole('textbox').elements()).toEqual([])
  expect(fake.inputsOf('locations.reorder')).toEqual([])
})

test('the menu removes after a question; files are said to be untouched', async () => {
  const fake = createFakeHoldall([fakeLocation(1), fakeLocation(2)])
  const { navigation } = showLocations(fake)
  await link('Folder 1').click()
  await link('Folder 1').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Remove from Holdall…' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Remove Folder 1 from Holdall?' })
  await expect.element(dialog).toHaveTextContent('Its files are not touched.')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect.element(dialog).not.toBeInTheDocument()
  expect(fake.inputsOf('locations.remove')).toEqual([])

  await link('Folder 1').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Remove from Holdall…' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect.element(link('Folder 1')).not.toBeInTheDocument()
  await expect
    .element(page.getByText('Folder 1 removed. Its files were not touched.'))
    .toBeVisible()
  expect(navigation.place()).toEqual({ screen: 'start' }) // it was open
})

test('the menu leads to the index of a location, which is then the one that is open', async () => {
  const { navigation } = showLocations(createFakeHoldall([fakeLocation(1), fakeLocation(2)]))
  await link('Folder 2').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Index…' }).click()
  expect(navigation.place()).toEqual({ screen: 'index', locationId: fakeLocationId(2) })
  await expect.element(link('Folder 2')).toHaveAttribute('aria-current', 'page')
})

test('a menu shows only what applies', async () => {
  showLocations(
    createFakeHoldall([
      fakeLocation(1, { permission: 'prompt' }),
      fakeLocation(2, { reach: 'gone' }),
    ]),
  )
  const lines = () =>
    page
      .getByRole('menuitem')
      .elements()
      .map((line) => line.getAttribute('data-label'))
  await link('Folder 1').click({ button: 'right' })
  await expect.poll(lines).toContain('Allow')
  expect(lines()).not.toContain('Point to it…')
  await userEvent.keyboard('{Escape}')
  await link('Folder 2').click({ button: 'right' })
  await expect.poll(lines).toContain('Point to it…')
  expect(lines()).toContain('Look again')
  expect(lines()).not.toContain('Allow')
})

test('a failed list is said, with a way to ask again', async () => {
  const fake = createFakeHoldall([fakeLocation(1)])
  fake.answerNext('locations.list', err({ type: 'DatabaseFault', message: 'disk I/O error' }))
  showLocations(fake)
  await expect.element(page.getByRole('alert')).toHaveTextContent('disk I/O error')
})

test('a gone location says so, and is looked for again', async () => {
  const fake = createFakeHoldall([fakeLocation(1, { name: 'LiDAR archive', reach: 'gone' })])
  const { navigation } = showLocations(fake)
  navigation.go(rootOf(1))
  await expect.element(page.getByText('LiDAR archive is not connected')).toBeVisible()
  fake.answerNext('locations.recheck', ok())
  await page.getByRole('button', { name: 'Look again' }).click()
  expect(fake.inputsOf('locations.recheck').length).toBe(1)
})

test('locked folders are listed, and a click asks the core for their handles', async () => {
  const fake = createFakeHoldall([
    fakeLocation(1, { permission: 'prompt' }),
    fakeLocation(2, { permission: 'prompt', origin: 'dropped' }),
    fakeLocation(3),
  ])
  const { navigation } = showLocations(fake)
  navigation.go(rootOf(1))
  await expect.element(page.getByText('2 folders need your permission again')).toBeVisible()
  await expect.element(page.getByText(/Allow on every visit/)).toBeVisible()
  await page.getByRole('button', { name: 'Allow 2 folders' }).last().click()
  await expect
    .poll(() => fake.inputsOf('locations.root'))
    .toEqual([{ locationId: fakeLocationId(1) }, { locationId: fakeLocationId(2) }])
  await expect.poll(() => fake.inputsOf('locations.recheck').length).toBe(1)
})

test('a dropped folder is offered to be kept, once', async () => {
  const fake = createFakeHoldall([fakeLocation(1, { origin: 'dropped', lastingAnswered: false })])
  const { navigation } = showLocations(fake)
  navigation.go(rootOf(1))
  await expect.element(page.getByText('Keep Folder 1?')).toBeVisible()
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect.element(page.getByText('Keep Folder 1?')).not.toBeInTheDocument()
  expect(fake.inputsOf('locations.answerLasting')).toEqual([{ locationId: fakeLocationId(1) }])
})
