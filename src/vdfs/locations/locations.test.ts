import * as v from 'valibot'
import { expect, test } from 'vitest'
import { formatId, LocationIdSchema, type LocationId } from '../api/ids.ts'
import type { Topic } from '../api/topics.ts'
import { file, link } from '../testing/memory-fs.ts'
import { createLocationsWorld, idOf } from '../testing/locations-world.ts'

const tree = () => ({
  home: { photos: { raw: { 'a.dng': 'x' } }, music: { 'b.mp3': 'y' } },
  usb: { 'c.txt': 'z' },
  'a.txt': file(),
  shortcut: link(),
})
const NOWHERE = v.parse(LocationIdSchema, formatId(999_999, new Uint8Array(16)))

test('a folder becomes a location under its own name, and its note says the same', async () => {
  const world = await createLocationsWorld(tree())
  const added = await world.add('home/photos', 'picked')
  const [location] = await world.list()
  expect(location).toEqual({
    locationId: idOf(added),
    name: 'photos',
    folderName: 'photos',
    origin: 'picked',
    permission: 'granted',
    reach: 'here',
    lastSeenMs: world.scheduler.now(),
    addedMs: world.scheduler.now(),
    lastingAnswered: true,
  })
  const [root] = await world.fs.roots()
  expect(root).toEqual({
    rootId: world.locations.rootOf(idOf(added)),
    folderName: 'photos',
    note: {
      locationId: idOf(added),
      name: 'photos',
      origin: 'picked',
      position: 0,
      addedMs: location?.addedMs,
    },
  })
  expect(world.told('locations')).toBeGreaterThan(0)
})

test('a dropped folder is to be offered the lasting way once', async () => {
  const world = await createLocationsWorld(tree())
  const locationId = idOf(await world.add('usb', 'dropped'))
  expect(await world.list()).toMatchObject([{ origin: 'dropped', lastingAnswered: false }])
  await world.call((ask, context) => ask.answerLasting({ locationId }, context))
  expect(await world.list()).toMatchObject([{ origin: 'dropped', lastingAnswered: true }])
})

test('new locations stand last', async () => {
  const world = await createLocationsWorld(tree())
  for (const path of ['usb', 'home/music', 'home/photos']) await world.add(path, 'picked')
  expect(await world.names()).toEqual(['usb', 'music', 'photos'])
})

test('the same folder is added once, even by two tabs at a time', async () => {
  const world = await createLocationsWorld(tree())
  const [first, second] = await Promise.all([
    world.add('usb', 'picked'),
    world.add('usb', 'picked'),
  ])
  expect(first.ok).toBe(true)
  expect(second).toEqual({
    ok: false,
    error: { type: 'AlreadyALocation', locationId: idOf(first), name: 'usb' },
  })
  expect(await world.fs.roots()).toHaveLength(1)
})

test('dropping a locked location unlocks it', async () => {
  const world = await createLocationsWorld(tree())
  const locationId = idOf(await world.add('usb', 'dropped'))
  const before = world.locations.rootOf(locationId)
  world.fs.setPermission('usb', 'prompt')
  await world.call((ask, context) => ask.recheck(undefined, context))
  expect(await world.list()).toMatchObject([{ permission: 'prompt', reach: 'unknown' }])
  expect((await world.add('usb', 'dropped')).ok).toBe(false)
  expect(world.locations.rootOf(locationId)).not.toBe(before)
  expect(await world.fs.roots()).toMatchObject([
    { rootId: world.locations.rootOf(locationId), note: { locationId, name: 'usb' } },
  ])
})

test('a drop that lets the picked handle in keeps it', async () => {
  const world = await createLocationsWorld(tree())
  const locationId = idOf(await world.add('usb', 'picked'))
  const before = world.locations.rootOf(locationId)
  world.fs.setPermission('usb', 'prompt')
  await world.call((ask, context) => ask.recheck(undefined, context))
  world.fs.setPermission('usb', 'granted')
  world.back.length = 0
  await world.add('usb', 'dropped')
  expect(world.locations.rootOf(locationId)).toBe(before)
  expect(world.back).toEqual([locationId])
  expect(await world.list()).toMatchObject([
    { origin: 'picked', permission: 'granted', reach: 'here' },
  ])
})

test('picking a dropped location makes it lasting', async () => {
  const world = await createLocationsWorld(tree())
  await world.add('usb', 'dropped')
  const again = await world.add('usb', 'picked')
  expect(again).toMatchObject({ error: { type: 'AlreadyALocation', name: 'usb' } })
  expect(await world.list()).toMatchObject([{ origin: 'picked', lastingAnswered: true }])
  expect(await world.fs.roots()).toMatchObject([{ note: { origin: 'picked' } }])
})

