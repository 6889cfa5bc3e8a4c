import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchDefects } from './watch-defects.ts'

let page: EventTarget
beforeEach(() => {
  page = new EventTarget()
  vi.stubGlobal('window', page)
})
afterEach(() => vi.unstubAllGlobals())

const send = (type: string, more: object) =>
  page.dispatchEvent(Object.assign(new Event(type), more))

test('errors and rejections that nobody caught are told, until it ends', () => {
  const told: unknown[] = []
  const end = watchDefects((error) => told.push(error))
  const thrown = new Error('thrown')
  const rejected = new Error('rejected')
  send('error', { error: thrown, message: 'thrown' })
  send('unhandledrejection', { reason: rejected })
  send('error', { error: null, message: 'Script error.' })
  expect(told).toEqual([thrown, rejected, 'Script error.'])
  end()
  send('error', { error: thrown, message: 'thrown' })
  expect(told.length).toBe(3)
})

test('a layout that takes one frame more is no defect', () => {
  const told: unknown[] = []
  watchDefects((error) => told.push(error))
  send('error', { message: 'ResizeObserver loop completed with undelivered notifications.' })
  expect(told).toEqual([])
})
