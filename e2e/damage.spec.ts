// The library's files are damaged on the disk while the browser does not run. The app works all the same, says what
// happened, and the locations are still there, since each has a note beside its handle.
import fs from 'node:fs'
import type { Page } from '@playwright/test'
import path from 'node:path'
import { libraryFiles, type LibraryFiles } from './harness/library.ts'
import { expect, test, type App, type Folder } from './harness/test.ts'
import { expectLocations, expectSameAsDisk, locationsOf, sidebarEntry } from './holdall.ts'

const tree = { 'a.txt': 'a', inner: { 'b.txt': 'b' } }
const title = 'The library was made anew'

/** Writes into a file, where the size does not change. */
function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const opened = fs.openSync(file, 'r+')
  fs.writeSync(opened, bytes, 0, bytes.length, at)
  fs.closeSync(opened)
}
const sizeOf = (file: string) => fs.statSync(file).size
/** The same nonsense every time. */
const nonsense = (size: number) => Uint8Array.from({ length: size }, (_, n) => (n * 73 + 41) % 251)

interface Damage {
  readonly what: string
  readonly act: (files: LibraryFiles) => void
}
/** After each of these the database cannot be trusted. */
const damages: readonly Damage[] = [
  {
    what: 'the database is cut in half',
    act: ({ database }) => fs.truncateSync(database, sizeOf(database) / 2),
  },
  { what: 'the database is cut to nothing', act: ({ database }) => fs.truncateSync(database, 0) },
  {
    what: 'the database is zeroed',
    act: ({ database }) => overwrite(database, 0, new Uint8Array(sizeOf(database))),
  },
  {
    what: "the database's header is scribbled over",
    act: ({ database }) => overwrite(database, 0, nonsense(100)),
  },
  {
    what: "the database's pages are scribbled over, not its header",
    act: ({ database }) => overwrite(database, 8192, nonsense(sizeOf(database) - 8192)),
  },
  { what: "the log's header is scribbled over", act: ({ log }) => overwrite(log, 0, nonsense(32)) },
  { what: 'the file of the database is gone', act: ({ database }) => fs.rmSync(database) },
  {
    what: 'database and log are scribbled over',
    act: ({ database, log }) => {
      overwrite(database, 0, nonsense(sizeOf(database)))
      overwrite(log, 0, nonsense(sizeOf(log)))
    },
  },
]

async function twoNamedLocations(app: App, folder: (name: string) => Promise<Folder>) {
  const { page } = app
  await page.getByRole('button', { name: /Open a folder/ }).waitFor()
  const folders = [await folder('One'), await folder('Two')] as const
  await app.dropFolder(folders)
  await expectLocations(page, ['One', 'Two'])
  await page.evaluate(async () => {
    const { locations, preferences } = window.holdall
    const list = await locations.list()
    const [one, two] = list.ok ? list.value : []
    if (one === undefined || two === undefined) throw new Error('no locations')
    await locations.rename({ locationId: one.locationId, name: 'Eins' })
    await locations.reorder({ locationIds: [two.locationId, one.locationId] })
    await preferences.set({ theme: 'dark' })
  })
  await expectLocations(page, ['Two', 'Eins'])
  return folders
}

const notices = (page: Page) =>
  page.evaluate(async () => {
    const answer = await window.holdall.storage.notices()
    if (!answer.ok) throw new Error(answer.error.type)
    return answer.value
  })

for (const { what, act } of damages)
  test(`${what}: locations and grants are kept, and a person is told once`, async ({
    app,
    folder,
  }) => {
    const [one, two] = await twoNamedLocations(app, (name) => folder(name, tree))
    const before = await locationsOf(app.page)
    await app.restart({ meanwhile: (profile) => act(libraryFiles(profile)) })
    const { page } = app

    const band = page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: title })
    await expect(band).toBeVisible()
    await expect(band).toContainText('2 locations were kept')
    await expect(band).toContainText('Your files were not touched')
    const [notice, ...more] = await notices(page)
    expect(more).toEqual([])
    expect(notice).toMatchObject({ type: 'DatabaseRebuilt', locationsKept: 2 })

    const after = await expectLocations(page, ['Two', 'Eins'])
    const kept = (all: typeof before) => all.map(({ locationId, addedMs }) => [locationId, addedMs])
    expect(kept(after)).toEqual(kept(before))
    await expectSameAsDisk(page, 'Two', two.path)
    await expectSameAsDisk(page, 'Eins', one.path)
    await expect(sidebarEntry(page, 'Two')).toBeVisible()
    const check = await page.evaluate(() => window.holdall.storage.checkDatabase())
    expect(check).toMatchObject({ ok: true, value: { sound: true } })

    await band.getByRole('button', { name: 'I have read it' }).click()
    await expect(band).toBeHidden()
    await page.reload()
    await expect(sidebarEntry(page, 'Two')).toBeVisible()
    expect(await notices(page)).toEqual([])
    await app.restart()
    await expectLocations(app.page, ['Two', 'Eins'])
    expect(await notices(app.page)).toEqual([])
    await expect(app.page.getByText(title)).toBeHidden()
  })

