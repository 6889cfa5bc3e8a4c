// The core dies at any step of a scan and another goes on.
import { expect, test } from 'vitest'
import { createCoreWorld } from '../testing/core-world.ts'
import { truthOf } from '../testing/disk-truth.ts'
import { file, folder } from '../testing/memory-fs.ts'

const tree = () => ({
  top: {
    'a.txt': 'a',
    docs: folder(
      Array.from({ length: 12 }, (_, i) => [`d${i}.pdf`, file({ sizeBytes: i + 1 })] as const),
    ),
    deep: { er: { 'x.jpg': 'xx', empty: {} } },
  },
})

test('I11: the core dies at every step of the first index, and the next one ends it', async () => {
  const living = await createCoreWorld(tree())
  const first = await living.add('top')
  await living.settled()
  const truth = truthOf(living.fs, 'top')
  expect(await living.index(first)).toEqual(truth)

  let deaths = 0
  for (let at = 1; ; at += 1) {
    let steps = 0
    let isArmed = false
    const world = await createCoreWorld(tree(), {
      death: () => isArmed && ++steps >= at,
    })
    const here = await world.add('top')
    isArmed = true
    const died = await world.diesOrSettles()
    if (!died) break
    deaths += 1
    const next = await world.restart()
    await next.settled()
    expect(await next.index(here), `died at step ${at}`).toEqual(truth)
    const [status] = await next.value(next.api.indexing.status())
    expect(status?.totals, `died at step ${at}`).toMatchObject({
      files: 14,
      unread: 0,
      unlisted: 0,
    })
  }
  expect(deaths).toBeGreaterThan(30)
}, 60_000)
