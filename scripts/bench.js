// `npm run bench`: measures the production build and writes down the numbers. `npm run bench -- ID…` measures some:
// an id, or the beginning of several (`browse`). Exit code 1 if a target was missed or a measurement broke down.
import './node-version.js'
import { dist, ensureBuild } from './build.js'
import { ensureChromium } from './chromium.js'
import { ensureDependencies } from './ensure.js'
import { inRoot, runTool } from './run.js'
import { startServer } from './serve.js'

/** A case that takes longer than this hangs. */
const CASE_MS = 300_000
const LEAST_RUNS = 5

/**
 * @typedef {object} Asked
 * @property {readonly string[]} ids
 * @property {number} runs
 * @property {boolean} dry
 */

/**
 * @param {readonly string[]} args
 * @returns {Asked | string} or what is wrong with them
 */
function parse(args) {
  const usage = 'npm run bench -- [ID…] [--runs N] [--dry]'
  /** @type {string[]} */
  const ids = []
  let runs = LEAST_RUNS
  let dry = false
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg === '--dry') dry = true
    else if (arg === '--runs') {
      runs = Number(args[++i])
      if (!Number.isInteger(runs) || runs < 1) return `--runs needs a number. ${usage}`
    } else if (arg.startsWith('-')) return `Unknown option ${arg}. ${usage}`
    else ids.push(arg)
  }
  if (runs < LEAST_RUNS && !dry)
    return `Fewer than ${LEAST_RUNS} runs are not written down: add --dry.`
  return { ids, runs, dry }
}

/**
 * @template T
 * @param {Promise<T>} work
 * @param {number} ms
 * @returns {Promise<T>} rejects when the time is over; the work itself is not ended
 */
function within(work, ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not done after ${ms / 1000} s`)), ms)
    void work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** @param {Asked} asked */
async function main({ ids, runs, dry }) {
  const { cases } = await import('../bench/cases/index.js')
  /** An exact id means that one; else all that begin so. */
  const matches = (/** @type {string} */ asked, /** @type {string} */ id) =>
    cases.some((one) => one.id === asked) ? id === asked : id.startsWith(asked)
  const unknown = ids.filter((id) => !cases.some((one) => matches(id, one.id)))
  if (unknown.length > 0) {
    console.error(`No such id: ${unknown.join(', ')}. There are:`)
    for (const { id } of cases) console.error(`  ${id}`)
    process.exitCode = 1
    return
  }
  const chosen = cases.filter(({ id }) => ids.length === 0 || ids.some((one) => matches(one, id)))
  const { closeAll, rights, versionOf } = await import('../bench/lib/browser.js')
  const { createFolders } = await import('../bench/lib/folders.js')
  const { startFloorServer } = await import('../bench/lib/floor-server.js')
  const { describeMachine, loadOfMachine } = await import('../bench/lib/machine.js')
  const { toResult } = await import('../bench/lib/measure.js')
  const { lineOf, writeResults } = await import('../bench/lib/report.js')

  const browser = ensureChromium()
  process.env['CHROMIUM'] = browser.path
  await ensureBuild()
  const folders = createFolders()
  process.once('exit', () => folders.remove())
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.once(signal, () => process.exit(130)) // which ends the browsers and removes the folders
  const product = await startServer({ port: 0, root: dist })
  const floors = await startFloorServer()
  const machine = describeMachine(await versionOf(), folders.base) + rights
  console.log(`${machine}; load ${loadOfMachine().toFixed(1)}`)

  /** @type {import('../bench/lib/measure.js').Result[]} */
  const results = []
  const begin = performance.now()
  for (const one of chosen) {
    const start = performance.now()
    let line
    try {
      const measured = await within(
        one.measure({
          url: product.url,
          floorUrl: floors.url,
          runs,
          dist,
          folder: (shape) => folders.folder(shape),
          newProfile: () => folders.newProfile(),
        }),
        CASE_MS,
      )
      const result = toResult(one, measured, machine)
      results.push(result)
      if (!result.pass) process.exitCode = 1
      line = [
        lineOf(result),
        ...(dry ? result.remarks.map((remark) => `       ${remark}`) : []),
      ].join('\n')
    } catch (error) {
      process.exitCode = 1
      line = `FAIL ${one.id}: ${error instanceof Error ? error.stack : String(error)}`
    }
    await closeAll()
    console.log(`${line}  [${((performance.now() - start) / 1000).toFixed(0)} s]`)
  }
  await Promise.all([product.close(), floors.close()])
  console.log(
    `${results.length} of ${chosen.length} measured in ${((performance.now() - begin) / 1000).toFixed(0)} s`,
  )
  if (dry || results.length === 0) return
  writeResults(
    results,
    cases.map(({ id }) => id),
  )
  await runTool('oxfmt', [inRoot('bench/RESULTS.md')])
}

const asked = parse(process.argv.slice(2))
if (typeof asked === 'string') {
  console.error(asked)
  process.exitCode = 1
} else {
  ensureDependencies()
  await main(asked)
}
