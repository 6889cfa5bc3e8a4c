// The FileSystem contract on a real folder of the disk: dropped on a page, read by the product's adapter in a worker.
// Every case can be shown here, permission bits too: started by root, which such bits do not bind, the browser runs
// as nobody.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, expect, test as base, type Page } from '@playwright/test'
import { createServer } from 'vite'
import {
  abilities,
  fileSystemContract,
  missingFor,
  type Ability,
} from '#vdfs/testing/file-system-contract.ts'
import { chromiumArgs, findChromium } from '../../scripts/chromium.js'
import { seedProfile } from '../harness/profile.ts'
import { dragFiles, makeProfile, removeProfile } from '../harness/real-browser.ts'
import { changeDisk, removeFolder } from './disk.ts'
import type { WorldChange } from './page/page.ts'

interface Medium {
  readonly page: Page
  /** The dropped folder; each case has one in it for itself. */
  readonly top: string
}

const NOBODY = 65_534

/** A command that starts the browser as somebody whom permission bits bind. */
function ordinaryBrowser(scripts: string): string {
  const browser = findChromium().path
  if (process.getuid?.() !== 0) return browser
  const script = path.join(scripts, 'browser')
  const lines = [
    '#!/bin/sh',
    'for each; do case "$each" in --user-data-dir=*) profile=${each#*=};; esac; done',
    `chown -R ${NOBODY}:${NOBODY} "$profile"`,
    'export HOME="$profile"',
    `exec setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups "${browser}" "$@"`,
  ]
  fs.writeFileSync(script, lines.join('\n'), { mode: 0o755 })
  return script
}

async function servePage(cacheDir: string) {
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('page', import.meta.url)),
    cacheDir,
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true, include: [] },
    server: {
      host: '127.0.0.1',
      port: 0,
      hmr: false,
      watch: null,
      fs: { allow: [fileURLToPath(new URL('../..', import.meta.url))] },
    },
  })
  await server.listen()
  const url = server.resolvedUrls?.local[0]
  if (url === undefined) throw new Error('the page is not served')
  return { url, close: () => server.close() }
}

/** Takes back every folder grant, as the user can in the settings. */
async function revokeGrants(page: Page): Promise<void> {
  const settings = await page.context().newPage()
  await settings.goto('chrome://settings/content/filesystem')
  await settings.evaluate(
    (origin) => Reflect.get(globalThis, 'chrome').send('revokeFileSystemGrants', [`${origin}/`]),
    new URL(page.url()).origin,
  )
  await settings.close()
}

const test = base.extend<object, { medium: Medium }>({
  medium: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern
    async ({}, use) => {
      const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'holdall-contract-'))
      fs.chmodSync(scratch, 0o755)
      const top = path.join(scratch, 'dropped')
      fs.mkdirSync(top)
      const profile = makeProfile()
      seedProfile(profile, 'prompt')
      const site = await servePage(path.join(scratch, 'vite'))
      const context = await chromium.launchPersistentContext(profile, {
        executablePath: ordinaryBrowser(scratch),
        args: chromiumArgs,
      })
      try {
        const page = context.pages()[0] ?? (await context.newPage())
        const drops = page.locator('#log')
        let dropped = 0
        const drop = async () => {
          await dragFiles(page, [top], page.locator('#drop'))
          dropped += 1
          await expect(drops).toHaveText(`dropped ${dropped}`)
        }
        await page.exposeFunction('onDisk', async (change: WorldChange) => {
          if (change.do === 'revoke') return revokeGrants(page)
          if (change.do === 'grantAgain') return drop()
          return changeDisk(top, change)
        })
        await page.goto(site.url)
        await drop()
        await use({ page, top })
      } finally {
        await context.close()
        await site.close()
        removeProfile(profile)
        removeFolder(scratch)
      }
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

// One browser for all.
test.describe.configure({ mode: 'default' })

/** Only on Linux has every oddity been made; elsewhere the tools that make them differ. */
const can: ReadonlySet<Ability> = new Set(
  process.platform === 'linux' ? abilities : ['grants', 'moment', 'renames'],
)
const possible = fileSystemContract.filter((one) => missingFor(one, can).length === 0)

test('the whole contract can be shown on Linux', () => {
  const lacking = fileSystemContract.flatMap((one) => missingFor(one, can))
  expect([...new Set(lacking)]).toEqual(abilities.filter((one) => !can.has(one)))
  expect(fileSystemContract.length - possible.length).toBe(process.platform === 'linux' ? 0 : 12)
})

for (const [n, { name }] of possible.entries())
  test(name, async ({ medium: { page, top } }) => {
    const folder = `case ${n}`
    fs.mkdirSync(path.join(top, folder))
    expect(
      await page.evaluate(([one, at]) => window.runCase(one, at), [name, folder] as const),
    ).toBe('kept')
  })

test('the rules about withheld names are the browser’s', async ({ medium: { page } }) => {
  expect(await page.evaluate(() => window.compareNames())).toEqual([])
})
