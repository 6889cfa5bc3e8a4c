// Makes folders on the disk from a description, and tells whether anything in them changed.
import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'

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

async function makeOne(place: Buffer, spec: Spec): Promise<void> {
  if (typeof spec === 'string') return fs.writeFile(place, spec)
  if (!isSpec(spec)) return makeOne(place, folder(spec))
  if (spec.kind === 'link') return fs.symlink(spec.target, place)
  if (spec.kind === 'file') await fs.writeFile(place, spec.bytes)
  else {
    await fs.mkdir(place, { recursive: true })
    const children = isList(spec.tree) ? spec.tree : Object.entries(spec.tree)
    for (const [name, child] of children) await makeOne(join(place, name), child)
  }
  if (spec.modified !== undefined) await fs.utimes(place, spec.modified, spec.modified)
  if (spec.mode !== undefined) await fs.chmod(place, spec.mode)
}

/** Makes a folder with everything in it; one that exists is filled up. */
export function makeTree(place: string, tree: Tree): Promise<void> {
  return makeOne(Buffer.from(place), folder(tree))
}

/**
 * A digest of everything a user could lose: names, kinds, modes, dates, contents, targets of links.
 * (Not of the date of the last access: looking is allowed.)
 */
export async function digestTree(place: string): Promise<string> {
  const hash = createHash('sha256')
  const visit = async (at: Buffer): Promise<void> => {
    const facts = await fs.lstat(at, { bigint: true })
    hash.update(at).update(`\0${facts.mode} ${facts.mtimeNs} `)
    if (facts.isSymbolicLink()) hash.update(await fs.readlink(at, 'buffer'))
    else if (facts.isFile()) hash.update(`${facts.size} `).update(await fs.readFile(at))
    else if (facts.isDirectory()) {
      const names = await fs.readdir(at, { encoding: 'buffer' })
      hash.update(`${names.length} `)
      for (const name of names.toSorted((a, b) => Buffer.compare(a, b))) await visit(join(at, name))
    }
  }
  await visit(Buffer.from(place))
  return hash.digest('hex')
}
