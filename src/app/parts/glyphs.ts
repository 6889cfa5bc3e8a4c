// The drawings of the kinds, as path data on a grid of 16. A page is 11 wide, from 3 to 14, so that it has a middle
// column: every pictogram edge then falls on a whole pixel at the size of a list. Pictograms are holes (even-odd):
// the row's own colour shows through, selected or not. Data only.
import type { Kind } from '#vdfs/api/kind-table.ts'

/** The page without its cut corner; a pictogram follows in the same path. */
const page =
  'M4.25 1H10V5H14V13.75A1.25 1.25 0 0 1 12.75 15H4.25A1.25 1.25 0 0 1 3 13.75V2.25A1.25 1.25 0 0 1 4.25 1Z'

/** The folded corner, drawn lighter. */
export const pageCorner = 'M10 1L14 5H10Z'
/** The band across a folder, drawn lighter. */
export const folderBand = 'M1 6H15V7H1Z'

const line = (y: number, end: number) => `M5.5 ${y}H${end - 0.5}a.5.5 0 0 1 0 1H5.5a.5.5 0 0 1 0-1Z`
const box = (x: number, y: number, width: number, height: number) =>
  `M${x} ${y}h${width}v${height}h${-width}Z`
const bar = (x: number, y: number, height: number) =>
  `M${x} ${y + 0.5}a.5.5 0 0 1 1 0v${height - 1}a.5.5 0 0 1-1 0Z`

const pictograms: Record<Exclude<Kind, 'folder'>, string> = {
  image:
    'M10.5 6.4a1.1 1.1 0 1 1 0 2.2 1.1 1.1 0 0 1 0-2.2ZM4.6 12L7.2 8L8.9 10.6L9.75 9.5L12.2 12Z',
  raw: 'M8.5 7a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM8.5 8.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z',
  video: 'M7 7.35a.4.4 0 0 1 .62-.33L11.4 9.66a.4.4 0 0 1 0 .68L7.62 12.98A.4.4 0 0 1 7 12.65Z',
  audio: bar(4, 9, 2) + bar(6, 8, 4) + bar(8, 7, 6) + bar(10, 8, 4) + bar(12, 9, 2),
  document: line(7, 12) + line(9, 12) + line(11, 9),
  pdf: 'M6 7H9.4a2.1 2.1 0 0 1 0 4.2H7.6V13H6ZM7.6 8.4V9.8H9.3a.7.7 0 0 0 0-1.4Z',
  sheet:
    'M5.5 7H11.5a.5.5 0 0 1 .5.5V11.5a.5.5 0 0 1-.5.5H5.5a.5.5 0 0 1-.5-.5V7.5A.5.5 0 0 1 5.5 7Z' +
    box(6, 8, 2, 1) +
    box(9, 8, 2, 1) +
    box(6, 10, 2, 1) +
    box(9, 10, 2, 1),
  code: 'M7 7L4.5 9.5L7 12L7.9 11.1L6.3 9.5L7.9 7.9ZM10 7L12.5 9.5L10 12L9.1 11.1L10.7 9.5L9.1 7.9Z',
  archive:
    box(8, 2, 1, 1) +
    box(8, 4, 1, 1) +
    box(8, 6, 1, 1) +
    'M7.5 8H9.5a.5.5 0 0 1 .5.5V11.5a.5.5 0 0 1-.5.5H7.5a.5.5 0 0 1-.5-.5V8.5A.5.5 0 0 1 7.5 8Z' +
    box(8, 10, 1, 1),
  text: line(7, 12) + line(9, 12) + line(11, 12),
  map:
    'M8.5 13.4C7.2 12.2 5.5 10.6 5.5 9a3 3 0 0 1 6 0C11.5 10.6 9.8 12.2 8.5 13.4Z' +
    'M8.5 8a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z',
  data:
    'M8.5 6C10.2 6 11.5 6.5 11.5 7.2S10.2 8.4 8.5 8.4 5.5 7.9 5.5 7.2 6.8 6 8.5 6Z' +
    'M5.5 8.6C6.2 9.15 7.25 9.4 8.5 9.4S10.8 9.15 11.5 8.6V9.8C11.5 10.5 10.2 11 8.5 11S5.5 10.5 5.5 9.8Z' +
    'M5.5 11.2C6.2 11.75 7.25 12 8.5 12S10.8 11.75 11.5 11.2V12.4C11.5 13.1 10.2 13.6 8.5 13.6S5.5 13.1 5.5 12.4Z',
  other: '',
}

/** What lies outside a glyph's edge in forced colours. */
export function outlineOf(kind: Kind): string {
  return kind === 'folder' ? folderShape : pageShape
}

const pageShape =
  'M4.25 1H10L14 5V13.75A1.25 1.25 0 0 1 12.75 15H4.25A1.25 1.25 0 0 1 3 13.75V2.25A1.25 1.25 0 0 1 4.25 1Z'
const folderShape =
  'M2.25 2H5.8a1.25 1.25 0 0 1 .88.37L7.8 3.5H13.75A1.25 1.25 0 0 1 15 4.75V12.75A1.25 1.25 0 0 1 13.75 14H2.25A1.25 1.25 0 0 1 1 12.75V3.25A1.25 1.25 0 0 1 2.25 2Z'

/** The main path of a kind's glyph, to be filled even-odd. */
export function glyphOf(kind: Kind): string {
  return kind === 'folder' ? folderShape + folderBand : page + pictograms[kind]
}
