// Runs other programs for the scripts: tools of node_modules by their own entry file, so that no shell
// and no `.bin` link stands between a signal and the process it is meant for.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of package.json. */
export const root = path.resolve(fileURLToPath(new URL('..', import.meta.url)))

/** @param {string} file path below the repository's root */
export const inRoot = (file) => path.join(root, file)

const tools = {
  oxfmt: 'node_modules/oxfmt/bin/oxfmt',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  tsc: 'node_modules/typescript/bin/tsc',
  knip: 'node_modules/knip/bin/knip.js',
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
}

/**
 * @typedef {object} Finished
 * @property {number} code exit code; 124 after a timeout, 127 if the program could not be started
 * @property {string} stdout empty unless captured
 * @property {string} output stdout and stderr as they came, empty unless captured
 */

/**
 * @typedef {object} RunOptions
 * @property {boolean} [capture] keep the output instead of showing it
 * @property {string} [cwd]
 * @property {Record<string, string | undefined>} [env] added to this process's environment
 * @property {number} [timeoutMs] after this the program is killed with everything it started
 */

/**
 * Runs a program to its end. Never rejects: a program that cannot start is a failed one.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Finished>}
 */
export function run(command, args, { capture = false, cwd = root, env = {}, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
      // A group of its own is what lets a timeout end grandchildren (browsers) too; Windows has no groups.
      detached: timeoutMs !== undefined && process.platform !== 'win32',
    })
    /** @type {Buffer[]} */
    const out = []
    /** @type {Buffer[]} */
    const all = []
    child.stdout?.on('data', (/** @type {Buffer} */ data) => {
      out.push(data)
      all.push(data)
    })
    child.stderr?.on('data', (/** @type {Buffer} */ data) => all.push(data))

    let late = false
    const kill = (/** @type {NodeJS.Signals} */ signal) => {
      if (child.pid === undefined || child.exitCode !== null) return
      try {
        if (process.platform === 'win32') child.kill(signal)
        else process.kill(timeoutMs === undefined ? child.pid : -child.pid, signal)
      } catch {
        // it ended between the check and the signal
      }
    }
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            late = true
            kill('SIGKILL')
          }, timeoutMs)
    let interrupted = false
    const interrupt = () => {
      interrupted = true
      kill('SIGINT')
    }
    process.once('SIGINT', interrupt)
    process.once('SIGTERM', interrupt)

    const end = (/** @type {number} */ code, /** @type {string} */ note = '') => {
      clearTimeout(timer)
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', interrupt)
      resolve({
        code,
        stdout: Buffer.concat(out).toString(),
        output: Buffer.concat(all).toString() + note,
      })
    }
    child.once('error', (error) => end(127, `${command}: ${error.message}\n`))
    child.once('close', (code) => {
      if (interrupted) process.exit(130) // nothing that follows was asked for any more
      if (late) end(124, `${command} was stopped after ${(timeoutMs ?? 0) / 1000} s.\n`)
      else end(code ?? 1)
    })
  })
}

/**
 * Runs a tool of node_modules under this very Node.
 * @param {keyof typeof tools} tool
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runTool(tool, args, options) {
  return run(process.execPath, [inRoot(tools[tool]), ...args], options)
}

/**
 * Whether this module is the program that was started, not one that was imported.
 * @param {string} url `import.meta.url` of the module that asks
 */
export function isMain(url) {
  const started = process.argv[1]
  return started !== undefined && path.resolve(started) === fileURLToPath(url)
}
