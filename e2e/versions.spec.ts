// Two versions of the app must not work on one library: neither two at a time, nor an old one on a newer library. Both
// end in a sentence with a way out, and nothing is changed.
import fs from 'node:fs'
import type { Page } from '@playwright/test'
import { makeOtherBuild, type OtherBuild } from './harness/builds.ts'
import { libraryFiles, openLibrary } from './harness/library.ts'
import { expect, expectAccessible, test as base, type App } from './harness/test.ts'
import { expectLocations, expectSameAsDisk, locationsOf, row } from './holdall.ts'

const tree = { 'a.txt': 'a', inner: { 'b.txt': 'b' } }
const otherVersion = 'Another tab runs another version of Holdall'
const newer = 'This library was made by a newer Holdall'

const heading = (page: Page, name: string) => page.getByRole('heading', { name })

async function versionOf(page: Page): Promise<string> {
  await page.waitForFunction(() => 'holdall' in window)
  return page.evaluate(() => window.holdall.version)
}

/** `sharedHub`: the builds differ, but not in the file through which tabs find each other. */
const test = base.extend<{ sharedHub: boolean; otherBuild: OtherBuild }>({
  sharedHub: [false, { option: true }],
  async otherBuild({ app, siteRoot, sharedHub }, use) {
    const other = makeOtherBuild(
      siteRoot,
      await versionOf(app.page),
      sharedHub ? /^hub\./ : undefined,
    )
    await use(other)
    await app.serve(siteRoot)
    fs.rmSync(other.root, { recursive: true })
  },
})

// Kept offline, a tab would go on with the build that it knows; without, it gets what the server has.
test.use({
  browserOptions: {
    initScript: () => void Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'),
  },
})

async function addFolder(app: App, folder: Parameters<App['dropFolder']>[0]): Promise<void> {
  await app.page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await app.dropFolder(folder)
  await expect(row(app.page, 'a.txt')).toBeVisible()
}

const pairs = [
  { what: 'builds with nothing in common', sharedHub: false },
  { what: 'builds with the same go-between', sharedHub: true },
]
for (const { what, sharedHub } of pairs)
  test.describe(what, () => {
    test.use({ sharedHub })

    test('the tab of the other build says so, and runs the same after a reload', async ({
      app,
      folder,
      otherBuild,
      siteRoot,
    }) => {
      const one = await folder('One', tree)
      await addFolder(app, one)
      const own = await versionOf(app.page)
      await app.serve(otherBuild.root)
      const tab = await app.newPage()
      expect(await versionOf(tab)).toBe(otherBuild.id)
      await expect(heading(tab, otherVersion)).toBeVisible()
      await expect(tab.getByText(`That tab runs ${own}.`)).toBeVisible()
      await expectAccessible(tab)
      // The tab that leads does not notice.
      await expect(heading(app.page, otherVersion)).toBeHidden()
      await expectSameAsDisk(app.page, 'One', one.path)
      await expect(tab.getByRole('button', { name: 'Let this tab take over' })).toBeVisible()

      await app.serve(siteRoot)
      await tab.getByRole('button', { name: 'Reload this tab' }).click()
      await expect.poll(() => versionOf(tab)).toBe(own)
      await expect(row(tab, 'a.txt')).toBeVisible()
      await expectSameAsDisk(tab, 'One', one.path)
    })

    test('it takes over when told to, from all tabs of the other build, and they say so', async ({
      app,
      folder,
      otherBuild,
    }) => {
      const one = await folder('One', tree)
      await addFolder(app, one)
      const own = await versionOf(app.page)
      const second = await app.newPage()
      await expect(row(second, 'a.txt')).toBeVisible()
      await app.serve(otherBuild.root)
      const tab = await app.newPage()
      await expect(heading(tab, otherVersion)).toBeVisible()

      await tab.getByRole('button', { name: 'Let this tab take over' }).click()
      await expect(heading(tab, otherVersion)).toBeHidden()
      await expect(row(tab, 'a.txt')).toBeVisible()
      await expectSameAsDisk(tab, 'One', one.path)
      for (const page of [app.page, second]) {
        await expect(heading(page, otherVersion)).toBeVisible()
        await expect(page.getByText(`That tab runs ${otherBuild.id}.`)).toBeVisible()
        expect(await versionOf(page)).toBe(own)
        await page.getByRole('button', { name: 'Reload this tab' }).click()
        await expect.poll(() => versionOf(page)).toBe(otherBuild.id)
        await expect(row(page, 'a.txt')).toBeVisible()
        await expectSameAsDisk(page, 'One', one.path)
      }
    })

    test('when the tabs of the other build are closed, it goes on by itself', async ({
      app,
      folder,
      otherBuild,
    }) => {
      const one = await folder('One', tree)
      await addFolder(app, one)
      await app.serve(otherBuild.root)
      const tab = await app.newPage()
      await expect(heading(tab, otherVersion)).toBeVisible()
      await app.page.close()
      await expect(row(tab, 'a.txt')).toBeVisible()
      await expect(heading(tab, otherVersion)).toBeHidden()
      await expectSameAsDisk(tab, 'One', one.path)
    })
  })

