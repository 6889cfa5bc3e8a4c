// Finds the browser that the tests drive, and says which.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { inRoot } from './run.js'

/** Flags that keep a test browser quiet on any machine: no network chatter, no first-run pages. */
export const chromiumArgs = [
  '--no-sandbox', // CI runs as root
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--disable-sync',
  '--lang=en-US',
]

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
]
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile() // a folder is "executable" too
  } catch {
    return false
  }
}

/** @returns {{ path: string, source: string } | undefined} */
function installed() {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  for (const command of commands)
    for (const folder of folders) {
      const file = path.join(folder, command)
      if (folder !== '' && isExecutable(file)) return { path: file, source: 'installed' }
    }
  const app = applications.find((file) => existsSync(file))
  return app === undefined ? undefined : { path: app, source: 'installed' }
}

/** @returns {{ path: string, source: string } | undefined} */
function downloadedByPlaywright() {
  try {
    const { chromium } = createRequire(import.meta.url)('playwright')
    const file = chromium.executablePath()
    return existsSync(file) ? { path: file, source: "Playwright's download" } : undefined
  } catch {
    return undefined // playwright is not installed yet
  }
}

/**
 * The browser to test with, in this order: `CHROMIUM`, one installed on the machine, Playwright's own.
 * @returns {{ path: string, source: string }}
 * @throws {Error} with a way out, if there is none
 */
export function findChromium() {
  const named = process.env['CHROMIUM']
  if (named) {
    if (!isExecutable(named)) throw new Error(`CHROMIUM names ${named}, which cannot be executed.`)
    return { path: named, source: 'CHROMIUM' }
  }
  const found = installed() ?? downloadedByPlaywright()
  if (found === undefined)
    throw new Error('No Chromium, Chrome or Edge found. Install one, or set CHROMIUM to its path.')
  return found
}

/**
 * Whether a browser starts at all: a download brings no system libraries along.
 * @param {string} file
 */
function starts(file) {
  return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

/** @returns {{ path: string, source: string } | undefined} */
function downloadNow() {
  console.log('No browser found: asking Playwright for its Chromium…')
  spawnSync(process.execPath, [inRoot('node_modules/playwright/cli.js'), 'install', 'chromium'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: 300_000,
  })
  const got = downloadedByPlaywright()
  if (got !== undefined && starts(got.path)) return got
  console.log("Playwright's Chromium is not to be had here.")
  return undefined
}

/** @returns {{ path: string, source: string } | undefined} */
function installByApt() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('Installing the package chromium…')
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  // A failed update is no reason to stop: the lists at hand may do.
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
  const got = installed()
  return got === undefined ? undefined : { ...got, source: 'installed now by apt' }
}

/**
 * As findChromium, but installs a browser where there is none: Playwright's download first, then, as root on
 * Debian or Ubuntu, the package `chromium`.
 * @returns {{ path: string, source: string }}
 * @throws {Error} with a way out, if there is none to be had
 */
export function ensureChromium() {
  try {
    return findChromium()
  } catch (missing) {
    if (process.env['CHROMIUM']) throw missing
    const got = downloadNow() ?? installByApt()
    if (got === undefined) throw missing
    return got
  }
}
