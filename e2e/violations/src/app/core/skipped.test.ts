// expect vitest(no-disabled-tests)
import { expect, test } from 'vitest'

test.skip('never runs', () => {
  expect(1).toBe(2)
})
