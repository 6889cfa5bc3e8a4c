// Keeps package-lock.json whole and free of addresses.
//
// npm leaves an optional package out of the lock if it could not fetch it: the binaries of the platforms that
// the lock was not written on. `npm ci` then fails or, worse, people there miss their binaries. This adds
// what is missing, as npm would have written it, short of the integrity hash.
// `--check` only tells.
import './node-version.js'
import { readFileSync, writeFileSync } from 'node:fs'
import { inRoot, isMain } from './run.js'

/**
 * @typedef {object} Entry one place of the lock
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */
/** @typedef {{ packages: Record<string, Entry> }} Lock */

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const processors = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
  'wasm32',
]

/**
 * Where Node would find a package, seen from another: the nearest node_modules upwards.
 * @param {Lock} lock
 * @param {string} from
 * @param {string} name
 */
function resolvePackage(lock, from, name) {
  for (let folder = from; ;) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (lock.packages[place] !== undefined) return place
    if (folder === '') return undefined
    const up = folder.lastIndexOf('node_modules/')
    folder = up <= 0 ? '' : folder.slice(0, up - 1)
  }
}

/**
 * Which platform a package of binaries is for, told by its name, as in `@x/y-linux-arm64-musl`.
 * @param {string} name
 * @returns {Pick<Entry, 'os' | 'cpu' | 'libc'>}
 */
export function platformOf(name) {
  if (name === 'fsevents') return { os: ['darwin'] }
  const words = (name.split('/').at(-1) ?? '').split(/[-.]/)
  const os = systems.filter((one) => words.includes(one))
  const cpu = processors.filter((one) => words.includes(one)).slice(0, 1)
  // `none` is a platform that nobody has: a package whose name tells nothing must not be fetched here.
  if (os.length + cpu.length === 0) return { os: ['none'], cpu: ['none'] }
  const libc = ['musl', 'gnu'].find((one) => words.some((word) => word.startsWith(one)))
  return {
    ...(os.length > 0 ? { os } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(os.includes('linux') && libc ? { libc: [libc === 'gnu' ? 'glibc' : libc] } : {}),
  }
}

/**
 * @param {Lock} lock
 * @returns {Array<{ place: string, entry: Entry }>} the optional packages that somebody names and the lock lacks
 */
export function missingOptionals(lock) {
  /** @type {Map<string, Entry>} */
  const missing = new Map()
  for (const [from, { optionalDependencies = {}, dev }] of Object.entries(lock.packages))
    for (const [name, range] of Object.entries(optionalDependencies)) {
      const version = range.replace(/^[\^~=v]+/, '')
      const found = resolvePackage(lock, from, name)
      const exact = version === range
      if (found !== undefined && (!exact || lock.packages[found]?.version === version)) continue
      // Another version at the top belongs to another package: this one goes below who needs it.
      const top = `node_modules/${name}`
      const taken = lock.packages[top] !== undefined || missing.has(top)
      const place = taken && missing.get(top)?.version !== version ? `${from}/${top}` : top
      missing.set(place, {
        version,
        ...platformOf(name),
        ...(dev === true ? { dev } : {}),
        optional: true,
      })
    }
  return [...missing].map(([place, entry]) => ({ place, entry }))
}

/**
 * @param {Lock} lock
 * @returns {string[]} what is wrong with a lock, in sentences
 */
export function complaints(lock) {
  const named = Object.entries(lock.packages)
    .filter(([, { resolved }]) => resolved !== undefined && /^[a-z+]+:/.test(resolved))
    .map(([place]) => `${place} names the address it was fetched from.`)
  const missing = missingOptionals(lock).map(
    ({ place }) => `${place} is missing: people on its platform could not install.`,
  )
  return [...named, ...missing]
}

/**
 * @param {Lock} lock
 * @returns {Lock} the same, complete, in npm's order and without addresses
 */
export function repaired(lock) {
  const whole = Object.entries(lock.packages).map(([place, entry]) => {
    const { resolved, ...rest } = entry
    const address = resolved !== undefined && /^[a-z+]+:/.test(resolved)
    return /** @type {const} */ ([place, address ? rest : entry])
  })
  const stubs = missingOptionals(lock).map(
    ({ place, entry }) => /** @type {const} */ ([place, entry]),
  )
  const sorted = [...whole, ...stubs].toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  return { ...lock, packages: Object.fromEntries(sorted) }
}

if (isMain(import.meta.url)) {
  const file = inRoot('package-lock.json')
  const text = readFileSync(file, 'utf8')
  /** @type {Lock} */
  const lock = JSON.parse(text)
  const found = complaints(lock)
  if (process.argv.includes('--check')) {
    for (const one of found) console.error(one)
    if (found.length > 0) {
      console.error('Run: npm run fix-lock')
      process.exitCode = 1
    }
  } else {
    const fixed = `${JSON.stringify(repaired(lock), null, 2)}\n`
    if (fixed !== text) writeFileSync(file, fixed)
    console.log(
      found.length === 0 ? 'The lockfile is in order.' : `Repaired: ${found.length} entries.`,
    )
  }
}
