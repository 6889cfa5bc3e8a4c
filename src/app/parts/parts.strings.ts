/** Words of parts that several features share. */
export const partsStrings = {
  path: 'Path',
  foldersIn: (folder: string) => `Folders in ${folder}`,
  foldersOnTheWay: 'Folders on the way',
  noFolders: 'No folders here',
  reading: 'Reading…',
  andMore: (count: string) => `and ${count} more, in the list`,
}
