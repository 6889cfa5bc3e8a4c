// The walk: random steps in random tabs, each followed by a look at the disk; and what must survive every end of a
// tab or a browser.
import path from 'node:path'
import { addLocation } from '../../bench/lib/app.js'
import { until } from '../../bench/lib/until.js'
import { difference, placeOf, readListing } from './look.js'
import { doSomething } from './steps.js'
import { truthOf } from './tree.js'

/** @typedef {import('../../src/vdfs/api/core-api.ts').HoldallApi} HoldallApi */
/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('playwright').Page} Page */

const TABS = 3
/** What is written and must be there after a kill: one number of the preferences. */
const mark = { least: 256, range: 150 }

/**
 * @param {object} given
 * @param {string} given.root the tree on the disk
 * @param {readonly string[]} given.folders paths inside it
 * @param {(name: string) => boolean} given.isWithheld
 * @param {import('./random.js').Chance} given.chance
 * @param {string} given.url
 */
export function createWalk({ root, folders, isWithheld, chance, url }) {
  let locationId = ''
  /** @type {readonly number[]} More than one while a write has no answer: it may have been done or not. */
  let written = []
  let steps = 0
  let looks = 0
  let leaders = 0
  let slowestLeaderMs = 0
  /** @type {string[]} */
  const last = []

  const note = (/** @type {string} */ what) => {
    last.push(what)
    if (last.length > 30) last.shift()
  }

  /** @param {Page} page */
  const look = async (page) => {
    const place = placeOf(page.url())
    if (place === undefined) throw new Error(`no folder at ${page.url()}`)
    if (place.locationId !== locationId) throw new Error(`another location at ${page.url()}`)
    const seen = await readListing(page, place)
    const differs = difference(seen.lines, truthOf(path.join(root, place.path), isWithheld))
    if (differs !== undefined) throw new Error(`${JSON.stringify(place.path)}: ${differs}`)
    looks++
    await untilShown(page)
  }

  /**
   * The list on the screen must settle on as many rows as the core counts for it.
   * @param {Page} page
   */
  const untilShown = async (page) => {
    let differs = ''
    const ask = async () => {
      differs = await differsOnScreen(page)
      return differs === '' || undefined
    }
    await until(ask, 'the screen', 10_000).catch((/** @type {unknown} */ error) => {
      throw new Error(`${page.url()}: ${differs}`, { cause: error })
    })
  }

  /** @param {Page} page */
  const goSomewhere = async (page) => {
    const folder = chance.of(folders)
    note(`go ${folder}`)
    const names = folder === '' ? '' : `/${folder.split('/').map(encodeURIComponent).join('/')}`
    await page.goto(`${url}folder/${locationId}${names}`)
  }

  /** @param {Page} page */
  const focusList = async (page) => {
    await page.bringToFront()
    const list = page.locator('[role="treegrid"], [role="grid"]').first()
    if ((await list.count()) > 0) await list.focus()
  }

  /**
   * Writes the mark, which then must be there whatever dies.
   * @param {Page} page
   */
  const write = async (page) => {
    const next = mark.least + chance.below(mark.range)
    written = [...written, next]
    const answer = await page.evaluate(async (width) => {
      /** @type {HoldallApi} */
      const holdall = Reflect.get(globalThis, 'holdall')
      return holdall.preferences.set({ inspectorWidth: width })
    }, next)
    if (!answer.ok) throw new Error(`the write failed: ${JSON.stringify(answer.error)}`)
    written = [next]
  }

  /** @param {Page} page */
  const checkKept = async (page) => {
    const kept = await page.evaluate(async () => {
      /** @type {HoldallApi} */
      const holdall = Reflect.get(globalThis, 'holdall')
      const [locations, preferences, notices] = await Promise.all([
        holdall.locations.list(),
        holdall.preferences.get(),
        holdall.storage.notices(),
      ])
      if (!locations.ok || !preferences.ok || !notices.ok)
        throw new Error('the core does not answer')
      return {
        ids: locations.value.map((one) => one.locationId),
        width: preferences.value.inspectorWidth,
        notices: notices.value.map(({ type }) => type),
      }
    })
    if (kept.ids.length !== 1 || kept.ids[0] !== locationId)
      throw new Error(`the locations are now ${JSON.stringify(kept.ids)}`)
    if (!written.includes(kept.width))
      throw new Error(`wrote ${written.join(' or ')}, found ${kept.width}`)
    if (kept.notices.length > 0) throw new Error(`the core tells ${kept.notices.join(', ')}`)
  }

  /** @param {Session} session */
  const openTabs = async (session) => {
    while (session.alive().length < TABS) await goSomewhere(await session.openTab())
  }

  return {
    /** @param {Session} session the first one: the tree becomes a location */
    async begin(session) {
      const page = await session.openTab()
      locationId = await addLocation(page, root)
      await write(page)
      await openTabs(session)
    },
    /** @param {Session} session after the browser was closed or killed */
    async comeBack(session) {
      const page = await session.openTab()
      await checkKept(page)
      await goSomewhere(page)
      await look(page)
      await openTabs(session)
    },
    /** @param {Session} session */
    async step(session) {
      await openTabs(session)
      const page = chance.of(session.alive())
      steps++
      if (placeOf(page.url()) === undefined || chance.below(12) === 0) await goSomewhere(page)
      if (chance.below(15) === 0) await write(page)
      await focusList(page)
      for (let i = 1 + chance.below(4); i > 0; i--) note(await doSomething(page, chance))
      await page.keyboard.press('Escape')
      if (placeOf(page.url()) !== undefined) await look(page)
    },
    /**
     * @param {Session} session
     * @param {'close' | 'kill'} how
     */
    async changeLeader(session, how) {
      await openTabs(session)
      note(`${how} leader`)
      const heir = session.alive()[1]
      const writing = heir === undefined ? undefined : write(heir)
      const took = await session.endLeader(how)
      await writing?.catch((/** @type {unknown} */ error) => {
        // A tab that shared the process of the killed one is gone with its question.
        if (heir !== undefined && session.alive().includes(heir)) throw error
      })
      leaders++
      slowestLeaderMs = Math.max(slowestLeaderMs, took)
      await openTabs(session)
    },
    /**
     * Kills the browser while it lists and writes.
     * @param {Session} session
     */
    async killDuringWork(session) {
      note('kill browser')
      const [page] = session.alive()
      if (page === undefined) throw new Error('no tab to work in')
      await write(page)
      await focusList(page)
      await page.keyboard.press('F5')
      await session.kill()
    },
    tell: () =>
      `${steps} steps, ${looks} listings compared, ${leaders} leaders ended (slowest change ${Math.round(slowestLeaderMs)} ms)`,
    lastSteps: () => last,
  }
}

