import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { LocationIdSchema } from '#vdfs/api/ids.ts'
import { isName, parsePath, RelPathSchema } from '#vdfs/api/paths.ts'
import * as v from 'valibot'
import { parsePlace, printPlace, type FolderPlace, type Place } from './place.ts'

const ORIGIN = 'http://localhost:4173'
const readBack = (place: Place) => parsePlace(new URL(ORIGIN + printPlace(place)))
const placeOf = (path: string) => parsePlace(new URL(ORIGIN + path))

const locationId = v.parse(LocationIdSchema, 'm4abc0defghijklmnopqrstuv0')
const anyId = fc
  .string({
    minLength: 20,
    maxLength: 40,
    unit: fc.constantFrom(...Array.from('0123456789abcdefghijklmnopqrstuvwxyz')),
  })
  .map((text) => v.parse(LocationIdSchema, text))
/** Names as a disk may have them: separators of URLs, escapes, controls, markup, other scripts. */
const anyName = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom(...Array.from('%2fFeE.\\?#&=+ ;:@\n\t\r"\'<>`{}|^[]~\u202eaÅ漢🜂')),
      minLength: 1,
      maxLength: 12,
    }),
    fc.constantFrom('%2e%2e', '...', '..%2f', '%', '%zz', '+', ' ', '?', '#', '&select=x', '‮gpj'),
  )
  .filter((name) => isName(name) && name.isWellFormed())
const anyPath = fc
  .array(anyName, { maxLength: 6 })
  .map((names) => v.parse(RelPathSchema, names.join('/')))
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const anyFolder: fc.Arbitrary<FolderPlace> = fc.record({
  screen: fc.constant('folder'),
  at: fc.record({ locationId: anyId, path: anyPath }),
  sortBy: maybe(fc.constantFrom('name', 'size', 'kind', 'modified')),
  descending: maybe(fc.boolean()),
  showHidden: maybe(fc.boolean()),
  select: maybe(anyName),
  preview: maybe(fc.constant(true)),
})

test('a printed folder reads back as itself, whatever its names hold', () => {
  fc.assert(
    fc.property(anyFolder, (place) => {
      expect(readBack(place)).toEqual(place)
    }),
    { numRuns: 500 },
  )
})

test('the other screens read back as themselves', () => {
  for (const screen of ['start', 'storage', 'about', 'nowhere'] as const)
    expect(readBack({ screen })).toEqual({ screen })
})

test('the index of a location reads back as itself, and has no pages below', () => {
  fc.assert(
    fc.property(anyId, (id) => {
      expect(printPlace({ screen: 'index', locationId: id })).toBe(`/index/${id}`)
      expect(readBack({ screen: 'index', locationId: id })).toEqual({
        screen: 'index',
        locationId: id,
      })
    }),
  )
  expect(placeOf(`/index/${locationId}/`)).toEqual({ screen: 'index', locationId })
  expect(placeOf(`/index/${locationId}/a`)).toEqual({ screen: 'nowhere' })
  expect(placeOf('/index/none')).toEqual({ screen: 'nowhere' })
  expect(placeOf('/index')).toEqual({ screen: 'nowhere' })
})

test('what is printed is a path of this origin and nothing else', () => {
  fc.assert(
    fc.property(anyFolder, (place) => {
      const url = new URL(printPlace(place), ORIGIN)
      expect(url.origin).toBe(ORIGIN)
      expect(url.hash).toBe('')
      expect(url.pathname.startsWith(`/folder/${place.at.locationId}`)).toBe(true)
    }),
  )
})

test('no URL makes it throw, and a folder it reads lies inside its location', () => {
  const anyUrl = fc
    .tuple(
      fc.constantFrom('', 'folder', 'index', 'storage', 'x', `folder/${locationId}`),
      fc.webPath(),
      fc.webQueryParameters(),
    )
    .map(([start, path, query]) => `/${start}${path}?${query}`)
  fc.assert(
    fc.property(anyUrl, (text) => {
      const place = placeOf(text)
      if (place.screen !== 'folder') return
      expect(v.is(RelPathSchema, place.at.path)).toBe(true)
      expect(readBack(place)).toEqual(place)
    }),
  )
})

test('nothing climbs out of the location', () => {
  const inside = (rest: string) => placeOf(`/folder/${locationId}/${rest}`)
  expect(inside('a/..%2f..%2fetc')).toEqual({ screen: 'nowhere' })
  expect(inside('..%2fetc')).toEqual({ screen: 'nowhere' })
  expect(inside('a%00b')).toEqual({ screen: 'nowhere' })
  expect(inside('%E0%A4%A')).toEqual({ screen: 'nowhere' })
  // the URL itself resolves these before anybody reads them
  expect(inside('%2e%2e/%2e%2e/storage')).toEqual({ screen: 'storage' })
})

test('what a person may have typed is forgiven', () => {
  const path = parsePath('a/b')
  if (!path.ok) throw new Error('not a path')
  const at = { locationId, path: path.value }
  expect(placeOf(`/folder/${locationId}//a/b/`)).toMatchObject({ screen: 'folder', at })
  expect(placeOf(`/folder/${locationId}/a/b?sort=colour&order=sideways&hidden=maybe`)).toEqual({
    screen: 'folder',
    at,
    sortBy: undefined,
    descending: undefined,
    showHidden: undefined,
    select: undefined,
    preview: undefined,
  })
  expect(placeOf(`/folder/${locationId}/a/b?select=&preview=yes`)).toMatchObject({
    select: undefined,
    preview: undefined,
  })
  expect(placeOf('/folder/none/a')).toEqual({ screen: 'nowhere' })
  expect(placeOf('/elsewhere')).toEqual({ screen: 'nowhere' })
  expect(placeOf('/?utm=1')).toEqual({ screen: 'start' })
})
