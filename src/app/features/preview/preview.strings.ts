/** The words of the preview. */
export const previewStrings = {
  position: (index: string, total: string) => `${index} of ${total}`,
  previous: 'Previous entry',
  next: 'Next entry',
  isFirst: 'this is the first entry',
  isLast: 'this is the last entry',
  close: 'Close the preview',
  download: 'Download',
  open: 'Open',
  tryAgain: 'Try again',

  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomFit: 'Fit into the window',
  zoomActual: 'One pixel to one pixel',
  zoomPercent: (percent: string) => `${percent} %`,
  pixelsOf: (width: string, height: string) => `${width} × ${height}`,
  picture: (name: string) => `Picture ${name}`,

  wrap: 'Wrap long lines',
  selectAll: 'Select the whole text',
  text: (name: string) => `Text of ${name}`,
  encoding: 'Encoding',
  encodingBy: {
    chosen: (label: string) => label,
    marked: (label: string) => `${label} (marked)`,
    checked: (label: string) => `${label} (checked)`,
    guessed: (label: string) => `${label} (guessed)`,
  },
  brokenLines: (length: string) => `Lines over ${length} characters are broken to be shown.`,
  more: (size: string, shown: string, total: string) =>
    `Show the next ${size} (${shown} of ${total} shown)`,

  video: (name: string) => `Video ${name}`,
  audio: (name: string) => `Sound ${name}`,

  dropOnly:
    'This was seen when the folder was dropped here, but the browser does not show it through its handle of the folder, so it cannot be opened. It lies untouched on the disk.',
  emptyFile: 'This file is empty.',
  noText: 'What is in this file is no text.',
  noPreview: 'There is no preview for files of this kind.',
  noCodec:
    'This browser has no decoder for it, or the file is damaged. Download it to open it in another program.',
  noPicture:
    'This browser cannot show this picture, or the file is damaged. Download it to open it in another program.',
  gone: (name: string) => `${name} cannot be read any more.`,
  unreadableName: 'Name not readable',
}
