// `npm test`: from a fresh clone to a verdict. Whatever happens, the last line says `N passed, N failed`.
import './node-version.js'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { ensureBuild } from './build.js'
import { ensureChromium } from './chromium.js'
import { ensureDependencies } from './ensure.js'
import { countPlaywright, countVitest } from './count.js'
import { inRoot, runTool } from './run.js'

const minute = 60_000
let passed = 0
/** @type {string[]} */
const failures = []

/**
 * One stage of the run; a stage that breaks down is a failure and does not keep the next from running.
 * @param {string} title
 * @param {() => Promise<import('./count.js').Count>} work
 */
async function stage(title, work) {
  console.log(`\n── ${title}`)
  const start = performance.now()
  try {
    const count = await work()
    passed += count.passed
    failures.push(...count.failures.map((failure) => `${title}: ${failure}`))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    console.error(message)
    failures.push(`${title}: ${message}`)
  }
  console.log(`── ${title}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

/**
 * Runs a test tool and counts what its report says. The report and the exit code must agree: a tool that
 * failed without naming a failed test (a crash, an error outside of tests, no tests at all) is a failure.
 * @param {string} file where the tool writes its report
 * @param {(report: unknown) => import('./count.js').Count} counted
 * @param {() => ReturnType<typeof runTool>} start
 */
async function byReport(file, counted, start) {
  rmSync(file, { force: true })
  const { code } = await start()
  if (!existsSync(file)) return { passed: 0, failures: [`no report, exit code ${code}`] }
  const count = counted(JSON.parse(readFileSync(file, 'utf8')))
  if (code !== 0 && count.failures.length === 0)
    count.failures.push(`exit code ${code} without a failed test`)
  if (count.passed + count.failures.length === 0) count.failures.push('ran no tests')
  return count
}

/** @returns {Promise<string | undefined>} the browser to test with; undefined if nothing can be run */
async function prepare() {
  let browser
  await stage('set-up', async () => {
    ensureDependencies()
    const { path, source } = ensureChromium()
    console.log(`Node: ${process.version}`)
    console.log(`Browser: ${path} (${source})`)
    browser = path
    return { passed: 0, failures: [] }
  })
  return browser
}

async function main() {
  const browser = await prepare()
  if (browser === undefined) return
  // The same browser for every tool, however it was found.
  const env = { CHROMIUM: browser }
  process.env['CHROMIUM'] = browser
  mkdirSync(inRoot('.cache'), { recursive: true })

  await stage('check', async () => {
    const { runChecks, tellOutcome } = await import('./check.js')
    const outcomes = await runChecks(tellOutcome)
    const failed = outcomes.filter(({ ok }) => !ok)
    return { passed: outcomes.length - failed.length, failures: failed.map(({ name }) => name) }
  })

  const unitReport = inRoot('.cache/vitest.json')
  await stage('unit, property and browser tests', () =>
    byReport(unitReport, countVitest, () =>
      runTool(
        'vitest',
        ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
        { env, timeoutMs: 20 * minute },
      ),
    ),
  )

  let built = false
  await stage('build', async () => {
    console.log((await ensureBuild()) === 'fresh' ? 'The build is up to date.' : 'Built.')
    built = true
    return { passed: 1, failures: [] }
  })
  if (!built) {
    failures.push('e2e: not run, for an older build says nothing about this code')
    return
  }

  const e2eReport = inRoot('.cache/playwright.json')
  await stage('e2e', async () => {
    const { runPlaywright } = await import('./e2e.js')
    return byReport(e2eReport, countPlaywright, () =>
      runPlaywright([], { env, timeoutMs: 40 * minute }),
    )
  })
}

await main()
console.log('')
for (const failure of failures) console.log(`✗ ${failure}`)
console.log(`${passed} passed, ${failures.length} failed`)
if (failures.length > 0) process.exitCode = 1
