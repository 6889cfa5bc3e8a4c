import type { Kind } from '#vdfs/api/kind-table.ts'

/** Words of parts that several features share. Counts come formatted; `n` decides between one and many. */
const counted = (n: number, count: string, one: string, many: string) =>
  n === 1 ? `1 ${one}` : `${count} ${many}`

export const partsStrings = {
  path: 'Path',
  foldersIn: (folder: string) => `Folders in ${folder}`,
  foldersOnTheWay: 'Folders on the way',
  noFolders: 'No folders here',
  reading: 'Reading…',
  andMore: (count: string) => `and ${count} more, in the list`,

  // sums of the index
  atLeast: (words: string) => `at least ${words}`,
  files: (n: number, count: string) => counted(n, count, 'file', 'files'),
  folders: (n: number, count: string) => counted(n, count, 'folder', 'folders'),
  others: 'Others',
  kinds: {
    folder: 'Folders',
    image: 'Images',
    raw: 'Raw photos',
    video: 'Videos',
    audio: 'Sound',
    document: 'Documents',
    pdf: 'PDFs',
    sheet: 'Tables',
    code: 'Code',
    archive: 'Archives',
    text: 'Texts',
    map: 'Maps',
    data: 'Data',
    other: 'Others',
  } satisfies Record<Kind, string>,

  // long ago
  justNow: 'just now',
}
