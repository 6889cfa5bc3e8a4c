import { expect, test } from 'vitest'
import { meantArguments, parsePort } from './port.js'

test.each([
  [[], 7420],
  [['--port', '8080'], 8080],
  [['--port=8080'], 8080],
  [['--port', '0'], 0],
  [['--port=65535'], 65535],
  [['--port=1', '--port=2'], 2],
])('%j is port %i', (args, port) => {
  expect(parsePort(args)).toEqual({ ok: true, port })
})

test.each([
  [['--port'], /needs a number/],
  [['--port='], /needs a number/],
  [['--port', 'abc'], /needs a number, not "abc"/],
  [['--port=-1'], /needs a number, not "-1"/],
  [['--port=80.5'], /needs a number, not "80.5"/],
  [['--port', '65536'], /out of range/],
  [['--port=99999999999999999999'], /out of range/],
  [['8080'], /Unknown argument "8080"/],
  [['--host=0.0.0.0'], /Unknown argument/],
])('%j is refused', (args, message) => {
  expect(parsePort(args)).toEqual({ ok: false, message: expect.stringMatching(message) })
})

test('what npm kept for itself is given back', () => {
  expect(meantArguments(['--port=1'], undefined)).toEqual(['--port=1'])
  expect(parsePort(meantArguments(['8080'], 'true'))).toEqual({ ok: true, port: 8080 })
  expect(parsePort(meantArguments([], '8080'))).toEqual({ ok: true, port: 8080 })
  expect(parsePort(meantArguments([], 'abc'))).toMatchObject({ ok: false })
  expect(parsePort(meantArguments([], 'true'))).toMatchObject({ ok: false })
})
