// What every e2e spec imports: `test` with a browser, the app in it, and real folders on the disk.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {
  expect,
  test as base,
  type BrowserContext,
  type Locator,
  type Page,
} from '@playwright/test'
import { digestTree, makeTree, type Tree } from './folders.ts'
import type { NativeUi, Pressed } from './native-ui.ts'
import { collectProblems, type Problems } from './problems.ts'
import { forgetGrants, type Permissions } from './profile.ts'
import {
  defaultBrowserOptions,
  dragFiles,
  launchRealBrowser,
  makeProfile,
  pickFolder,
  removeProfile,
  type BrowserOptions,
} from './real-browser.ts'
import { productionBuild, startSite, type Site } from './server.ts'

export { expect } from '@playwright/test'
export { expectAccessible } from './axe.ts'
export { file, folder as folderSpec, link } from './folders.ts'

/** A folder on the disk. At the end of the test it must be as it was made, byte for byte. */
export interface Folder {
  readonly path: string
  readonly name: string
  /** Changes the folder from outside, as another program would. */
  change(act: (path: string) => Promise<void> | void): Promise<void>
}

export interface RestartOptions {
  readonly crash?: boolean
  readonly forgetGrants?: boolean
  readonly permissions?: Permissions
  readonly meanwhile?: (profile: string) => Promise<void> | void
}

type Place = Locator | { readonly x: number; readonly y: number }

export interface App {
  /** The page that the test began with; after a restart, its successor. */
  readonly page: Page
  readonly context: BrowserContext
  /** The browser's own bubbles. */
  readonly ui: NativeUi
  readonly url: string
  /** Another tab of the app. */
  newPage(): Promise<Page>
  /** Kills the process of a tab, as the system does when memory is short. */
  killPage(page: Page): Promise<void>
  dropFolder(folders: Folder | readonly Folder[], at?: Place, page?: Page): Promise<void>
  /** Holds folders above the page without letting go. */
  dragFolder(folders: Folder | readonly Folder[], at?: Place, page?: Page): Promise<void>
  /**
   * Answers the file chooser that the trigger opens with a folder (null: Cancel), and says yes to the bubble.
   * Needs display `ozone`.
   */
  pickFolder(
    folder: Folder | null,
    trigger: () => Promise<void>,
    options?: { bubble?: boolean },
  ): Promise<Pressed | undefined>
  /**
   * Closes the browser and starts it again on the same profile, at the same address.
   * `crash`: it is not closed but falls over, with all its tabs.
   * `forgetGrants`: meanwhile the user took back every folder grant.
   * `permissions`: from now on the browser answers so when a page wants a folder.
   * `meanwhile`: what else happens to the profile while the browser does not run.
   */
  restart(options?: RestartOptions): Promise<void>
  /** Takes back every folder grant while the page runs, as the user can in the settings. */
  revokeGrants(): Promise<void>
  /**
   * Serves another folder at the same address until the end of the test: a newer build, say. null: the server is
   * gone.
   */
  serve(root: string | null): Promise<void>
  /** Declares something that would fail the test; it must happen. */
  expectProblem(pattern: RegExp): void
}

interface Fixtures {
  browserOptions: Partial<BrowserOptions>
  app: App
  /** Makes a folder on the disk. */
  folder: (name: string, tree: Tree) => Promise<Folder>
}
interface WorkerFixtures {
  siteRoot: string
  site: Site
}

async function crashBrowser(context: BrowserContext): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession()
  if (session === undefined) throw new Error('this browser cannot be crashed')
  const gone = context.waitForEvent('close')
  // The answer never comes: the process that would send it is gone.
  session.send('Browser.crash').catch(() => undefined)
  await gone
}

