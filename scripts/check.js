// `npm run check`: everything that can be said about the code without running it.
import './node-version.js'
import os from 'node:os'
import { ensureDependencies } from './ensure.js'
import { inRoot, isMain, run, runTool } from './run.js'
import { proveRules } from './violations.js'

/**
 * @typedef {object} Outcome
 * @property {string} name
 * @property {boolean} ok
 * @property {string} output what the tool said, worth showing if it failed
 * @property {number} ms
 */

const minute = 60_000

/**
 * @param {import('./run.js').Finished} finished
 * @returns {{ ok: boolean, output: string }}
 */
const judged = ({ code, output }) => ({ ok: code === 0, output })

/**
 * @param {Parameters<typeof runTool>[0]} tool
 * @param {string[]} args
 */
const byTool = async (tool, ...args) =>
  judged(await runTool(tool, args, { capture: true, timeoutMs: 5 * minute }))

/**
 * @param {string} script
 * @param {string[]} args
 */
const byScript = async (script, ...args) =>
  judged(
    await run(process.execPath, [inRoot(script), ...args], { capture: true, timeoutMs: minute }),
  )

/** @type {Record<string, () => Promise<{ ok: boolean, output: string }>>} The slow ones first: they set the pace. */
const checks = {
  lint: () => {
    const places = ['src', 'e2e', 'scripts', 'bench', 'vite.config.ts']
    return byTool(
      'oxlint',
      '--type-aware',
      '--deny-warnings',
      '--report-unused-disable-directives',
      ...places,
    )
  },
  'unused code (knip)': () => byTool('knip', '--no-progress', '--no-config-hints'),
  types: () => byTool('tsc', '--noEmit', '-p', '.'),
  'types of src/app': () => byTool('tsc', '--noEmit', '-p', 'src/app'),
  'types of src/workers': () => byTool('tsc', '--noEmit', '-p', 'src/workers'),
  'types of src/vdfs': () => byTool('tsc', '--noEmit', '-p', 'src/vdfs'),
  'planted violations': async () => {
    const { proven, complaints } = await proveRules()
    return { ok: complaints.length === 0 && proven > 0, output: complaints.join('\n') }
  },
  format: () => byTool('oxfmt', '--check'),
  lockfile: () => byScript('scripts/fix-lock.js', '--check'),
  notices: () => byScript('scripts/notices.js', '--check'),
}

/**
 * Runs every check, as many at once as there are processors, and tells each outcome as it comes.
 * @param {(outcome: Outcome) => void} tell
 * @returns {Promise<Outcome[]>}
 */
export async function runChecks(tell) {
  const waiting = Object.entries(checks)
  /** @type {Outcome[]} */
  const outcomes = []
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, check] = next
      const start = performance.now()
      const { ok, output } = await check().catch((/** @type {unknown} */ error) => ({
        ok: false,
        output: String(error),
      }))
      const outcome = { name, ok, output, ms: performance.now() - start }
      outcomes.push(outcome)
      tell(outcome)
    }
  }
  await Promise.all(
    Array.from({ length: Math.max(2, Math.min(4, os.availableParallelism())) }, worker),
  )
  return outcomes
}

/** @param {Outcome} outcome */
export function tellOutcome({ name, ok, output, ms }) {
  console.log(`${ok ? '✓' : '✗'} ${name} (${(ms / 1000).toFixed(1)} s)`)
  if (!ok) console.log(output.trim().replaceAll(/^/gm, '  '))
}

if (isMain(import.meta.url)) {
  try {
    ensureDependencies()
    const outcomes = await runChecks(tellOutcome)
    const failed = outcomes.filter(({ ok }) => !ok).length
    console.log(`${outcomes.length - failed} checks passed, ${failed} failed`)
    if (failed > 0) process.exitCode = 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
