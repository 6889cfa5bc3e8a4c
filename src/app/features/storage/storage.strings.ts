const kept = (locations: number) =>
  locations === 1 ? '1 location was kept' : `${locations} locations were kept`

export const storageStrings = {
  title: 'Storage and settings',

  // room
  room: 'Room',
  roomText:
    'What Holdall keeps in this browser. Your files are not in it; they stay in their folders.',
  usage: (used: string, quota: string) => `${used} of ${quota} that the browser allows`,
  usageOnly: (used: string) => `${used} used; the browser does not say how much it allows`,
  usageBar: 'Room used',
  database: 'Database',
  locations: 'Locations',
  kept: 'Kept when the disk fills up',
  keptYes: 'Yes, the browser promises it',
  keptNo: 'Not promised',
  keptNoText:
    'When the disk is nearly full, the browser may clear the library. Your files would stay; locations would have to be added again.',
  home: 'Lies in',
  homeDisk: 'this browser’s profile, on this computer',
  homeMemory: 'memory: it is gone when the window closes',
  askToKeep: 'Ask the browser to keep it',
  keepGranted: 'The browser promises to keep the library',
  keepRefused:
    'The browser does not promise it yet. It decides by how much you use Holdall; installing it as an app helps.',

  // health
  health: 'Database',
  versions: (sqlite: string, schema: number) => `SQLite ${sqlite}, format ${schema}`,
  check: 'Check the database',
  checking: 'Checking…',
  sound: (seconds: string) => `The database is sound. The check took ${seconds} seconds.`,
  unsound: (count: number) =>
    count === 1 ? 'The check found 1 problem:' : `The check found ${count} problems:`,
  unsoundText:
    'At the next start Holdall moves the damaged database aside and makes a new one from your locations.',

  // notices
  rebuiltTitle: 'The library was made anew',
  rebuilt: (date: string, locations: number) =>
    `On ${date} the database did not pass its check. A new one was made; ${kept(locations)}, settings are back to their defaults. Your files were not touched.`,
  lost: (date: string, locations: number) =>
    `On ${date} nothing was left of what Holdall keeps in this browser but the access to your folders. ${kept(locations)}, settings are back to their defaults. Your files were not touched.`,
  rebuiltKept: (name: string) => `The damaged one is kept as ${name} for a report.`,
  notKeptTitle: 'Nothing is kept here',
  notKept:
    'This window lends no lasting storage, as private windows do. Locations and settings are gone when it closes; your files stay as they are.',
  dismiss: 'I have read it',

  // settings
  settings: 'Settings',
  theme: 'Appearance',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  rowHeight: 'Row height',
  rowHeights: { compact: 'Compact', default: 'Default', roomy: 'Roomy' },
  showHidden: 'Show hidden files',

  // what is not shown
  withheld: 'What the browser does not show',
  withheldIntro:
    'Holdall sees folders through the browser, and the browser does not show everything. What it leaves out lies untouched on the disk.',
  withheldPoints: [
    {
      what: 'Names it takes for unsafe',
      why: 'Names that end with a tilde or a dot, that hold signs such as a colon, and shortcuts (.lnk, .url) are left out. In a folder that you dropped, Holdall tells how many.',
    },
    {
      what: 'Links',
      why: 'Symbolic links are left out, wherever they lead. Nobody can tell how many there are.',
    },
    {
      what: 'Folders that may not be entered',
      why: 'A folder that the system lets nobody enter looks empty.',
    },
    {
      what: 'The first second of 1970',
      why: 'Some tools set this date for want of a real one. The browser gives it as if the file were changed now, so Holdall shows none.',
    },
    {
      what: 'Free space, creation dates, the trash',
      why: 'No browser tells them about a picked folder.',
    },
  ],

  // erasing
  erase: 'Erase everything',
  eraseText:
    'Removes the database, the access to your folders and all settings from this browser. The files in your folders are not touched.',
  eraseButton: 'Erase everything…',
  eraseTitle: 'Erase everything that Holdall keeps?',
  eraseWhat: (locations: number) =>
    `The library with ${locations === 1 ? '1 location' : `${locations} locations`} and all settings will be gone, in every tab. The files in your folders are not touched. This cannot be undone.`,
  eraseWord: 'erase',
  eraseType: (word: string) => `Type “${word}” to go on`,
  eraseConfirm: 'Erase everything',
  eraseFirst: (word: string) => `Type “${word}” first`,
}