test('a library of a newer version is left as it is, in words, until the newer version comes', async ({
  app,
  folder,
  otherBuild,
}) => {
  const one = await folder('One', tree)
  await addFolder(app, one)
  const before = await locationsOf(app.page)
  await app.restart({
    // As the next release would leave it.
    meanwhile: async (profile) => {
      const db = await openLibrary(profile)
      await db.exec('BEGIN; CREATE TABLE tag (name TEXT NOT NULL) STRICT')
      await db.run("INSERT INTO tag VALUES ('of the future')", [])
      await db.run("INSERT INTO migration VALUES (4, '0004_tags', 'abc', 1)", [])
      await db.exec('COMMIT')
      await db.close()
    },
  })
  const { page } = app
  await expect(heading(page, newer)).toBeVisible()
  await expect(page.getByText(/It has format 4, and this version reads up to 3\./)).toBeVisible()
  await expectAccessible(page)
  // In another tab too; and nobody takes a library that cannot be opened for one that does not answer.
  const tab = await app.context.newPage()
  await tab.clock.install()
  await tab.goto(app.url)
  await expect(heading(tab, newer)).toBeVisible()
  await tab.clock.fastForward(60_000)
  await expect(heading(tab, newer)).toBeVisible()
  await tab.close()

  // The server has another build by now, though one as old: the button fetches it.
  await app.serve(otherBuild.root)
  await page.getByRole('button', { name: 'Reload to update' }).click()
  await expect.poll(() => versionOf(page)).toBe(otherBuild.id)
  await expect(heading(page, newer)).toBeVisible()

  // The newer version comes, and finds all as it left it; here it goes back, so that this one can look.
  await app.restart({
    meanwhile: async (profile) => {
      const db = await openLibrary(profile)
      expect(await db.query('SELECT name FROM tag', [])).toEqual([['of the future']])
      expect(await db.query('SELECT version FROM migration ORDER BY version', [])).toEqual([
        [1],
        [2],
        [3],
        [4],
      ])
      await db.exec('DROP TABLE tag; DELETE FROM migration WHERE version = 4')
      await db.close()
    },
  })
  await expectLocations(app.page, ['One'])
  expect(await locationsOf(app.page)).toMatchObject(
    before.map(({ locationId, addedMs }) => ({ locationId, addedMs })),
  )
  await expectSameAsDisk(app.page, 'One', one.path)
})

test('the files of a newer library do not change by a byte', async ({ app, folder }) => {
  await addFolder(app, await folder('One', tree))
  const bytesOf = (profile: string) => {
    const { database, log, mark } = libraryFiles(profile)
    return [database, log, mark].map((file) => fs.readFileSync(file).toString('base64'))
  }
  let before: readonly string[] = []
  await app.restart({
    meanwhile: async (profile) => {
      const db = await openLibrary(profile)
      await db.run("INSERT INTO migration VALUES (4, '0004_tags', 'abc', 1)", [])
      await db.flush() // not closed: its log is left beside it, as by a tab that was killed
      before = bytesOf(profile)
    },
  })
  await expect(heading(app.page, newer)).toBeVisible()
  let after: readonly string[] = []
  await app.restart({ meanwhile: (profile) => void (after = bytesOf(profile)) })
  expect(after).toEqual(before)
  await expect(heading(app.page, newer)).toBeVisible()
})
