// Drives the pages of bench/floors.
import { dropFolder } from './browser.js'
import { until } from './until.js'

/** @typedef {{ firstMs: number, allMs: number, entries: number }} Listed */

/**
 * A page that holds a dropped folder and lists it as often as it is asked.
 * @param {import('playwright').BrowserContext} context
 * @param {string} floorUrl
 * @param {string} folder absolute path
 * @returns {Promise<() => Promise<Listed>>}
 */
export async function openListingFloor(context, floorUrl, folder) {
  const page = await context.newPage()
  await page.goto(`${floorUrl}floors/listing.html`)
  await dropFolder(page, folder)
  await until(
    async () =>
      (await page.evaluate(() => Reflect.get(globalThis, 'floor').hasFolder())) || undefined,
    'the dropped folder',
  )
  return async () => {
    await page.bringToFront()
    return page.evaluate(() => Reflect.get(globalThis, 'floor').list())
  }
}

/**
 * A page that commits to a database of its own.
 * @param {import('playwright').BrowserContext} context
 * @param {string} floorUrl
 * @returns {Promise<(count: number) => Promise<readonly number[]>>}
 */
export async function openCommitFloor(context, floorUrl) {
  const page = await context.newPage()
  await page.goto(`${floorUrl}floors/commit.html`)
  return async (count) => {
    await page.bringToFront()
    return page.evaluate((times) => Reflect.get(globalThis, 'floor').commit(times), count)
  }
}