test('a folder inside or around others is added only if that is meant', async () => {
  const world = await createLocationsWorld(tree())
  const home = idOf(await world.add('home', 'picked'))
  expect(await world.add('home/photos', 'picked')).toEqual({
    ok: false,
    error: { type: 'InsideALocation', locationId: home, name: 'home', path: 'photos' },
  })
  const photos = idOf(await world.add('home/photos', 'picked', true))
  // The innermost says most.
  expect(await world.add('home/photos/raw', 'picked')).toMatchObject({
    error: { type: 'InsideALocation', locationId: photos, path: 'raw' },
  })
  await world.call((ask, context) => ask.remove({ locationId: home }, context))
  await world.add('home/music', 'picked')
  expect(await world.add('home', 'picked')).toEqual({
    ok: false,
    error: { type: 'AroundLocations', names: ['photos', 'music'] },
  })
  expect((await world.add('home', 'picked', true)).ok).toBe(true)
  expect(await world.fs.roots()).toHaveLength(3)
})

test('what is no folder is refused and nothing is kept', async () => {
  const world = await createLocationsWorld(tree())
  expect(await world.add('a.txt', 'dropped')).toEqual({ ok: false, error: { type: 'NotAFolder' } })
  expect(await world.fs.roots()).toEqual([])
  expect(await world.list()).toEqual([])
})

test.each([
  ['  Holiday 2024 ', 'Holiday 2024'],
  ['🙂'.repeat(127), '🙂'.repeat(127)],
  ['عربي', 'عربي'],
])('%j is a name', async (name, kept) => {
  const world = await createLocationsWorld(tree())
  const locationId = idOf(await world.add('usb', 'picked'))
  expect(await world.call((ask, context) => ask.rename({ locationId, name }, context))).toEqual({
    ok: true,
    value: undefined,
  })
  expect(await world.list()).toMatchObject([{ name: kept, folderName: 'usb' }])
  expect(await world.fs.roots()).toMatchObject([{ note: { name: kept } }])
})

test.each(['', '   ', 'a\nb', 'a\u0000', 'a\u0085', 'x'.repeat(256), 'half \ud83d'])(
  '%j is no name',
  async (name) => {
    const world = await createLocationsWorld(tree())
    const locationId = idOf(await world.add('usb', 'picked'))
    expect(await world.call((ask, context) => ask.rename({ locationId, name }, context))).toEqual({
      ok: false,
      error: { type: 'BadLocationName' },
    })
    expect(await world.names()).toEqual(['usb'])
  },
)

test('a folder whose name is none for a location gets a fit one', async () => {
  const world = await createLocationsWorld({ 'a\tb': {}, ' ': {} })
  await world.add('a\tb', 'picked')
  await world.add(' ', 'picked')
  expect(await world.list()).toMatchObject([
    { name: 'a b', folderName: 'a\tb' },
    { name: 'Folder', folderName: ' ' },
  ])
})

test('removing lets go of the handle and touches no file', async () => {
  const world = await createLocationsWorld(tree())
  const locationId = idOf(await world.add('usb', 'picked'))
  expect(await world.call((ask, context) => ask.remove({ locationId }, context))).toEqual({
    ok: true,
    value: undefined,
  })
  expect(await world.list()).toEqual([])
  expect(await world.fs.roots()).toEqual([])
  expect(world.gone).toEqual([locationId])
  expect(world.locations.rootOf(locationId)).toBeUndefined()
  expect(world.fs.disk.find('usb/c.txt')).toBeDefined()
})

test('the order is what a person made it; unknown ids change nothing, forgotten ones stay at the end', async () => {
  const world = await createLocationsWorld({ a: {}, b: {}, c: {}, d: {} })
  const ids: LocationId[] = []
  for (const path of ['a', 'b', 'c', 'd']) ids.push(idOf(await world.add(path, 'picked')))
  const [, b = NOWHERE, , d = NOWHERE] = ids
  await world.call((ask, context) => ask.reorder({ locationIds: [d, NOWHERE, b] }, context))
  expect(await world.names()).toEqual(['d', 'b', 'a', 'c'])
  const notes = (await world.fs.roots()).map(({ note }) => note)
  expect(notes.toSorted((x, y) => x!.position - y!.position).map((note) => note?.name)).toEqual([
    'd',
    'b',
    'a',
    'c',
  ])
})

test('another handle of the same folder replaces the first', async () => {
  const world = await createLocationsWorld(tree())
  const locationId = idOf(await world.add('usb', 'dropped'))
  const before = world.locations.rootOf(locationId)
  expect(await world.replaceRoot(locationId, 'usb')).toEqual({ ok: true, value: undefined })
  expect(world.locations.rootOf(locationId)).not.toBe(before)
  expect(await world.list()).toMatchObject([
    { origin: 'picked', lastingAnswered: true, reach: 'here' },
  ])
  expect(await world.fs.roots()).toMatchObject([{ note: { locationId, origin: 'picked' } }])
  expect(world.gone).toEqual([])
})

