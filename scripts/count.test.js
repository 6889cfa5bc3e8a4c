import { expect, test } from 'vitest'
import { countPlaywright, countVitest } from './count.js'

test('vitest: passed, failed, left out, and a file that did not load', () => {
  const report = {
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'a one', status: 'passed' },
          { fullName: 'a two', status: 'failed' },
          { fullName: 'a three', status: 'skipped' },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'SyntaxError\n at', assertionResults: [] },
    ],
  }
  expect(countVitest(report)).toEqual({
    passed: 1,
    failures: ['a two', 'a three (skipped)', 'b.test.ts: SyntaxError'],
  })
})

test('playwright: only what came out as expected passes', () => {
  const specs = ['expected', 'unexpected', 'flaky', 'skipped'].map((status) => ({
    title: status,
    tests: [{ status }],
  }))
  const report = {
    suites: [{ title: 'a.spec.ts', suites: [{ title: 'group', specs }] }],
    errors: [{ message: 'Error: no such file\nstack' }],
  }
  expect(countPlaywright(report)).toEqual({
    passed: 1,
    failures: [
      'a.spec.ts › group › unexpected',
      'a.spec.ts › group › flaky (flaky)',
      'a.spec.ts › group › skipped (skipped)',
      'Error: no such file',
    ],
  })
})

test('an empty report is nothing passed', () => {
  expect(countVitest({})).toEqual({ passed: 0, failures: [] })
  expect(countPlaywright(undefined)).toEqual({ passed: 0, failures: [] })
})
