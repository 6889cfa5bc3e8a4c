import { expect, test } from 'vitest'
import { wordsOf, type BootFailure } from './boot-failures.ts'

const samples: { readonly [E in BootFailure as E['type']]: E } = {
  DatabaseNewer: { type: 'DatabaseNewer', found: 9, known: 3 },
  OtherVersion: { type: 'OtherVersion', leaderBuild: '0.2.0+abc' },
  MissingFeatures: { type: 'MissingFeatures', features: ['opfs', 'web-locks', 'folders'] },
  StorageRefused: { type: 'StorageRefused', message: 'access denied' },
  LeaderSilent: { type: 'LeaderSilent' },
  QuotaExceeded: { type: 'QuotaExceeded' },
  Defect: { type: 'Defect', reportId: '7F3A', message: 'the row is null' },
  OneTab: { type: 'OneTab' },
}

test.each(Object.values(samples))('$type says what happened, in sentences', (failure) => {
  const { title, paragraphs } = wordsOf(failure)
  expect(title.length).toBeGreaterThan(10)
  expect(paragraphs.length).toBeGreaterThan(0)
  for (const text of [title, ...paragraphs]) expect(text).not.toMatch(/!|oops|undefined|\[object/i)
})

test('every failure but a lack of the browser has a way out', () => {
  const ways = Object.fromEntries(
    Object.values(samples).map((failure) => [
      failure.type,
      wordsOf(failure).actions.map((action) => action.do),
    ]),
  )
  expect(ways).toEqual({
    DatabaseNewer: ['newest'],
    OtherVersion: ['newest', 'take-over'],
    MissingFeatures: [],
    StorageRefused: ['reload'],
    LeaderSilent: ['take-over', 'reload'],
    QuotaExceeded: ['reload'],
    Defect: ['reload', 'copy-report'],
    OneTab: ['reload'],
  })
})

test('where a reload has not helped, taking over comes first', () => {
  const { actions } = wordsOf(samples.OtherVersion, true)
  expect(actions.map((action) => action.do)).toEqual(['take-over', 'newest'])
})

test('each missing feature is named and each remedy said once', () => {
  const { paragraphs } = wordsOf(samples.MissingFeatures)
  expect(paragraphs).toHaveLength(5)
  expect(paragraphs[0]).toContain('OPFS')
  expect(paragraphs[1]).toContain('Web Locks')
  expect(new Set(paragraphs).size).toBe(5)
})

test('a feature that only the core knows is said by its name', () => {
  const { paragraphs } = wordsOf({ type: 'MissingFeatures', features: ['sync access handles'] })
  expect(paragraphs[0]).toBe('It lacks sync access handles.')
})
