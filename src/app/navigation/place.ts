// Where the person is, as a URL and back. Pure.
import * as v from 'valibot'
import { SortBySchema, type SortBy } from '#vdfs/api/entries.ts'
import { LocationIdSchema, type LocationId } from '#vdfs/api/ids.ts'
import { RelPathSchema, segmentsOf, type At } from '#vdfs/api/paths.ts'

export type Place =
  | { readonly screen: 'start' }
  | FolderPlace
  /** What Holdall knows of a location, and what it leaves out. */
  | { readonly screen: 'index'; readonly locationId: LocationId }
  | { readonly screen: 'storage' }
  | { readonly screen: 'about' }
  /** A URL that names no place. */
  | { readonly screen: 'nowhere' }

export interface FolderPlace {
  readonly screen: 'folder'
  readonly at: At
  /** Only if they differ from the preferences: a link shows what its sender saw. */
  readonly sortBy?: SortBy | undefined
  readonly descending?: boolean | undefined
  readonly showHidden?: boolean | undefined
  /** Name of the entry to select and bring into view. */
  readonly select?: string | undefined
  /** The selected file is open in the preview. */
  readonly preview?: boolean | undefined
}

/** @returns path and query, starting with '/' */
export function printPlace(place: Place): string {
  switch (place.screen) {
    case 'start':
      return '/'
    case 'folder':
      return printFolder(place)
    case 'index':
      return `/index/${place.locationId}`
    case 'storage':
    case 'about':
    case 'nowhere':
      return `/${place.screen}`
  }
}

function printFolder(place: FolderPlace): string {
  const names = segmentsOf(place.at.path).map((name) => `/${encodeName(name)}`)
  const query = new URLSearchParams()
  if (place.sortBy !== undefined) query.set('sort', place.sortBy)
  if (place.descending !== undefined) query.set('order', place.descending ? 'down' : 'up')
  if (place.showHidden !== undefined) query.set('hidden', place.showHidden ? 'shown' : 'out')
  if (place.select !== undefined) query.set('select', place.select.toWellFormed())
  if (place.preview === true) query.set('preview', '1')
  const text = query.toString()
  return `/folder/${place.at.locationId}${names.join('')}${text === '' ? '' : `?${text}`}`
}

/** Reads what `printPlace` printed, and anything a person may have made of it. */
export function parsePlace(url: URL): Place {
  const [, first = '', ...rest] = url.pathname.split('/')
  if (first === '') return { screen: 'start' }
  if (first === 'storage' || first === 'about') return { screen: first }
  if (first !== 'folder' && first !== 'index') return { screen: 'nowhere' }
  const names = rest.slice(1).filter(Boolean).map(decodeName)
  if (names.includes(undefined)) return { screen: 'nowhere' }
  const locationId = v.safeParse(LocationIdSchema, rest[0])
  if (first === 'index')
    return locationId.success && names.length === 0
      ? { screen: 'index', locationId: locationId.output }
      : { screen: 'nowhere' }
  const path = v.safeParse(RelPathSchema, names.join('/'))
  if (!locationId.success || !path.success) return { screen: 'nowhere' }
  const sortBy = v.safeParse(SortBySchema, url.searchParams.get('sort'))
  const select = url.searchParams.get('select') ?? ''
  return {
    screen: 'folder',
    at: { locationId: locationId.output, path: path.output },
    sortBy: sortBy.success ? sortBy.output : undefined,
    descending: pick(url, 'order', 'down', 'up'),
    showHidden: pick(url, 'hidden', 'shown', 'out'),
    select: select === '' ? undefined : select,
    preview: url.searchParams.get('preview') === '1' ? true : undefined,
  }
}

function pick(url: URL, key: string, yes: string, no: string): boolean | undefined {
  const value = url.searchParams.get(key)
  return value === yes ? true : value === no ? false : undefined
}

/** Browsers resolve '.' and '..' in paths, also escaped ones; no name is one of them. */
function encodeName(name: string): string {
  return encodeURIComponent(name.toWellFormed()) // a lone surrogate fits no URL, and no disk name has one
}

function decodeName(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
