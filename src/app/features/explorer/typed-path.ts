// A path as a person types it. Pure.
import type { Location } from '#vdfs/api/locations.ts'
import { parsePath, type At } from '#vdfs/api/paths.ts'
import { parsePlace } from '../../navigation/place.ts'

export type Typed =
  | { readonly type: 'at'; readonly at: At; readonly select?: string | undefined }
  | { readonly type: 'noLocation'; readonly name: string }
  | { readonly type: 'badPath'; readonly text: string }
  | { readonly type: 'notThisApp' }
  | { readonly type: 'noFolder' }

export interface TypedContext {
  readonly locations: readonly Location[]
  /** The folder the person is in. */
  readonly here: At
  /** Of this app's addresses. */
  readonly origin: string
}

/** The way back: what the field shows for a folder or file. */
export function printTyped(locationName: string, at: At): string {
  return at.path === '' ? locationName : `${locationName}/${at.path}`
}

/**
 * Reads `Location name/a/b`, `/a/b` inside the location of `here`, `../b` from there, or an address of this app. Dots
 * mean what they do everywhere, but lead out of no location.
 */
export function readTyped(text: string, context: TypedContext): Typed {
  if (/^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text)) return readAddress(text.trim(), context.origin)
  if (text.startsWith('/')) return inLocation(context.here, text)
  if (/^\.\.?(\/|$)/.test(text)) return inLocation(context.here, `${context.here.path}/${text}`)
  const location = locationOf(text, context)
  if (location === undefined) return { type: 'noLocation', name: text.split('/')[0] ?? '' }
  return inLocation(
    { locationId: location.locationId, path: context.here.path },
    text.slice(location.name.length),
  )
}

function inLocation({ locationId }: At, text: string): Typed {
  const path = parsePath(withoutDots(text))
  return path.ok
    ? { type: 'at', at: { locationId, path: path.value } }
    : { type: 'badPath', text: path.error.text }
}

function withoutDots(text: string): string {
  const names: string[] = []
  for (const name of text.split('/')) {
    if (name === '..' && names.length > 0 && names.at(-1) !== '..') names.pop()
    else if (name !== '.' && name !== '') names.push(name)
  }
  return names.join('/')
}

function readAddress(text: string, origin: string): Typed {
  if (!URL.canParse(text)) return { type: 'notThisApp' }
  const url = new URL(text)
  if (url.origin !== origin) return { type: 'notThisApp' }
  const place = parsePlace(url)
  if (place.screen !== 'folder') return { type: 'noFolder' }
  return { type: 'at', at: place.at, select: place.select }
}

/** Location names may hold slashes and may be shared: the longest that fits wins, then the one the person is in. */
function locationOf(text: string, { locations, here }: TypedContext): Location | undefined {
  const fits = (name: string, of: string) => of === name || of.startsWith(`${name}/`)
  const exact = locations.filter(({ name }) => fits(name, text))
  const folded = locations.filter(({ name }) => fits(name.toLowerCase(), text.toLowerCase()))
  const [longest] = (exact.length > 0 ? exact : folded).toSorted((a, b) => {
    const isHere = (location: Location) => Number(location.locationId === here.locationId)
    return b.name.length - a.name.length || isHere(b) - isHere(a)
  })
  return longest
}

/** What is typed of a name so far, and the folder it would be in. */
export interface Unfinished {
  /** Everything up to the name, as typed: a completion is appended to it. */
  readonly start: string
  readonly prefix: string
  /** Undefined while the name of a location is typed. */
  readonly folder: At | undefined
}

/** @returns undefined if nothing can be completed */
export function unfinished(text: string, context: TypedContext): Unfinished | undefined {
  const slash = text.lastIndexOf('/')
  const start = text.slice(0, slash + 1)
  const prefix = text.slice(slash + 1)
  if (slash < 0) return { start, prefix, folder: undefined }
  const typed = readTyped(slash === 0 ? '/' : text.slice(0, slash), context)
  return typed.type === 'at' && typed.select === undefined
    ? { start, prefix, folder: typed.at }
    : undefined
}
