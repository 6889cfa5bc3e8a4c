// One start of the browser on the soak's profile: its tabs, and whatever went wrong in them.
import { openApp, untilReady } from '../../bench/lib/app.js'
import { launch, processOf } from '../../bench/lib/browser.js'
import { until } from '../../bench/lib/until.js'

/** @typedef {import('playwright').Page} Page */

/**
 * @param {{ url: string, profile: string }} place
 */
export async function openSession({ url, profile }) {
  const context = await launch(profile)
  /** @type {string[]} */
  const problems = []
  /** @type {Set<Page>} */
  const doomed = new Set()
  context.on('weberror', (event) => problems.push(`uncaught: ${String(event.error())}`))
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (/^https?:$/.test(protocol) && `${origin}/` !== url)
      problems.push(`left the origin: ${request.url()}`)
  })
  /** The oldest first: it leads, since the lock that makes a leader is given in the order of asking. */
  /** @type {Page[]} */
  let tabs = []
  const alive = () => {
    tabs = tabs.filter((tab) => !tab.isClosed() && !doomed.has(tab))
    return tabs
  }
  const openTab = async () => {
    const page = await openApp(context, url)
    page.on('crash', () => {
      if (!doomed.has(page)) problems.push(`crashed: ${page.url()}`)
    })
    tabs.push(page)
    return page
  }

  return {
    alive,
    openTab,
    problems: () => problems,
    /**
     * Ends the tab that leads, while others wait for it to answer.
     * @param {'close' | 'kill'} how
     * @returns {Promise<number>} ms until a tab that is left had its answer
     */
    async endLeader(how) {
      const [leader, heir] = alive()
      if (leader === undefined || heir === undefined) throw new Error('no tab would be left')
      doomed.add(leader)
      // A process that two tabs share takes both along; that is the browser's doing, not the app's.
      if (how === 'kill') for (const tab of tabs) tab.on('crash', () => doomed.add(tab))
      const start = performance.now()
      if (how === 'close') await leader.close()
      else {
        const cdp = await context.newCDPSession(leader)
        const crashed = leader.waitForEvent('crash')
        cdp.send('Page.crash').catch(() => undefined) // the process that would answer is gone
        await crashed
        await leader.close()
      }
      const left = alive()
      const next = left[0] ?? (await openTab())
      await untilReady(next)
      return performance.now() - start
    },
    async close() {
      await context.close()
    },
    /** Kills the browser in the middle of whatever it does. */
    async kill() {
      const pid = processOf(profile)
      const gone = new Promise((resolve) => context.once('close', resolve))
      process.kill(pid, 'SIGKILL')
      await gone
      await until(async () => (isRunning(pid) ? undefined : true), 'the end of the browser')
    },
  }
}

/** @typedef {Awaited<ReturnType<typeof openSession>>} Session */

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
