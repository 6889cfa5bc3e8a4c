// The browser's permission for folders comes and goes, and so do disks. Whatever happens, a sentence and a way back
// stand where the files were.
import fs from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'
import {
  expectLocations,
  expectSameAsDisk,
  locationsOf,
  row,
  sidebarEntry,
  untilIndexed,
} from './holdall.ts'

const tree = { 'a.txt': 'a', inner: { 'b.txt': 'b' } }
const closed = 'The browser closed access since your last visit.'
const refused = 'The browser keeps access closed.'

const states = async (page: Page) =>
  (await locationsOf(page)).map(({ name, permission, reach }) => `${name} ${permission} ${reach}`)
const expectStates = (page: Page, expected: readonly string[]) =>
  expect.poll(() => states(page)).toEqual(expected)

test.describe('asking by bubbles', () => {
  test.use({ browserOptions: { permissions: 'prompt' } })

  test.beforeEach(({ app }) => app.page.getByRole('button', { name: /Open a folder/ }).waitFor())

  test('a dropped folder is locked after a reload; one press and one answer open it', async ({
    app,
    folder,
  }) => {
    const { page } = app
    const one = await folder('One', tree)
    await app.dropFolder(one)
    await row(page, 'inner').dblclick()
    await expect(row(page, 'b.txt')).toBeVisible()

    await untilIndexed(page)
    await page.reload()
    await expectStates(page, ['One prompt unknown'])
    await expect(page.getByText(closed)).toBeVisible()
    await expect(row(page, 'b.txt')).toBeVisible() // what is remembered shows meanwhile
    await expect(sidebarEntry(page, 'One')).toContainText('needs your permission')
    await page.getByRole('button', { name: 'Allow 1 folder' }).click()
    await app.ui.accept()
    await expect(row(page, 'b.txt')).toBeVisible() // where the person was, not at the top
    await expect(page.getByText(closed)).toBeHidden()
    await expectStates(page, ['One granted here'])
    await expectSameAsDisk(page, 'One', one.path)
  })

  test('a "no" is taken for one: nothing opens, the way back stays', async ({ app, folder }) => {
    const { page } = app
    await app.dropFolder([await folder('One', tree), await folder('Two', tree)])
    await expectLocations(page, ['One', 'Two'])
    await untilIndexed(page)
    await page.reload()
    await page.getByRole('button', { name: 'Allow 2 folders' }).click()
    await app.ui.deny()
    await expect(page.getByText(refused)).toBeVisible()
    await expectStates(page, ['One prompt unknown', 'Two prompt unknown'])
    await expect(row(page, 'a.txt')).toBeVisible() // what is remembered shows meanwhile
    expect(await app.ui.bubbles()).toEqual([]) // one "no" is enough

    await page.getByRole('button', { name: 'Allow 2 folders' }).click()
    await app.ui.accept() // after a "no" the browser asks for each
    await app.ui.accept()
    await expect(row(page, 'a.txt')).toBeVisible()
    await expect(page.getByText(refused)).toBeHidden()
  })

  test('many locked folders are opened by one button', async ({ app, folder }) => {
    const { page } = app
    const names = ['One', 'Two', 'Three', 'Four']
    const folders = await Promise.all(names.map((name) => folder(name, tree)))
    await app.dropFolder(folders)
    await expectLocations(page, names)
    await untilIndexed(page)
    await page.reload()
    await expectStates(
      page,
      names.map((name) => `${name} prompt unknown`),
    )
    await expect(page.getByText('4 folders need your permission again')).toBeVisible()
    await page.getByRole('button', { name: 'Allow 4 folders' }).click()
    await app.ui.accept()
    await expectStates(
      page,
      names.map((name) => `${name} granted here`),
    )
    for (const { name, path } of folders) await expectSameAsDisk(page, name, path)
    await expect(page.getByText(closed)).toBeHidden()
  })

  test('one of several locked folders is opened alone', async ({ app, folder }) => {
    const { page } = app
    await app.dropFolder([await folder('One', tree), await folder('Two', tree)])
    await expectLocations(page, ['One', 'Two'])
    await untilIndexed(page)
    await page.reload()
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Two' })
      .getByRole('button', { name: 'Only this one' })
      .click()
    const { text } = await app.ui.accept('Allow this time')
    expect(text).toContain('Two')
    await expect.poll(async () => (await states(page)).at(1)).toBe('Two granted here')
  })

  test('taken back while a folder is open: a sentence at once, and everything again when allowed', async ({
    app,
    folder,
  }) => {
    const { page } = app
    const one = await folder('One', tree)
    await app.dropFolder(one)
    await expect(row(page, 'a.txt')).toBeVisible()
    await app.revokeGrants()
    await page.getByRole('grid').focus()
    await page.keyboard.press('F5')
    await expect(page.getByText(closed)).toBeVisible()
    await expectStates(page, ['One prompt unknown'])
    await expect(row(page, 'a.txt')).toBeVisible() // what was seen is no lie, only old
    await expect(page.getByText('Not all of this folder could be read.')).toBeVisible()

    await row(page, 'inner').dblclick()
    await expect(row(page, 'b.txt')).toBeVisible() // what is remembered shows meanwhile
    await page.getByRole('button', { name: 'Allow 1 folder' }).click()
    await app.ui.accept()
    await expect(row(page, 'b.txt')).toBeVisible()
    await expect(page.getByText(closed)).toBeHidden()
    await expect(page.getByText('Not all of this folder could be read.')).toBeHidden()
    await expectSameAsDisk(page, 'One', one.path)
  })

  test('blocked in the settings: said so, without a question, until it is unblocked', async ({
    app,
    folder,
  }) => {
    const one = await folder('One', tree)
    await app.dropFolder(one)
    await expectLocations(app.page, ['One'])
    await app.restart({ permissions: 'blocked' })
    await expectStates(app.page, ['One denied unknown'])
    await expect(app.page.getByText('The browser blocks One')).toBeVisible()
    await expect(sidebarEntry(app.page, 'One')).toContainText('blocked in the browser')
    await app.page.getByRole('button', { name: 'Look again' }).click()
    await expectStates(app.page, ['One denied unknown'])
    expect(await app.ui.bubbles()).toEqual([])

    await app.restart({ permissions: 'prompt' })
    await app.page.getByRole('button', { name: 'Allow 1 folder' }).click()
    await app.ui.accept()
    await expect(row(app.page, 'a.txt')).toBeVisible()
    await expectSameAsDisk(app.page, 'One', one.path)
  })
})

