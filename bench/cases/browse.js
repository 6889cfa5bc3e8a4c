// What a person waits for while browsing.
import {
  addLocation,
  locationIds,
  openApp,
  openStorage,
  pressLocation,
  removeLocations,
  untilListed,
  untilPainted,
  untilReady,
  watchFirstBatch,
  whenDropped,
  whenFirstBatch,
  whenOpened,
} from '../lib/app.js'
import { dropFolder, launch } from '../lib/browser.js'
import { openListingFloor } from '../lib/floor-page.js'
import { FILE_BYTES, FILE_PREFIX } from '../lib/folders.js'
import { runOrder } from '../lib/run-order.js'
import { median, round } from '../lib/stats.js'

/** @typedef {import('../lib/measure.js').Case} Case */

const HUNDRED_THOUSAND = 100_000

/** @type {Case} */
const firstRows = {
  id: 'browse.first-rows',
  what: 'Drop of a folder: from the first batch that the browser hands over to painted rows',
  unit: 'ms',
  input: 'one folder of 100,000 files, dropped; nothing known about it',
  target: 100,
  form: 'value',
  async measure({ url, floorUrl, runs, folder, newProfile }) {
    const path = folder('flat-100k')
    const context = await launch(newProfile())
    const listFloor = await openListingFloor(context, floorUrl, path)
    const page = await openApp(context, url)
    /** @type {number[]} */ const values = []
    /** @type {number[]} */ const fromDrop = []
    /** @type {number[]} */ const floors = []
    for (const { productFirst } of runOrder(runs)) {
      if (!productFirst) floors.push((await listFloor()).firstMs)
      await page.bringToFront()
      await page.goto(url) // a new worker, so that nothing is known of the folder
      await untilReady(page)
      await watchFirstBatch(page)
      const painting = untilPainted(page, 'first-row', FILE_PREFIX)
      await dropFolder(page, path)
      const painted = await painting
      fromDrop.push(painted - (await whenDropped(page)))
      values.push(painted - (await whenFirstBatch(page)))
      // The browser goes on with a listing that nobody wants any more, and would hold up the next one.
      const [locationId] = await locationIds(page)
      if (locationId === undefined) throw new Error('the folder did not become a location')
      await untilListed(page, locationId)
      await removeLocations(page)
      if (productFirst) floors.push((await listFloor()).firstMs)
    }
    await context.close()
    const beyond = fromDrop.map((time, run) => time - (floors[run] ?? 0))
    return {
      values,
      remarks: [
        `The clock starts at the first answer that the browser gives to the worker that lists. From the drop to painted rows it took ${round(median(fromDrop))} ms; a bare worker in the same browser had its first name ${round(median(floors))} ms after it asked, so beside the browser's own pause the way from the drop to the rows took ${round(median(beyond))} ms (medians; the pause alone varies by several hundred ms, which is why it is not part of the value).`,
      ],
    }
  },
}

/** @type {Case} */
const listing = {
  id: 'browse.listing',
  what: 'From the click on a location to its whole listing',
  unit: 'ms',
  input: 'one folder of 100,000 files, through its handle; nothing known about it',
  target: 1.15,
  form: 'ratio',
  floor: 'one worker that goes through `values()` of the same handle and keeps name and kind',
  async measure({ url, floorUrl, runs, folder, newProfile }) {
    const path = folder('flat-100k')
    const context = await launch(newProfile())
    const listFloor = await openListingFloor(context, floorUrl, path)
    const page = await openApp(context, url)
    const locationId = await addLocation(page, path)
    /** @type {number[]} */ const values = []
    /** @type {number[]} */ const floors = []
    for (const { productFirst } of runOrder(runs)) {
      if (!productFirst) floors.push((await listFloor()).allMs)
      await openStorage(page, url, locationId)
      const pressed = await pressLocation(page, locationId)
      const { at, total } = await untilListed(page, locationId)
      if (total !== HUNDRED_THOUSAND) throw new Error(`the listing has ${total} rows`)
      values.push(at - pressed)
      if (productFirst) floors.push((await listFloor()).allMs)
    }
    await context.close()
    return { values, floors, remarks: [] }
  },
}

/** @type {Case} */
const folderOfThousand = {
  id: 'browse.folder',
  what: 'From the double click on a folder to all names known and the sizes in sight painted',
  unit: 'ms',
  input: 'a folder of 1,000 files that was not seen before, another one for each run',
  target: 200,
  form: 'value',
  async measure({ url, runs, folder, newProfile }) {
    const context = await launch(newProfile())
    const page = await openApp(context, url)
    const locationId = await addLocation(page, folder('twelve-1k'))
    /** @type {number[]} */ const values = []
    /** @type {number[]} */ const names = []
    for (let run = 0; run < runs; run++) {
      if (run % 12 === 0) await openStorage(page, url, locationId) // all were seen: a new worker
      await pressLocation(page, locationId)
      const name = `thousand-${run % 12}`
      const row = page.getByRole('row').filter({ hasText: name }).first()
      await row.waitFor()
      const painting = untilPainted(page, 'facts', `${FILE_BYTES} bytes`)
      await row.dblclick()
      const { at, total } = await untilListed(page, locationId, name)
      if (total !== 1_000) throw new Error(`the listing has ${total} rows`)
      const painted = await painting
      const opened = await whenOpened(page)
      values.push(Math.max(at, painted) - opened)
      names.push(at - opened)
    }
    await context.close()
    return {
      values,
      remarks: [`All names were known after ${round(median(names))} ms (median).`],
    }
  },
}

/** @type {readonly Case[]} */
export const browseCases = [firstRows, listing, folderOfThousand]
