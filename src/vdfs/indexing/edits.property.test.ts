// Any edits by another program, told by a watcher or not: the index becomes what the disk is, and its sums what they
// are by counting.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocationId } from '../api/ids.ts'
import { kindOf } from '../api/kinds.ts'
import { RelPathSchema } from '../api/paths.ts'
import * as v from 'valibot'
import { createCoreWorld, type CoreWorld } from '../testing/core-world.ts'
import { truthOf } from '../testing/disk-truth.ts'
import { file } from '../testing/memory-fs.ts'

const names = ['a', 'b', 'c.txt', 'd.jpg', 'E.TXT', 'ü.md']
const place = fc
  .array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('/'))
const edit = fc.oneof(
  fc.record({ type: fc.constant('write' as const), at: place, size: fc.nat(9) }),
  fc.record({ type: fc.constant('folder' as const), at: place }),
  fc.record({ type: fc.constant('remove' as const), at: place }),
  fc.record({ type: fc.constant('rename' as const), at: place, to: place }),
)
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

const atTop = (path: string): string => `top/${path}`

/** @returns whether the edit was possible */
function make(world: CoreWorld, one: Edit, n: number): boolean {
  const { disk } = world.fs
  const parentIsFolder = (path: string): boolean => {
    const parts = path.split('/')
    return parts
      .slice(0, -1)
      .every(
        (_, i) => (disk.find(atTop(parts.slice(0, i + 1).join('/')))?.is ?? 'folder') === 'folder',
      )
  }
  if (!parentIsFolder(one.at)) return false
  const found = disk.find(atTop(one.at))
  switch (one.type) {
    case 'write':
      if (found !== undefined && found.is !== 'file') return false
      disk.put(atTop(one.at), file({ sizeBytes: one.size, modifiedMs: 1_704_067_200_000 + n }))
      return true
    case 'folder':
      if (found !== undefined) return false
      disk.put(atTop(one.at), {})
      return true
    case 'remove':
      if (found === undefined) return false
      disk.remove(atTop(one.at))
      return true
    case 'rename':
      if (found === undefined || !parentIsFolder(one.to)) return false
      if (disk.find(atTop(one.to)) !== undefined || `${one.to}/`.startsWith(`${one.at}/`))
        return false
      disk.rename(atTop(one.at), atTop(one.to))
      return true
  }
}

/** I8, by counting the lines of the index. */
async function expectSums(world: CoreWorld, here: LocationId): Promise<void> {
  const lines = await world.index(here)
  const folders = [
    '',
    ...lines.filter((line) => line.endsWith('/')).map((line) => line.slice(0, -1)),
  ]
  for (const path of folders) {
    const below = lines.filter(
      (line) => path === '' || (line.startsWith(`${path}/`) && line !== `${path}/`),
    )
    const files = below.filter((line) => !line.endsWith('/')).map((line) => line.split(' '))
    const kinds: Record<string, number> = {}
    for (const [name = ''] of files) {
      const { kind } = kindOf(name.slice(name.lastIndexOf('/') + 1))
      kinds[kind] = (kinds[kind] ?? 0) + 1
    }
    const at = { locationId: here, path: v.parse(RelPathSchema, path) }
    expect(await world.value(world.api.indexing.totals({ at }))).toEqual({
      files: files.length,
      folders: below.length - files.length,
      bytes: files.reduce((sum, [, size]) => sum + Number(size), 0),
      unread: 0,
      excluded: 0,
      unlisted: 0,
      kinds,
    })
  }
}

test('I1, I8: after any edits a scan makes the index what the disk is, and its sums exact', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(edit, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
      fc.nat(1_000),
      async (rounds, seed) => {
        const world = await createCoreWorld({ top: {} }, { seed })
        const here = await world.add('top')
        await world.settled()
        let n = 0
        for (const round of rounds) {
          for (const one of round) make(world, one, n++)
          await world.value(world.api.indexing.rescan({ locationId: here }))
          await world.settled()
          // Small as it is, everything in it may have gone at once.
          await world.value(
            world.api.indexing.answerMissing({ locationId: here, answer: 'remove' }),
          )
        }
        expect(await world.index(here)).toEqual(truthOf(world.fs, 'top'))
        await expectSums(world, here)
        expect(world.defects).toEqual([])
      },
    ),
    { numRuns: 200 },
  )
}, 120_000)

/** Rounds of edits, told by a watcher place by place; then the index is compared with the disk. */
async function expectFollowed(
  rounds: readonly (readonly Edit[])[],
  seed: number,
): Promise<CoreWorld> {
  const world = await createCoreWorld({ top: {} }, { seed })
  const here = await world.add('top')
  await world.settled()
  let n = 0
  for (const round of rounds) {
    for (const one of round) {
      if (!make(world, one, n++)) continue
      // Folders on the way may have been made too.
      for (const path of stepsTo(one.at)) world.fs.hint(atTop(path))
      if (one.type !== 'rename') continue
      for (const path of stepsTo(one.to).slice(0, -1)) world.fs.hint(atTop(path))
      world.fs.hint(atTop(one.to), atTop(one.at))
    }
    await world.scheduler.advance(2_000)
    await world.settled()
    await world.value(world.api.indexing.answerMissing({ locationId: here, answer: 'remove' }))
  }
  expect(await world.index(here)).toEqual(truthOf(world.fs, 'top'))
  await expectSums(world, here)
  return world
}

const stepsTo = (path: string): readonly string[] =>
  path.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'))

test('I1, I8: the same by a watcher that tells of every place, without a scan', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(edit, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
      fc.nat(1_000),
      async (rounds, seed) => {
        expect((await expectFollowed(rounds, seed)).defects).toEqual([])
      },
    ),
    { numRuns: 200 },
  )
}, 120_000)

// Found by the property above: each of them lost an entry, or took one for its own target.
describe('I7: an entry is an end of one move at most', () => {
  test('seen to move, and new since the last scan', async () => {
    const world = await expectFollowed(
      [
        [{ type: 'write', at: 'a', size: 1 }],
        [
          { type: 'rename', at: 'a', to: 'E.TXT' },
          { type: 'folder', at: 'a' },
        ],
      ],
      0,
    )
    expect(world.defects).toEqual([])
  })
  test('a new file in a folder that vanished is not there', async () => {
    const world = await expectFollowed(
      [
        [{ type: 'write', at: 'd.jpg/a', size: 1 }],
        [
          { type: 'remove', at: 'd.jpg' },
          { type: 'write', at: 'a', size: 0 },
        ],
      ],
      0,
    )
    expect(world.defects).toEqual([])
  })
  test('two folders of one name, moved one after the other', async () => {
    const world = await expectFollowed(
      [
        [{ type: 'write', at: 'E.TXT/a', size: 0 }],
        [
          { type: 'rename', at: 'E.TXT', to: 'a' },
          { type: 'write', at: 'E.TXT/a', size: 0 },
          { type: 'rename', at: 'E.TXT', to: 'b' },
        ],
      ],
      0,
    )
    expect(world.defects).toEqual([])
  })
})