test('another folder replaces it only if that is meant, and never a location of its own', async () => {
  const world = await createLocationsWorld(tree())
  const locationId = idOf(await world.add('usb', 'picked'))
  const before = world.locations.rootOf(locationId)
  expect(await world.replaceRoot(locationId, 'home/music')).toEqual({
    ok: false,
    error: { type: 'NotTheSameFolder', name: 'usb' },
  })
  expect(world.locations.rootOf(locationId)).toBe(before)
  expect(await world.replaceRoot(locationId, 'home/music', true)).toMatchObject({ ok: true })
  expect(await world.list()).toMatchObject([{ name: 'usb', folderName: 'music' }])
  expect(world.gone).toEqual([locationId])
  await world.add('home/photos', 'picked')
  expect(await world.replaceRoot(locationId, 'home/photos', true)).toMatchObject({
    error: { type: 'AlreadyALocation', name: 'photos' },
  })
  expect(await world.replaceRoot(locationId, 'a.txt', true)).toMatchObject({
    error: { type: 'NotAFolder' },
  })
  expect(await world.replaceRoot(NOWHERE, 'usb')).toMatchObject({
    error: { type: 'LocationNotFound' },
  })
  expect(await world.fs.roots()).toHaveLength(2)
})

test('a location whose handle is lost stays listed and can be picked again', async () => {
  const world = await createLocationsWorld(tree())
  const locationId = idOf(await world.add('usb', 'picked'))
  const rootId = world.locations.rootOf(locationId)
  await world.fs.forget(rootId!)
  const next = await world.restart()
  expect(await next.list()).toMatchObject([{ name: 'usb', permission: 'granted', reach: 'gone' }])
  expect(await next.call((ask, context) => ask.root({ locationId }, context))).toEqual({
    ok: false,
    error: { type: 'RootUnknown' },
  })
  expect(await next.replaceRoot(locationId, 'usb')).toMatchObject({ ok: true })
  expect(await next.list()).toMatchObject([{ permission: 'granted', reach: 'here' }])
})

test('every command says which location there is not', async () => {
  const world = await createLocationsWorld(tree())
  const missing = { ok: false, error: { type: 'LocationNotFound' } }
  expect(
    await world.call((ask, context) => ask.rename({ locationId: NOWHERE, name: 'x' }, context)),
  ).toEqual(missing)
  expect(await world.call((ask, context) => ask.remove({ locationId: NOWHERE }, context))).toEqual(
    missing,
  )
  expect(
    await world.call((ask, context) => ask.answerLasting({ locationId: NOWHERE }, context)),
  ).toEqual(missing)
  expect(await world.call((ask, context) => ask.root({ locationId: NOWHERE }, context))).toEqual(
    missing,
  )
})

test('the window gets the very handle', async () => {
  const world = await createLocationsWorld(tree())
  const locationId = idOf(await world.add('usb', 'picked'))
  expect(await world.call((ask, context) => ask.root({ locationId }, context))).toEqual({
    ok: true,
    value: world.fs.handleOf('usb'),
  })
})

test('a suspicion is looked into: what turns out lost is told', async () => {
  const world = await createLocationsWorld(tree())
  const usb = idOf(await world.add('usb', 'picked'))
  const music = idOf(await world.add('home/music', 'picked'))
  const suspect = async () => {
    for (const locationId of [usb, music, NOWHERE]) world.locations.suspect(locationId)
    return (await world.list()).map(({ permission, reach }) => `${permission} ${reach}`)
  }
  expect(await suspect()).toEqual(['granted here', 'granted here'])
  world.fs.disk.unmount('usb')
  world.fs.setPermission('home/music', 'prompt')
  const before = world.told('locations')
  expect(await suspect()).toEqual(['granted gone', 'prompt unknown'])
  expect(world.told('locations')).toBe(before + 2)
})

test('a recheck notices lost and regained permissions and disks, and tells only of changes', async () => {
  const world = await createLocationsWorld(tree())
  const usb = idOf(await world.add('usb', 'picked'))
  const music = idOf(await world.add('home/music', 'picked'))
  const recheck = async () => {
    const before = world.told('locations')
    world.back.length = 0
    await world.call((ask, context) => ask.recheck(undefined, context))
    const states = (await world.list()).map(({ permission, reach }) => `${permission} ${reach}`)
    return { states, tells: world.told('locations') - before, back: [...world.back] }
  }
  await recheck()
  expect(await recheck()).toEqual({ states: ['granted here', 'granted here'], tells: 0, back: [] })
  world.fs.disk.unmount('usb')
  world.fs.setPermission('home/music', 'denied')
  expect(await recheck()).toEqual({
    states: ['granted gone', 'denied unknown'],
    tells: 2,
    back: [],
  })
  world.fs.disk.remount('usb')
  world.fs.setPermission('home/music', 'granted')
  const regained = await recheck()
  expect(regained).toMatchObject({ states: ['granted here', 'granted here'], tells: 2 })
  expect(new Set(regained.back)).toEqual(new Set([usb, music]))
})

