// How soon there is something to work with.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { FIRST_FOLDER, addLocation, openApp, untilListed, untilPainted } from '../lib/app.js'
import { launch, launchCold } from '../lib/browser.js'
import { FILE_PREFIX } from '../lib/folders.js'
import { installProbe } from '../lib/probe.js'
import { round } from '../lib/stats.js'
import { until } from '../lib/until.js'

/** @typedef {import('../lib/measure.js').Case} Case */
/** @typedef {{ file: string, imports?: readonly string[], isEntry?: boolean }} Chunk as Vite's manifest has it */

/**
 * The files of the entry and of all that it imports statically.
 * @param {string} dist
 */
function shellFiles(dist) {
  /** @type {Record<string, Chunk>} */
  const manifest = JSON.parse(readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8'))
  /** @type {Set<string>} */
  const files = new Set()
  const walk = (/** @type {Chunk | undefined} */ chunk) => {
    if (chunk === undefined || files.has(chunk.file)) return
    files.add(chunk.file)
    for (const key of chunk.imports ?? []) walk(manifest[key])
  }
  walk(manifest['index.html'])
  if (files.size === 0) throw new Error('the manifest has no entry index.html')
  return files
}

/**
 * The scripts that a window asks for until it asks for the core's worker.
 * @param {string} url
 */
async function scriptsBeforeCore(url) {
  const browser = await launchCold()
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  /** @type {string[]} */
  const asked = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.slice(1)))
  await page.goto(url)
  const isCore = (/** @type {string} */ file) => /core\.worker/.test(file)
  await until(async () => asked.some(isCore) || undefined, 'the worker of the core')
  await browser.close()
  return asked.slice(0, asked.findIndex(isCore)).filter((file) => /\.m?js$/.test(file))
}

/** @type {Case} */
const bytes = {
  id: 'shell.bytes',
  what: 'JavaScript that a window loads before the core',
  unit: 'KiB gzip',
  input: 'the production build, first visit',
  target: 110,
  form: 'value',
  async measure({ url, dist }) {
    const built = shellFiles(dist)
    const loaded = await scriptsBeforeCore(url)
    const files = [...new Set([...built, ...loaded])].toSorted()
    const sizes = files.map((file) => gzipSync(readFileSync(path.join(dist, file))).length / 1024)
    const kibibytes = sizes.reduce((sum, size) => sum + size, 0)
    const listed = files.map((file, i) => `\`${file}\` ${round(sizes[i] ?? 0)}`).join(', ')
    return {
      values: [kibibytes],
      remarks: [
        `The entry and its static imports by the build's manifest, and every script that the network log shows before the request for the core's worker: ${listed}.`,
        loaded.length === built.size && loaded.every((file) => built.has(file))
          ? 'Both lists are the same.'
          : `In the network log: ${loaded.map((file) => `\`${file}\``).join(', ')}.`,
        'Compressed by zlib at its usual level 6, as the local server does for browsers that take no brotli.',
      ],
    }
  },
}

/** @type {Case} */
const interactive = {
  id: 'shell.interactive',
  what: `First visit: from navigation to the button “${FIRST_FOLDER}” answering a click`,
  unit: 'ms',
  input:
    'the main thread slowed down 4 times (CDP), empty profile, nothing cached, server on the same machine',
  target: 1_000,
  form: 'value',
  async measure({ url, runs }) {
    const browser = await launchCold()
    /** @type {number[]} */ const values = []
    /** @type {number[]} */ const painted = []
    for (let run = 0; run < runs; run++) {
      const context = await browser.newContext()
      const page = await context.newPage()
      const cdp = await context.newCDPSession(page)
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
      await page.addInitScript(installProbe)
      await page.goto(url, { waitUntil: 'commit' })
      const paintedAt = await untilPainted(page, 'button', FIRST_FOLDER)
      const spot = await page.evaluate((text) => {
        const button = [...document.querySelectorAll('button')].find(
          (one) => one.textContent?.includes(text) && one.getClientRects().length > 0,
        )
        const box = button?.getBoundingClientRect()
        if (box === undefined) throw new Error('the button is gone')
        return { x: box.x + box.width / 2, y: box.y + box.height / 2, zero: performance.timeOrigin }
      }, FIRST_FOLDER)
      await page.mouse.click(spot.x, spot.y)
      const pickerAt = await until(
        () =>
          page.evaluate(() => {
            /** @type {import('../lib/probe.js').Probe} */
            const probe = Reflect.get(globalThis, 'benchProbe')
            return probe.pickerAt
          }),
        'the answer to the click',
      )
      values.push(pickerAt)
      painted.push(paintedAt - spot.zero)
      await context.close()
    }
    await browser.close()
    return {
      values,
      remarks: [
        `The button was painted, enabled, after ${painted.map((time) => Math.round(time)).join(', ')} ms; the click came from outside, as soon as that was seen, and counts as answered when the app asks the browser for its folder picker.`,
        'The browser slows down the main thread only, not workers.',
      ],
    }
  },
}

/** @type {Case} */
const restart = {
  id: 'shell.restart',
  what: 'Next start of the browser: from navigation to the painted listing of the last folder',
  unit: 'ms',
  input:
    'a used profile whose grant lasts, service worker installed, a folder of 1,000 files, browser started for each run',
  target: 1_000,
  form: 'value',
  async measure({ url, runs, folder, newProfile }) {
    const profile = newProfile()
    const first = await launch(profile)
    const used = await openApp(first, url)
    const locationId = await addLocation(used, folder('flat-1k'))
    await untilPainted(used, 'first-row', FILE_PREFIX)
    await untilListed(used, locationId)
    await used.evaluate(async () => {
      await navigator.serviceWorker.ready
    })
    const address = used.url()
    await first.close()
    /** @type {number[]} */ const values = []
    for (let run = 0; run < runs; run++) {
      const context = await launch(profile)
      const page = await context.newPage()
      await page.addInitScript(installProbe)
      await page.goto(address, { waitUntil: 'commit' })
      const paintedAt = await untilPainted(page, 'first-row', FILE_PREFIX)
      const start = await page.evaluate(() => ({
        zero: performance.timeOrigin,
        isControlled: navigator.serviceWorker.controller !== null,
      }))
      if (!start.isControlled) throw new Error('the page was not served by the service worker')
      values.push(paintedAt - start.zero)
      await context.close()
    }
    return { values, remarks: ['The start of the browser itself is not counted.'] }
  },
}

/** @type {readonly Case[]} */
export const shellCases = [bytes, interactive, restart]
