// Makes sure that node_modules is what package-lock.json says. Runs before any dependency exists,
// so it uses only what comes with Node.
import './node-version.js'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isMain, root } from './run.js'

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined // absent is an answer here
  }
}

/**
 * Whether npm's own record of what it installed holds every required package of the lock. npm writes the
 * record last, so an installation that was interrupted does not pass.
 * @param {string} lock text of package-lock.json
 * @param {string | undefined} record text of node_modules/.package-lock.json
 */
export function matchesRecord(lock, record) {
  if (record === undefined) return false
  /** @type {Record<string, { version?: string, optional?: boolean }>} */
  const wanted = JSON.parse(lock).packages
  /** @type {Record<string, { version?: string }>} */
  const installed = JSON.parse(record).packages
  return Object.entries(wanted).every(
    ([place, { version, optional }]) =>
      place === '' || optional === true || installed[place]?.version === version,
  )
}

/**
 * What to do about node_modules, decided from three files.
 * @param {string} folder the repository
 * @returns {{ state: 'ready' | 'unstamped' | 'missing', stamp: string }}
 */
export function inspect(folder) {
  const modules = path.join(folder, 'node_modules')
  const lock = read(path.join(folder, 'package-lock.json'))
  if (lock === undefined)
    throw new Error('package-lock.json is missing: this is not a whole checkout.')
  const platform = `${process.platform}-${process.arch}`
  const stamp = `${platform} ${createHash('sha256').update(lock).digest('hex')}\n`
  const found = read(path.join(modules, '.holdall-lock'))
  if (found === stamp) return { state: 'ready', stamp }
  // Binaries of another platform: the folder was copied here from another machine.
  if (found !== undefined && !found.startsWith(`${platform} `)) return { state: 'missing', stamp }
  const same = matchesRecord(lock, read(path.join(modules, '.package-lock.json')))
  return { state: same ? 'unstamped' : 'missing', stamp }
}

/** @param {string[]} args */
function npm(args) {
  const cli = process.env['npm_execpath']
  // Started by npm: use that very npm. Otherwise the one on the path, which is a script on Windows.
  const [command, before] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []]
  const { status } = spawnSync(command, [...before, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32' && command === 'npm',
  })
  return status === 0
}

/**
 * Installs the dependencies if they are missing or not those of the lockfile; otherwise costs milliseconds.
 * @throws {Error} with a sentence for people, if npm could not do it
 */
export function ensureDependencies() {
  const { state } = inspect(root)
  if (state === 'ready') return
  if (state === 'missing') {
    console.log(
      existsSync(path.join(root, 'node_modules'))
        ? 'The lockfile changed: installing dependencies…'
        : 'Installing dependencies (the first time takes a minute)…',
    )
    // NODE_ENV=production would leave out the build tools.
    const flags = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
    if (!npm(['ci', ...flags])) {
      console.log('`npm ci` did not work here: trying `npm install`…')
      if (!npm(['install', ...flags]))
        throw new Error(
          'The dependencies could not be installed; what npm said stands above. Holdall needs the network this once.',
        )
    }
  }
  // Read again: `npm install` may have completed the lockfile for this platform.
  writeFileSync(path.join(root, 'node_modules/.holdall-lock'), inspect(root).stamp)
}

if (isMain(import.meta.url)) {
  try {
    ensureDependencies()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