async function openApp(site: Site, first: BrowserOptions, profile: string, problems: Problems) {
  let options = first
  let browser = await launchRealBrowser(profile, options)
  let page = await firstPage()

  async function firstPage(address = site.url): Promise<Page> {
    problems.watch(browser.context)
    const opened = browser.context.pages()[0] ?? (await browser.context.newPage())
    await opened.goto(address)
    return opened
  }
  const list = (folders: Folder | readonly Folder[]) =>
    ('path' in folders ? [folders] : folders).map((one) => one.path)
  const middle = (target: Page) => target.locator('body')

  const app: App = {
    get page() {
      return page
    },
    get context() {
      return browser.context
    },
    get ui() {
      return browser.ui
    },
    url: site.url,
    async newPage() {
      const another = await browser.context.newPage()
      await another.goto(site.url)
      return another
    },
    async killPage(target) {
      const session = await browser.context.newCDPSession(target)
      const crashed = target.waitForEvent('crash')
      problems.expect(/^crashed: /)
      // The answer never comes: the process that would send it is gone.
      session.send('Page.crash').catch(() => undefined)
      await crashed
    },
    dropFolder: (folders, at, target = page) =>
      dragFiles(target, list(folders), at ?? middle(target)),
    dragFolder: (folders, at, target = page) =>
      dragFiles(target, list(folders), at ?? middle(target), { release: false }),
    pickFolder: (folder, trigger, { bubble = options.permissions === 'prompt' } = {}) =>
      pickFolder(browser, folder?.path ?? null, trigger, bubble),
    async restart({
      crash,
      forgetGrants: forget,
      permissions = options.permissions,
      meanwhile,
    } = {}) {
      const address = page.url()
      options = { ...options, permissions }
      if (crash === true) await crashBrowser(browser.context)
      await browser.close()
      if (forget === true) forgetGrants(profile)
      await meanwhile?.(profile)
      browser = await launchRealBrowser(profile, options)
      page = await firstPage(address)
    },
    async revokeGrants() {
      const settings = await browser.context.newPage()
      await settings.goto('chrome://settings/content/filesystem')
      await settings.evaluate(
        (origin) =>
          Reflect.get(globalThis, 'chrome').send('revokeFileSystemGrants', [`${origin}/`]),
        site.origin,
      )
      await settings.close()
    },
    serve: (root) => site.serve(root),
    expectProblem: (pattern) => problems.expect(pattern),
  }
  return { app, close: () => browser.close() }
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  siteRoot: [productionBuild, { scope: 'worker', option: true }],
  site: [
    async ({ siteRoot }, use) => {
      const site = await startSite(siteRoot)
      await use(site)
      await site.close()
    },
    { scope: 'worker' },
  ],
  browserOptions: [{}, { option: true }],
  app: async ({ site, browserOptions, folder }, use) => {
    void folder // made first, so that it is judged after the browser has closed
    const profile = makeProfile()
    const problems = collectProblems(site.origin)
    try {
      const options = { ...defaultBrowserOptions, ...browserOptions }
      const { app, close } = await openApp(site, options, profile, problems)
      try {
        await use(app)
      } finally {
        await close()
        await site.serve(site.root)
      }
      expect(problems.remaining(), 'problems in the pages').toEqual([])
    } finally {
      removeProfile(profile)
    }
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern
  folder: async ({}, use) => {
    const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'holdall-folder-'))
    const digests = new Map<string, string>()
    try {
      await use(async (name, tree) => {
        const place = path.join(parent, name)
        makeTree(place, tree)
        digests.set(place, digestTree(place))
        return {
          path: place,
          name,
          async change(act) {
            expect(digestTree(place), `${name} as it was made`).toBe(digests.get(place))
            await act(place)
            if (fs.existsSync(place)) digests.set(place, digestTree(place))
            else digests.delete(place)
          },
        }
      })
      for (const [place, digest] of digests)
        expect(digestTree(place), `${path.basename(place)} as it was made`).toBe(digest)
    } finally {
      fs.rmSync(parent, { recursive: true, force: true })
    }
  },
})
