// Contract: what a listing hands over and how it ends.
import type { FsCase } from '../file-system-contract.ts'
import { at, listError, listing, never, refused, same, shown } from './asking.ts'

/** Names that disks and browsers let through, and that have broken other programs. */
const harmlessNames = [
  '&amp;',
  "it's",
  '$(id)`id`;!',
  '-rf',
  '#x',
  '%2f',
  '100%',
  '.hidden',
  '.crswap',
  'a~b',
  'com0',
  'con-1',
  'x.lnk.txt',
  'two  spaces',
  'ä-composed',
  'a\u0308-decomposed',
  '漢字 かな 한글',
  'עברית',
  '\u{1f600}',
  'x'.repeat(255),
  'ä'.repeat(127),
  '__proto__',
  'constructor',
]

const many = Array.from({ length: 350 }, (_, n) => [`many/${n}`, ''] as const)

export const listingCases: readonly FsCase[] = [
  {
    name: 'an empty folder is complete at once',
    needs: [],
    run: async (world) => {
      same(await listing(world), { entries: [], batches: [], end: { type: 'complete' } })
    },
  },
  {
    name: 'files and folders are listed by name and kind, one level deep',
    needs: [],
    run: async (world) => {
      await world.write('a.txt', 'a')
      await world.write('empty', '')
      await world.write('sub/inner/deep.txt', 'd')
      await world.makeFolder('nothing')
      same(await shown(world), ['/nothing', '/sub', 'a.txt', 'empty'])
      same(await shown(world, 'sub'), ['/inner'])
      same(await shown(world, 'sub/inner'), ['deep.txt'])
      same(await shown(world, 'nothing'), [])
    },
  },
  {
    name: 'names come exactly as they are',
    needs: [],
    run: async (world) => {
      for (const name of harmlessNames) await world.write(name, name)
      same(await shown(world), harmlessNames.toSorted())
      await world.makeFolder('folders')
      for (const name of harmlessNames) await world.makeFolder(`folders/${name}`)
      same(await shown(world, 'folders'), harmlessNames.map((name) => `/${name}`).toSorted())
    },
  },
  {
    name: 'entries come in batches of a hundred at most, each once',
    needs: [],
    run: async (world) => {
      const names = Array.from({ length: 250 }, (_, n) => `file ${n}`)
      await world.writeAll(names.map((name) => [`many/${name}`, '']))
      const { entries, batches, end } = await listing(world, 'many')
      same(entries.map(({ name }) => name).toSorted(), names.toSorted())
      same(end, { type: 'complete' })
      same(
        batches.every((size) => size > 0 && size <= 100),
        true,
      )
      same(batches.length >= 3, true)
    },
  },
  {
    name: 'a second listing shows what changed',
    needs: [],
    run: async (world) => {
      await world.write('stays', '')
      await world.write('goes', '')
      same(await shown(world), ['goes', 'stays'])
      await world.remove('goes')
      await world.write('comes', '')
      await world.makeFolder('folder')
      same(await shown(world), ['/folder', 'comes', 'stays'])
    },
  },
  {
    name: 'what is not there, or is a file, fails',
    needs: [],
    run: async (world) => {
      await world.write('a.txt', 'a')
      same(await listError(world, 'missing'), { type: 'NotFound' })
      same(await listError(world, 'missing/deeper'), { type: 'NotFound' })
      same(await listError(world, 'a.txt'), { type: 'WrongKind' })
      same(await listError(world, 'a.txt/deeper'), { type: 'WrongKind' })
    },
  },
  {
    name: 'a listing that was aborted before it began shows nothing',
    needs: [],
    run: async (world) => {
      await world.write('a.txt', 'a')
      const controller = new AbortController()
      controller.abort()
      same(await listing(world, '', controller.signal), {
        entries: [],
        batches: [],
        end: { type: 'aborted' },
      })
    },
  },
  {
    name: 'a listing that is aborted ends soon, and says so',
    needs: [],
    run: async (world) => {
      await world.writeAll(many)
      const controller = new AbortController()
      const types: string[] = []
      for await (const event of world.fs.list(at(world, 'many'), controller.signal)) {
        types.push(event.type)
        controller.abort()
      }
      same(types, ['entries', 'aborted'])
    },
  },
  {
    name: 'nobody has to listen to the end',
    needs: [],
    run: async (world) => {
      await world.writeAll(many)
      for await (const event of world.fs.list(at(world, 'many'), never())) {
        same(event.type, 'entries')
        break
      }
      const [first, second] = await Promise.all([listing(world, 'many'), listing(world, 'many')])
      same([first.entries.length, second.entries.length], [350, 350])
    },
  },
  {
    name: 'an entry that vanished after the listing is not found',
    needs: [],
    run: async (world) => {
      await world.write('sub/a.txt', 'a')
      await world.write('sub/b.txt', 'b')
      same(await shown(world, 'sub'), ['a.txt', 'b.txt'])
      await world.remove('sub/a.txt')
      await refused(world, 'sub/a.txt', { type: 'NotFound' })
      await world.remove('sub')
      await refused(world, 'sub/b.txt', { type: 'NotFound' })
      same(await listError(world, 'sub'), { type: 'NotFound' })
    },
  },
  {
    name: 'a folder that came back is the new one',
    needs: [],
    run: async (world) => {
      await world.write('up/sub/old.txt', 'old')
      same(await shown(world, 'up/sub'), ['old.txt'])
      await world.remove('up')
      same(await listError(world, 'up/sub'), { type: 'NotFound' })
      await world.write('up/sub/new.txt', 'new')
      same(await shown(world, 'up/sub'), ['new.txt'])
    },
  },
  {
    name: 'a folder on the way that became a file is of the wrong kind',
    needs: [],
    run: async (world) => {
      await world.write('up/sub/a.txt', 'a')
      same(await shown(world, 'up/sub'), ['a.txt'])
      await world.remove('up')
      await world.write('up', 'now a file')
      same(await listError(world, 'up'), { type: 'WrongKind' })
      same(await listError(world, 'up/sub'), { type: 'WrongKind' })
      await refused(world, 'up/sub/a.txt', { type: 'WrongKind' })
      await refused(world, 'up/a.txt', { type: 'WrongKind' })
    },
  },
]
