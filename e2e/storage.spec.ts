// What Holdall keeps in the browser: how much, how healthy, how to be rid of it, and what happens when there is no room.
import fs from 'node:fs'
import type { Page } from '@playwright/test'
import { opfsFiles } from './harness/library.ts'
import { expect, expectAccessible, test, type App } from './harness/test.ts'
import { expectLocations, expectSameAsDisk, locationsOf, row, sidebarEntry } from './holdall.ts'

const tree = { 'a.txt': 'a', inner: { 'b.txt': 'b' } }
const noRoom = 'The browser has no more room for the library; it stays as it was.'

async function addFolder(app: App, folder: Parameters<App['dropFolder']>[0]): Promise<void> {
  await app.page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await app.dropFolder(folder)
  await expect(row(app.page, 'a.txt')).toBeVisible()
}

const goToStorage = async (page: Page) => {
  await page.getByRole('button', { name: 'Storage and settings' }).click()
  await expect(page.getByRole('heading', { name: 'Storage and settings' })).toBeVisible()
}

const statusOf = (page: Page) =>
  page.evaluate(async () => {
    const answer = await window.holdall.storage.status()
    if (!answer.ok) throw new Error(answer.error.type)
    return answer.value
  })

/** Everything that the origin keeps, but the app's own files. */
const keptBy = (page: Page) =>
  page.evaluate(async () => {
    const names: string[] = []
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name)
    const databases = await indexedDB.databases()
    return { opfs: names, databases: databases.map(({ name }) => name), local: localStorage.length }
  })

test("the numbers are the browser's own, and the page shows them", async ({ app, folder }) => {
  await addFolder(app, await folder('One', tree))
  const { page } = app
  const status = await statusOf(page)
  const estimate = await page.evaluate(() => navigator.storage.estimate())
  expect(status).toMatchObject({
    home: 'disk',
    persisted: await page.evaluate(() => navigator.storage.persisted()),
    locations: 1,
    schemaVersion: 3,
    sqliteVersion: expect.stringMatching(/^3\.\d+\.\d+$/),
  })
  // Between the two the browser may have set some room aside.
  expect(Math.abs(status.usageBytes - (estimate.usage ?? 0))).toBeLessThan(8 << 20)
  expect(Math.abs((status.quotaBytes ?? 0) - (estimate.quota ?? 0))).toBeLessThan(8 << 20)
  expect(status.databaseBytes).toBeGreaterThan(8_192)
  expect(status.databaseBytes).toBeLessThan(status.usageBytes)

  let onDisk = 0
  await app.restart({
    meanwhile(profile) {
      for (const file of opfsFiles(profile)) onDisk += fs.statSync(file).size
    },
  })
  await goToStorage(app.page)
  const facts = app.page.locator('dl').first()
  await expect(facts).toContainText('Locations1')
  await expect(facts).toContainText('this browser’s profile, on this computer')
  // All that lies in OPFS is the database, its log, and one byte of a mark.
  expect(status.databaseBytes).toBeLessThanOrEqual(onDisk)
  await expectAccessible(app.page)
})

test('the database is checked on demand, and the browser asked to keep it', async ({
  app,
  folder,
}) => {
  await addFolder(app, await folder('One', tree))
  const { page } = app
  await goToStorage(page)
  await page.getByRole('button', { name: 'Check the database' }).click()
  await expect(
    page.getByText(/The database is sound\. The check took [\d.]+ seconds\./),
  ).toBeVisible()

  const isKept = page.getByText('Yes, the browser promises it')
  const asked = page.getByText(
    /The browser promises to keep the library|The browser does not promise it yet/,
  )
  const ask = page.getByRole('button', { name: 'Ask the browser to keep it' })
  if ((await statusOf(page)).persisted) await expect(isKept).toBeVisible()
  else {
    await ask.click()
    await expect(asked).toBeVisible()
  }
  const { persisted } = await statusOf(page)
  expect(persisted).toBe(await page.evaluate(() => navigator.storage.persisted()))
  await expect(isKept).toBeVisible({ visible: persisted })
  await expect(ask).toBeVisible({ visible: !persisted })
})

