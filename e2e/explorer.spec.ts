// Walking through folders by keyboard and mouse, as one does in any good file manager.
import fs from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'
import { expectLocations, rowsOf, sidebarEntry } from './holdall.ts'

const tree = {
  'notes 2.md': 'two',
  'notes 10.md': 'ten, and longer',
  'notes 1.md': 'one',
  '.profile': 'hidden',
  Alpha: { 'inside.txt': 'x', Beta: { 'deep.txt': 'y' } },
  Zulu: {},
}
const order = ['Alpha', 'Zulu', 'notes 1.md', 'notes 2.md', 'notes 10.md']

test.beforeEach(async ({ app, folder }) => {
  await app.page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await app.dropFolder(await folder('Walk', tree))
  await expectLocations(app.page, ['Walk'])
  await expect(app.page.getByRole('grid').getByRole('row')).toHaveCount(order.length + 1)
  await app.page.getByRole('button', { name: 'Not now' }).click()
})

const names = (page: Page) =>
  page
    .getByRole('grid')
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.slice(1).map((row) => row.querySelector('[title]')?.getAttribute('title')),
    )

test('rows stand in natural order, folders first, and sort both ways', async ({ app }) => {
  const { page } = app
  expect(await names(page)).toEqual(order)
  await page.getByRole('columnheader', { name: 'Name' }).click()
  await expect
    .poll(() => names(page))
    .toEqual(['Zulu', 'Alpha', 'notes 10.md', 'notes 2.md', 'notes 1.md'])
  await page.getByRole('columnheader', { name: 'Size' }).click()
  await expect
    .poll(async () => (await names(page)).slice(2))
    .toEqual(['notes 10.md', 'notes 2.md', 'notes 1.md']) // the largest first, as one looks for it
  await page.getByRole('columnheader', { name: 'Size' }).click()
  await expect
    .poll(async () => (await names(page)).slice(2))
    .toEqual(['notes 1.md', 'notes 2.md', 'notes 10.md'])
})

test('the keyboard alone goes everywhere and back', async ({ app }) => {
  const { page } = app
  const selected = page.getByRole('row', { selected: true })
  await page.getByRole('grid').focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/Alpha/)
  await page.keyboard.press('b')
  await expect(selected).toContainText('Beta')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/Beta/)
  await page.keyboard.press('Backspace')
  await expect(page).toHaveTitle(/Alpha/)
  await expect(selected).toContainText('Beta')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page).toHaveTitle(/Beta/)
  await page.keyboard.press('Alt+ArrowRight')
  await expect(page).toHaveTitle(/Alpha/)
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page).toHaveTitle(/Walk/)
  await page.keyboard.press('End')
  await expect(selected).toContainText('notes 10')
  await page.keyboard.press('Shift+ArrowUp')
  await expect(selected).toHaveCount(2)
  await page.keyboard.press('Control+a')
  await expect(selected).toHaveCount(order.length)
  await expect(page.getByText('5 selected')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(selected).toHaveCount(0)
})

test('hidden files are counted, and shown when asked for', async ({ app }) => {
  const { page } = app
  await page.getByRole('button', { name: /1 hidden/ }).click()
  await expect.poll(() => names(page)).toEqual(['Alpha', 'Zulu', '.profile', ...order.slice(2)])
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+h')
  await expect.poll(() => names(page)).toEqual(order)
})

test('a rubber band selects what it touches', async ({ app }) => {
  const { page } = app
  const first = await page.getByRole('row').nth(1).boundingBox()
  const third = await page.getByRole('row').nth(3).boundingBox()
  if (first === null || third === null) throw new Error('no rows')
  await page.mouse.move(first.x + first.width / 2, first.y + 4)
  await page.mouse.down()
  await page.mouse.move(third.x + third.width / 2 + 40, third.y + 8, { steps: 8 })
  await page.mouse.up()
  await expect(page.getByRole('row', { selected: true })).toHaveCount(3)
})

test('a typed path is gone to; a wrong one is said', async ({ app }) => {
  const { page } = app
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+l')
  const field = page.getByRole('combobox', { name: 'Path' })
  await field.fill('Walk/Alpha/Nowhere')
  await page.keyboard.press('Enter')
  await expect(page.getByText('There is nothing called Nowhere in Alpha.')).toBeVisible()
  await field.fill('Walk/Alpha/Beta/deep.txt')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/Beta/)
  await expect(page.getByRole('row', { selected: true })).toContainText('deep')
})

test('F5 shows what another program changed', async ({ app, folder }) => {
  const { page } = app
  const other = await folder('Other', { 'one.txt': '1' })
  await app.dropFolder(other)
  await expectLocations(page, ['Walk', 'Other'])
  await rowsOf(page, 'Other')
  await other.change(async (place) => {
    await fs.writeFile(path.join(place, 'two.txt'), '2')
    await fs.rm(path.join(place, 'one.txt'))
  })
  await page.getByRole('grid').focus()
  await page.keyboard.press('F5')
  await expect.poll(() => names(page)).toEqual(['two.txt'])
})

test('the address is the state: sort order and hidden files survive a reload', async ({ app }) => {
  const { page } = app
  await page.getByRole('columnheader', { name: 'Size' }).click()
  await page.getByRole('columnheader', { name: 'Size' }).click()
  await expect(page).toHaveURL(/sort=size/)
  const before = await names(page)
  await page.reload()
  await expect.poll(() => names(page)).toEqual(before)
})

test('the keys of the folder work while the sidebar has the focus', async ({ app }) => {
  const { page } = app
  await page.evaluate(() => Object.assign(window, { sameDocument: true }))
  await sidebarEntry(page, 'Walk').click()
  await sidebarEntry(page, 'Walk').focus()
  await page.keyboard.press('Control+h')
  await expect.poll(() => names(page)).toContain('.profile')
  await page.keyboard.press('F5')
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('combobox', { name: 'Path' })).toBeFocused()
  expect(await page.evaluate(() => Reflect.get(window, 'sameDocument'))).toBe(true)
})

test('an address selects its file in a large folder that is still being read, and sums it all', async ({
  app,
  folder,
}) => {
  test.slow()
  const { page } = app
  const count = 20_000
  const nameOf = (number: number) => `file ${String(number).padStart(5, '0')}.txt`
  const many = Array.from({ length: count }, (_, number) => [nameOf(number), 'x'] as const)
  await app.dropFolder(await folder('Many', Object.fromEntries(many)))
  const [, location] = await expectLocations(page, ['Walk', 'Many'])
  const address = new URL(`/folder/${location?.locationId}`, page.url()).href
  await page.getByRole('button', { name: 'Not now' }).click()
  const selected = page.getByRole('row', { selected: true })
  for (const number of [12_345, 500, 19_990]) {
    const name = nameOf(number)
    await page.goto(`${address}?select=${encodeURIComponent(name)}`)
    await expect(
      page.getByText(`${count.toLocaleString('en')} items`, { exact: true }),
    ).toBeVisible({
      timeout: 60_000,
    })
    await expect(selected).toHaveCount(1)
    await expect(selected).toContainText(name)
    await expect(selected).toBeInViewport()
    await expect(page).toHaveURL(
      new RegExp(`select=${encodeURIComponent(name)}`.replace('%20', '(%20|\\+)')),
    )
  }
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+a')
  await expect(page.getByText('20,000 selected, 20 KB')).toBeVisible({ timeout: 60_000 })
})
