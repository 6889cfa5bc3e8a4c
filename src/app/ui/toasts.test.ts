import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createToasts } from './toasts.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const texts = (toasts: ReturnType<typeof createToasts>) => toasts.shown().map((toast) => toast.text)

test('a message leaves after six seconds, an error does not', () => {
  const toasts = createToasts()
  toasts.show({ text: 'Moved 12 files' })
  toasts.show({ text: 'Not enough room', tone: 'danger' })
  vi.advanceTimersByTime(5_999)
  expect(texts(toasts)).toEqual(['Moved 12 files', 'Not enough room'])
  vi.advanceTimersByTime(1)
  expect(texts(toasts)).toEqual(['Not enough room'])
  vi.advanceTimersByTime(600_000)
  expect(texts(toasts)).toEqual(['Not enough room'])
})

test('a fourth message pushes the oldest out, never an error', () => {
  const toasts = createToasts()
  toasts.show({ text: 'error', tone: 'danger' })
  for (const text of ['one', 'two', 'three']) toasts.show({ text })
  expect(texts(toasts)).toEqual(['error', 'two', 'three'])
})

test('with three errors the next message waits and then gets its full time', () => {
  const toasts = createToasts()
  for (const id of ['a', 'b', 'c']) toasts.show({ id, text: id, tone: 'danger' })
  toasts.show({ text: 'waiting' })
  vi.advanceTimersByTime(60_000)
  expect(texts(toasts)).toEqual(['a', 'b', 'c'])
  toasts.dismiss('b')
  expect(texts(toasts)).toEqual(['a', 'c', 'waiting'])
  vi.advanceTimersByTime(6_000)
  expect(texts(toasts)).toEqual(['a', 'c'])
})

test('holding stops the clocks, releasing lets the rest of the time run', () => {
  const toasts = createToasts()
  toasts.show({ text: 'Moved 12 files' })
  vi.advanceTimersByTime(4_000)
  const first = toasts.hold()
  const second = toasts.hold()
  vi.advanceTimersByTime(60_000)
  first()
  first()
  vi.advanceTimersByTime(60_000)
  expect(texts(toasts)).toEqual(['Moved 12 files'])
  second()
  vi.advanceTimersByTime(1_999)
  expect(texts(toasts)).toEqual(['Moved 12 files'])
  vi.advanceTimersByTime(1)
  expect(texts(toasts)).toEqual([])
})

test('what is shown while the others are held does not leave before they are released', () => {
  const toasts = createToasts()
  const release = toasts.hold()
  toasts.show({ text: 'late' })
  vi.advanceTimersByTime(60_000)
  expect(texts(toasts)).toEqual(['late'])
  release()
  vi.advanceTimersByTime(6_000)
  expect(texts(toasts)).toEqual([])
})

test('the same id replaces the text and starts the time again', () => {
  const toasts = createToasts()
  toasts.show({ id: 'copy', text: 'Copied 1 file' })
  vi.advanceTimersByTime(5_000)
  toasts.show({ id: 'copy', text: 'Copied 2 files' })
  vi.advanceTimersByTime(5_000)
  expect(texts(toasts)).toEqual(['Copied 2 files'])
  vi.advanceTimersByTime(1_000)
  expect(texts(toasts)).toEqual([])
})
