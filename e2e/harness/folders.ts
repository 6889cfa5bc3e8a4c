// Makes folders on the disk from a description, and tells whether anything in them changed.
import { createHash } from 'node:crypto'
import fs from 'node:fs'

/** Bytes, for names that are no text. */
type Name = string | Buffer

export interface FileSpec {
  readonly kind: 'file'
  readonly bytes: Uint8Array
  readonly modified?: Date | undefined
  readonly mode?: number | undefined
}
export interface LinkSpec {
  readonly kind: 'link'
  readonly target: string
}
export interface FolderSpec {
  readonly kind: 'folder'
  readonly tree: Tree
  readonly modified?: Date | undefined
  /** Set last, so that a folder can be made unreadable. */
  readonly mode?: number | undefined
}
/** A text is a file with that content; a tree is a folder. */
export type Spec = string | FileSpec | LinkSpec | FolderSpec | NamedTree
interface NamedTree {
  readonly [name: string]: Spec
}
/** Names that are no object keys (bytes) stand in pairs. */
export type Tree = NamedTree | readonly (readonly [Name, Spec])[]

/** A file with bytes, a date or a mode of its own. */
export function file(
  content: string | Uint8Array,
  facts: { modified?: Date; mode?: number } = {},
): FileSpec {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return { kind: 'file', bytes, ...facts }
}

/** A symbolic link. */
export const link = (target: string): LinkSpec => ({ kind: 'link', target })

/** A folder with a date or a mode of its own, or with names that are no text. */
export function folder(tree: Tree, facts: { modified?: Date; mode?: number } = {}): FolderSpec {
  return { kind: 'folder', tree, ...facts }
}

function isSpec(value: Exclude<Spec, string>): value is FileSpec | LinkSpec | FolderSpec {
  return typeof value['kind'] === 'string' && ['file', 'link', 'folder'].includes(value['kind'])
}

function isList(tree: Tree): tree is readonly (readonly [Name, Spec])[] {
  return Array.isArray(tree)
}

const join = (parent: Buffer, name: Name) =>
  Buffer.concat([parent, Buffer.from('/'), typeof name === 'string' ? Buffer.from(name) : name])

// Without waiting in between: a folder of many thousand files is made in a second, not in a minute.
function makeOne(place: Buffer, spec: Spec): void {
  if (typeof spec === 'string') return fs.writeFileSync(place, spec)
  if (!isSpec(spec)) return makeOne(place, folder(spec))
  if (spec.kind === 'link') return fs.symlinkSync(spec.target, place)
  if (spec.kind === 'file') fs.writeFileSync(place, spec.bytes)
  else {
    fs.mkdirSync(place, { recursive: true })
    const children = isList(spec.tree) ? spec.tree : Object.entries(spec.tree)
    for (const [name, child] of children) makeOne(join(place, name), child)
  }
  if (spec.modified !== undefined) fs.utimesSync(place, spec.modified, spec.modified)
  if (spec.mode !== undefined) fs.chmodSync(place, spec.mode)
}

/** Makes a folder with everything in it; one that exists is filled up. */
export function makeTree(place: string, tree: Tree): void {
  makeOne(Buffer.from(place), folder(tree))
}

/**
 * A digest of everything a user could lose: names, kinds, modes, dates, contents, targets of links.
 * (Not of the date of the last access: looking is allowed.)
 */
export function digestTree(place: string): string {
  const hash = createHash('sha256')
  const visit = (at: Buffer): void => {
    const facts = fs.lstatSync(at, { bigint: true })
    hash.update(at).update(`\0${facts.mode} ${facts.mtimeNs} `)
    if (facts.isSymbolicLink()) hash.update(fs.readlinkSync(at, 'buffer'))
    else if (facts.isFile()) {
      hash.update(`${facts.size} `)
      if (facts.size > 0) hash.update(fs.readFileSync(at))
    } else if (facts.isDirectory()) {
      const names = fs.readdirSync(at, { encoding: 'buffer' })
      hash.update(`${names.length} `)
      for (const name of names.toSorted((a, b) => Buffer.compare(a, b))) visit(join(at, name))
    }
  }
  visit(Buffer.from(place))
  return hash.digest('hex')
}
