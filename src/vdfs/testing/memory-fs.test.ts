import { describe, expect, test } from 'vitest'
import { fileSystemContract, missingFor } from './file-system-contract.ts'
import { createMemoryWorld } from './memory-world.ts'

describe('contract', () => {
  test.for(fileSystemContract.map((one) => [one.name, one] as const))('%s', async ([, fsCase]) => {
    const world = await createMemoryWorld()
    expect(missingFor(fsCase, world.can)).toEqual([])
    await fsCase.run(world)
  })
})
