import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RuleSetIdSchema, type LocationRules } from '../api/rules.ts'
import { createRuler, ruleSets, whyInvalid, type FolderRuler, type FolderSigns } from './rules.ts'

const rulesOf = (rules: Partial<LocationRules>): LocationRules => ({ sets: [], own: [], ...rules })
const topOf = (rules: Partial<LocationRules>, signs?: FolderSigns): FolderRuler =>
  createRuler(rulesOf(rules)).top(signs)

/** By what the entries are left out; a slash at the end makes one a folder. */
function judgements(folder: FolderRuler, names: readonly string[]): (string | undefined)[] {
  return names.map((name) =>
    name.endsWith('/')
      ? folder.judge(name.slice(0, -1), 'folder')?.by
      : folder.judge(name, 'file')?.by,
  )
}
const kept = (folder: FolderRuler, names: readonly string[]): string[] =>
  names.filter((_, index) => judgements(folder, names)[index] === undefined)

test('R1 the last own pattern that matches decides over all sets', () => {
  const folder = topOf({
    sets: ['hidden', 'git', 'dev', 'system', 'images'],
    own: ['*.log', '!keep.log', '!.env', '!dist/', '!thumbs.db', 'secret*', '!secret-not', '.env'],
  })
  expect(folder.judge('a.log', 'file')).toEqual({ by: 'own', pattern: '*.log' })
  expect(kept(folder, ['a.log', 'keep.log', 'dist/', 'Thumbs.db', 'secret-not'])).toEqual([
    'keep.log',
    'dist/',
    'Thumbs.db',
    'secret-not',
  ])
  expect(folder.judge('.env', 'file')).toEqual({ by: 'own', pattern: '.env' })
  expect(folder.judge('secret', 'folder')).toEqual({ by: 'own', pattern: 'secret*' })
  expect(folder.judge('.other', 'file')?.by).toBe('hidden')
})

test('R1 among names, extensions and paths, the last own pattern counts', () => {
  const folder = topOf({ own: ['/a/x.log', '!*.log', 'x*', '!/a/xy', 'xy.log'] }).enter('a')
  expect(judgements(folder, ['x.log', 'y.log', 'xy', 'xy.log'])).toEqual([
    'own',
    undefined,
    undefined,
    'own',
  ])
  const reversed = topOf({ own: ['x*', '!*.log', '/a/x.log'] }).enter('a')
  expect(judgements(reversed, ['x.log', 'x1.log'])).toEqual(['own', undefined])
})

test('R2 the sets are asked in their order, not in that of the list', () => {
  const folder = topOf(
    { sets: ['images', 'hidden', 'gitignore', 'dev', 'git', 'system'] },
    { gitignore: '*' },
  )
  const names = ['.DS_Store', '.git/', '.idea/', '.x', 'y.txt', 'y.png']
  expect(judgements(folder, names)).toEqual([
    'system',
    'git',
    'dev',
    'gitignore',
    'gitignore',
    'gitignore',
  ])
  const without = topOf({ sets: ['images', 'hidden'] })
  expect(judgements(without, ['.x.png', '.x', 'y.txt', 'y.png'])).toEqual([
    'hidden',
    'hidden',
    'images',
    undefined,
  ])
  expect(without.judge('.x', 'file')).toEqual({ by: 'hidden', pattern: '.*' })
})

test('R3 what is below a folder that is left out cannot be taken in alone; with the folder it can', () => {
  const closed = topOf({ sets: ['dev'], own: ['!dist/keep.txt'] })
  expect(closed.judge('dist', 'folder')?.by).toBe('dev')
  const open = topOf({ own: ['dist/*', '!dist/keep.txt'] })
  expect(open.judge('dist', 'folder')).toBeUndefined()
  expect(judgements(open.enter('dist'), ['keep.txt', 'other.txt'])).toEqual([undefined, 'own'])
})

test('R4 a pattern means the same in a set, in an ignore file and as a person’s own', () => {
  const pattern = '**/*.photoslibrary/database'
  for (const rules of [{ sets: ['system' as const] }, { own: [pattern] }]) {
    const library = topOf(rules).enter('2024').enter('All.PhotosLibrary')
    expect(library.judge('Database', 'folder')?.pattern).toBe(pattern)
    expect(library.judge('originals', 'folder')).toBeUndefined()
    expect(library.enter('originals').judge('database', 'folder')).toBeUndefined()
  }
  const ignored = topOf({ sets: ['gitignore'] }, { gitignore: pattern }).enter('x.photoslibrary')
  expect(ignored.judge('database', 'folder')?.pattern).toBe(pattern)
})

