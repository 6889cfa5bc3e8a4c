// What a file is, judged by its name alone: the kind that chooses its glyph, and the words of the Kind column.
// It refuses to look inside; a name can be wrong, so nothing but display may rest on this. Pure.
import { kindTable, knownNames, type Kind } from './kind-table.ts'

export type { Kind } from './kind-table.ts'

export interface FileKind {
  readonly kind: Kind
  readonly label: string
}

export const folderKind: FileKind = { kind: 'folder', label: 'Folder' }
/** A file whose name says nothing. */
export const unknownKind: FileKind = { kind: 'other', label: 'File' }

const kindsByExtension = new Map<string, FileKind>()
for (const [kind, label, extensions] of kindTable) {
  const entry = { kind, label }
  for (const extension of extensions.split(' ')) kindsByExtension.set(extension, entry)
}
const kindsByName = new Map<string, FileKind>()
for (const [kind, label, names] of knownNames) {
  const entry = { kind, label }
  for (const name of names.split(' ')) kindsByName.set(name, entry)
}

/** The kind of a file by its name; case does not matter. */
export function kindOf(name: string): FileKind {
  const lower = name.toLowerCase()
  const known = kindsByName.get(lower)
  if (known !== undefined) return known
  const last = lower.lastIndexOf('.')
  if (last <= 0) return unknownKind
  const before = lower.lastIndexOf('.', last - 1)
  const compound = before > 0 ? kindsByExtension.get(lower.slice(before + 1)) : undefined
  return compound ?? kindsByExtension.get(lower.slice(last + 1)) ?? nameless(lower.slice(last + 1))
}

/** An unknown type is still told apart from others: "XYZ file". */
function nameless(extension: string): FileKind {
  const isType = /^[\p{L}\p{N}_+-]{1,8}$/u.test(extension)
  return isType ? { kind: 'other', label: `${extension.toUpperCase()} file` } : unknownKind
}

/* What Chromium shows or plays. Never a type that runs: a page made of the user's file would act as this origin,
   so HTML, XML and scripts are plain text; an SVG is safe where it is only an image. */
const mimeTypes: readonly (readonly [mime: string, extensions: string])[] = [
  ['image/jpeg', 'jpg jpeg jpe jfif pjpeg'],
  ['image/png', 'png'],
  ['image/apng', 'apng'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
  ['image/avif', 'avif'],
  ['image/svg+xml', 'svg'],
  ['image/bmp', 'bmp dib'],
  ['image/x-icon', 'ico cur'],
  ['video/mp4', 'mp4 m4v'],
  ['video/quicktime', 'mov qt'],
  ['video/webm', 'webm'],
  ['video/ogg', 'ogv'],
  ['video/x-matroska', 'mkv'],
  ['video/3gpp', '3gp'],
  ['audio/mpeg', 'mp3 mpga'],
  ['audio/mp4', 'm4a m4b'],
  ['audio/aac', 'aac'],
  ['audio/ogg', 'ogg oga opus'],
  ['audio/flac', 'flac'],
  ['audio/wav', 'wav wave'],
  ['audio/webm', 'weba'],
  ['application/pdf', 'pdf'],
]
const mimeByExtension = new Map<string, string>()
for (const [mime, extensions] of mimeTypes) {
  for (const extension of extensions.split(' ')) mimeByExtension.set(extension, mime)
}

/**
 * The type to give a Blob so that the browser shows or plays it; undefined if it cannot, or should not.
 * @param name a file's name
 */
export function mimeOf(name: string): string | undefined {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? undefined : mimeByExtension.get(name.slice(dot + 1).toLowerCase())
}

/** Kinds whose content is text, worth showing as such if it decodes. */
export function isTextual(kind: FileKind, name: string): boolean {
  if (kind.kind === 'text' || kind.kind === 'code') return true
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return textualExtensions.has(extension)
}

/* text inside kinds that mostly are not */
const textualExtensions = new Set(
  'csv tsv gpx kml geojson topojson wkt prj qgs json ndjson jsonl xml yaml yml toml svg eps ps rtf tex bib srt vtt sub ass m3u m3u8 cue pls ics vcf obj stl ply gcode asc nmea xyz url webloc desktop'.split(
    ' ',
  ),
)
