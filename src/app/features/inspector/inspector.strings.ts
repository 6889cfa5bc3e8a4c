/** The words of the inspector. */
const counted = (n: number, count: string, one: string, many: string) =>
  n === 1 ? `1 ${one}` : `${count} ${many}`

export const inspectorStrings = {
  size: 'Size',
  pixels: 'Size in pixels',
  pixelsOf: (width: string, height: string) => `${width} × ${height}`,
  modified: 'Modified',
  unknownDate:
    'The browser does not tell this date: the first second of 1970, which often stands for none.',
  folder: 'Folder',
  location: 'Location',
  topOfLocation: 'The location itself',
  holds: 'Holds',
  inAll: 'In all',
  filesAndFolders: (files: string, folders: string) => `${files}, ${folders}`,
  marks: {
    excluded: 'Left out of the index.',
    dropOnly:
      'Visible only in a drop: the browser does not show it through its handle of the folder, so it cannot be opened. It lies untouched on the disk.',
  },
  among: 'Among them',
  folders: (n: number, count: string) => counted(n, count, 'folder', 'folders'),
  files: (n: number, count: string) => counted(n, count, 'file', 'files'),
  hidden: (count: string) => `${count} hidden`,
  nothing: 'Nothing',
  soFar: (text: string) => `${text} so far`,
  read: 'Read',
  selected: (n: number, count: string) => counted(n, count, 'entry selected', 'entries selected'),
  ofFolder: (total: string) => `of ${total} in this folder`,
  unreadableName: 'Name not readable',
  unreadableNameWhy:
    'This name is no valid text, so the browser cannot open it. The file lies untouched on the disk.',
  picture: (name: string) => `Picture ${name}`,
}
