import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { RelPathSchema } from '../api/paths.ts'
import type { FsPath, ListEvent } from '../ports.ts'
import { fileSystemContract, missingFor } from './file-system-contract.ts'
import type { Tree } from './memory-disk.ts'
import { createMemoryFs, file, folder } from './memory-fs.ts'
import { createMemoryWorld } from './memory-world.ts'

describe('contract', () => {
  test.for(fileSystemContract.map((one) => [one.name, one] as const))('%s', async ([, fsCase]) => {
    const world = await createMemoryWorld()
    expect(missingFor(fsCase, world.can)).toEqual([])
    await expect(fsCase.run(world)).resolves.toBeUndefined()
  })
})

/** A file system with one adopted folder, 'photos'. */
async function adopted(tree: Tree) {
  const fs = createMemoryFs({ photos: tree })
  const root = await fs.adopt(fs.handleOf('photos'))
  if (!root.ok) throw new Error('not adopted')
  const { rootId } = root.value
  const at = (path: string): FsPath => ({ rootId, path: v.parse(RelPathSchema, path) })
  const list = async (path = '', signal = new AbortController().signal) => {
    const events: ListEvent[] = []
    for await (const event of fs.list(at(path), signal)) events.push(event)
    return events
  }
  return { fs, rootId, at, list }
}
const many = folder(Array.from({ length: 250 }, (_, n) => [`${n}`, ''] as const))
const counts = (events: readonly ListEvent[]) =>
  events.map((event) => (event.type === 'entries' ? event.entries.length : event))

describe('faults', () => {
  test('a listing fails after so many entries, once', async () => {
    const { fs, list } = await adopted({ many })
    fs.during({ name: 'list', path: 'photos/many', after: 101 }, () => ({ type: 'NotReadable' }))
    expect(counts(await list('many'))).toEqual([
      100,
      100,
      { type: 'failed', error: { type: 'NotReadable' } },
    ])
    expect(counts(await list('many'))).toEqual([100, 100, 50, { type: 'complete' }])
  })

  test('a listing is cut short and claims to be complete', async () => {
    const { fs, list } = await adopted({ many })
    fs.during({ name: 'list', path: 'photos/many', after: 100 }, () => 'cutShort')
    expect(counts(await list('many'))).toEqual([100, { type: 'complete' }])
  })

  test('a listing is held until something else happened', async () => {
    const { fs, list } = await adopted({ many })
    const controller = new AbortController()
    fs.during({ name: 'list', path: 'photos/many', after: 200 }, async () => {
      await Promise.resolve()
      controller.abort()
    })
    expect(counts(await list('many', controller.signal))).toEqual([100, 100, { type: 'aborted' }])
  })

  test('what comes between asking and answering counts', async () => {
    const { fs, at } = await adopted({ 'a.txt': 'a', 'b.txt': 'b' })
    fs.during({ name: 'stat', path: 'photos/a.txt' }, () => fs.disk.remove('photos/a.txt'))
    expect(await fs.stat(at('a.txt'))).toEqual({ ok: false, error: { type: 'NotFound' } })
    fs.during({ name: 'open', path: 'photos/b.txt' }, () => fs.setPermission('photos', 'prompt'))
    expect(await fs.open(at('b.txt'))).toEqual({ ok: false, error: { type: 'PermissionRequired' } })
  })

  test('each file of many can fail by itself', async () => {
    const { fs, at } = await adopted({ a: 'a', b: 'b', c: 'c' })
    fs.during({ name: 'statFiles', path: 'photos/b' }, () => ({
      type: 'FsFault',
      name: 'InvalidStateError',
      message: 'bad sector',
    }))
    const answers = []
    for await (const batch of fs.statFiles(at(''), ['a', 'b', 'c'], new AbortController().signal))
      answers.push(...batch.map((one) => (one.ok ? one.value.sizeBytes : one.error.type)))
    expect(answers).toEqual([1, 'FsFault', 1])
    expect(fs.calls).toEqual(
      ['a', 'b', 'c'].map((name) => ({ name: 'statFiles', path: `photos/${name}` })),
    )
  })
})

describe('the disk', () => {
  test('a tree is what it says, whatever its files are called', async () => {
    const { fs, at, list } = await adopted({
      is: { is: 'file', children: {} },
      zeros: file({ sizeBytes: 1e12 }),
      bytes: Uint8Array.of(1, 2),
    })
    expect(await list('is')).toEqual([
      {
        type: 'entries',
        entries: expect.arrayContaining([
          { name: 'is', kind: 'file' },
          { name: 'children', kind: 'folder' },
        ]),
      },
      { type: 'complete' },
    ])
    expect(await fs.read(at('is/is'), 0, 9)).toEqual({
      ok: true,
      value: new TextEncoder().encode('file'),
    })
    expect(await fs.read(at('zeros'), 1e12 - 2, 9)).toEqual({ ok: true, value: new Uint8Array(2) })
    expect(await fs.read(at('bytes'), 0, 9)).toEqual({ ok: true, value: Uint8Array.of(1, 2) })
  })

  test('a disk is taken away with all that is in it and comes back as it was', async () => {
    const { fs, list } = await adopted({ 'a.txt': 'a' })
    fs.disk.unmount('photos')
    expect(await list()).toEqual([{ type: 'failed', error: { type: 'NotFound' } }])
    fs.disk.remount('photos')
    expect(counts(await list())).toEqual([1, { type: 'complete' }])
    expect(() => fs.disk.remount('photos')).toThrow('was not unmounted')
  })

  test('a place on the way may carry the grant, the nearest one counts', async () => {
    const fs = createMemoryFs({ home: { photos: { 'a.txt': 'a' } } })
    const [home, photos] = [
      await fs.adopt(fs.handleOf('home')),
      await fs.adopt(fs.handleOf('home/photos')),
    ]
    if (!home.ok || !photos.ok) throw new Error('not adopted')
    fs.setPermission('home', 'denied')
    expect(await fs.permission(photos.value.rootId)).toEqual({ ok: true, value: 'denied' })
    fs.setPermission('home/photos', 'granted')
    expect(await fs.permission(photos.value.rootId)).toEqual({ ok: true, value: 'granted' })
    expect(await fs.permission(home.value.rootId)).toEqual({ ok: true, value: 'denied' })
  })

  test('handles survive a way through ports and stand for places', async () => {
    const { fs, rootId } = await adopted({ sub: {} })
    const handle = structuredClone(fs.handleOf('photos/sub'))
    expect(await fs.relate(handle, rootId)).toEqual({
      ok: true,
      value: { type: 'Inside', path: 'sub' },
    })
  })

  test('listings come in an order that nobody can rely on', async () => {
    const { list } = await adopted({ many })
    const names = (await list('many')).flatMap((event) =>
      event.type === 'entries' ? event.entries.map(({ name }) => name) : [],
    )
    expect(names).not.toEqual(names.toSorted())
    expect(names).not.toEqual(Array.from({ length: 250 }, (_, n) => `${n}`))
    expect(new Set(names).size).toBe(250)
  })

  test('what cannot be done is said at once', () => {
    const { disk } = createMemoryFs({ 'a.txt': 'a' })
    expect(() => disk.remove('missing')).toThrow('nothing at missing')
    expect(() => disk.write('a.txt/b', '')).toThrow('a.txt is no folder')
    expect(() => disk.touch('missing', 0)).toThrow('no file at missing')
    expect(() => disk.restrict('missing', {})).toThrow('nothing with permission bits at missing')
    expect(() => disk.put('', {})).toThrow('the top of the disk cannot be changed')
  })
})
