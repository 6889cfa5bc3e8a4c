// Private windows and browsers that lack something: it works, or a sentence says why not. Never a blank page.
// (Written by the lead.)
import { chromium, type Page } from '@playwright/test'
import { chromiumArgs, findChromium } from '../scripts/chromium.js'
import { expect, test, type Folder } from './harness/test.ts'
import { dragFiles } from './harness/real-browser.ts'
import { expectLocations, rowsOf } from './holdall.ts'

/** Runs with a page off the record, as a private window is. */
async function offTheRecord(
  url: string,
  act: (page: Page) => Promise<void>,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<void> {
  const browser = await chromium.launch({ executablePath: findChromium().path, args: chromiumArgs })
  try {
    const context = await browser.newContext()
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => void errors.push(error.message))
    await prepare?.(page)
    await page.goto(url)
    await act(page)
    expect(errors).toEqual([])
  } finally {
    await browser.close()
  }
}

const drop = (page: Page, folder: Folder) => dragFiles(page, [folder.path], page.locator('body'))

test('a private window browses like any other', async ({ site, folder }) => {
  const secret = await folder('Secret', { 'a.txt': 'a', b: {} })
  await offTheRecord(site.url, async (page) => {
    await page.getByRole('button', { name: 'Open a folder' }).waitFor()
    await drop(page, secret)
    await expectLocations(page, ['Secret'])
    expect((await rowsOf(page, 'Secret')).map(({ name }) => name)).toEqual(['b', 'a.txt'])
  })
})

test('where nothing can be stored, the window works and says that nothing is kept', async ({
  site,
  folder,
}) => {
  const secret = await folder('Secret', { 'a.txt': 'a' })
  await offTheRecord(
    site.url,
    async (page) => {
      await expect(page.getByText('Nothing is kept here')).toBeVisible()
      await drop(page, secret)
      await expectLocations(page, ['Secret'])
      expect((await rowsOf(page, 'Secret')).map(({ name }) => name)).toEqual(['a.txt'])
      const status = await page.evaluate(() => window.holdall.storage.status())
      expect(status).toMatchObject({ ok: true, value: { home: 'memory' } })
    },
    // As Firefox answers in its private windows. In the worker, where storage is opened.
    async (page) =>
      page.route('**/core.worker-*.js', async (route) => {
        const answer = await route.fetch()
        const refuse =
          "StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('no storage here', 'SecurityError'));\n"
        await route.fulfill({ response: answer, body: refuse + (await answer.text()) })
      }),
  )
})

const lacking = [
  {
    what: 'locks between tabs',
    script: 'Object.defineProperty(navigator, "locks", { value: undefined })',
    sentence: 'It has no locks between tabs (Web Locks).',
  },
  {
    what: 'storage',
    script: 'Object.defineProperty(navigator, "storage", { value: undefined })',
    sentence: 'It has no room of its own for the library (OPFS).',
  },
  {
    what: 'room of its own in it',
    script: 'delete StorageManager.prototype.getDirectory',
    sentence: 'It has no room of its own for the library (OPFS).',
  },
  {
    what: 'IndexedDB',
    script: 'Object.defineProperty(globalThis, "indexedDB", { value: undefined })',
    sentence: 'It has no place to keep folders (IndexedDB).',
  },
  {
    what: 'workers',
    script: 'delete globalThis.Worker',
    sentence: 'It has no module workers.',
  },
  {
    what: 'messages between tabs',
    script: 'delete globalThis.BroadcastChannel',
    sentence: 'It has no messages between tabs.',
  },
  {
    what: 'folders, picked or dropped',
    script:
      'delete globalThis.showDirectoryPicker; delete DataTransferItem.prototype.getAsFileSystemHandle',
    sentence: 'It cannot open folders of this computer.',
  },
]

for (const { what, script, sentence } of lacking)
  test(`without ${what}, a sentence says what is missing and what helps`, async ({ site }) => {
    await offTheRecord(
      site.url,
      async (page) => {
        await expect(
          page.getByRole('heading', { name: 'This browser lacks something that Holdall needs' }),
        ).toBeVisible()
        await expect(page.getByText(sentence)).toBeVisible()
        await expect(page.getByText(/Chrome, Edge or another Chromium/)).toBeVisible()
      },
      (page) => page.addInitScript(script),
    )
  })

test('without shared workers there is one tab, and it says so', async ({ site, folder }) => {
  const alone = await folder('Alone', { 'a.txt': 'a' })
  await offTheRecord(
    site.url,
    async (page) => {
      await page.getByRole('button', { name: 'Open a folder' }).waitFor()
      await drop(page, alone)
      await expectLocations(page, ['Alone'])
      const second = await page.context().newPage()
      await second.addInitScript('delete globalThis.SharedWorker')
      await second.goto(site.url)
      await expect(second.locator('body')).toContainText(/one tab|another tab/i)
    },
    (page) => page.addInitScript('delete globalThis.SharedWorker'),
  )
})

test('without a picker, folders are dropped, and the page says so', async ({ site, folder }) => {
  const dropped = await folder('Dropped', { 'a.txt': 'a' })
  await offTheRecord(
    site.url,
    async (page) => {
      await expect(page.getByText(/drop a folder anywhere/i)).toBeVisible()
      await drop(page, dropped)
      await expectLocations(page, ['Dropped'])
    },
    (page) => page.addInitScript('delete globalThis.showDirectoryPicker'),
  )
})
