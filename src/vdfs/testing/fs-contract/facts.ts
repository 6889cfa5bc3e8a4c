// Contract: sizes and dates.
import type { FsCase } from '../file-system-contract.ts'
import { at, errorOf, listing, never, same, statAll, statByName, valueOf } from './asking.ts'

const FOLDER = { kind: 'folder', sizeBytes: undefined, modifiedMs: undefined }

export const factsCases: readonly FsCase[] = [
  {
    name: 'stat tells the size of files, and folders apart',
    needs: [],
    run: async (world) => {
      await world.write('sub/a.txt', 'häh')
      await world.write('empty', '')
      const facts = valueOf(await world.fs.stat(at(world, 'sub/a.txt')))
      same([facts.kind, facts.sizeBytes, typeof facts.modifiedMs], ['file', 4, 'number'])
      same(valueOf(await world.fs.stat(at(world, 'empty'))).sizeBytes, 0)
      same(valueOf(await world.fs.stat(at(world, 'sub'))), FOLDER)
      same(valueOf(await world.fs.stat(at(world, ''))), FOLDER)
      same(errorOf(await world.fs.stat(at(world, 'missing'))), { type: 'NotFound' })
      same(errorOf(await world.fs.stat(at(world, 'empty/deeper'))), { type: 'WrongKind' })
    },
  },
  {
    name: 'statFiles answers in the order asked, listed before or not',
    needs: [],
    run: async (world) => {
      const names = Array.from({ length: 300 }, (_, n) => `file ${n}`)
      await world.writeAll(names.map((name, n) => [`many/${name}`, 'x'.repeat(n)]))
      const asked = names.toReversed()
      const sizes = asked.map((_, n) => 299 - n)
      const first = await statAll(world, 'many', asked)
      same(
        first.map((one) => valueOf(one).sizeBytes),
        sizes,
      )
      await listing(world, 'many')
      same(await statAll(world, 'many', asked), first)
      same(await statAll(world, 'many', []), [])
    },
  },
  {
    name: 'statFiles answers for each name by itself',
    needs: [],
    run: async (world) => {
      await world.write('a.txt', 'a')
      await world.makeFolder('sub')
      await listing(world)
      const answers = await statAll(world, '', ['missing', 'a.txt', 'sub', '', '..', 'sub/x'])
      same(
        answers.map((one) => (one.ok ? one.value.sizeBytes : one.error)),
        [
          { type: 'NotFound' },
          1,
          { type: 'WrongKind' },
          { type: 'NameRefused', name: '' },
          { type: 'NameRefused', name: '..' },
          { type: 'NameRefused', name: 'sub/x' },
        ],
      )
    },
  },
  {
    name: 'statFiles in what is no folder fails for each name',
    needs: [],
    run: async (world) => {
      await world.write('a.txt', 'a')
      same(errorOf(await statByName(world, 'missing', 'x')), { type: 'NotFound' })
      same(errorOf(await statByName(world, 'a.txt', 'x')), { type: 'WrongKind' })
      same((await statAll(world, 'missing', ['x', 'y', ''])).map(errorOf), [
        { type: 'NotFound' },
        { type: 'NotFound' },
        { type: 'NotFound' },
      ])
    },
  },
  {
    name: 'statFiles that is aborted ends early',
    needs: [],
    run: async (world) => {
      const names = Array.from({ length: 450 }, (_, n) => `${n}`)
      await world.writeAll(names.map((name) => [`many/${name}`, '']))
      const controller = new AbortController()
      let answers = 0
      for await (const batch of world.fs.statFiles(at(world, 'many'), names, controller.signal)) {
        answers += batch.length
        controller.abort()
      }
      same(answers > 0 && answers < 450, true)
      same(await statAll(world, 'many', names, controller.signal), [])
      for await (const batch of world.fs.statFiles(at(world, 'many'), names, never())) {
        same(batch[0]?.ok, true)
        break
      }
    },
  },
  {
    name: 'a file that grew after the listing is told as it is now',
    needs: [],
    run: async (world) => {
      await world.write('a.txt', 'a')
      await listing(world)
      await world.write('a.txt', 'longer')
      same(valueOf(await statByName(world, '', 'a.txt')).sizeBytes, 6)
      same(valueOf(await world.fs.stat(at(world, 'a.txt'))).sizeBytes, 6)
    },
  },
  {
    name: 'a file that became a folder after the listing is told as it is now',
    needs: [],
    run: async (world) => {
      await world.write('a', 'a')
      await listing(world)
      await world.remove('a')
      await world.makeFolder('a')
      same(valueOf(await world.fs.stat(at(world, 'a'))), FOLDER)
      same(errorOf(await statByName(world, '', 'a')), { type: 'WrongKind' })
      same(errorOf(await world.fs.open(at(world, 'a'))), { type: 'WrongKind' })
    },
  },
  {
    name: 'the date of a file that is being written is known',
    needs: [],
    run: async (world) => {
      for (let n = 0; n < 20; n += 1) {
        await world.write(`${n}`, 'now')
        const [byName, byPath] = [
          valueOf(await statByName(world, '', `${n}`)).modifiedMs,
          valueOf(await world.fs.stat(at(world, `${n}`))).modifiedMs,
        ]
        same(typeof byName, 'number')
        same(byPath, byName)
      }
    },
  },
  {
    name: 'dates are whole milliseconds, early and late ones too',
    needs: ['dates'],
    run: async (world) => {
      const dates = [
        1_000, // the second after the one that browsers get wrong
        1_500,
        86_400_000,
        1_704_067_200_123,
        4_000_000_000_000, // 2096
        -1_000,
        -86_400_000,
        -1_000_000_000_500, // 1938
      ]
      for (const date of dates) {
        await world.write(`${date}`, 'x')
        await world.touch(`${date}`, date)
      }
      const told = await statAll(world, '', dates.map(String))
      same(
        told.map((one) => valueOf(one).modifiedMs),
        dates,
      )
      await listing(world)
      same(await statAll(world, '', dates.map(String)), told)
      for (const date of dates) {
        same(valueOf(await world.fs.stat(at(world, `${date}`))).modifiedMs, date)
        same(valueOf(await world.fs.open(at(world, `${date}`))).stat.modifiedMs, date)
      }
    },
  },
  {
    name: 'dates that the browser does not tell are unknown, never now',
    needs: ['dates'],
    run: async (world) => {
      const names = ['0', '1', '500', '999']
      for (const name of names) {
        await world.write(name, 'x')
        await world.touch(name, Number(name))
      }
      const unknown = { kind: 'file', sizeBytes: 1, modifiedMs: undefined }
      same(
        (await statAll(world, '', names)).map(valueOf),
        names.map(() => unknown),
      )
      await listing(world)
      same(
        (await statAll(world, '', names)).map(valueOf),
        names.map(() => unknown),
      )
      for (const name of names) {
        same(valueOf(await world.fs.stat(at(world, name))), unknown)
        same(valueOf(await world.fs.open(at(world, name))).stat, unknown)
      }
    },
  },
]
