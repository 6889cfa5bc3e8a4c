import { expect, test } from 'vitest'
import { createChanges } from './changes.ts'

test('a listener is told once, with just its own topics', () => {
  const changes = createChanges()
  const told: (readonly string[])[] = []
  changes.subscribe(['locations', 'storage'], (topics) => told.push(topics))
  changes.publish(['storage', 'preferences', 'storage', 'locations'])
  expect(told).toEqual([['storage', 'locations']])
})

test('a topic is watched from its first listener to its last', () => {
  const changes = createChanges()
  const seen: [string, boolean][] = []
  changes.onWatch((topic, watched) => seen.push([topic, watched]))
  const first = changes.subscribe(['storage'], () => {})
  const second = changes.subscribe(['storage'], () => {})
  first()
  expect(changes.isWatched('storage')).toBe(true)
  second()
  second()
  expect(changes.isWatched('storage')).toBe(false)
  expect(seen).toEqual([
    ['storage', true],
    ['storage', false],
  ])
})
