import { describe, expect, test } from 'vitest'
import { createCoreWorld } from '../testing/core-world.ts'
import { truthOf } from '../testing/disk-truth.ts'
import { file, folder } from '../testing/memory-fs.ts'

const tree = () => ({
  top: {
    'a.txt': 'hello',
    'b.jpg': file({ sizeBytes: 1_000 }),
    docs: { 'c.pdf': file({ sizeBytes: 50 }), deep: { deeper: { 'd.md': '# d' } } },
    empty: {},
    'foo~': 'withheld',
  },
})

describe('the first index', () => {
  test('is what the disk shows', async () => {
    const world = await createCoreWorld(tree())
    const here = await world.add('top')
    await world.settled()
    expect(await world.index(here)).toEqual(truthOf(world.fs, 'top'))
    expect(world.defects).toEqual([])
    const [status] = await world.value(world.api.indexing.status())
    expect(status).toMatchObject({
      totals: {
        files: 4,
        folders: 4,
        bytes: 1_058,
        unread: 0,
        unlisted: 0,
        excluded: 0,
        kinds: { text: 2, image: 1, pdf: 1 },
      },
      isScanning: false,
      question: undefined,
    })
  })

  test('holds a thousand levels', async () => {
    let deep = folder({ 'end.txt': 'x' })
    for (let level = 0; level < 1_000; level++) deep = folder({ d: deep })
    const world = await createCoreWorld({ top: { deep } })
    const here = await world.add('top')
    await world.settled()
    // Two million characters are no message for anybody: only whether they are the same is told.
    const [index, truth] = [await world.index(here), truthOf(world.fs, 'top')]
    expect(index.join() === truth.join()).toBe(true)
    expect(index).toHaveLength(1_002)
    expect(world.defects).toEqual([])
  })
})