test('a folder that may not be read is there; one that takes too long is unknown', async () => {
  const world = await createLocationsWorld(tree())
  await world.add('usb', 'picked')
  world.fs.disk.restrict('usb', { listable: false })
  await world.call((ask, context) => ask.recheck(undefined, context))
  expect(await world.list()).toMatchObject([{ permission: 'granted', reach: 'here' }])
  world.fs.during({ name: 'stat', path: 'usb' }, () => new Promise(() => {}))
  const startMs = world.scheduler.now()
  await world.call((ask, context) => ask.recheck(undefined, context))
  expect(world.scheduler.now() - startMs).toBe(5_000)
  expect(await world.list()).toMatchObject([{ permission: 'granted', reach: 'unknown' }])
})

test('a disk that was away and is read again is there', async () => {
  const world = await createLocationsWorld(tree())
  const usb = idOf(await world.add('usb', 'picked'))
  world.fs.disk.unmount('usb')
  await world.call((ask, context) => ask.recheck(undefined, context))
  expect(await world.list()).toMatchObject([{ reach: 'gone' }])
  world.fs.disk.remount('usb')
  world.locations.met(usb)
  await world.scheduler.until(async () => (await world.list())[0]?.reach === 'here')
  const calls = world.fs.calls.length
  world.locations.met(usb) // known to be there: nothing is looked at
  await world.scheduler.advance(1_000)
  expect(world.fs.calls).toHaveLength(calls)
})

test('"last seen" is kept when it is a minute old, and survives a restart', async () => {
  const world = await createLocationsWorld(tree())
  await world.add('usb', 'picked')
  const addedMs = world.scheduler.now()
  await world.scheduler.advance(50_000)
  await world.call((ask, context) => ask.recheck(undefined, context))
  expect(await world.list()).toMatchObject([{ lastSeenMs: addedMs }])
  await world.scheduler.advance(20_000)
  await world.call((ask, context) => ask.recheck(undefined, context))
  const seenMs = world.scheduler.now()
  await world.scheduler.idle()
  expect(await world.list()).toMatchObject([{ lastSeenMs: seenMs }])
  world.fs.disk.unmount('usb')
  await world.scheduler.advance(500_000)
  const next = await world.restart()
  expect(await next.list()).toMatchObject([{ lastSeenMs: seenMs, reach: 'gone' }])
})

test('what is told of is true already', async () => {
  const world = await createLocationsWorld(tree())
  const seen: Promise<readonly string[]>[] = []
  world.changes.subscribe(['locations'], (topics: readonly Topic[]) => {
    expect(topics).toEqual(['locations'])
    seen.push(world.names())
  })
  await world.add('usb', 'picked')
  expect((await Promise.all(seen)).at(-1)).toEqual(['usb'])
})

test('all of it is there after a restart', async () => {
  const world = await createLocationsWorld(tree())
  const usb = idOf(await world.add('usb', 'dropped'))
  await world.add('home', 'picked')
  await world.call((ask, context) => ask.rename({ locationId: usb, name: 'Stick' }, context))
  const before = await world.list()
  const next = await world.restart()
  expect(await next.list()).toEqual(before)
  expect(next.restored).toBe(0)
})

test('a lost database loses no location: names, order and origins come from the notes', async () => {
  const world = await createLocationsWorld(tree())
  const usb = idOf(await world.add('usb', 'dropped'))
  const home = idOf(await world.add('home', 'picked'))
  await world.call((ask, context) => ask.rename({ locationId: usb, name: 'Stick' }, context))
  await world.call((ask, context) => ask.reorder({ locationIds: [home, usb] }, context))
  const before = await world.list()
  const next = await world.restart({ loseDatabase: true })
  expect(next.restored).toBe(2)
  const kept = ({ permission, ...location }: (typeof before)[number]) => ({
    locationId: location.locationId,
    name: location.name,
    folderName: location.folderName,
    origin: location.origin,
    addedMs: location.addedMs,
    permission,
  })
  expect((await next.list()).map(kept)).toEqual(before.map(kept))
  const last = await next.restart()
  expect(last.restored).toBe(0)
  expect(await last.names()).toEqual(['home', 'Stick'])
})
