// Without a network: no server answers, and the app starts and works all the same. And a new build on the server:
// offered, never forced.
import fs from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { makeOtherBuild, type OtherBuild } from './harness/builds.ts'
import { expect, test as base, type App } from './harness/test.ts'
import { expectLocations, expectSameAsDisk, row, sidebarEntry } from './holdall.ts'

const tree = { 'a.txt': 'a', 'notes.md': '# Notes', inner: { 'b.txt': 'b' } }
const waiting = 'A new version is ready.'
const changed = 'Another tab started a new version.'

/** A build that is another one than the build under test. */
const test = base.extend<{ otherBuild: OtherBuild }>({
  async otherBuild({ app, siteRoot }, use) {
    const other = makeOtherBuild(siteRoot, await versionOf(app.page))
    await use(other)
    await app.serve(siteRoot)
    fs.rmSync(other.root, { recursive: true })
  },
})

async function versionOf(page: Page): Promise<string> {
  await page.waitForFunction(() => 'holdall' in window)
  return page.evaluate(() => window.holdall.version)
}

/** Waits until the app is kept: then it needs no server. */
const waitUntilKept = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller !== null) return
    await new Promise<void>((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true })
    })
  })

async function addFolder(app: App, folder: Parameters<App['dropFolder']>[0]): Promise<void> {
  await app.page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await app.dropFolder(folder)
  await expect(row(app.page, 'a.txt')).toBeVisible()
}

/** That there is no server: nothing but the app's own cache can have answered. */
const expectNoServer = async (app: App) =>
  expect(await fetch(app.url).then(String, () => 'nobody')).toBe('nobody')

test('without a server it reloads, opens in new tabs, and starts again', async ({
  app,
  folder,
}) => {
  const one = await folder('One', tree)
  await addFolder(app, one)
  await waitUntilKept(app.page)
  await app.serve(null)
  await expectNoServer(app)

  await app.page.reload()
  await expect(row(app.page, 'a.txt')).toBeVisible()
  await expectSameAsDisk(app.page, 'One', one.path)

  const tab = await app.newPage()
  await expect(row(tab, 'a.txt')).toBeVisible()
  await row(tab, 'inner').dblclick()
  await expect(row(tab, 'b.txt')).toBeVisible()
  const deep = tab.url()

  await app.restart()
  await expectNoServer(app)
  await expectLocations(app.page, ['One'])
  await expectSameAsDisk(app.page, 'One', one.path)

  await app.restart({ crash: true })
  await expectLocations(app.page, ['One'])
  // A place deep inside, typed or kept as a bookmark, is the same page.
  await app.page.goto(deep)
  await expect(row(app.page, 'b.txt')).toBeVisible()
})

test('without a server every screen and every late part is there', async ({ app, folder }) => {
  await addFolder(app, await folder('One', tree))
  await waitUntilKept(app.page)
  await app.serve(null)
  await app.page.goto(`${app.url}storage`)
  await expect(app.page.getByRole('heading', { name: 'Storage and settings' })).toBeVisible()
  await app.page.goto(`${app.url}about`)
  await expect(app.page.getByRole('heading', { name: 'About Holdall' })).toBeVisible()
  await app.page.keyboard.press('?')
  await expect(app.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await app.page.keyboard.press('Escape')

  await sidebarEntry(app.page, 'One').click()
  await row(app.page, 'notes.md').click()
  await app.page.keyboard.press('Space')
  await expect(app.page.getByText('# Notes')).toBeVisible()
  await app.page.keyboard.press('Escape')
  await sidebarEntry(app.page, 'One').click({ button: 'right' })
  await app.page.getByRole('menuitem', { name: /Remove from Holdall/ }).click()
  await app.page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expectLocations(app.page, [])
})

test('every file of the build is kept', async ({ app, siteRoot }) => {
  await waitUntilKept(app.page)
  await app.serve(null)
  const notKept = /^\.|^_headers$|^service-worker\.js$|(?:^|\/)$/ // notes for servers, and the keeper itself
  const files = fs
    .readdirSync(siteRoot, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(siteRoot, path.join(entry.parentPath, entry.name)))
    .filter((file) => !notKept.test(file))
  expect(files.length).toBeGreaterThan(10)
  const missing = await app.page.evaluate(async (all) => {
    const answers = await Promise.all(
      all.map(async (file) => ({
        file,
        status: await fetch(`/${file}`).then((r) => r.status, String),
      })),
    )
    return answers.filter(({ status }) => status !== 200)
  }, files)
  expect(missing).toEqual([])
})

/** Waits for a build across the reload that brings it. */
async function untilVersion(page: Page, version: string): Promise<void> {
  await page.waitForFunction((wanted) => window.holdall?.version === wanted, version)
}

test('a new build is offered; nothing reloads until a person says so, and other tabs are told', async ({
  app,
  folder,
  otherBuild,
}) => {
  const one = await folder('One', tree)
  await addFolder(app, one)
  await waitUntilKept(app.page)
  const own = await versionOf(app.page)
  const tab = await app.newPage()
  await expect(row(tab, 'a.txt')).toBeVisible()
  const pages = [app.page, tab]
  // A reload would take these marks away.
  for (const page of pages) await page.evaluate(() => Reflect.set(window, 'mark', 'still here'))

  await app.serve(otherBuild.root)
  await tab.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update()
  })
  for (const page of pages) await expect(page.getByText(waiting)).toBeVisible()
  for (const page of pages) {
    expect(await page.evaluate(() => Reflect.get(window, 'mark'))).toBe('still here')
    expect(await versionOf(page)).toBe(own)
    await expectSameAsDisk(page, 'One', one.path)
  }
  // A reload alone does not change the build: the waiting one may be what somebody does not want now.
  await tab.reload()
  expect(await versionOf(tab)).toBe(own)
  await expect(tab.getByText(waiting)).toBeVisible()

  await app.page.getByRole('button', { name: 'Reload' }).click()
  await untilVersion(app.page, otherBuild.id)
  expect(await app.page.evaluate(() => Reflect.get(window, 'mark'))).toBeUndefined()
  // The other tab goes on with the old build, and is told.
  await expect(tab.getByText(changed)).toBeVisible()
  expect(await versionOf(tab)).toBe(own)
  await expectSameAsDisk(tab, 'One', one.path)
  // It has the library now, so the new build waits for it, in words.
  await expect(
    app.page.getByRole('heading', { name: 'Another tab runs another version of Holdall' }),
  ).toBeVisible()
  await expect(app.page.getByText(`That tab runs ${own}.`)).toBeVisible()
  await tab.getByRole('button', { name: 'Reload' }).click()
  await untilVersion(tab, otherBuild.id)
  for (const page of pages) {
    await expectSameAsDisk(page, 'One', one.path)
    await expect(row(page, 'a.txt')).toBeVisible()
    await expect(page.getByText(waiting).or(page.getByText(changed))).toBeHidden()
  }
})

test('a new build that was put off starts when all tabs were closed', async ({
  app,
  folder,
  otherBuild,
}) => {
  const one = await folder('One', tree)
  await addFolder(app, one)
  await waitUntilKept(app.page)
  await app.serve(otherBuild.root)
  await app.page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update()
  })
  await app.page.getByRole('button', { name: 'Later' }).click()
  await expect(app.page.getByText(waiting)).toBeHidden()
  await app.serve(null) // what was fetched is enough
  await app.restart()
  expect(await versionOf(app.page)).toBe(otherBuild.id)
  await expectLocations(app.page, ['One'])
  await expectSameAsDisk(app.page, 'One', one.path)
})
