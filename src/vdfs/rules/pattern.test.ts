import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseIgnoreFile } from './ignore-file.ts'
import { createRuler, whyInvalid } from './rules.ts'

/** Whether a pattern of a person's own takes a path, or a folder above it. A slash at the end makes it a folder. */
function matches(pattern: string, path: string): boolean {
  const isFolder = path.endsWith('/')
  const names = (isFolder ? path.slice(0, -1) : path).split('/')
  let folder = createRuler({ sets: [], own: [pattern] }).top()
  for (const [index, name] of names.entries()) {
    const kind = isFolder || index < names.length - 1 ? 'folder' : 'file'
    if (folder.judge(name, kind)) return true
    folder = folder.enter(name)
  }
  return false
}

test.each([
  ['a', 'a', true],
  ['a', 'x/y/a', true],
  ['a', 'a/x', true],
  ['a', 'ab', false],
  ['/a', 'a', true],
  ['/a', 'x/a', false],
  ['a/b', 'a/b', true],
  ['a/b', 'x/a/b', false],
  ['/a/b', 'a/b', true],
  ['a/b/', 'a/b/', true],
  ['a/b/', 'a/b', false],
  ['a/b/', 'a/b/c', true],
  ['a/', 'a', false],
  ['a/', 'a/', true],
  ['a/', 'x/a/', true],
  ['/', 'a', false],
  ['//', 'a', false],
  ['//a', 'a', false],
  ['a//', 'a/', false],
])('R5 slashes: %j and %j: %s', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected)
})

test.each([
  ['*.log', 'x.log', true],
  ['*.log', '.log', true],
  ['*.log', 'd/x.log', true],
  ['*.log', 'x.log.txt', false],
  ['*.tar.gz', 'x.tar.gz', true],
  ['*.tar.gz', 'x.gz', false],
  ['*', 'a', true],
  ['a*', 'ab', true],
  ['a*', 'ba', false],
  ['a*b*c', 'aXbYbc', true],
  ['a*b*c', 'aXbYbcd', false],
  ['a/*', 'a/b', true],
  ['a/*/c', 'a/b/c', true],
  ['a/*/c', 'a/c', false],
  ['a/*/c', 'a/b/b/c', false],
  ['a*c', 'a/c', false],
  ['?', 'a', true],
  ['?', 'ab', false],
  ['?', '😀', true],
  ['??', '😀', false],
  ['*??', '😀', false],
  ['a?c', 'a/c', false],
  ['[ab]', 'b', true],
  ['[ab]', 'c', false],
  ['[!ab]', 'c', true],
  ['[^ab]', 'a', false],
  ['[a-c]x', 'bx', true],
  ['[a-c]x', 'dx', false],
  ['[c-a]', 'b', false],
  ['[a-]', '-', true],
  ['[-a]', '-', true],
  ['[a-c-e]', '-', true],
  ['[a-c-e]', 'd', false],
  ['[]]', ']', true],
  ['[!]]', ']', false],
  ['[]-a]', '_', true],
  [String.raw`[\]]`, ']', true],
  [String.raw`[\a-\c]`, 'b', true],
  [String.raw`[\\]`, '\\', true],
  ['[[:digit:]]', '7', true],
  ['[[:digit:]]', 'a', false],
  ['[![:alpha:]]', '7', true],
  ['[[:punct:]x]', '@', true],
  ['[[:alpha:]-z]', '-', true],
  ['[[:]', ':', true],
  ['[[:x]', '[', true],
  ['[a/b]', 'a', true],
  ['[a/b]', 'x/a', false],
  ['x[!/]y', 'xay', true],
  ['x[!/]y', 'd/xay', false],
  ['[😀-😂]', '😁', true],
  ['[a', '[a', false],
  ['[', '[', false],
  ['[[:x:]]', 'x', false],
])('R6 signs within a name: %j and %j: %s', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected)
})

test.each([
  ['**/a', 'a', true],
  ['**/a', 'x/y/a', true],
  ['**/a/b', 'a/b', true],
  ['**/a/b', 'x/a/b', true],
  ['**/a/b', 'x/a/c/b', false],
  ['**/a/a/b', 'a/a/a/b', true],
  ['a/**', 'a', false],
  ['a/**', 'a/', false],
  ['a/**', 'a/b', true],
  ['a/**', 'a/b/c', true],
  ['a/**', 'x/a/b', false],
  ['a/**/', 'a/b', false],
  ['a/**/', 'a/b/', true],
  ['a/**/b', 'a/b', true],
  ['a/**/b', 'a/x/b', true],
  ['a/**/b', 'a/x/y/b', true],
  ['a/**/b', 'ab', false],
  ['a/**/b', 'b', false],
  ['a/**/**/b', 'a/b', true],
  ['a/***/b', 'a/x/y/b', true],
  ['**', 'a', true],
  ['/**', 'x/y', true],
  ['**/', 'a', false],
  ['**/', 'a/', true],
  ['**/**', 'a', true],
  ['a/**b', 'a/xb', true],
  ['a/**b', 'a/x/b', false],
  ['/a**/b', 'ax/b', true],
  ['/a**/b', 'ax/y/b', false],
  ['**/a/**/b/**/c', 'x/a/b/y/c', true],
  ['**/a/**/b/**/c', 'x/a/y/c', false],
])('R6 two stars: %j and %j: %s', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected)
})

