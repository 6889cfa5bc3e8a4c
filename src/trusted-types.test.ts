import { expect, test } from 'vitest'
import { isOwnScript } from './trusted-types.ts'

const page = 'http://127.0.0.1:4180/location/x?view=list'

test('workers and the service worker of the build may start', () => {
  expect(isOwnScript('http://127.0.0.1:4180/assets/core.worker-BfX2.js', page, false)).toBe(true)
  expect(isOwnScript('/assets/core.worker-BfX2.js', page, false)).toBe(true)
  expect(isOwnScript('/service-worker.js', page, false)).toBe(true)
})

test('nothing else may', () => {
  for (const address of [
    'data:text/javascript,postMessage(1)',
    'blob:http://127.0.0.1:4180/0f1e',
    'https://example.org/assets/core.js',
    'http://127.0.0.1:4181/assets/core.js',
    '//example.org/assets/core.js',
    'javascript:alert(1)',
    '/icons/icon.svg',
    '/assets/../evil.js',
    '/assets',
    '/service-worker.js/x',
    '/src/workers/core.worker.ts',
    'http://[',
    '',
  ]) {
    expect([address, isOwnScript(address, page, false)]).toEqual([address, false])
  }
})

test('the dev server serves sources', () => {
  expect(isOwnScript('/src/workers/core.worker.ts?worker_file&type=module', page, true)).toBe(true)
  expect(isOwnScript('/node_modules/.vite/deps/comlink.js', page, true)).toBe(true)
  expect(isOwnScript('/@fs/project/core.worker.ts', page, true)).toBe(true)
  expect(isOwnScript('data:text/javascript,1', page, true)).toBe(false)
})
