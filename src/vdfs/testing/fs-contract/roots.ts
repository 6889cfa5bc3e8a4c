// Contract: granted folders.
import * as v from 'valibot'
import { LocationIdSchema, RootIdSchema } from '../../api/ids.ts'
import { RootHandleSchema } from '../../api/opaque.ts'
import type { RootNote } from '../../ports.ts'
import type { FsCase } from '../file-system-contract.ts'
import { at, errorOf, listError, refused, relPath, same, shown, textOf, valueOf } from './asking.ts'

const unknownRoot = v.parse(RootIdSchema, 'unknown0000000000000000000')

function note(name: string): RootNote {
  const locationId = v.parse(LocationIdSchema, 'location000000000000000000')
  return { locationId, name, origin: 'dropped', position: 1.5, addedMs: 1_704_067_200_000 }
}

export const rootCases: readonly FsCase[] = [
  {
    name: 'an adopted folder is known by its id, its name and its handle',
    needs: [],
    run: async (world) => {
      await world.write('sub/a.txt', 'a')
      const { rootId, folderName } = valueOf(await world.fs.adopt(await world.handleOf('sub')))
      same(folderName, 'sub')
      same(v.is(RootIdSchema, rootId), true)
      same(await shown({ ...world, rootId }), ['a.txt'])
      const handle = valueOf(await world.fs.handle(rootId))
      same(valueOf(await world.fs.relate(handle, rootId)), { type: 'Same' })
      same(valueOf(await world.fs.permission(rootId)), 'granted')
      const again = valueOf(await world.fs.adopt(await world.handleOf('sub')))
      same(again.rootId === rootId, false)
    },
  },
  {
    name: 'only folders are adopted',
    needs: [],
    run: async (world) => {
      await world.write('a.txt', 'a')
      const before = (await world.fs.roots()).length
      for (const root of [
        await world.handleOf('a.txt'),
        v.parse(RootHandleSchema, {}),
        v.parse(RootHandleSchema, { kind: 'directory', name: 'lookalike' }),
      ]) {
        same(errorOf(await world.fs.adopt(root)), { type: 'NotAFolder' })
        same(errorOf(await world.fs.relate(root, world.rootId)), { type: 'NotAFolder' })
      }
      same((await world.fs.roots()).length, before)
    },
  },
  {
    name: 'a root that was forgotten, or never known, is unknown everywhere',
    needs: [],
    run: async (world) => {
      await world.write('a.txt', 'a')
      await world.fs.forget(unknownRoot)
      const handle = await world.handleOf('')
      const { rootId } = valueOf(await world.fs.adopt(handle))
      await world.fs.forget(rootId)
      for (const id of [rootId, unknownRoot]) {
        const other = { ...world, rootId: id }
        const unknown = { type: 'RootUnknown' } as const
        await refused(other, 'a.txt', unknown)
        same(await listError(other), unknown)
        same(errorOf(await world.fs.stat(at(other, ''))), unknown)
        same(errorOf(await world.fs.open(at(other, ''))), unknown)
        same(errorOf(await world.fs.handle(id)), unknown)
        same(errorOf(await world.fs.permission(id)), unknown)
        same(errorOf(await world.fs.relate(handle, id)), unknown)
        await world.fs.annotate(id, note('lost'))
        same(
          (await world.fs.roots()).some((root) => root.rootId === id),
          false,
        )
      }
      same(await shown(world), ['a.txt'])
    },
  },
  {
    name: 'notes stay with their roots, the last one counts',
    needs: [],
    run: async (world) => {
      const { rootId } = world
      const noteOf = async () => (await world.fs.roots()).find((root) => root.rootId === rootId)
      const folderName = (await noteOf())?.folderName
      same(await noteOf(), { rootId, folderName, note: undefined })
      await world.fs.annotate(world.rootId, note('first'))
      await world.fs.annotate(world.rootId, note('<b>second</b>'))
      same(await noteOf(), { rootId, folderName, note: note('<b>second</b>') })
      same(await shown(world), [])
    },
  },
  {
    name: 'how folders lie to each other is known',
    needs: [],
    run: async (world) => {
      await world.makeFolder('mine/in ner/deep')
      await world.makeFolder('mine too')
      const { rootId } = valueOf(await world.fs.adopt(await world.handleOf('mine')))
      const relation = async (path: string) =>
        valueOf(await world.fs.relate(await world.handleOf(path), rootId))
      same(await relation('mine'), { type: 'Same' })
      same(await relation('mine/in ner'), { type: 'Inside', path: relPath('in ner') })
      same(await relation('mine/in ner/deep'), { type: 'Inside', path: relPath('in ner/deep') })
      same(await relation(''), { type: 'Around' })
      same(await relation('mine too'), { type: 'Separate' })
    },
  },
  {
    name: 'a root that is gone is not found, and is itself again when it is back',
    needs: ['renames'],
    run: async (world) => {
      await world.write('sub/a.txt', 'a')
      same(await shown(world, 'sub'), ['a.txt'])
      const handle = await world.handleOf('sub')
      await world.takeRootAway()
      same(await listError(world), { type: 'NotFound' })
      same(await listError(world, 'sub'), { type: 'NotFound' })
      same(errorOf(await world.fs.stat(at(world, ''))), { type: 'NotFound' })
      await refused(world, 'sub/a.txt', { type: 'NotFound' })
      same(valueOf(await world.fs.permission(world.rootId)), 'granted')
      same(valueOf(await world.fs.relate(handle, world.rootId)), {
        type: 'Inside',
        path: relPath('sub'),
      })
      await world.bringRootBack()
      same(valueOf(await world.fs.stat(at(world, ''))).kind, 'folder')
      same(await shown(world, 'sub'), ['a.txt'])
      same(await textOf(world, 'sub/a.txt'), 'a')
    },
  },
  {
    name: 'without permission nothing is told but how folders lie; with it all is as before',
    needs: ['grants'],
    run: async (world) => {
      await world.write('sub/a.txt', 'a')
      same(await shown(world, 'sub'), ['a.txt'])
      const handle = await world.handleOf('sub')
      const { blob } = valueOf(await world.fs.open(at(world, 'sub/a.txt')))
      await world.revoke()
      const required = { type: 'PermissionRequired' } as const
      same(valueOf(await world.fs.permission(world.rootId)), 'prompt')
      same(await listError(world), required)
      same(await listError(world, 'sub'), required)
      same(errorOf(await world.fs.stat(at(world, ''))), required)
      same(errorOf(await world.fs.stat(at(world, 'sub'))), required)
      await refused(world, 'sub/a.txt', required)
      same(await world.bytesOf(blob), new TextEncoder().encode('a'))
      same(valueOf(await world.fs.relate(handle, world.rootId)), {
        type: 'Inside',
        path: relPath('sub'),
      })
      await world.grantAgain()
      same(valueOf(await world.fs.permission(world.rootId)), 'granted')
      same(await shown(world, 'sub'), ['a.txt'])
      same(await textOf(world, 'sub/a.txt'), 'a')
    },
  },
]
