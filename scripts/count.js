// Reads the reports of the test tools.

/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {string[]} failures one line each; a test that was left out counts, it proves nothing
 */

/** @param {unknown} value */
const list = (value) => (Array.isArray(value) ? value : [])

/**
 * @param {any} report Vitest's JSON report
 * @returns {Count}
 */
export function countVitest(report) {
  /** @type {Count} */
  const count = { passed: 0, failures: [] }
  for (const file of list(report?.testResults)) {
    const tests = list(file.assertionResults)
    for (const { status, fullName } of tests)
      if (status === 'passed') count.passed++
      else count.failures.push(status === 'failed' ? fullName : `${fullName} (${status})`)
    // A file that cannot even be loaded has no tests to fail.
    if (file.status === 'failed' && tests.every(({ status }) => status !== 'failed'))
      count.failures.push(`${file.name}: ${String(file.message).split('\n')[0]}`)
  }
  return count
}

/**
 * @param {any} report Playwright's JSON report
 * @returns {Count}
 */
export function countPlaywright(report) {
  /** @type {Count} */
  const count = { passed: 0, failures: [] }
  const visit = (/** @type {any} */ suite, /** @type {string[]} */ titles) => {
    const here = suite.title ? [...titles, suite.title] : titles
    for (const spec of list(suite.specs))
      for (const test of list(spec.tests)) {
        const title = [...here, spec.title].join(' › ')
        // `expected` alone is a pass: a flaky test is a bug, a skipped one proves nothing.
        if (test.status === 'expected') count.passed++
        else count.failures.push(test.status === 'unexpected' ? title : `${title} (${test.status})`)
      }
    for (const inner of list(suite.suites)) visit(inner, here)
  }
  for (const suite of list(report?.suites)) visit(suite, [])
  for (const error of list(report?.errors))
    count.failures.push(String(error.message).split('\n')[0] ?? 'error')
  return count
}
