import { expect, test } from 'vitest'
import * as v from 'valibot'
import { RootHandleSchema } from '#vdfs/api/opaque.ts'
import { RelPathSchema } from '#vdfs/api/paths.ts'
import { err, ok } from '#vdfs/api/result.ts'
import { createFakeHoldall, fakeLocation, fakeLocationId } from '../../testing/fake-holdall.ts'
import { addFolders, type FolderToAdd, type OverlapAnswer } from './add-folders.ts'

const folder = (name: string, origin: FolderToAdd['origin'] = 'dropped'): FolderToAdd => ({
  name,
  origin,
  root: v.parse(RootHandleSchema, {}),
})
const never = () => Promise.reject(new Error('nobody should be asked'))
const inside = {
  type: 'InsideALocation' as const,
  locationId: fakeLocationId(1),
  name: 'Fieldwork',
  path: v.parse(RelPathSchema, 'Iceland'),
}

test('several are added in turn, as they came', async () => {
  const fake = createFakeHoldall()
  const outcomes = await addFolders(fake.api.locations, [folder('a'), folder('b', 'picked')], never)
  expect(outcomes.map(({ type }) => type)).toEqual(['added', 'added'])
  expect(fake.inputsOf('locations.add')).toMatchObject([
    { origin: 'dropped' },
    { origin: 'picked' },
  ])
})

test('one that is there already gets the better handle and is looked at again', async () => {
  const fake = createFakeHoldall([fakeLocation(1, { origin: 'dropped' })])
  const already = err({ type: 'AlreadyALocation', locationId: fakeLocationId(1), name: 'Folder 1' })
  fake.answerNext('locations.add', already)
  const picked = await addFolders(fake.api.locations, [folder('a', 'picked')], never)
  expect(picked).toMatchObject([
    { type: 'already', locationId: fakeLocationId(1), name: 'Folder 1' },
  ])
  expect(fake.calls.map(({ method }) => method)).toEqual([
    'locations.add',
    'locations.replaceRoot',
    'locations.recheck',
  ])
})

test('dropped again, it is only looked at: the grant came with the drop', async () => {
  const fake = createFakeHoldall([fakeLocation(1)])
  const already = err({ type: 'AlreadyALocation', locationId: fakeLocationId(1), name: 'Folder 1' })
  fake.answerNext('locations.add', already)
  await addFolders(fake.api.locations, [folder('a')], never)
  expect(fake.calls.map(({ method }) => method)).toEqual(['locations.add', 'locations.recheck'])
})

test.each<[OverlapAnswer, object, object[]]>([
  ['open', { type: 'open', at: { locationId: inside.locationId, path: 'Iceland' } }, [{}]],
  ['cancel', { type: 'cancelled' }, [{}]],
  ['add', { type: 'added' }, [{}, { nested: true }]],
])('inside a location, the answer %s is done', async (answer, outcome, adds) => {
  const fake = createFakeHoldall([fakeLocation(1)])
  fake.answerNext('locations.add', err(inside))
  const outcomes = await addFolders(fake.api.locations, [folder('a')], async () => answer)
  expect(outcomes).toMatchObject([outcome])
  expect(fake.inputsOf('locations.add')).toMatchObject(adds)
})

test('around locations, adding goes on only when said so', async () => {
  const fake = createFakeHoldall([fakeLocation(1)])
  fake.answerNext('locations.add', err({ type: 'AroundLocations', names: ['Folder 1'] }))
  const outcomes = await addFolders(fake.api.locations, [folder('a')], async () => 'cancel')
  expect(outcomes).toEqual([{ type: 'cancelled' }])
})

test('one that fails does not keep the next from being added', async () => {
  const fake = createFakeHoldall()
  fake.answerNext('locations.add', err({ type: 'NotReadable' }))
  const outcomes = await addFolders(fake.api.locations, [folder('a'), folder('b')], never)
  expect(outcomes).toMatchObject([
    { type: 'failed', folder: { name: 'a' }, error: { type: 'NotReadable' } },
    { type: 'added', folder: { name: 'b' } },
  ])
})

test('a failed second handle is said, not hidden', async () => {
  const fake = createFakeHoldall([fakeLocation(1)])
  fake.answerNext(
    'locations.add',
    err({ type: 'AlreadyALocation', locationId: fakeLocationId(1), name: 'Folder 1' }),
  )
  fake.answerNext('locations.replaceRoot', err({ type: 'QuotaExceeded' }))
  fake.answerNext('locations.recheck', ok())
  const outcomes = await addFolders(fake.api.locations, [folder('a', 'picked')], never)
  expect(outcomes).toMatchObject([{ type: 'failed', error: { type: 'QuotaExceeded' } }])
})