test.describe('picked folders', () => {
  test.use({ browserOptions: { display: 'ozone', permissions: 'prompt' } })

  test('allowed on every visit they open by themselves, until the browser is told to forget', async ({
    app,
    folder,
  }) => {
    const one = await folder('One', tree)
    await app.pickFolder(one, () => app.page.getByRole('button', { name: /Open a folder/ }).click())
    const two = await folder('Two', tree)
    await app.pickFolder(two, () =>
      app.page.getByRole('button', { name: 'Add folder' }).last().click(),
    )
    await expectStates(app.page, ['One granted here', 'Two granted here'])

    await app.restart()
    await expectStates(app.page, ['One prompt unknown', 'Two prompt unknown'])
    await app.page.getByRole('button', { name: 'Allow 2 folders' }).click()
    expect(await app.ui.accept('Allow on every visit')).toMatchObject({
      text: expect.stringMatching(/One.*Two|Two.*One/),
    })
    await expectStates(app.page, ['One granted here', 'Two granted here'])

    await app.restart()
    await expectStates(app.page, ['One granted here', 'Two granted here'])
    await expect(app.page.getByText(closed)).toBeHidden()
    for (const { name, path } of [one, two]) await expectSameAsDisk(app.page, name, path)

    await app.restart({ forgetGrants: true })
    await expectStates(app.page, ['One prompt unknown', 'Two prompt unknown'])
    await expect(app.page.getByText(closed)).toBeVisible()
    await app.page.getByRole('button', { name: 'Allow 2 folders' }).click()
    // Nothing is left to restore, so the browser asks for each.
    const asked = [await app.ui.accept('Allow'), await app.ui.accept('Allow')]
    const names = asked.map(({ text }) => / in (One|Two) /.exec(text)?.[1])
    expect(new Set(names)).toEqual(new Set(['One', 'Two']))
    await expectStates(app.page, ['One granted here', 'Two granted here'])
    await expect(row(app.page, 'a.txt')).toBeVisible()
  })
})

test('a folder that was moved away between two visits stays listed, dimmed, and comes back', async ({
  app,
  folder,
}) => {
  await app.page.getByRole('button', { name: /Open a folder/ }).waitFor()
  const disk = await folder('Disk', tree)
  await app.dropFolder([disk, await folder('Other', tree)])
  const [before] = await expectLocations(app.page, ['Disk', 'Other'])
  const seenMs = before?.lastSeenMs ?? 0

  const away = `${disk.path} away`
  await disk.change((place) => fs.rename(place, away))
  await app.restart()
  const { page } = app
  await expectStates(page, ['Disk granted gone', 'Other granted here'])
  expect((await locationsOf(page))[0]).toMatchObject({ lastSeenMs: seenMs })
  const lastSeen = await page.evaluate(
    (ms) =>
      new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(ms),
    seenMs,
  )
  await sidebarEntry(page, 'Disk').click()
  await expect(page.getByText('Disk is not connected')).toBeVisible()
  await expect(page.getByText(`Last seen ${lastSeen}.`)).toBeVisible()
  await expect(row(page, 'a.txt')).toBeVisible() // the index remembers what was there
  const dimmed = sidebarEntry(page, 'Disk').locator('xpath=ancestor::li')
  await expect(dimmed).toHaveAttribute('data-gone')
  await expect(sidebarEntry(page, 'Disk')).toContainText('not connected')
  await sidebarEntry(page, 'Other').click()
  await expect(row(page, 'a.txt')).toBeVisible() // one lost disk is nobody else's trouble

  await sidebarEntry(page, 'Disk').click()
  await fs.rename(away, disk.path)
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(row(page, 'a.txt')).toBeVisible()
  await expectStates(page, ['Disk granted here', 'Other granted here'])
  await expect(dimmed).not.toHaveAttribute('data-gone')
  await expectSameAsDisk(page, 'Disk', disk.path)
})

test('a disk pulled while its folder is open is told by the next look', async ({ app, folder }) => {
  const { page } = app
  await page.getByRole('button', { name: /Open a folder/ }).waitFor()
  const disk = await folder('Disk', tree)
  await app.dropFolder(disk)
  await expect(row(page, 'a.txt')).toBeVisible()
  await disk.change((place) => fs.rename(place, `${place} away`))
  await page.getByRole('grid').focus()
  await page.keyboard.press('F5')
  await expect(page.getByText('Disk is not connected')).toBeVisible()
  await expectStates(page, ['Disk granted gone'])
  await fs.rename(`${disk.path} away`, disk.path)
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.getByText('Disk is not connected')).toBeHidden()
  await expect(row(page, 'a.txt')).toBeVisible()
})
