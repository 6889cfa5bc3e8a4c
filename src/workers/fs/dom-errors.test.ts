import { expect, test } from 'vitest'
import { fsErrorOf } from './dom-errors.ts'

test.for([
  ['NotFoundError', { type: 'NotFound' }],
  ['NotAllowedError', { type: 'PermissionRequired' }],
  ['TypeMismatchError', { type: 'WrongKind' }],
  ['NotReadableError', { type: 'NotReadable' }],
  ['NoModificationAllowedError', { type: 'NotReadable' }],
  ['SecurityError', { type: 'NotReadable' }],
  ['InvalidStateError', { type: 'FsFault', name: 'InvalidStateError', message: 'said so' }],
  ['AbortError', { type: 'FsFault', name: 'AbortError', message: 'said so' }],
] as const)('%s', ([name, error]) => {
  expect(fsErrorOf(new DOMException('said so', name))).toEqual(error)
  expect(fsErrorOf(new DOMException('said so', name), 'x')).toEqual(error)
})

test('a TypeError refuses a name, where one was handed over', () => {
  expect(fsErrorOf(new TypeError('Name is not allowed'), 'a:b')).toEqual({
    type: 'NameRefused',
    name: 'a:b',
  })
  const bug = new TypeError('x is not a function')
  expect(() => fsErrorOf(bug)).toThrow(bug)
})

test('anything else is a defect and stays one', () => {
  const bug = new RangeError('too far')
  expect(() => fsErrorOf(bug, 'x')).toThrow(bug)
})
