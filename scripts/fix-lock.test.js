import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { complaints, missingOptionals, platformOf, repaired } from './fix-lock.js'

/** @type {import('./fix-lock.js').Lock} */
const ours = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'))

/** Places of the lock that hold binaries of one platform. */
const binaries = Object.entries(ours.packages).filter(
  ([place, { optional, os, cpu }]) =>
    optional === true && (os ?? cpu) !== undefined && place !== '',
)

test('takes the platform from a name as npm records it', () => {
  const told = binaries.map(([place]) => {
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const { os, cpu } = platformOf(name)
    return [name, { os, cpu }]
  })
  const recorded = binaries.map(([place, { os, cpu }]) => [
    place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
    { os, cpu },
  ])
  expect(told).toEqual(recorded)
})

test('restores the binaries that a lock lost, where npm had them', () => {
  // fsevents exists in two versions here, and which of them stands at the top is npm's taste.
  const lost = new Set(
    binaries.map(([place]) => place).filter((place) => !place.endsWith('/fsevents')),
  )
  expect(lost.size).toBeGreaterThan(50)
  const kept = Object.entries(ours.packages).filter(([place]) => !lost.has(place))
  const poor = { packages: Object.fromEntries(kept) }
  expect(complaints(poor)).toHaveLength(lost.size)
  const rich = repaired(poor)
  const facts = (/** @type {import('./fix-lock.js').Lock} */ lock) =>
    Object.entries(lock.packages).map(([place, { version, os, cpu, dev, optional }]) => [
      place,
      { version, os, cpu, dev, optional },
    ])
  expect(facts(rich)).toEqual(facts(ours))
  expect(complaints(rich)).toEqual([])
})

test('removes addresses and keeps local links', () => {
  const lock = {
    packages: {
      'node_modules/a': { version: '1.0.0', resolved: 'https://registry.example/a.tgz' },
      'node_modules/b': { resolved: 'relay' },
    },
  }
  expect(complaints(lock)).toEqual(['node_modules/a names the address it was fetched from.'])
  expect(repaired(lock).packages).toEqual({
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { resolved: 'relay' },
  })
})

test('puts a second version below the package that needs it', () => {
  const lock = {
    packages: {
      'node_modules/a': { optionalDependencies: { 'bin-linux-x64': '1.0.0' } },
      'node_modules/b': { dev: true, optionalDependencies: { 'bin-linux-x64': '2.0.0' } },
      'node_modules/bin-linux-x64': { version: '1.0.0', optional: true },
    },
  }
  expect(missingOptionals(lock)).toEqual([
    {
      place: 'node_modules/b/node_modules/bin-linux-x64',
      entry: { version: '2.0.0', os: ['linux'], cpu: ['x64'], dev: true, optional: true },
    },
  ])
})
