/** What groups of commands are called on the key sheet; every command belongs to one. */
export const commandGroups = {
  go: 'Going around',
  file: 'Files and folders',
  select: 'Selecting',
  view: 'Looking',
  preview: 'Preview',
  locations: 'Locations',
  app: 'Holdall',
}

export type CommandGroup = keyof typeof commandGroups

export const commandStrings = {
  keySheet: 'Keyboard shortcuts',
  or: 'or',
}
