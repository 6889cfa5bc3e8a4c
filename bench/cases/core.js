// What a call of the contract costs.
import { addLocation, openApp, openStorage, pressLocation, untilListed } from '../lib/app.js'
import { launch } from '../lib/browser.js'
import { openCommitFloor } from '../lib/floor-page.js'
import { runOrder } from '../lib/run-order.js'
import { median, quantile, round } from '../lib/stats.js'

/** @typedef {import('../lib/measure.js').Case} Case */
/** @typedef {import('../lib/app.js').HoldallApi} HoldallApi */

const CALLS = 1_000
/** ms between the starts of two queries in the busy case: a slow answer holds up no later question. */
const PACE_MS = 10

/** @param {readonly number[]} times */
const p95 = (times) => quantile(times, 0.95)

/**
 * Queries one after the other.
 * @param {import('playwright').Page} page
 * @returns {Promise<readonly number[]>} ms of each
 */
async function queryInTurn(page) {
  await page.bringToFront()
  return page.evaluate(async (count) => {
    /** @type {HoldallApi} */
    const holdall = Reflect.get(globalThis, 'holdall')
    /** @type {number[]} */
    const times = []
    for (let i = 0; i < count; i++) {
      const start = performance.now()
      const answer = await holdall.preferences.get()
      times.push(performance.now() - start)
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
    }
    return times
  }, CALLS)
}

/**
 * Queries at a steady pace until the returned function is called.
 * @param {import('playwright').Page} page
 * @returns {Promise<() => Promise<readonly number[]>>} ends it; ms of each
 */
async function queryAtPace(page) {
  await page.evaluate((pace) => {
    /** @type {HoldallApi} */
    const holdall = Reflect.get(globalThis, 'holdall')
    /** @type {Promise<number>[]} */
    const times = []
    const ask = async () => {
      const start = performance.now()
      const answer = await holdall.preferences.get()
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
      return performance.now() - start
    }
    const timer = setInterval(() => times.push(ask()), pace)
    Reflect.set(globalThis, 'benchPace', () => {
      clearInterval(timer)
      return Promise.all(times)
    })
  }, PACE_MS)
  return () => page.evaluate(() => Reflect.get(globalThis, 'benchPace')())
}

/** @type {Case} */
const roundtrip = {
  id: 'core.roundtrip',
  what: 'Query from the window to the core and back, nothing else going on, p95',
  unit: 'ms',
  input: `${CALLS} times \`preferences.get()\`, one after the other, in the leading tab`,
  target: 5,
  form: 'value',
  async measure({ url, runs, newProfile }) {
    const context = await launch(newProfile())
    const leader = await openApp(context, url)
    const follower = await openApp(context, url)
    /** @type {number[]} */ const values = []
    /** @type {number[]} */ const followed = []
    /** @type {number[]} */ const middle = []
    for (let run = 0; run < runs; run++) {
      const times = await queryInTurn(leader)
      values.push(p95(times))
      middle.push(median(times))
      followed.push(p95(await queryInTurn(follower)))
    }
    await context.close()
    return {
      values,
      remarks: [
        `p50 ${round(median(middle))} ms. In a tab that follows: p95 ${round(median(followed))} ms.`,
      ],
    }
  },
}

/** @type {Case} */
const roundtripBusy = {
  id: 'core.roundtrip-busy',
  what: 'The same while a long listing runs, p95',
  unit: 'ms',
  input: `\`preferences.get()\` every ${PACE_MS} ms, answered or not, in the leading tab while it lists and shows 100,000 files`,
  target: 30,
  form: 'value',
  async measure({ url, runs, folder, newProfile }) {
    const context = await launch(newProfile())
    const leader = await openApp(context, url)
    const locationId = await addLocation(leader, folder('flat-100k'))
    await untilListed(leader, locationId)
    /** @type {number[]} */ const values = []
    /** @type {number[]} */ const followed = []
    /** @type {number[]} */ const longest = []
    let calls = 0
    for (let run = 0; run < runs; run++) {
      await openStorage(leader, url, locationId)
      const follower = await openApp(context, url)
      await leader.bringToFront()
      const stopLeader = await queryAtPace(leader)
      const stopFollower = await queryAtPace(follower)
      await pressLocation(leader, locationId)
      await untilListed(leader, locationId)
      const times = await stopLeader()
      followed.push(p95(await stopFollower()))
      values.push(p95(times))
      longest.push(Math.max(...times))
      calls += times.length
      await follower.close()
    }
    await context.close()
    return {
      values,
      remarks: [
        `${Math.round(calls / runs)} queries per run; the slowest of each took ${longest.map((time) => Math.round(time)).join(', ')} ms. In a tab that follows: p95 ${round(median(followed))} ms.`,
      ],
    }
  },
}

const COMMITS = 200

/** @type {Case} */
const write = {
  id: 'core.write',
  what: 'What a command adds to one flushed commit, p50',
  unit: 'ms',
  input: `${COMMITS} times \`preferences.set()\`, one after the other, each another value`,
  target: 5,
  form: 'difference',
  floor:
    'a bare worker with the same SQLite, pragmas and a pool of OPFS access handles: one transaction of two rows, the log flushed at its commit (`synchronous=full`)',
  async measure({ url, floorUrl, runs, newProfile }) {
    const context = await launch(newProfile())
    const commitFloor = await openCommitFloor(context, floorUrl)
    const page = await openApp(context, url)
    const takeFloor = async () => median(await commitFloor(COMMITS))
    /** @type {number[]} */ const values = []
    /** @type {number[]} */ const floors = []
    for (const { productFirst } of runOrder(runs)) {
      if (!productFirst) floors.push(await takeFloor())
      await page.bringToFront()
      const times = await page.evaluate(async (count) => {
        /** @type {HoldallApi} */
        const holdall = Reflect.get(globalThis, 'holdall')
        /** @type {number[]} */
        const taken = []
        for (let i = 0; i < count; i++) {
          const start = performance.now()
          const answer = await holdall.preferences.set({ inspectorWidth: 256 + (i % 100) })
          taken.push(performance.now() - start)
          if (!answer.ok) throw new Error(JSON.stringify(answer.error))
        }
        return taken
      }, COMMITS)
      values.push(median(times))
      if (productFirst) floors.push(await takeFloor())
    }
    await context.close()
    return { values, floors, remarks: ['Round trip to the core included.'] }
  },
}

/** @type {readonly Case[]} */
export const coreCases = [roundtrip, roundtripBusy, write]
