import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { LocationIdSchema } from '#vdfs/api/ids.ts'
import type { Location } from '#vdfs/api/locations.ts'
import { isName, RelPathSchema, type At } from '#vdfs/api/paths.ts'
import { printPlace } from '../../navigation/place.ts'
import { printTyped, readTyped, unfinished, type TypedContext } from './typed-path.ts'

const path = (text: string) => v.parse(RelPathSchema, text)
const id = (letter: string) => v.parse(LocationIdSchema, letter.repeat(26))
const location = (letter: string, name: string): Location => ({
  locationId: id(letter),
  name,
  folderName: name,
  origin: 'picked',
  permission: 'granted',
  reach: 'here',
  lastSeenMs: 0,
  addedMs: 0,
  lastingAnswered: true,
})
const origin = 'http://localhost:4173'
const here: At = { locationId: id('b'), path: path('trips/2024') }
const context: TypedContext = {
  locations: [
    location('a', 'Photos'),
    location('b', 'Photos'),
    location('c', 'Photos/raw'),
    location('d', 'Papers'),
  ],
  here,
  origin,
}
const read = (text: string) => readTyped(text, context)
const at = (letter: string, text: string) => ({
  type: 'at',
  at: { locationId: id(letter), path: path(text) },
})

test('a location and folders in it', () => {
  expect(read('Papers')).toEqual(at('d', ''))
  expect(read('Papers/')).toEqual(at('d', ''))
  expect(read('Papers/2024//drafts/')).toEqual(at('d', '2024/drafts'))
  expect(read('papers/2024')).toEqual(at('d', '2024'))
})

test('of several locations that fit, the longest name, then the one the person is in', () => {
  expect(read('Photos/a')).toEqual(at('b', 'a'))
  expect(read('Photos/raw/a')).toEqual(at('c', 'a'))
  expect(read('Photos/rawest')).toEqual(at('b', 'rawest'))
})

test('a path that starts with a slash lies in this location', () => {
  expect(read('/')).toEqual(at('b', ''))
  expect(read('/trips/2023')).toEqual(at('b', 'trips/2023'))
})

test('an address of this app, and of no other', () => {
  const place = { screen: 'folder', at: { locationId: id('d'), path: path('a b/ü') } } as const
  expect(read(` ${origin}${printPlace({ ...place, select: 'x.txt' })} `)).toEqual({
    type: 'at',
    at: place.at,
    select: 'x.txt',
  })
  expect(read(`${origin}/storage`)).toEqual({ type: 'noFolder' })
  expect(read('https://elsewhere.example/folder/x')).toEqual({ type: 'notThisApp' })
  expect(read('file:///etc/passwd')).toEqual({ type: 'notThisApp' })
})

test('dots lead up and stay, but out of no location', () => {
  const inside = (locationId: string, to: string) => ({
    type: 'at',
    at: { locationId: id(locationId), path: path(to) },
  })
  expect(read('..')).toMatchObject(inside('b', 'trips'))
  expect(read('../2023/x')).toMatchObject(inside('b', 'trips/2023/x'))
  expect(read('./a/./b')).toMatchObject(inside('b', 'trips/2024/a/b'))
  expect(read('/a/../b')).toMatchObject(inside('b', 'b'))
  expect(read('../../../..')).toMatchObject({ type: 'badPath' })
})

test('what leads nowhere is told apart', () => {
  expect(read('Videos/a')).toEqual({ type: 'noLocation', name: 'Videos' })
  expect(read('/a/../../etc')).toEqual({ type: 'badPath', text: '../etc' })
  expect(read('')).toEqual({ type: 'noLocation', name: '' })
})

test('what the field prints leads back to where it came from', () => {
  const anyName = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter(isName)
  fc.assert(
    fc.property(fc.array(anyName, { maxLength: 5 }), (names) => {
      const there: At = { locationId: id('d'), path: path(names.join('/')) }
      expect(read(printTyped('Papers', there))).toEqual({ type: 'at', at: there })
    }),
  )
})

test('a name that is being typed, and the folder it would be in', () => {
  const folder = (letter: string, text: string) => ({ locationId: id(letter), path: path(text) })
  expect(unfinished('Pap', context)).toEqual({ start: '', prefix: 'Pap', folder: undefined })
  expect(unfinished('Papers/dr', context)).toEqual({
    start: 'Papers/',
    prefix: 'dr',
    folder: folder('d', ''),
  })
  expect(unfinished('/trips/', context)).toEqual({
    start: '/trips/',
    prefix: '',
    folder: folder('b', 'trips'),
  })
  expect(unfinished('/t', context)?.folder).toEqual(folder('b', ''))
  expect(unfinished('Videos/x', context)).toBeUndefined()
  expect(unfinished(`${origin}/folder/x`, context)).toBeUndefined()
})