test('everything is erased in all tabs; folders on the disk are not touched', async ({
  app,
  folder,
}) => {
  const one = await folder('One', tree)
  await addFolder(app, [one, await folder('Two', tree)])
  const { page } = app
  await page.evaluate(() => window.holdall.preferences.set({ theme: 'dark', showHidden: true }))
  const tab = await app.newPage()
  await expect(row(tab, 'a.txt')).toBeVisible()
  await expect(tab.locator('html')).toHaveAttribute('data-theme', 'dark')

  await goToStorage(tab)
  await tab.getByRole('button', { name: 'Erase everything…' }).click()
  const dialog = tab.getByRole('alertdialog', { name: 'Erase everything that Holdall keeps?' })
  await expect(dialog).toContainText('2 locations')
  const erase = dialog.getByRole('button', { name: 'Erase everything' })
  await erase.click({ force: true }) // without the word it does nothing
  await expectLocations(page, ['One', 'Two'])
  await dialog.getByRole('textbox').fill('erase')
  await erase.click()

  for (const each of [page, tab]) {
    await expect(each.getByRole('button', { name: /Open a folder/ })).toBeVisible()
    await expect(each).toHaveURL(app.url)
    expect(await locationsOf(each)).toEqual([])
    await expect(each.locator('html')).not.toHaveAttribute('data-theme', 'dark')
    const preferences = await each.evaluate(() => window.holdall.preferences.get())
    expect(preferences).toMatchObject({ ok: true, value: { theme: 'system', showHidden: false } })
  }
  // What is there now was made by the new start, and remembers nothing.
  expect(await keptBy(page)).toEqual({
    opfs: ['library'],
    databases: ['holdall'],
    local: expect.any(Number),
  })
  await app.restart()
  expect(await locationsOf(app.page)).toEqual([])
  await addFolder(app, one) // and it can begin anew
  await expectSameAsDisk(app.page, 'One', one.path)
})

test('a script can erase everything as well, and every tab starts over', async ({
  app,
  folder,
}) => {
  await addFolder(app, await folder('One', tree))
  const { page } = app
  const tab = await app.newPage()
  await expect(row(tab, 'a.txt')).toBeVisible()
  await tab.evaluate(() => void window.holdall.storage.eraseEverything())
  for (const each of [page, tab]) {
    await expect(each.getByRole('button', { name: /Open a folder/ })).toBeVisible()
    expect(await locationsOf(each)).toEqual([])
  }
})

test('without room commands say so and change nothing; with room again they work', async ({
  app,
  folder,
}) => {
  const first = await folder('One', tree)
  await addFolder(app, first)
  const { page } = app
  const origin = new URL(app.url).origin
  const cdp = await app.context.newCDPSession(page)
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })

  // The browser has set some room aside already: it is used up first.
  const filled = await page.evaluate(async () => {
    const { preferences } = window.holdall
    for (let n = 0; n < 5_000; n++) {
      const answer = await preferences.set({ sidebarWidth: 200 + (n % 100) })
      if (!answer.ok) {
        const kept = await preferences.get()
        return { answer, width: kept.ok && kept.value.sidebarWidth, last: 200 + ((n - 1) % 100) }
      }
    }
    return undefined
  })
  expect(filled?.answer).toEqual({ ok: false, error: { type: 'QuotaExceeded' } })
  expect(filled?.width).toBe(filled?.last)

  // What a person does ends in a sentence, and what they see is what is true.
  await sidebarEntry(page, 'One').focus()
  await page.keyboard.press('F2')
  await page.getByRole('textbox', { name: 'New name' }).fill('Eins')
  await page.keyboard.press('Enter')
  await expect(page.getByText(noRoom)).toBeVisible()
  await page.keyboard.press('Escape')
  await expectLocations(page, ['One'])
  await expectSameAsDisk(page, 'One', first.path) // looking needs no room
  await app.dropFolder(await folder('Two', tree))
  await expect(page.getByText(noRoom).last()).toBeVisible()
  await expectLocations(page, ['One'])
  expect(await page.evaluate(() => window.holdall.storage.checkDatabase())).toMatchObject({
    ok: true,
    value: { sound: true },
  })

  await cdp.send('Storage.overrideQuotaForOrigin', { origin })
  const again = await page.evaluate(async () => {
    const { locations } = window.holdall
    const list = await locations.list()
    const [location] = list.ok ? list.value : []
    return location && locations.rename({ locationId: location.locationId, name: 'Eins' })
  })
  expect(again).toEqual({ ok: true, value: undefined })
  await expect(sidebarEntry(page, 'Eins')).toBeVisible()
  await app.restart()
  await expectLocations(app.page, ['Eins'])
  await expectSameAsDisk(app.page, 'Eins', first.path)
  expect(await app.page.evaluate(() => window.holdall.storage.notices())).toEqual({
    ok: true,
    value: [],
  })
})

test('a start without room says so, with figures, and works when there is some', async ({
  app,
  folder,
}) => {
  const { page } = app
  await page.getByRole('button', { name: /Open a folder/ }).waitFor()
  const origin = new URL(app.url).origin
  const cdp = await app.context.newCDPSession(page)
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  await page.evaluate(() => void window.holdall.storage.eraseEverything()) // a new library must be made
  const heading = page.getByRole('heading', {
    name: 'The browser has no more room for the library',
  })
  await expect(heading).toBeVisible()
  await expect(page.getByText(/This site uses .+ of the .+ it may use\./)).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(heading).toBeVisible()
  await cdp.send('Storage.overrideQuotaForOrigin', { origin })
  await page.getByRole('button', { name: 'Try again' }).click()
  await addFolder(app, await folder('One', tree))
  expect(await page.evaluate(() => window.holdall.storage.checkDatabase())).toMatchObject({
    ok: true,
    value: { sound: true },
  })
})
