import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inspect } from './ensure.js'

/** @type {string} */
let folder
const lock = JSON.stringify({
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a-darwin': { version: '1.0.0', optional: true },
  },
})

/**
 * @param {string} file
 * @param {string} text
 */
function put(file, text) {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  writeFileSync(path.join(folder, file), text)
}
/** @param {string} version */
const record = (version) =>
  put(
    'node_modules/.package-lock.json',
    JSON.stringify({ packages: { 'node_modules/a': { version } } }),
  )

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'holdall-ensure-'))
  put('package-lock.json', lock)
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a fresh clone needs an installation', () => {
  expect(inspect(folder).state).toBe('missing')
})

test('an interrupted installation is none', () => {
  put('node_modules/a/package.json', '{}')
  expect(inspect(folder).state).toBe('missing')
})

test("what npm installed by itself is accepted; other platforms' binaries are not missed", () => {
  record('1.0.0')
  expect(inspect(folder).state).toBe('unstamped')
})

test('the stamp is enough until the lockfile changes', () => {
  record('1.0.0')
  put('node_modules/.holdall-lock', inspect(folder).stamp)
  expect(inspect(folder).state).toBe('ready')
  put(
    'package-lock.json',
    lock.replace('"node_modules/a":{"version":"1.0.0"', '"node_modules/a":{"version":"2.0.0"'),
  )
  expect(inspect(folder).state).toBe('missing')
  record('2.0.0')
  expect(inspect(folder).state).toBe('unstamped')
})

test('a node_modules copied from another platform is replaced', () => {
  record('1.0.0')
  put('node_modules/.holdall-lock', `plan9-mips ${inspect(folder).stamp.split(' ')[1]}`)
  expect(inspect(folder).state).toBe('missing')
})

test('a checkout without a lockfile is refused in words', () => {
  rmSync(path.join(folder, 'package-lock.json'))
  expect(() => inspect(folder)).toThrow(/not a whole checkout/)
})
