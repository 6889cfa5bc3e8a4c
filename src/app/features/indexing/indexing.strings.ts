/** Every word of the index. Counts come formatted; `n` decides between one and many. */
import type { IndexMode, IndexStatus } from '#vdfs/api/indexing.ts'
import type { RuleSetId } from '#vdfs/api/rules.ts'

const counted = (n: number, count: string, one: string, many: string) =>
  n === 1 ? `1 ${one}` : `${count} ${many}`

const isOrAre = (n: number) => (n === 1 ? 'is' : 'are')

export const indexingStrings = {
  title: (name: string) => `Index of ${name}`,
  intro:
    'The index is what Holdall remembers of a folder: it can be looked through while the disk is away. Your files stay where they are.',
  openFolder: 'Open the folder',
  unknown: 'There is no such location',
  unknownText: 'The address leads to a location that Holdall does not know.',
  start: 'Go to the start',

  // how far it is
  state: 'State',
  neverRead: 'Never read',
  reading: 'Reading…',
  readAgo: (ago: string) => `Read ${ago}`,
  stateLine: (state: string, totals: string) => `${state}, ${totals}`,
  readAgain: 'Read again',
  isReading: 'It is being read',
  progress: 'Show progress',
  kinds: 'Kinds of files',
  changes: 'Changes by other programs',
  live: {
    whole: 'are noticed at once, in all of it',
    onScreen: 'are noticed in folders that are on screen; elsewhere when it is read again',
    none: 'are noticed when a folder is opened, and when all is read again',
  } satisfies Record<IndexStatus['live'], string>,

  // how much it holds
  mode: 'What it holds',
  modes: {
    names: 'Names',
    sizes: 'Names and sizes',
    content: 'Contents',
  } satisfies Record<IndexMode, string>,
  modeTexts: {
    names: 'Only what is called how. Quick, and folders have no sizes.',
    sizes: 'Also sizes and dates, so that folders can be summed up.',
    content: 'Also what is in the files. They are read later, in the background.',
  } satisfies Record<IndexMode, string>,

  // rules
  rules: 'What it leaves out',
  rulesText:
    'Rules filter the index alone. Every file stays in its folder, and shows there all the same.',
  sets: {
    system: {
      name: 'System files',
      text: 'What operating systems write by themselves, such as Thumbs.db and .DS_Store.',
    },
    hidden: { name: 'Hidden files', text: 'Names that begin with a dot.' },
    git: {
      name: 'Git’s own files',
      text: 'Folders called .git, and files such as .gitignore and .gitattributes.',
    },
    dev: {
      name: 'What developers’ tools make',
      text: 'Folders called node_modules, build, dist, tmp and the like, wherever they are.',
    },
    gitignore: {
      name: 'What .gitignore names',
      text: 'In every folder, what its own .gitignore file leaves out.',
    },
    images: {
      name: 'All but images',
      text: 'Every file that is no picture, by its extension. Folders stay.',
    },
  } satisfies Record<RuleSetId, { readonly name: string; readonly text: string }>,
  own: 'Patterns of your own',
  ownHint:
    'One in each line, in the syntax of .gitignore. The last that matches wins; one that begins with ! takes in again.',
  tooMany: (count: string, most: string) => `There are ${count} patterns; ${most} fit.`,
  tooLong: (line: string, most: string) =>
    `Line ${line} is too long; a pattern has at most ${most} characters.`,
  save: 'Save',
  revert: 'Revert',
  unsaved: 'Not saved yet.',
  nothingToSave: 'nothing was changed',
  mendFirst: 'mend the patterns first',
  saved: 'The rules are saved.',

  // trying rules out
  test: 'Try the rules',
  testPath: (name: string) => `A path inside ${name}`,
  testKind: 'It is',
  aFile: 'A file',
  aFolder: 'A folder',
  isIn: 'It is in the index.',
  isOut: (why: string) => `It is left out because of ${why}.`,
  isOutWithFolder: (folder: string, why: string) =>
    `It is left out with the folder ${folder}, because of ${why}.`,
  becauseSet: (set: string, pattern: string) => `“${set}” (pattern ${pattern})`,
  becauseSetNow: (set: string) => `“${set}”`,
  becauseOwn: (pattern: string) => `your pattern ${pattern}`,
  becauseFile: (pattern: string, file: string, line: string) =>
    `the pattern ${pattern} in ${file}, line ${line}`,

  // lists
  left: 'What is not in it',
  excluded: (count: string) => `Left out: ${count}`,
  excludedText: 'By the rules above. What is in a folder that is left out is not listed.',
  unreadable: (count: string) => `Could not be read: ${count}`,
  unreadableText: 'Holdall tries these again each time it reads the location.',
  dropOnly: (count: string) => `Visible only in a drop: ${count}`,
  dropOnlyText:
    'These were seen when the folder was dropped here, but the browser does not show them through its handle of the folder. They are in the index and lie untouched on the disk; they cannot be opened.',
  none: 'Nothing is left out, and all could be read.',
  listEmpty: 'The list is empty.',
  showMore: 'Show more',
  folder: 'Folder',

  // what is gone
  gone: (what: string, n: number, name: string) => `${what} ${isOrAre(n)} gone from ${name}`,
  goneText: 'The index still has them: is the disk complete?',
  goneRoot: (name: string) => `All that was known is gone from ${name}`,
  goneRootText: (what: string) =>
    `The index still has ${what}, and none is there any more. Is this another disk in the same place?`,
  files: (n: number, count: string) => counted(n, count, 'file', 'files'),
  folders: (n: number, count: string) => counted(n, count, 'folder', 'folders'),
  and: (one: string, other: string) => `${one} and ${other}`,
  show: 'Show…',
  keep: 'Keep and look again',
  remove: 'Remove from index',
  missingTitle: (name: string) => `Gone from ${name}`,
  missingSum: (what: string, size: string, date: string) =>
    `${what}, ${size}. First missed on ${date}.`,
  removed: (what: string) => `${what} removed from the index. No file was touched.`,
  kept: (name: string) => `All stays in the index; ${name} is looked at again.`,
}
