// Whether the page stays able to answer while a very long list arrives and is scrolled.
import { addLocation, openApp, openStorage, untilListed, untilPainted } from '../lib/app.js'
import { launch } from '../lib/browser.js'
import { FILE_PREFIX } from '../lib/folders.js'
import { median, round } from '../lib/stats.js'

/** @typedef {import('../lib/measure.js').Case} Case */
/** @typedef {import('../lib/probe.js').TaskReport} TaskReport */

/** Below this the browser reports no long task; then the longest pause of the event loop stands for it, at most. */
const LONG_TASK_MS = 50

/** @param {TaskReport} report */
function longestOf({ longTasks, longestGapMs }) {
  return longTasks.length > 0 ? Math.max(...longTasks) : Math.min(longestGapMs, LONG_TASK_MS)
}

/** @param {import('playwright').Page} page */
async function watchTasks(page) {
  await page.evaluate(() => {
    /** @type {import('../lib/probe.js').Probe} */
    const probe = Reflect.get(globalThis, 'benchProbe')
    probe.watchTasks()
  })
}

/** @param {import('playwright').Page} page @returns {Promise<TaskReport>} */
async function tasksOf(page) {
  return page.evaluate(() => {
    /** @type {import('../lib/probe.js').Probe} */
    const probe = Reflect.get(globalThis, 'benchProbe')
    return probe.tasks()
  })
}

/**
 * Drags the list's scrollbar from one end to the other and back.
 * @param {import('playwright').Page} page
 * @param {number} frames for each way
 */
async function sweep(page, frames) {
  await page.evaluate(async (count) => {
    /** @type {HTMLElement | null} */
    const grid = document.querySelector('[role="treegrid"], [role="grid"]')
    if (grid === null) throw new Error('there is no list')
    const scroller = [grid, ...grid.querySelectorAll('*')].find(
      (one) => one.scrollHeight > one.clientHeight && getComputedStyle(one).overflowY !== 'visible',
    )
    if (scroller === undefined) throw new Error('the list does not scroll')
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (const way of ['down', 'up'])
      for (let i = 1; i <= count; i++) {
        const share = way === 'down' ? i / count : 1 - i / count
        scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight)
        await frame()
      }
  }, frames)
}

/**
 * Everything a hand can do to a list: keys, wheel, scrollbar.
 * @param {import('playwright').Page} page
 */
async function scrollByHand(page) {
  // In the middle of the list, whichever row is there: they come and go while it arrives.
  const box = await page.locator('[role="treegrid"], [role="grid"]').first().boundingBox()
  if (box === null) throw new Error('there is no list')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  for (const key of ['End', 'Home']) await page.keyboard.press(key)
  for (let i = 0; i < 30; i++) await page.keyboard.press('PageDown')
  for (let i = 0; i < 30; i++) await page.mouse.wheel(0, 2_000)
  await page.keyboard.press('End')
  for (let i = 0; i < 30; i++) await page.keyboard.press('PageUp')
  await sweep(page, 150)
  await page.keyboard.press('Home')
}

/** @type {Case} */
export const longestTask = {
  id: 'browse.longest-task',
  what: 'Longest task of the main thread while a list is scrolled from end to end, as it arrives and after',
  unit: 'ms',
  input:
    'one folder of 100,000 files; End, Home, page keys, wheel, and the scrollbar over the whole length in 150 frames each way',
  target: LONG_TASK_MS,
  form: 'value',
  async measure({ url, runs, folder, newProfile }) {
    const context = await launch(newProfile())
    const page = await openApp(context, url)
    const locationId = await addLocation(page, folder('flat-100k'))
    await untilListed(page, locationId)
    /** @type {number[]} */ const values = []
    /** @type {number[]} */ const opening = []
    let longTasks = 0
    for (let run = 0; run < runs; run++) {
      await openStorage(page, url, locationId)
      await watchTasks(page)
      await page.locator(`a[href^="/folder/${locationId}"]`).first().click()
      await untilPainted(page, 'first-row', FILE_PREFIX)
      const opened = await tasksOf(page)
      await watchTasks(page)
      const listed = untilListed(page, locationId)
      await scrollByHand(page)
      await listed
      const during = await tasksOf(page)
      await watchTasks(page)
      await scrollByHand(page)
      const after = await tasksOf(page)
      opening.push(longestOf(opened))
      values.push(Math.max(longestOf(during), longestOf(after)))
      longTasks += during.longTasks.length + after.longTasks.length
    }
    await context.close()
    return {
      values,
      remarks: [
        `The browser reported ${longTasks} tasks of ${LONG_TASK_MS} ms or more in all runs together. Where it reports none, the longest pause of the event loop is given, which is never shorter than the longest task.`,
        `Opening the folder, up to its first row, had a longest task of ${round(median(opening))} ms (median; not part of the value).`,
      ],
    }
  },
}
