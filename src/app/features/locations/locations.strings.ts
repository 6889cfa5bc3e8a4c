export const locationsStrings = {
  heading: 'Locations',
  empty: 'No folder yet',
  add: 'Add folder',

  // states in the list
  locked: 'needs your permission',
  blocked: 'blocked in the browser',
  notConnected: 'not connected',
  nameAndState: (name: string, state: string) => `${name}, ${state}`,

  // commands
  open: 'Open',
  rename: 'Rename',
  moveUp: 'Move up',
  moveDown: 'Move down',
  copyAddress: 'Copy address',
  allow: 'Allow',
  allowOnly: 'Only this one',
  allowAll: (count: number) => (count === 1 ? 'Allow 1 folder' : `Allow ${count} folders`),
  lookAgain: 'Look again',
  pointTo: 'Point to it…',
  index: 'Index…',
  remove: 'Remove from Holdall…',
  menuOf: (name: string) => `Actions for ${name}`,
  isFirst: 'It is the first',
  isLast: 'It is the last',
  noneLocked: 'No folder waits for permission',

  // renaming
  newName: 'New name',

  // adding
  pickerMissing: 'This browser has no folder picker. Drag a folder onto this page instead.',
  pickerRefused: 'The browser did not open its folder picker. Press the button again.',
  added: (count: number) => `${count} folders added`,
  addedOne: (name: string) => `${name} added`,
  already: (name: string) => `${name} is a location already.`,
  openAgain: (name: string) => `${name} is open again.`,
  alreadyMany: (count: number) => `${count} folders are locations already.`,
  refused: (names: string) =>
    `The browser lets no page into ${names}. Choose a folder inside it instead.`,
  filesDropped: (count: number) =>
    count === 1
      ? 'That is a file. Holdall opens folders: drop the one that the file is in.'
      : `Those are ${count} files. Holdall opens folders: drop the one that the files are in.`,
  failed: (name: string, sentence: string) => `${name}: ${sentence}`,

  // questions while adding
  insideTitle: (name: string, outer: string) => `${name} lies inside ${outer}`,
  insideText: (outer: string) =>
    `You can see it there already. As a location of its own it gets its own line in the sidebar; ${outer} stays as it is.`,
  aroundTitle: (name: string, count: number) =>
    count === 1 ? `${name} holds a location` : `${name} holds ${count} locations`,
  aroundText: (names: string) => `Inside it lies: ${names}. They stay in the sidebar as they are.`,
  openThere: 'Open it there',
  addAllTheSame: 'Add all the same',

  // drop zone
  dropFolders: 'Drop folders to open them',
  dropFoldersMore: 'They are added to your locations and stay where they are.',
  dropFiles: 'Files cannot be opened on their own',
  dropFilesMore: 'Drop the folder that they are in.',

  // bands
  permissionTitle: (count: number) =>
    count === 1
      ? '1 folder needs your permission again'
      : `${count} folders need your permission again`,
  permissionText:
    'The browser closed access since your last visit. Until you allow it again, Holdall cannot look inside.',
  permissionHint:
    'In the browser’s question choose “Allow on every visit”, and it will not come back.',
  permissionKept: 'The browser keeps access closed. Press again, or remove the folder.',
  blockedTitle: (name: string) => `The browser blocks ${name}`,
  blockedText:
    'Its settings for this site forbid looking into files. Open them at the left end of the address bar, allow it, then look again.',
  goneTitle: (name: string) => `${name} is not connected`,
  goneText: (date: string) =>
    `Last seen ${date}. Nothing was deleted. Connect the disk, or point Holdall to the folder if it has a new place.`,
  lastingTitle: (name: string) => `Keep ${name}?`,
  lastingText:
    'The browser forgets dropped folders when the page is closed, and often when it is loaded again. Choose it once in the picker, which opens at it, to keep it.',
  choose: 'Choose it once',
  notNow: 'Not now',
  kept: (name: string) => `${name} will be here next time`,
  notTheSame: (picked: string, name: string) =>
    `You chose ${picked}, which is not ${name}. Nothing was changed.`,

  // pointing to a new place
  otherTitle: (picked: string, name: string) => `Use ${picked} for ${name}?`,
  otherText: (name: string) =>
    `It is another folder than before. ${name} then shows what is in the new one; no file is touched.`,
  useIt: 'Use it',
  pointed: (name: string) => `${name} is connected again`,

  // removing
  removeTitle: (name: string) => `Remove ${name} from Holdall?`,
  removeText: 'Its files are not touched. Holdall forgets the folder until you add it again.',
  removeVerb: 'Remove',
  removed: (name: string) => `${name} removed. Its files were not touched.`,
  addressCopied: 'Address copied',
  addressNotCopied: 'The browser did not let Holdall copy.',
}
