// `npm run e2e [-- ARGS]`: Playwright on the production build, which is made first if it is stale.
import './node-version.js'
import { ensureBuild } from './build.js'
import { ensureChromium } from './chromium.js'
import { ensureDependencies } from './ensure.js'
import { isMain, runTool } from './run.js'

/**
 * @param {readonly string[]} args for Playwright
 * @param {import('./run.js').RunOptions} [options]
 */
export function runPlaywright(args, options) {
  return runTool('playwright', ['test', '--config', 'e2e/playwright.config.ts', ...args], options)
}

if (isMain(import.meta.url)) {
  try {
    ensureDependencies()
    const browser = ensureChromium()
    console.log(`Browser: ${browser.path} (${browser.source})`)
    await ensureBuild()
    const { code } = await runPlaywright(process.argv.slice(2), { env: { CHROMIUM: browser.path } })
    process.exitCode = code
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