test('R11 the nearest .gitignore with a match decides, by its last line that matches', () => {
  const top = topOf({ sets: ['gitignore'] }, { gitignore: '*.log\n/only-top\n!b.log\nsub/x' })
  expect(judgements(top, ['a.log', 'b.log', 'only-top'])).toEqual([
    'gitignore',
    undefined,
    'gitignore',
  ])
  const sub = top.enter('sub', { gitignore: '!a.log\nb.log\n!x\nx' })
  expect(judgements(sub, ['a.log', 'b.log', 'c.log', 'only-top', 'x'])).toEqual([
    undefined,
    'gitignore',
    'gitignore',
    undefined,
    'gitignore',
  ])
  expect(judgements(top.enter('other'), ['a.log', 'x'])).toEqual(['gitignore', undefined])
})

test('R11 taken in again by an ignore file, an entry still faces the other sets', () => {
  const folder = topOf({ sets: ['gitignore', 'hidden'] }, { gitignore: '*\n!.env' })
  expect(folder.judge('.env', 'file')?.by).toBe('hidden')
})

test('R12 .git/info/exclude comes after every .gitignore of its repository', () => {
  const top = topOf(
    { sets: ['gitignore'] },
    { isRepository: true, gitExclude: 'a\nb\nc', gitignore: '!b' },
  )
  expect(judgements(top, ['a', 'b', 'c'])).toEqual(['gitignore', undefined, 'gitignore'])
  const sub = top.enter('sub', { gitignore: '!c' })
  expect(judgements(sub, ['a', 'b', 'c'])).toEqual(['gitignore', undefined, undefined])
})

test('R13 in a repository, nothing above it ignores for Git; other rules go on', () => {
  const top = topOf(
    { sets: ['gitignore', 'hidden'], own: ['/repo/own'] },
    { gitignore: 'a\nrepo/b' },
  )
  const repo = top.enter('repo', { isRepository: true, gitignore: 'c' })
  expect(judgements(repo, ['a', 'b', 'c', '.x', 'own'])).toEqual([
    undefined,
    undefined,
    'gitignore',
    'hidden',
    'own',
  ])
  expect(judgements(repo.enter('sub'), ['a', 'c'])).toEqual([undefined, 'gitignore'])
  expect(judgements(top.enter('repo'), ['a', 'b', 'c'])).toEqual([
    'gitignore',
    'gitignore',
    undefined,
  ])
})

test('R14 a .gitignore holds without a repository', () => {
  const sub = topOf({ sets: ['gitignore'] })
    .enter('a')
    .enter('b', { gitignore: 'x' })
  expect(sub.enter('c').judge('x', 'file')?.by).toBe('gitignore')
})

test('R15 an exclusion by gitignore names file and line', () => {
  const top = topOf({ sets: ['gitignore'] }, { gitExclude: '\nx', isRepository: true })
  const src = top.enter('a').enter('src', { gitignore: '# first\n\n*.o  \r\n' })
  expect(src.judge('m.o', 'file')).toEqual({
    by: 'gitignore',
    pattern: '*.o  ',
    source: { path: 'a/src/.gitignore', line: 3 },
  })
  expect(src.judge('x', 'file')?.source).toEqual({ path: '.git/info/exclude', line: 2 })
  const inner = top.enter('b', { isRepository: true, gitExclude: 'y' })
  expect(inner.judge('y', 'file')?.source).toEqual({ path: 'b/.git/info/exclude', line: 1 })
  const first = topOf({ sets: ['gitignore'] }, { gitignore: 'x' }).judge('x', 'file')
  expect(first?.source).toEqual({ path: '.gitignore', line: 1 })
})

test('R16 ignore files are wanted, and heeded, only with their set', () => {
  expect(createRuler(rulesOf({ sets: ['gitignore'] })).wantsSigns).toBe(true)
  const ruler = createRuler(rulesOf({ sets: ['git', 'dev'] }))
  expect(ruler.wantsSigns).toBe(false)
  expect(ruler.top({ gitignore: 'x' }).judge('x', 'file')).toBeUndefined()
  expect(ruler.top().enter('a', { gitignore: 'x' }).judge('x', 'file')).toBeUndefined()
})

test('R18 images: files that are none are left out, folders never', () => {
  const folder = topOf({ sets: ['images'] })
  const images = ['a.jpg', 'B.PNG', 'c.HEIC', 'd.cr3', 'e.svg', 'f.webp', 'g.tiff']
  expect(kept(folder, [...images, 'n.txt', 'README', 'a.jpg.zip', 'sub/', 'x.app/'])).toEqual([
    ...images,
    'sub/',
    'x.app/',
  ])
  expect(folder.enter('sub').judge('deep.jpg', 'file')).toBeUndefined()
  expect(folder.judge('n.txt', 'file')).toEqual({ by: 'images', pattern: '*' })
})

test('R19 dev: folders by name, files of that name stay', () => {
  const folder = topOf({ sets: ['dev'] })
  const names = ['node_modules', 'target', 'dist', 'Build', '.idea', '.vscode', '__pycache__']
  for (const name of [...names, '.tox', '.cache', 'Code Cache', 'tmp', '.temp']) {
    expect(folder.judge(name, 'folder')?.by).toBe('dev')
    expect(folder.judge(name, 'file')).toBeUndefined()
  }
  expect(kept(folder, ['.coverage', '.coverage/', 'src/', 'builds/'])).toEqual([
    '.coverage/',
    'src/',
    'builds/',
  ])
})