test.each([
  ['', '', false],
  ['#a', '#a', false],
  [String.raw`\#a`, '#a', true],
  [String.raw`\!a`, '!a', true],
  [' #a', ' #a', true],
  ['a  ', 'a', true],
  [String.raw`a\  `, 'a ', true],
  [String.raw`a\  `, 'a', false],
  [String.raw`a\\  `, 'a\\', true],
  ['a\t', 'a', false],
  [' a', ' a', true],
  [String.raw`\*`, '*', true],
  [String.raw`\*`, 'a', false],
  [String.raw`\a`, 'a', true],
  [String.raw`a\/b`, 'a/b', true],
  [String.raw`a\\`, 'a\\', true],
  ['a\\', 'a\\', false],
])('R7 comments, spaces, backslashes: %j and %j: %s', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected)
})

test.each([
  ['README', 'readme', true],
  ['readme', 'ReadMe', true],
  ['*.JPG', 'x.jpg', true],
  ['/Über/*', 'über/x', true],
  ['I[A-Z]?É*', 'ixxé1', true],
  ['[a-c]', 'B', true],
  ['[!A]', 'a', false],
  ['[É]', 'é', true],
  ['ΟΔΟΣ', 'οδος', true],
  ['e', 'é', false],
])('R8 case does not matter: %j and %j: %s', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected)
})

test.each([
  ['', 'Empty'],
  ['   ', 'Empty'],
  ['# notes', 'Comment'],
  ['!', 'NoName'],
  ['/', 'NoName'],
  ['! ', 'NoName'],
  ['!//', 'NoName'],
  ['a//b', 'EmptySegment'],
  ['a//', 'EmptySegment'],
  ['./a', 'DotSegment'],
  ['a/../b', 'DotSegment'],
  ['a\\', 'DanglingBackslash'],
  ['a\\/', 'DanglingBackslash'],
  ['[a', 'UnclosedBracket'],
  ['a[]', 'UnclosedBracket'],
  ['[a\\', 'UnclosedBracket'],
  ['[a-', 'UnclosedBracket'],
  ['[[:vowel:]]', 'UnknownClass'],
  ['a\nb', 'LineBreak'],
  ['a\r', 'LineBreak'],
  ['a', undefined],
  ['!a/**/[b-d]?*.x/', undefined],
])('R9 what is wrong with %j: %s', (pattern, fault) => {
  expect(whyInvalid(pattern)).toBe(fault)
  expect(fault !== undefined && matches(pattern, 'a')).toBe(false)
})

const signs = fc.oneof(
  fc.constantFrom('a', 'b', '*', '**', '?', '[', ']', '!', '^', '-', '/', '\\', '.', ':', '#', ' '),
  fc.constantFrom('[:alpha:]', '/**/', '😀', '\ud800', 'İ'),
)
const anyPattern = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(signs, { maxLength: 30 }).map((parts) => parts.join('')),
)

test('R9 no pattern and no name makes a ruler fail', () => {
  fc.assert(
    fc.property(
      fc.array(anyPattern, { maxLength: 5 }),
      fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 4 }),
      (own, names) => {
        for (const pattern of own) whyInvalid(pattern)
        let folder = createRuler({ sets: ['gitignore', 'images'], own }).top()
        for (const name of names) {
          expect(folder.judge(name, 'file')?.by ?? 'none').toMatch(
            /^(?:own|gitignore|images|none)$/,
          )
          folder = folder.enter(name, { gitignore: own.join('\n') })
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('R9 a pattern without fault can match: its own words do', () => {
  const name = fc.stringMatching(/^[a-c]{1,4}$/)
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
      const path = names.join('/')
      for (const pattern of [path, `/${path}`, `**/${path}`, path.replace(/./, '?')])
        expect(matches(pattern, path)).toBe(true)
    }),
  )
})

const LONG = 'a'.repeat(4_000)
test.each([
  ['stars in a name', `${'a*'.repeat(400)}b`, LONG],
  ['stars and signs', `${'*?'.repeat(400)}[b]`, LONG],
  ['folders', `${'**/a/'.repeat(150)}b`, 'a/'.repeat(400)],
  ['folders and stars', `${'**/*a*/'.repeat(150)}b`, 'aa/'.repeat(400)],
])('R10 a hostile pattern is over soon: %s', (_, pattern, path) => {
  expect(matches(pattern, `${path}c`)).toBe(false)
})

test('R17 of an ignore file, whole lines hold up to a number of lines and characters', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`)
  expect(parseIgnoreFile(lines(10_000).join('\n'))).toHaveLength(10_000)
  expect(parseIgnoreFile(`${lines(10_000).join('\n')}\n`)).toHaveLength(10_000)
  expect(parseIgnoreFile(lines(12_000).join('\n')).at(-1)?.line).toBe(10_000)
  const long = `first\n${'x'.repeat((256 << 10) - 10)}\nlast-is-torn`
  expect(parseIgnoreFile(long).map(({ line }) => line)).toEqual([1, 2])
})

test('R7 a byte order mark and line ends of Windows are no part of a pattern', () => {
  const text = '\ufeff*.log\r\n\r\n# no\r\nb  \r\nlast\r'
  expect(parseIgnoreFile(text).map(({ line, text: written }) => [line, written.trimEnd()])).toEqual(
    [
      [1, '*.log'],
      [4, 'b'],
      [5, 'last'],
    ],
  )
})
