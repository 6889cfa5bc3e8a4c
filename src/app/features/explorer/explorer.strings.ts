/** Every word of the explorer. Counts come formatted; `n` decides between one and many. */
const counted = (n: number, count: string, one: string, many: string) =>
  n === 1 ? `1 ${one}` : `${count} ${many}`

/** Of what was typed, as much as fits a sentence. */
const short = (text: string) => (text.length > 120 ? `${text.slice(0, 120)}…` : text)

export const explorerStrings = {
  // toolbar
  back: 'Back',
  forward: 'Forward',
  up: 'Up to the folder around this one',
  atTop: 'This is the top of the location.',
  noBack: 'There is nothing to go back to.',
  noForward: 'There is nothing to go forward to.',
  hiddenFiles: 'Show hidden files',
  inspector: 'Inspector',
  inspectorWidth: 'Width of the inspector',
  close: 'Close',
  more: 'More',
  viewOptions: 'View',

  // columns
  columns: { name: 'Name', kind: 'Kind', size: 'Size', modified: 'Modified' },
  columnWidth: (column: string) => `Width of the column ${column}`,
  sortBy: (column: string) => `Sort by ${column.toLowerCase()}`,
  descending: 'Descending',
  sortedBy: (column: string, descending: boolean) =>
    `Sorted by ${column.toLowerCase()}, ${descending ? 'descending' : 'ascending'}.`,
  rowHeights: { compact: 'Compact rows', default: 'Default rows', roomy: 'Roomy rows' },

  // rows
  list: 'Files and folders',
  unreadableName: 'Name not readable',
  unreadableNameWhy:
    'This name is no valid text, so the browser cannot open it. The file lies untouched on the disk.',
  unknownDate:
    'The browser does not tell this date: the first second of 1970, which often stands for none.',
  marks: {
    excluded: 'Left out of the index',
    dropOnly: 'Visible only in a drop',
  },
  dropOnlyWhy:
    'This was seen when the folder was dropped here, but the browser does not show it through its handle of the folder, so it cannot be opened. It lies untouched on the disk.',
  atLeast: (size: string) => `≥ ${size}`,
  atLeastExact: (size: string) => `At least ${size}: not all in it is known yet`,
  touchFolder: (kind: string, size: string) => `${kind}, ${size}`,
  rowMenu: (name: string) => `Actions for ${name}`,

  // folder states
  unknownLocation: 'This address leads to a folder that Holdall does not know.',
  yourFolders: 'Your folders',
  empty: 'This folder is empty.',
  emptyCaution:
    'A browser never shows symbolic links and some names, so there may be more on the disk.',
  emptyButHidden: (n: number, count: string) =>
    n === 1 ? 'There is only 1 hidden item here.' : `There are only ${count} hidden items here.`,
  show: 'Show',
  cannotRead: 'This folder cannot be read.',
  tryAgain: 'Try again',
  allow: 'Allow',

  // status bar
  status: 'Status',
  items: (n: number, count: string) => counted(n, count, 'item', 'items'),
  hidden: (count: string) => `${count} hidden`,
  hiddenShown: (n: number, count: string) => `${count} of them hidden`,
  showHidden: 'Show the hidden ones',
  hideHidden: 'Hide the hidden ones',
  selected: (count: string) => `${count} selected`,
  soFar: (size: string) => `${size} so far`,
  readingNames: (n: number, count: string) =>
    `Reading… ${n === 1 ? '1 name' : `${count} names`} so far`,
  sorting: (done: string, of: string) => `Sorting… ${done} of ${of} read`,
  incomplete: 'Not all of this folder could be read.',
  withheld: (n: number, count: string) =>
    n === 1 ? 'The browser withholds 1 name here' : `The browser withholds ${count} names here`,
  contains: (totals: string) => `Contains ${totals}`,
  leftOut: (count: string) => `Left out of the index: ${count}`,
  indexing: 'Indexing…',
  indexed: (ago: string) => `Indexed ${ago}`,
  notHere: (name: string) => `${name} is not in this folder.`,

  // withheld names
  withheldTitle: 'Names that the browser withholds',
  withheldWhat:
    'When this folder was dropped, these names were seen in it. Chromium never shows or opens them through a granted folder, so Holdall cannot either. The files lie untouched on the disk.',
  withheldMore: (count: string) => `And ${count} more.`,
  withheldUnknown:
    'Symbolic links are never shown to a page, not even their number. In folders that were picked, not dropped, names of these kinds stay unseen as well.',
  withheldReasons: {
    Character: (character: string) => `It contains ${character}, which some disk or shell forbids.`,
    Edge: (character: string) => `It begins or ends with ${character}.`,
    Reserved: 'Windows gives this name to a device or a special file.',
    Extension: 'The Windows shell acts upon files of this type.',
    unknown: 'A symbolic link, or a name that the browser refuses for a reason it does not tell.',
  },
  space: 'a space',

  // commands
  open: 'Open',
  preview: 'Preview',
  nothingFocused: 'Nothing is selected.',
  refresh: 'Read the folder again',
  selectAll: 'Select all',
  selectNone: 'Select nothing',
  invertSelection: 'Invert the selection',
  toggleRow: 'Select or deselect the focused row',
  copyPath: 'Copy path',
  copyFolderPath: 'Copy path of this folder',
  copiedPaths: (n: number, count: string) => (n === 1 ? 'Path copied' : `${count} paths copied`),
  copyRefused: 'The browser did not let Holdall use the clipboard.',
  tooManyPaths: 'Select at most 1,000 entries to copy their paths.',
  download: 'Download',
  editPath: 'Type a path',
  contextMenu: 'Menu',

  // typing a path
  path: 'Path',
  pathHint: 'Location/folder/folder, or /folder in this location',
  noLocation: (name: string) => `There is no location called ${short(name)}.`,
  nothingCalled: (name: string, folder: string) =>
    `There is nothing called ${short(name)} in ${folder}.`,
  notThisApp: 'This address does not lead into Holdall.',
  noFolderAddress: 'This address of Holdall names no folder.',
  completions: 'Folders that match',

  // drag
  dragNowhere: 'Moving and copying are not part of this version.',

  // announcements
  arrived: (folder: string, items: string) => `${folder}, ${items}`,
}
