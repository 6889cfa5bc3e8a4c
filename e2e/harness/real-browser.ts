// A Chromium to which a test can hand real folders of the disk, unattended, with no interface of the page
// replaced.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { chromiumArgs, findChromium } from '../../scripts/chromium.js'
import { freePort } from './free-port.ts'
import { connectNativeUi, type NativeUi, type Pressed } from './native-ui.ts'
import { startPortal, type Portal } from './portal.ts'
import { seedProfile, type Permissions } from './profile.ts'
import { until } from './wait.ts'

type ContextOptions = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>

export interface BrowserOptions {
  /**
   * `headless` is fastest; every picker there answers "cancelled", so folders come by drop. `ozone` is the
   * whole browser on a display in memory (Linux): pickers work too.
   */
  readonly display: 'headless' | 'ozone'
  readonly permissions: Permissions
  /** Of the window, in pixels. */
  readonly size: readonly [width: number, height: number]
  /** Anything else that Playwright can set: colorScheme, reducedMotion, forcedColors, locale… */
  readonly context: Omit<ContextOptions, 'executablePath' | 'headless' | 'args' | 'env'>
  readonly args: readonly string[]
  /** Run in every page before the page's own scripts: takes away what another browser would not have. */
  readonly initScript: (() => void) | undefined
}

export const defaultBrowserOptions: BrowserOptions = {
  display: 'headless',
  permissions: 'granted',
  size: [1280, 800],
  context: {},
  args: [],
  initScript: undefined,
}

export interface RealBrowser {
  readonly context: BrowserContext
  readonly ui: NativeUi
  /** Undefined in `headless`. */
  readonly portal: Portal | undefined
  close(): Promise<void>
}

const ozoneArgs = ([width, height]: BrowserOptions['size']) => [
  '--ozone-platform=headless',
  `--ozone-override-screen-size=${width + 100},${height + 100}`,
  // That display has no input devices: without this the page would believe in a touch screen.
  '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4',
]

/** An empty profile. It must not lie inside a folder that is handed over: Chromium refuses those. */
export function makeProfile(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'holdall-profile-'))
}

export function removeProfile(profile: string): void {
  // The last of the browser's processes may still be writing.
  fs.rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

/**
 * Starts a browser on a profile; the same profile can be started again after close().
 * @param profile from makeProfile()
 */
export async function launchRealBrowser(
  profile: string,
  options: BrowserOptions,
): Promise<RealBrowser> {
  const { display, permissions, size, context: contextOptions, args, initScript } = options
  seedProfile(profile, permissions)
  const portal = display === 'ozone' ? await startPortal() : undefined
  const uiPort = await freePort()
  let context: BrowserContext | undefined
  let ui: NativeUi | undefined
  const close = async () => {
    ui?.close()
    await context?.close()
    portal?.close() // last: Chromium aborts without its bus
  }
  try {
    context = await chromium.launchPersistentContext(profile, {
      viewport: null,
      ...contextOptions,
      executablePath: findChromium().path,
      headless: display === 'headless',
      env: {
        ...process.env,
        LANGUAGE: 'en',
        ...(portal === undefined ? {} : { DBUS_SESSION_BUS_ADDRESS: portal.address }),
      },
      args: [
        ...chromiumArgs,
        `--enable-ui-devtools=${uiPort}`,
        '--enable-features=ui-debug-tools-enable-synthetic-events',
        `--window-size=${size[0]},${size[1]}`,
        // Nothing but this machine exists: a test never depends on the network.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
        ...(display === 'ozone' ? ozoneArgs(size) : []),
        ...args,
      ],
    })
    if (initScript !== undefined) await context.addInitScript(initScript)
    ui = await connectNativeUi(uiPort)
    return { context, ui, portal, close }
  } catch (error) {
    await close()
    throw error
  }
}

type Point = { readonly x: number; readonly y: number }

async function pointOf(at: Locator | Point): Promise<Point> {
  if (!('boundingBox' in at)) return at
  const box = await at.boundingBox()
  if (box === null) throw new Error('the place to drop on is not visible')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/**
 * Drags things of the disk over a page and lets go; `release: false` stays above it (drag feedback).
 * The page gets read access to what is dropped at once.
 */
export async function dragFiles(
  page: Page,
  paths: readonly string[],
  at: Locator | Point,
  { release = true } = {},
): Promise<void> {
  const point = await pointOf(at)
  const data = { items: [], files: paths.map((one) => path.resolve(one)), dragOperationsMask: 1 }
  const session = await page.context().newCDPSession(page)
  try {
    const over = ['dragEnter', 'dragOver'] as const
    for (const type of release ? ([...over, 'drop'] as const) : over)
      await session.send('Input.dispatchDragEvent', { type, ...point, data })
  } finally {
    await session.detach()
  }
}

/**
 * Picks a folder: runs the trigger, answers the chooser, presses the bubble that follows.
 * @param folder null is the user's Cancel
 * @param trigger makes the page ask, by a real click
 * @param bubble false: none is expected, because the folder is granted already
 * @returns what was pressed
 */
export async function pickFolder(
  browser: RealBrowser,
  folder: string | null,
  trigger: () => Promise<void>,
  bubble: boolean,
): Promise<Pressed | undefined> {
  const { portal, ui } = browser
  if (portal === undefined)
    throw new Error("pickers are cancelled in display 'headless': use 'ozone', or drop the folder")
  const before = portal.calls.length
  portal.answer(folder)
  await trigger()
  await until(
    () => (portal.calls.length > before ? true : undefined),
    () => 'the page opened no file chooser',
  )
  return bubble && folder !== null ? ui.accept() : undefined
}
