// Chromium with a profile on disk that may read every folder, as a person has it who chose "Allow on every visit".
import { spawnSync } from 'node:child_process'
import { mkdirSync, readlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright'
import { chromiumArgs, findChromium } from '../../scripts/chromium.js'
import { inRoot } from '../../scripts/run.js'

/** @type {Set<{ close(): Promise<void> }>} */
const open = new Set()

/**
 * @template {{ close(): Promise<void> }} T
 * @param {T} browser
 */
function keep(browser) {
  open.add(browser)
  return browser
}

const isRoot = process.getuid?.() === 0
const isLowered = isRoot && spawnSync('setpriv', ['--version']).status === 0

/** What to say beside the machine of the rights that the browser has; see as-user.sh. */
export const rights = isRoot && !isLowered ? ', browser run as root' : ''

function executable() {
  const { path: file } = findChromium()
  return isLowered
    ? {
        executablePath: inRoot('bench/lib/as-user.sh'),
        env: { ...process.env, BENCH_CHROMIUM: file },
      }
    : { executablePath: file }
}

/** Ends whatever a case left running. */
export async function closeAll() {
  const left = [...open]
  open.clear()
  await Promise.all(left.map((browser) => browser.close()))
}

/**
 * @param {string} profile a folder; made and granted if new
 * @returns {Promise<import('playwright').BrowserContext>}
 */
export async function launch(profile) {
  const preferences = path.join(profile, 'Default', 'Preferences')
  mkdirSync(path.dirname(preferences), { recursive: true })
  try {
    // 1 = allow, for every origin. A profile that was used keeps what the browser made of it.
    const text = JSON.stringify({
      profile: { default_content_setting_values: { file_system_read_guard: 1 } },
      safebrowsing: { enabled: false }, // asks a server that is not there
    })
    writeFileSync(preferences, text, { flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const context = await chromium.launchPersistentContext(profile, {
    ...executable(),
    headless: true,
    args: chromiumArgs,
    viewport: { width: 1280, height: 800 },
  })
  return keep(context)
}

/** @returns {Promise<import('playwright').Browser>} one whose contexts are cold: no cache, no worker, no library */
export async function launchCold() {
  const browser = await chromium.launch({
    ...executable(),
    headless: true,
    args: chromiumArgs,
  })
  return keep(browser)
}

/** @returns {Promise<string>} what the browser calls itself, as in 156.0.8078.79 */
export async function versionOf() {
  const browser = await launchCold()
  const version = browser.version()
  await browser.close()
  return version
}

/**
 * Drops a folder of this machine on a page, as a person does.
 * @param {import('playwright').Page} page
 * @param {string} folder absolute path
 * @param {{ x: number, y: number }} [at] in CSS px
 */
export async function dropFolder(page, folder, at = { x: 640, y: 400 }) {
  const cdp = await page.context().newCDPSession(page)
  const data = { items: [], files: [folder], dragOperationsMask: 1 }
  try {
    for (const type of /** @type {const} */ (['dragEnter', 'dragOver', 'drop']))
      await cdp.send('Input.dispatchDragEvent', { type, ...at, data })
  } finally {
    await cdp.detach()
  }
}

/**
 * The process of a running browser, from the lock in its profile.
 * @param {string} profile
 */
export function processOf(profile) {
  const pid = Number(/-(\d+)$/.exec(readlinkSync(path.join(profile, 'SingletonLock')))?.[1])
  if (!Number.isInteger(pid)) throw new Error('The profile does not say which process has it.')
  return pid
}
