// Git itself is asked about small trees, and the ruler must agree on every entry and on the line that decided.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { Exclusion } from '../api/rules.ts'
import { createRuler, type FolderRuler } from './rules.ts'

const RUNS = 60 * Number(process.env['RUNS'] ?? 1)

interface Folder {
  readonly ignore: readonly string[]
  readonly entries: Readonly<Record<string, Folder | 'file'>>
}

// Lower case only: Git on Linux tells case apart.
const word = fc.constantFrom('a', 'b', 'c', 'ab', 'abc', '.a', 'a.b', 'b.log', 'a b', 'ba')
const glob = fc.oneof(
  fc.constantFrom('*', '?', 'a*', '*b', '*.log', '[ab]', '[!a]', '[^b]*', '[a-c]?', '?b', 'a*b*'),
  fc.constantFrom('.*', '*[!.]', '\\a', '\\*', '[[:alpha:]]', '[]a]', 'a\\ b', '[a', 'b\\', '*a*c'),
  fc.constantFrom('a**', '**b'),
)
const segments = fc
  .array(fc.oneof({ weight: 3, arbitrary: word }, glob, fc.constant('**')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((each) => each.join('/'))
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom('', '', '', '!'),
        fc.constantFrom('', '', '/'),
        fc.oneof({ weight: 2, arbitrary: fc.oneof(word, glob) }, segments),
        fc.constantFrom('', '', '/'),
        fc.constantFrom('', '', '', ' ', '\\ ', '\r'),
      )
      .map((parts) => parts.join('')),
  },
  fc.stringMatching(/^[abc.*?[\]!^\-/\\# ]{0,8}$/),
)
/* Where Git's code takes what its manual does not say: two stars with a plain beginning and a slash or the end after
   them, and an escaped slash after two stars. */
const isOfManual = (text: string): boolean =>
  !/(?:[^/*!]|.!)\*\*+(?:\\?\/|\s*$)|\*\*\\\//.test(text)
/** Such a range has the capitals in it, which we do not tell from small letters. */
const hasNoCapitals = (text: string): boolean => !/[ !#*./?-]-\\?[[\\\]^a-c]/.test(text)
const ignore = fc.array(line.filter(isOfManual).filter(hasNoCapitals), { maxLength: 5 })

const { folder } = fc.letrec<{ folder: Folder; entry: Folder | 'file' }>((tie) => ({
  folder: fc.record({
    ignore: fc.oneof(fc.constant([]), ignore),
    entries: fc.dictionary(word, tie('entry'), { maxKeys: 5 }),
  }),
  entry: fc.oneof({ depthSize: 'small', maxDepth: 4 }, fc.constant('file' as const), tie('folder')),
}))

const home = mkdtempSync(path.join(tmpdir(), 'holdall-rules-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Runs Git apart from the settings of whoever runs the test. */
function git(cwd: string, args: readonly string[], input = ''): string {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  const env = { ...Object.fromEntries(own), HOME: home, XDG_CONFIG_HOME: home }
  const done = spawnSync('git', ['-c', 'core.ignoreCase=false', ...args], {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...env, GIT_CONFIG_NOSYSTEM: '1', GIT_CEILING_DIRECTORIES: home },
  })
  if (done.error)
    throw new Error(`This test compares with git, which must be installed: ${done.error.message}`)
  // check-ignore ends with 1 if nothing is ignored.
  if (done.status !== 0 && done.status !== 1)
    throw new Error(`git ${args.join(' ')}: ${done.stderr}`)
  return done.stdout
}

function write(place: string, { ignore: lines, entries }: Folder): void {
  mkdirSync(place, { recursive: true })
  if (lines.length > 0) writeFileSync(path.join(place, '.gitignore'), lines.join('\n'))
  for (const [name, entry] of Object.entries(entries)) {
    const inner = path.join(place, name)
    if (entry === 'file') writeFileSync(inner, '')
    else write(inner, entry)
  }
}

/** The deciding line of each path, as "file:line"; '' for those that are not left out. */
type Verdicts = Map<string, string>

function gitVerdicts(place: string, paths: readonly string[]): Verdicts {
  const args = ['check-ignore', '-z', '-v', '-n', '--no-index', '--stdin']
  const fields = git(place, args, paths.map((each) => `${each}\0`).join('')).split('\0')
  const verdicts: Verdicts = new Map()
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [file, number, pattern = '', entry = ''] = fields.slice(at, at + 4)
    const isOut = pattern !== '' && !pattern.startsWith('!')
    verdicts.set(entry, isOut ? `${file}:${number}` : '')
  }
  return verdicts
}

const written = (exclusion: Exclusion | undefined): string =>
  exclusion ? `${exclusion.source?.path}:${exclusion.source?.line}` : ''

function ourVerdicts(top: Folder, exclude: readonly string[]): Verdicts {
  const verdicts: Verdicts = new Map()
  const walk = (at: string, { entries }: Folder, ruler: FolderRuler | undefined, above: string) => {
    for (const [name, entry] of Object.entries(entries)) {
      const kind = entry === 'file' ? 'file' : 'folder'
      const verdict = ruler ? written(ruler.judge(name, kind)) : above
      verdicts.set(`${at}${name}`, verdict)
      if (entry === 'file') continue
      const inner = verdict === '' ? ruler?.enter(name, signsOf(entry)) : undefined
      walk(`${at}${name}/`, entry, inner, verdict)
    }
  }
  const ruler = createRuler({ sets: ['gitignore'], own: [] })
  const signs = { ...signsOf(top), isRepository: true, gitExclude: exclude.join('\n') }
  walk('', top, ruler.top(signs), '')
  return verdicts
}

const signsOf = ({ ignore: lines }: Folder) =>
  lines.length > 0 ? { gitignore: lines.join('\n') } : undefined

let run = 0

test(
  'R4 R11 R12 R15 Git leaves out the same entries, by the same lines',
  { timeout: 1_000 * RUNS },
  () => {
    git(home, ['--version'])
    fc.assert(
      fc.property(folder, ignore, (top, exclude) => {
        const place = path.join(home, `${run++}`)
        write(place, top)
        git(place, ['init', '-q', '--template='])
        mkdirSync(path.join(place, '.git/info'), { recursive: true })
        writeFileSync(path.join(place, '.git/info/exclude'), exclude.join('\n'))
        const ours = ourVerdicts(top, exclude)
        expect(ours).toEqual(gitVerdicts(place, [...ours.keys()]))
        rmSync(place, { recursive: true, force: true })
      }),
      { numRuns: RUNS },
    )
  },
)
