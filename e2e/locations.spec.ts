// Granted folders: added in every way, named, ordered, removed; what lies in what is recognised.
import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Folder } from './harness/test.ts'
import { expectLocations, locationsOf, rowsOf, sidebarEntry } from './holdall.ts'

const tree = { 'a.txt': 'a', inner: { 'b.txt': 'b', core: { 'c.txt': 'c' } } }

/** A folder below one that the test made. */
const within = (folder: Folder, name: string): Folder => ({
  ...folder,
  path: path.join(folder.path, name),
  name: path.basename(name),
})

test('several folders dropped at once are all added, in the order of the drop', async ({
  app,
  folder,
}) => {
  const { page } = app
  await page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await app.dropFolder([await folder('One', tree), await folder('Two', tree)])
  await expectLocations(page, ['One', 'Two'])
  for (const name of ['One', 'Two']) await expect(sidebarEntry(page, name)).toBeVisible()
})

test('the same folder again leads to where it is', async ({ app, folder }) => {
  const { page } = app
  const one = await folder('One', tree)
  await page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await app.dropFolder(one)
  await expectLocations(page, ['One'])
  await app.dropFolder(await folder('Two', {}))
  await expectLocations(page, ['One', 'Two'])
  await expect(page).toHaveTitle(/Two/)
  await app.dropFolder(one)
  await expect(page).toHaveTitle(/One/)
  await expect(page.getByRole('status').getByText('One is a location already.')).toBeVisible()
  await expectLocations(page, ['One', 'Two'])
})

test('a folder inside a location, and one around it, are recognised', async ({ app, folder }) => {
  const { page } = app
  const outer = await folder('Outer', { middle: tree })
  await page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await app.dropFolder(within(outer, 'middle'))
  await expectLocations(page, ['middle'])

  await app.dropFolder(within(outer, 'middle/inner/core'))
  await page.getByRole('alertdialog').getByRole('button', { name: 'Open it there' }).click()
  await expect(page).toHaveTitle(/core/)
  await expectLocations(page, ['middle'])

  await app.dropFolder(outer)
  const around = page.getByRole('alertdialog')
  await expect(around).toContainText('Outer holds a location')
  await around.getByRole('button', { name: 'Cancel' }).click()
  await expectLocations(page, ['middle'])

  await app.dropFolder(outer)
  await around.getByRole('button', { name: 'Add all the same' }).click()
  await expectLocations(page, ['middle', 'Outer'])
  expect((await rowsOf(page, 'Outer')).map(({ name }) => name)).toEqual(['middle'])
})

test('a location is renamed, moved and removed; its files are not touched', async ({
  app,
  folder,
}) => {
  const { page } = app
  await page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await app.dropFolder([
    await folder('One', tree),
    await folder('Two', tree),
    await folder('Three', tree),
  ])
  await expectLocations(page, ['One', 'Two', 'Three'])

  await sidebarEntry(page, 'Two').focus()
  await page.keyboard.press('F2')
  await page.getByRole('textbox', { name: 'New name' }).fill('  Zwei & <b>more</b>  ')
  await page.keyboard.press('Enter')
  await expectLocations(page, ['One', 'Zwei & <b>more</b>', 'Three'])

  await sidebarEntry(page, 'Three').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expectLocations(page, ['One', 'Three', 'Zwei & <b>more</b>'])

  await sidebarEntry(page, 'One').click({ button: 'right' })
  await page.getByRole('menuitem', { name: /Remove from Holdall/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expectLocations(page, ['Three', 'Zwei & <b>more</b>'])
})

test('a location whose folder is gone stays listed, and comes back', async ({ app, folder }) => {
  const { page } = app
  const disk = await folder('Disk', tree)
  await page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await app.dropFolder(disk)
  await expectLocations(page, ['Disk'])
  await rowsOf(page, 'Disk')
  await disk.change((place) => fs.rename(place, `${place} away`))
  await page.evaluate(() => window.holdall.locations.recheck())
  await expect(page.getByText('Disk is not connected')).toBeVisible()
  expect((await locationsOf(page)).map(({ name, reach }) => [name, reach])).toEqual([
    ['Disk', 'gone'],
  ])
  await fs.rename(`${disk.path} away`, disk.path)
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.getByText('Disk is not connected')).toBeHidden()
  await expect(page.getByRole('grid')).toContainText('a.txt')
})
