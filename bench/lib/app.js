// The product under measurement: opens it, gives it folders, asks its contract. What the measured page looks like to
// the probe is said in probe.js; what a person presses is said here.
import { dropFolder } from './browser.js'
import { installProbe } from './probe.js'
import { until } from './until.js'

/** What the button of the first screen says. */
export const FIRST_FOLDER = 'Open a folder'

/** The contract, within `page.evaluate`. */
/** @typedef {import('../../src/vdfs/api/core-api.ts').HoldallApi} HoldallApi */
/** @typedef {import('../../src/vdfs/api/ids.ts').LocationId} LocationId */

/**
 * Opens the app and waits until its core answers.
 * @param {import('playwright').BrowserContext} context
 * @param {string} url
 */
export async function openApp(context, url) {
  const page = await context.newPage()
  page.on('pageerror', (error) => console.error(`in the page: ${error.stack ?? error.message}`))
  await page.addInitScript(installProbe)
  await page.goto(url)
  await untilReady(page)
  return page
}

/** @param {import('playwright').Page} page */
export async function untilReady(page) {
  await until(
    async () => (await page.evaluate(() => 'holdall' in globalThis)) || undefined,
    'window.holdall',
  )
  await page.evaluate(async () => {
    /** @type {HoldallApi} */
    const holdall = Reflect.get(globalThis, 'holdall')
    const answer = await holdall.preferences.get()
    if (!answer.ok) throw new Error(`the core does not answer: ${JSON.stringify(answer.error)}`)
  })
}

/**
 * Drops a folder and waits until it is a location.
 * @param {import('playwright').Page} page
 * @param {string} folder absolute path
 * @returns {Promise<LocationId>}
 */
export async function addLocation(page, folder) {
  const before = await locationIds(page)
  await dropFolder(page, folder)
  return until(
    async () => (await locationIds(page)).find((id) => !before.includes(id)),
    `the location ${folder}`,
  )
}

/** @param {import('playwright').Page} page */
export async function locationIds(page) {
  return page.evaluate(async () => {
    /** @type {HoldallApi} */
    const holdall = Reflect.get(globalThis, 'holdall')
    const list = await holdall.locations.list()
    if (!list.ok) throw new Error(JSON.stringify(list.error))
    return list.value.map((one) => one.locationId)
  })
}

/** @param {import('playwright').Page} page */
export async function removeLocations(page) {
  await page.evaluate(async () => {
    /** @type {HoldallApi} */
    const holdall = Reflect.get(globalThis, 'holdall')
    const list = await holdall.locations.list()
    if (!list.ok) throw new Error(JSON.stringify(list.error))
    for (const { locationId } of list.value) {
      const gone = await holdall.locations.remove({ locationId })
      if (!gone.ok) throw new Error(JSON.stringify(gone.error))
    }
  })
}

/**
 * Waits, in the page, until the whole listing of a folder is there.
 * @param {import('playwright').Page} page
 * @param {LocationId} locationId
 * @param {string} [path] inside the location
 * @returns {Promise<{ at: number, total: number }>} when, in ms since the clock's zero, and how many rows
 */
export async function untilListed(page, locationId, path = '') {
  return page.evaluate(async (place) => {
    /** @type {HoldallApi} */
    const holdall = Reflect.get(globalThis, 'holdall')
    /** @type {import('../../src/vdfs/api/paths.ts').At} */
    const at = JSON.parse(place)
    return new Promise((resolve, reject) => {
      let isAsking = false
      let isStale = false
      const look = async () => {
        isStale = true
        if (isAsking) return
        isAsking = true
        while (isStale) {
          isStale = false
          const window = await holdall.entries.window({ view: { at }, from: 0, limit: 0 })
          if (!window.ok) return reject(new Error(JSON.stringify(window.error)))
          const { listing, total } = window.value
          if (listing.state === 'failed') return reject(new Error(JSON.stringify(listing.error)))
          if (listing.state === 'complete') {
            stop()
            return resolve({ at: performance.timeOrigin + performance.now(), total })
          }
        }
        isAsking = false
      }
      const stop = holdall.subscribe([`dir:${at.locationId}/${at.path}`], () => void look())
      void look()
    })
  }, JSON.stringify({ locationId, path }))
}

