export const aboutStrings = {
  title: 'About Holdall',
  what: 'A file manager in the browser: it opens your real folders in place, previews what is in them, and works without a network.',
  version: 'Version',
  licence: 'Licence',
  licenceText:
    'GPL-3.0-or-later: you may use, study, change and share it; what you pass on must stay free in the same way. There is no warranty.',
  truth: 'What counts',
  truthText:
    'The files in your folders. Holdall keeps only notes about them, such as which folders you opened and how you like to see them, and makes those anew if they are lost.',
  private: 'Privacy',
  privateText:
    'Nothing leaves this computer: there is no account, no upload, no statistics. Holdall asks the browser for reading only.',
  notices: 'Others’ work',
  noticesText: 'Holdall is built with free software of others:',
  noticesLink: 'their notices',
  offline: 'Offline',
  offlineText:
    'After the first visit Holdall starts without a network. Install it from the address bar to have a window of its own.',
  scripts: 'Scripts',
  scriptsText:
    'In the browser’s console, holdall does everything that this window does; for example holdall.locations.list().',
  keys: 'Keyboard shortcuts',
}
