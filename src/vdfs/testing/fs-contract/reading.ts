// Contract: the bytes of files.
import type { FsCase } from '../file-system-contract.ts'
import { at, errorOf, same, textOf, valueOf } from './asking.ts'

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte)

export const readingCases: readonly FsCase[] = [
  {
    name: 'read gives the bytes asked for, fewer only at the end',
    needs: [],
    run: async (world) => {
      await world.write('sub/all', everyByte)
      const read = async (from: number, length: number) =>
        valueOf(await world.fs.read(at(world, 'sub/all'), from, length))
      same(await read(0, 256), everyByte)
      same(await read(0, 1_000), everyByte)
      same(await read(0, 3), everyByte.slice(0, 3))
      same(await read(250, 6), everyByte.slice(250))
      same(await read(250, 100), everyByte.slice(250))
      same(await read(10, 0), new Uint8Array())
      same(await read(256, 10), new Uint8Array())
      same(await read(9_000, 10), new Uint8Array())
      await world.write('empty', '')
      same(valueOf(await world.fs.read(at(world, 'empty'), 0, 10)), new Uint8Array())
    },
  },
  {
    name: 'read reaches any part of a large file',
    needs: [],
    run: async (world) => {
      const large = new Uint8Array(5_000_000)
      for (let i = 0; i < large.length; i += 1) large[i] = (i * 31 + (i >> 8)) & 255
      await world.write('large', large)
      for (const [from, length] of [
        [0, 1 << 20],
        [1 << 20, 1 << 20],
        [4_999_990, 100],
      ] as const) {
        const part = valueOf(await world.fs.read(at(world, 'large'), from, length))
        same(part.length, Math.min(length, large.length - from))
        same(
          part.findIndex((byte, n) => byte !== large[from + n]),
          -1,
        )
      }
    },
  },
  {
    name: 'open gives the bytes unread, and the facts',
    needs: [],
    run: async (world) => {
      await world.write('all', everyByte)
      const { blob, stat } = valueOf(await world.fs.open(at(world, 'all')))
      same(await world.bytesOf(blob), everyByte)
      same(stat, valueOf(await world.fs.stat(at(world, 'all'))))
      same(stat.sizeBytes, 256)
    },
  },
  {
    name: 'only files can be opened and read',
    needs: [],
    run: async (world) => {
      await world.write('sub/a.txt', 'a')
      for (const [path, error] of [
        ['', { type: 'WrongKind' }],
        ['sub', { type: 'WrongKind' }],
        ['sub/a.txt/x', { type: 'WrongKind' }],
        ['sub/missing', { type: 'NotFound' }],
        ['missing/missing', { type: 'NotFound' }],
      ] as const) {
        same(errorOf(await world.fs.open(at(world, path))), error)
        same(errorOf(await world.fs.read(at(world, path), 0, 1)), error)
      }
    },
  },
  {
    name: 'an opened file that changed or went cannot be read; a new look shows what is there',
    needs: [],
    run: async (world) => {
      await world.write('a.txt', 'before')
      const opened = valueOf(await world.fs.open(at(world, 'a.txt')))
      await world.write('a.txt', 'afterwards')
      same(await world.bytesOf(opened.blob), 'unreadable')
      same(await textOf(world, 'a.txt'), 'afterwards')
      const again = valueOf(await world.fs.open(at(world, 'a.txt')))
      same(again.stat.sizeBytes, 10)
      await world.remove('a.txt')
      same(await world.bytesOf(again.blob), 'unreadable')
      same(errorOf(await world.fs.open(at(world, 'a.txt'))), { type: 'NotFound' })
    },
  },
  {
    name: 'a file that changes while it is read is told as changed',
    needs: ['moment'],
    run: async (world) => {
      await world.write('a.txt', 'before')
      world.whileReading('a.txt', () => world.write('a.txt', 'afterwards'))
      same(errorOf(await world.fs.read(at(world, 'a.txt'), 0, 100)), { type: 'ChangedOnDisk' })
      same(await textOf(world, 'a.txt'), 'afterwards')
      world.whileReading('a.txt', () => world.write('a.txt', 'AFTERWARDS'))
      same(errorOf(await world.fs.read(at(world, 'a.txt'), 2, 3)), { type: 'ChangedOnDisk' })
      same(await textOf(world, 'a.txt'), 'AFTERWARDS')
    },
  },
  {
    name: 'a file that goes while it is read is not found',
    needs: ['moment'],
    run: async (world) => {
      await world.write('a.txt', 'before')
      world.whileReading('a.txt', () => world.remove('a.txt'))
      same(errorOf(await world.fs.read(at(world, 'a.txt'), 0, 100)), { type: 'NotFound' })
    },
  },
]