/** Nothing of these is found damaged: a crash may leave as much. What the database lost is in the notes. */
const losses: readonly {
  readonly what: string
  readonly act: (profile: string) => void
  /** What a person is told; nothing where it may have been a crash before the last commits were on the disk. */
  readonly told?: object
}[] = [
  {
    what: 'the end of the log is cut off',
    act(profile) {
      const { log } = libraryFiles(profile)
      fs.truncateSync(log, sizeOf(log) / 2)
    },
  },
  {
    what: 'the end of the log is scribbled over',
    act(profile) {
      const { log } = libraryFiles(profile)
      const half = Math.floor(sizeOf(log) / 2)
      overwrite(log, half, nonsense(sizeOf(log) - half))
    },
  },
  { what: 'the log is gone', act: (profile) => fs.rmSync(libraryFiles(profile).log) },
  {
    what: 'everything but the handles is gone',
    act: (profile) => fs.rmSync(path.join(profile, 'Default', 'File System'), { recursive: true }),
    told: { type: 'DatabaseLost', locationsKept: 2 },
  },
]

for (const { what, act, told } of losses)
  test(`${what}: the locations are kept`, async ({ app, folder }) => {
    const folders = await twoNamedLocations(app, (name) => folder(name, tree))
    const before = await locationsOf(app.page)
    await app.restart({ meanwhile: act })
    const { page } = app
    const ids = async () => (await locationsOf(page)).map(({ locationId }) => locationId).toSorted()
    await expect.poll(ids).toEqual(before.map(({ locationId }) => locationId).toSorted())
    for (const { locationId, name } of await locationsOf(page)) {
      const known = before.find((location) => location.locationId === locationId)?.folderName
      const place = folders.find((one) => one.name === known)
      await expectSameAsDisk(page, name, place?.path ?? 'nowhere')
    }
    const check = await page.evaluate(() => window.holdall.storage.checkDatabase())
    expect(check).toMatchObject({ ok: true, value: { sound: true } })
    expect(await notices(page)).toMatchObject(told === undefined ? [] : [told])
    const said = page.getByText('nothing was left of what Holdall keeps')
    await expect(said).toHaveCount(told === undefined ? 0 : 1)
  })

test('a mark that makes no sense only makes the start look closer', async ({ app, folder }) => {
  await twoNamedLocations(app, (name) => folder(name, tree))
  await app.restart({
    meanwhile: (profile) => fs.writeFileSync(libraryFiles(profile).mark, 'nonsense'),
  })
  await expectLocations(app.page, ['Two', 'Eins'])
  expect(await notices(app.page)).toEqual([])
  await expect(app.page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('a library damaged at every start is made anew each time, and each is kept', async ({
  app,
  folder,
}) => {
  await twoNamedLocations(app, (name) => folder(name, tree))
  const damage = (profile: string) => {
    const { database } = libraryFiles(profile)
    overwrite(database, 0, new Uint8Array(sizeOf(database)))
  }
  for (const times of [1, 2]) {
    await app.restart({ meanwhile: damage })
    await expectLocations(app.page, ['Two', 'Eins'])
    const found = await notices(app.page)
    expect(found).toHaveLength(1) // the notice before went with its database
    const kept = await app.page.evaluate(async () => {
      const damaged = await (await navigator.storage.getDirectory()).getDirectoryHandle('damaged')
      const names: string[] = []
      for await (const name of damaged.keys()) names.push(name)
      return names
    })
    expect(kept).toHaveLength(times)
    expect(found.map((one) => one.type === 'DatabaseRebuilt' && one.keptAs)).toContain(
      `damaged/${kept.toSorted().at(-1)}`,
    )
  }
})

test.describe('the browser lost the handles', () => {
  test.use({ browserOptions: { display: 'ozone', permissions: 'prompt' } })

  test('locations stay listed, and pointing to the folder brings one back', async ({
    app,
    folder,
  }) => {
    const one = await folder('One', tree)
    await app.pickFolder(one, () => app.page.getByRole('button', { name: /Open a folder/ }).click())
    const [before] = await expectLocations(app.page, ['One'])
    await app.restart({
      meanwhile: (profile) =>
        fs.rmSync(path.join(profile, 'Default', 'IndexedDB'), { recursive: true }),
    })
    const { page } = app
    await expectLocations(page, ['One'])
    await expect(page.getByText('One is not connected')).toBeVisible()
    await app.pickFolder(one, () => page.getByRole('button', { name: 'Point to it…' }).click())
    await expect(page.getByText('One is not connected')).toBeHidden()
    const [after] = await expectLocations(page, ['One'])
    expect(after).toMatchObject({
      locationId: before?.locationId,
      permission: 'granted',
      reach: 'here',
    })
    await expectSameAsDisk(page, 'One', one.path)
  })
})
