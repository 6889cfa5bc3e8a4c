import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as v from 'valibot'
import { RelPathSchema } from '#vdfs/api/paths.ts'
import type { FolderPlace } from '../navigation/place.ts'
import { fakeLocationId } from '../testing/fake-holdall.ts'
import { keepPlace, lastPlace } from './last-place.ts'

const place: FolderPlace = {
  screen: 'folder',
  at: { locationId: fakeLocationId(1), path: v.parse(RelPathSchema, 'Fotos/2024 & älter') },
}
const address = (path: string) => new URL(path, 'http://localhost:7777')

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
})
afterEach(() => vi.unstubAllGlobals())

test('a new tab at the bare address opens what was open last', () => {
  keepPlace(place)
  expect(lastPlace(address('/'), true)?.at).toEqual(place.at)
})

test('every other address, and a tab with a history, decides for itself', () => {
  keepPlace(place)
  expect(lastPlace(address('/storage'), true)).toBeUndefined()
  expect(lastPlace(address('/'), false)).toBeUndefined()
})

test('settings are no place to come back to, and make no other forgotten', () => {
  keepPlace(place)
  keepPlace({ screen: 'storage' })
  expect(lastPlace(address('/'), true)?.at).toEqual(place.at)
})

test('whoever went to the start comes back to the start', () => {
  keepPlace(place)
  keepPlace({ screen: 'start' })
  expect(lastPlace(address('/'), true)).toBeUndefined()
})

test('what was tampered with leads nowhere else', () => {
  localStorage.setItem('holdall-last-place', 'https://elsewhere.example/steal')
  expect(lastPlace(address('/'), true)).toBeUndefined()
})

test('without storage there is nothing to come back to', () => {
  vi.stubGlobal('localStorage', undefined)
  keepPlace(place)
  expect(lastPlace(address('/'), true)).toBeUndefined()
})