/**
 * @param {Page} page
 * @returns {Promise<string>} what the screen shows and what the core knows, or nothing if they agree
 */
function differsOnScreen(page) {
  return page.evaluate(async () => {
    /** @type {HoldallApi} */
    const holdall = Reflect.get(globalThis, 'holdall')
    const preferences = await holdall.preferences.get()
    if (!preferences.ok) throw new Error(JSON.stringify(preferences.error))
    const [, screen, id, ...names] = location.pathname.split('/')
    if (screen !== 'folder') return '' // went elsewhere meanwhile; the next look tells
    const hidden = new URL(location.href).searchParams.get('hidden')
    const showHidden = hidden === null ? preferences.value.showHidden : hidden === 'shown'
    const at = { locationId: id, path: names.map(decodeURIComponent).join('/') }
    const view = JSON.parse(JSON.stringify({ at, showHidden }))
    const window = await holdall.entries.window({ view, from: 0, limit: 0 })
    if (!window.ok) throw new Error(JSON.stringify(window.error))
    const list = document.querySelector('[role="treegrid"], [role="grid"]')
    const shown = list === null ? 0 : Number(list.getAttribute('aria-rowcount')) - 1
    if (shown === window.value.total) return ''
    const words = document.body.innerText.replaceAll(/\s+/g, ' ').slice(0, 600)
    return `the list has ${shown} rows, the core knows ${JSON.stringify(window.value)}; on the screen: ${words}`
  })
}