/**
 * Presses a location in the sidebar, as the page sees it.
 * @param {import('playwright').Page} page
 * @param {LocationId} locationId
 * @returns {Promise<number>} when, ms since the clock's zero
 */
export async function pressLocation(page, locationId) {
  return page.evaluate((id) => {
    /** @type {HTMLElement | null} */
    const link = document.querySelector(`a[href^="/folder/${id}"]`)
    if (link === null) throw new Error('the location is not in the sidebar')
    const at = performance.timeOrigin + performance.now()
    link.click()
    return at
  }, locationId)
}

/**
 * @param {import('playwright').Page} page
 * @param {'first-row' | 'facts' | 'button'} condition
 * @param {string} text
 * @returns {Promise<number>} when it was painted, ms since the clock's zero
 */
export async function untilPainted(page, condition, text) {
  return page.evaluate(
    ([one, shown]) => {
      /** @type {import('./probe.js').Probe} */
      const probe = Reflect.get(globalThis, 'benchProbe')
      return probe.painted(one, shown)
    },
    /** @type {const} */ ([condition, text]),
  )
}

/** @param {import('playwright').Page} page @returns {Promise<number>} when something was last dropped */
export async function whenDropped(page) {
  return page.evaluate(() => {
    /** @type {import('./probe.js').Probe} */
    const probe = Reflect.get(globalThis, 'benchProbe')
    if (probe.droppedAt === undefined) throw new Error('nothing was dropped')
    return probe.droppedAt
  })
}

/** @param {import('playwright').Page} page @returns {Promise<number>} when something was last double-clicked */
export async function whenOpened(page) {
  return page.evaluate(() => {
    /** @type {import('./probe.js').Probe} */
    const probe = Reflect.get(globalThis, 'benchProbe')
    if (probe.openedAt === undefined) throw new Error('nothing was double-clicked')
    return probe.openedAt
  })
}

/**
 * Loads the app anew at a page without a listing, so that its core knows of no folder's content.
 * @param {import('playwright').Page} page
 * @param {string} url
 * @param {LocationId} locationId in the sidebar when this resolves
 */
export async function openStorage(page, url, locationId) {
  await page.bringToFront()
  await page.goto(`${url}storage`)
  await untilReady(page)
  await page.locator(`a[href^="/folder/${locationId}"]`).first().waitFor()
}

/**
 * Notes when the browser hands over the first entry of the next listing, in the worker that will do it.
 * @param {import('playwright').Page} page freshly loaded
 */
export async function watchFirstBatch(page) {
  const listers = () => page.workers().filter((worker) => worker.url().includes('lister'))
  await until(async () => listers().length > 0 || undefined, 'the worker that waits to list')
  for (const worker of listers())
    await worker.evaluate(() => {
      const { prototype } = FileSystemDirectoryHandle
      const original = Reflect.get(prototype, 'values')
      /** @this {unknown} */
      function values(/** @type {unknown[]} */ ...given) {
        const iterator = Reflect.apply(original, this, given)
        if (Reflect.get(globalThis, 'benchFirstBatch') !== undefined) return iterator
        const { next } = iterator
        let calls = 0
        let firstAt = 0
        iterator.next = () => {
          calls++
          const step = next.call(iterator)
          if (calls === 1)
            void step.then(() => {
              firstAt = performance.timeOrigin + performance.now()
            })
          if (calls === 2) Reflect.set(globalThis, 'benchFirstBatch', firstAt)
          return step
        }
        return iterator
      }
      Reflect.set(prototype, 'values', values)
    })
}

/**
 * @param {import('playwright').Page} page
 * @returns {Promise<number>} when it did, ms since the clock's zero
 */
export async function whenFirstBatch(page) {
  for (const worker of page.workers()) {
    const time = await worker.evaluate(() => Reflect.get(globalThis, 'benchFirstBatch'))
    if (typeof time === 'number') return time
  }
  throw new Error('no worker of the page listed a folder by values()')
}
