import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { BufferedFile } from './buffered-file.ts'
import { FakeDisk } from './testing/fake-disk.ts'

const bytes = (size: number, byte: number) => new Uint8Array(size).fill(byte)

function newFile() {
  const disk = new FakeDisk()
  return { disk, file: new BufferedFile(disk.open()['library.sqlite']) }
}

test('pieces that follow each other reach the disk as one write', () => {
  const { disk, file } = newFile()
  for (let n = 0; n < 100; n++) file.write(bytes(24, n), n * 24)
  expect(disk.writes).toBe(0)
  file.sync()
  expect(disk.writes).toBe(1)
  expect(disk.flushes).toBe(1)
  expect(disk.bytes('library.sqlite')).toEqual(
    Uint8Array.from({ length: 2400 }, (_, at) => Math.floor(at / 24)),
  )
  file.sync()
  expect(disk.flushes).toBe(1)
})

test('a run is at most a mebibyte', () => {
  const { disk, file } = newFile()
  for (let n = 0; n < 3 * 1024; n++) file.write(bytes(1024, 1), n * 1024)
  expect(disk.writes).toBe(2)
  file.write(bytes(3 << 20, 2), 3 << 20)
  file.sync()
  expect(disk.writes).toBe(4)
  expect(disk.bytes('library.sqlite').byteLength).toBe(6 << 20)
})

test('a run for which there was no room is dropped and not written later', () => {
  const { disk, file } = newFile()
  file.write(bytes(10, 1), 0)
  file.sync()
  disk.roomBytes = 15
  file.write(bytes(10, 2), 10)
  expect(() => file.sync()).toThrow('no room')
  expect(file.size()).toBe(10)
  disk.roomBytes = 100
  file.write(bytes(2, 3), 8)
  file.sync()
  expect([...disk.bytes('library.sqlite')]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 3, 3])
})

const change = fc.oneof(
  fc.record({
    type: fc.constant('write' as const),
    at: fc.nat(60),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 20 }),
  }),
  fc.record({ type: fc.constant('read' as const), at: fc.nat(80) }),
  fc.record({ type: fc.constant('truncate' as const), size: fc.nat(60) }),
  fc.record({ type: fc.constant('sync' as const) }),
)

test('to its reader it is a file without a buffer', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const { disk, file } = newFile()
      const plain = new FakeDisk().open()['library.sqlite']
      for (const each of changes) {
        const read = { mine: bytes(30, 9), theirs: bytes(30, 0), got: 0, due: 0 }
        if (each.type === 'write') {
          file.write(each.bytes, each.at)
          plain.write(each.bytes, { at: each.at })
        } else if (each.type === 'truncate') {
          file.truncate(each.size)
          plain.truncate(each.size)
        } else if (each.type === 'sync') file.sync()
        read.got = file.read(read.mine, each.type === 'read' ? each.at : 0)
        read.due = plain.read(read.theirs, { at: each.type === 'read' ? each.at : 0 })
        expect(read.got).toBe(read.due)
        expect(read.mine).toEqual(read.theirs)
        expect(file.size()).toBe(plain.getSize())
      }
      file.sync()
      const all = bytes(plain.getSize(), 0)
      plain.read(all, { at: 0 })
      expect(disk.bytes('library.sqlite')).toEqual(all)
    }),
  )
})