test('R20 system: what systems write, at any depth; a drive’s own at the top only', () => {
  const top = topOf({ sets: ['system'] })
  const files = [
    '.DS_Store',
    '._photo.jpg',
    'Icon\r',
    'thumbs.db',
    'ehthumbs_vista.db',
    'Desktop.ini',
  ]
  files.push('bash.stackdump', 'notes~', '.directory', '.nfs0001', '.fuse_hidden01', '.nomedia')
  files.push('com1', 'aux.txt')
  const folders = ['$RECYCLE.BIN/', 'FOUND.000/', 'lost+found/', '.Trash-1000/', '.thumbnails/']
  folders.push('.Trashes/', '.fseventsd/', '.Spotlight-V100/', 'Temporary Items/')
  const written = files.concat(folders)
  for (const folder of [top, top.enter('a').enter('b')]) expect(kept(folder, written)).toEqual([])
  const drive = ['System Volume Information/', 'pagefile.sys', 'swapfile.sys']
  expect(kept(top, drive)).toEqual([])
  expect(kept(top.enter('a'), drive)).toEqual(drive)
  const own = ['Windows/', 'Library/', 'proc/', 'var/', 'Cookies/', 'Users/', 'found.txt', 'lost/']
  const alike = ['console.txt', 'com10', 'DS_Store', 'Thumbs.db/', '.thumbnails', 'a~b', 'Icon']
  expect(kept(top, [...own, ...alike])).toEqual([...own, ...alike])
})

test('R21 hidden and git', () => {
  expect(kept(topOf({ sets: ['hidden'] }), ['.a', '.b/', 'a', 'b.c', 'd/'])).toEqual([
    'a',
    'b.c',
    'd/',
  ])
  const names = ['.git/', '.git', '.gitignore', '.gitmodules', '.gitignore/', '.github/', 'git']
  expect(kept(topOf({ sets: ['git'] }), names)).toEqual(['.gitignore/', '.github/', 'git'])
})

test.each(RuleSetIdSchema.options)(
  'R22 every pattern of %s can match, and stands there once',
  (id) => {
    const shown = ruleSets[id].map(({ pattern, kind }) => `${pattern} ${kind}`)
    expect(new Set(shown).size).toBe(shown.length)
    const faults = ruleSets[id].map(({ pattern }) => whyInvalid(pattern.replace('\r', '')))
    expect(faults.filter((fault) => fault !== undefined)).toEqual([])
  },
)

test('R22 the pattern that an exclusion names is one that the set shows', () => {
  const names = ['.git', '.x', 'Thumbs.db', 'node_modules', 'a.txt', 'lost+found', 'swapfile.sys']
  for (const id of RuleSetIdSchema.options) {
    const shown = ruleSets[id].map(({ pattern }) => pattern)
    const folder = topOf({ sets: [id] })
    const named = names.flatMap((name) => [
      folder.judge(name, 'file'),
      folder.judge(name, 'folder'),
    ])
    expect(named.filter((found) => found && !shown.includes(found.pattern))).toEqual([])
  }
})

test('R23 the same question has the same answer, whatever came before', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'x.log', '.d')
  const pattern = fc.constantFrom('a', '!a', '/a/b', 'a/**', '**/b/c', '*.log', '!b/', 'c/')
  fc.assert(
    fc.property(
      fc.array(pattern, { maxLength: 5 }),
      fc.array(name, { maxLength: 4 }),
      fc.array(name, { maxLength: 4 }),
      (own, path, detour) => {
        const rules = rulesOf({ sets: ['gitignore', 'hidden'], own })
        const signs = { gitignore: own.toReversed().join('\n') }
        const walk = (top: FolderRuler, names: readonly string[]) =>
          names.reduce((folder, each) => folder.enter(each, signs), top)
        const used = createRuler(rules).top(signs)
        walk(used, detour).judge('a', 'folder')
        const asked = walk(used, path)
        for (const each of ['a', 'b', 'c', 'x.log', '.d'])
          for (const kind of ['file', 'folder'] as const)
            expect(asked.judge(each, kind)).toEqual(
              walk(createRuler(rules).top(signs), path).judge(each, kind),
            )
      },
    ),
  )
})

test('R10 a million entries are judged with all sets but two', () => {
  const own = ['*.log', '/archive/old/', 'secret-*', '!keep.log', 'drafts/**/*.tmp']
  const rules = rulesOf({ sets: ['system', 'git', 'dev', 'hidden'], own })
  const folder = createRuler(rules).top().enter('photos')
  let leftOut = 0
  for (let index = 0; index < 1_000_000; index++)
    if (folder.judge(index % 10 === 0 ? `day ${index}.log` : `IMG_${index}.jpg`, 'file')) leftOut++
  expect(leftOut).toBe(100_000)
})
