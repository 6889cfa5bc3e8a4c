export const welcomeStrings = {
  /** Broken only between sentences. */
  heading: ['Open a folder. ', 'It stays where it is.'],
  intro:
    'Holdall reads your real folders in place and shows what is in them. Nothing is uploaded. There is no account.',
  open: 'Open a folder',
  dropHint: 'Or drop folders anywhere on this page, several at once.',
  dropOnly: 'This browser has no folder picker: drop a folder anywhere on this page.',
  facts: [
    {
      icon: 'asks',
      title: 'The browser asks once per folder',
      text: 'It asks whether Holdall may look into the folder you chose. You can take that back at any time.',
    },
    {
      icon: 'reads',
      title: 'Holdall only reads',
      text: 'It asks for no right to change files, so it cannot change, move or delete any.',
    },
    {
      icon: 'stays',
      title: 'Nothing leaves this computer',
      text: 'What Holdall notes about your folders lies in this browser. It works without a network.',
    },
  ],

  startHeading: 'Your folders',
  add: 'Add folder',
  locked: 'Needs your permission',
  blocked: 'Blocked in the browser',
  gone: (date: string) => `Not connected, last seen ${date}`,
  added: (date: string) => `Added ${date}`,

  footer: 'Your files are read on this computer only.',
  keys: 'Keyboard',
  settings: 'Appearance and storage',
  about: 'About',
} as const
