// The sets of patterns that come with Holdall, as data: what a person sees is what is matched. None begins with `!`,
// but for `images`.
//
// Left out are patterns of absolute paths, such as /proc, /Users/*/Library or C:/Windows: a granted folder does not know
// what is above it, and the browser does not grant those. Taking only their names would hide a person's own folder
// called Windows or Library. The exception is what stands at the top of each drive, because a drive can be granted and
// the names are unmistakable.
import { kindTable } from '../api/kind-table.ts'
import type { RuleSetId } from '../api/rules.ts'
import type { EntryKind } from './rule-list.ts'

export interface SetPattern {
  /** In the syntax of .gitignore. */
  readonly pattern: string
  /** Which entries it is for. */
  readonly kind: EntryKind | 'any'
}

function each(kind: SetPattern['kind'], patterns: readonly string[]): SetPattern[] {
  return patterns.map((pattern) => ({ pattern, kind }))
}

const everywhere = each('any', ['.spacedrive'])

const windows = [
  ...each('file', [
    'Thumbs.db',
    'Thumbs.db:encryptable',
    'ehthumbs*.db',
    'desktop.ini',
    '*.stackdump',
  ]),
  // Names of devices, which a file can have only if another system wrote it.
  ...each('file', ['CON', 'PRN', 'AUX', 'NUL', 'COM[0-9]', 'LPT[0-9]']),
  ...each('file', ['CON.*', 'PRN.*', 'AUX.*', 'NUL.*', 'COM[0-9].*', 'LPT[0-9].*']),
  ...each('folder', ['$RECYCLE.BIN', 'FOUND.[0-9][0-9][0-9]']),
  ...each('folder', ['/System Volume Information', '/$WinREAgent']),
  ...each('file', ['/pagefile.sys', '/hiberfil.sys', '/swapfile.sys', '/DumpStack.log.tmp']),
]

const mac = [
  ...each('any', ['.DS_Store', '.AppleDouble', '.LSOverride', 'Icon\r', '._*']),
  ...each('any', ['.AppleDB', '.AppleDesktop', '.apdisk', '.VolumeIcon.icns']),
  ...each('any', ['.com.apple.timemachine.donotpresent']),
  ...each('folder', ['.DocumentRevisions-V100', '.fseventsd', '.Spotlight-V100']),
  ...each('folder', ['.TemporaryItems', '.Trashes', 'Network Trash Folder', 'Temporary Items']),
  ...each('folder', [
    '**/*.photoslibrary/database',
    '**/*.photoslibrary/external',
    '**/*.photoslibrary/internal',
    '**/*.photoslibrary/private',
    '**/*.photoslibrary/resources',
    '**/*.photoslibrary/scopes',
  ]),
]

const linux = [
  ...each('file', ['*~', '.directory', '.nfs*', '.fuse_hidden*']),
  ...each('folder', ['.Trash-*', 'lost+found']),
]

const android = [...each('file', ['.nomedia']), ...each('folder', ['.thumbnails'])]

const git = [
  // In a linked working tree and in a submodule, a file.
  ...each('any', ['.git']),
  ...each('file', ['.gitignore', '.gitattributes', '.gitkeep', '.gitconfig', '.gitmodules']),
]

/** Folders only: files of such names are somebody's. */
const dev = [
  ...each('folder', ['node_modules', 'target', 'dist', 'build']),
  ...each('folder', ['.idea', '.vscode', '.vs']),
  ...each('folder', ['__pycache__', '.pytest_cache', '.mypy_cache', '.tox', '.nox', '.hypothesis']),
  ...each('folder', ['.cache', 'Cache', 'Caches', 'CachedData', 'Code Cache']),
  ...each('folder', ['tmp', 'temp', '.tmp', '.temp']),
  // What coverage.py writes is a file.
  ...each('file', ['.coverage']),
]

const imageExtensions = kindTable
  .filter(([kind]) => kind === 'image' || kind === 'raw')
  .flatMap(([, , extensions]) => extensions.split(' '))

/** All files but those that the Kind column calls images. Never a folder: there may be images in it. */
const images = [
  ...each('file', ['*']),
  ...each(
    'file',
    imageExtensions.map((extension) => `!*.${extension}`),
  ),
]

export const ruleSets: Readonly<Record<RuleSetId, readonly SetPattern[]>> = {
  system: [...everywhere, ...windows, ...mac, ...linux, ...android],
  git,
  dev,
  /** Written in the folders themselves. */
  gitignore: [],
  hidden: each('any', ['.*']),
  images,
}
