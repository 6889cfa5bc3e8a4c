// What the app says about the folder that a tab shows, to be held against the disk.

/** @typedef {import('../../src/vdfs/api/core-api.ts').HoldallApi} HoldallApi */
/** @typedef {import('../../src/vdfs/api/paths.ts').At} At */
/**
 * @typedef {object} Seen
 * @property {string} path of the folder, inside its location
 * @property {readonly string[]} lines `folder NAME` and `file NAME`, sorted
 * @property {number} hidden as counted by the core
 */

/**
 * The folder that a tab is at, by its address.
 * @param {string} address
 * @returns {{ locationId: string, path: string } | undefined} undefined: another screen
 */
export function placeOf(address) {
  const [, screen, locationId = '', ...names] = new URL(address).pathname.split('/')
  if (screen !== 'folder') return undefined
  return { locationId, path: names.filter(Boolean).map(decodeURIComponent).join('/') }
}

/**
 * Waits for the listing of the folder that a tab is at and reads all of it, window by window.
 * @param {import('playwright').Page} page
 * @param {{ locationId: string, path: string }} place
 * @returns {Promise<Seen>}
 * @throws {Error} if the listing failed
 */
export async function readListing(page, place) {
  const { lines, hidden } = await page.evaluate(async (text) => {
    /** @type {HoldallApi} */
    const holdall = Reflect.get(globalThis, 'holdall')
    /** @type {At} */
    const at = JSON.parse(text)
    const view = { at, showHidden: true }
    const ask = async (/** @type {number} */ from, /** @type {number} */ limit) => {
      const window = await holdall.entries.window({ view, from, limit })
      if (!window.ok) throw new Error(`${text}: ${JSON.stringify(window.error)}`)
      return window.value
    }
    await new Promise((resolve, reject) => {
      const look = () =>
        ask(0, 0).then(({ listing }) => {
          if (listing.state === 'listing') return
          stop()
          if (listing.state === 'complete') resolve(undefined)
          else reject(new Error(`${text}: ${JSON.stringify(listing.error)}`))
        }, reject)
      const stop = holdall.subscribe([`dir:${at.locationId}/${at.path}`], () => void look())
      void look()
    })
    /** @type {string[]} */
    const found = []
    let isWhole = false
    let counted = 0
    while (!isWhole) {
      const { rows, total, hidden: hiddenNow } = await ask(found.length, 1_000)
      for (const { kind, name } of rows) found.push(`${kind} ${name}`)
      isWhole = found.length >= total || rows.length === 0
      counted = hiddenNow
    }
    return { lines: found, hidden: counted }
  }, JSON.stringify(place))
  return { path: place.path, lines: lines.toSorted(), hidden }
}

/**
 * The first difference between what was seen and what is, for people.
 * @param {readonly string[]} seen
 * @param {readonly string[]} truth
 * @returns {string | undefined}
 */
export function difference(seen, truth) {
  if (seen.length === truth.length && seen.every((line, i) => line === truth[i])) return undefined
  const known = new Set(truth)
  const shown = new Set(seen)
  const missing = truth.filter((line) => !shown.has(line))
  const invented = seen.filter((line) => !known.has(line))
  const name = (/** @type {readonly string[]} */ lines) => JSON.stringify(lines.slice(0, 5))
  return `${seen.length} rows, ${truth.length} on disk; missing ${missing.length} ${name(missing)}; invented ${invented.length} ${name(invented)}`
}
