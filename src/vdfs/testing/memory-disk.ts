// A disk in memory, as it is, before a browser looks at it: any name, links, permission bits, mounts. Tests change it
// from here as another program would; what a page gets to see of it is memory-fs.ts.

export type Bytes = Uint8Array<ArrayBuffer>

/** What a tree is described with. Text and bytes are files, plain records are folders. */
export type Tree = { readonly [name: string]: TreeNode }
export type TreeNode = string | Uint8Array | DiskNode | Tree

export interface DiskFile {
  readonly is: 'file'
  /** Undefined: `sizeBytes` zeros that take no memory. */
  bytes: Bytes | undefined
  sizeBytes: number
  modifiedMs: number
  /** Whether the system lets the browser read it. */
  readable: boolean
  /** Goes up whenever content or date change. */
  version: number
}
export interface DiskFolder {
  readonly is: 'folder'
  readonly children: Map<string, DiskNode>
  /** The r bit: its names may be read. */
  listable: boolean
  /** The x bit: what is in it may be reached. */
  enterable: boolean
}
export interface DiskLink {
  readonly is: 'link'
  /** Whether it points to a place that browsers keep pages out of, as `/etc`. */
  readonly toBlocked: boolean
}
/** A pipe, socket or device. */
export interface DiskSpecial {
  readonly is: 'special'
  readonly modifiedMs: number
}
export type DiskNode = DiskFile | DiskFolder | DiskLink | DiskSpecial

/** The date of files whose date nobody cares about: 2024-01-01. */
export const SOME_DAY_MS = 1_704_067_200_000

/** A file for a tree. `sizeBytes` alone makes one of zeros. */
export function file(
  facts: {
    readonly content?: string | Uint8Array
    readonly sizeBytes?: number
    readonly modifiedMs?: number
    readonly readable?: boolean
  } = {},
): DiskFile {
  const bytes = facts.content === undefined ? undefined : toBytes(facts.content)
  return mark({
    is: 'file',
    bytes,
    sizeBytes: bytes?.length ?? facts.sizeBytes ?? 0,
    modifiedMs: facts.modifiedMs ?? SOME_DAY_MS,
    readable: facts.readable ?? true,
    version: 0,
  })
}

/** A folder for a tree, for many children or for one with permission bits. */
export function folder(
  children: Tree | Iterable<readonly [string, TreeNode]> = {},
  bits: { readonly listable?: boolean; readonly enterable?: boolean } = {},
): DiskFolder {
  const pairs = Symbol.iterator in children ? children : Object.entries(children)
  const map = new Map<string, DiskNode>()
  for (const [name, child] of pairs) map.set(name, toNode(child))
  return mark({
    is: 'folder',
    children: map,
    listable: bits.listable ?? true,
    enterable: bits.enterable ?? true,
  })
}

/** A symbolic link. Where it points makes hardly a difference: browsers show none and follow none. */
export function link({ toBlocked = false }: { readonly toBlocked?: boolean } = {}): DiskLink {
  return mark({ is: 'link', toBlocked })
}

/** A pipe, socket or device: browsers show an empty file. */
export function special(): DiskSpecial {
  return mark({ is: 'special', modifiedMs: SOME_DAY_MS })
}

function toBytes(content: string | Uint8Array): Bytes {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
}

// Only what the functions above made is a node: a described folder may hold a file that is called "is".
const made = new WeakSet<object>()
function isNode(node: DiskNode | Tree): node is DiskNode {
  return made.has(node)
}
function mark<N extends DiskNode>(node: N): N {
  made.add(node)
  return node
}

function toNode(node: TreeNode): DiskNode {
  if (typeof node === 'string' || node instanceof Uint8Array) return file({ content: node })
  return isNode(node) ? node : folder(node)
}

/** Paths here start at the top of the disk: 'media/usb/photos'. A name that is no valid UTF-8 has a lone surrogate. */
export interface MemoryDisk {
  /** Writes a file as other programs do, folders on the way included. The date moves on by a second if not given. */
  write(path: string, content: string | Uint8Array, modifiedMs?: number): void
  /** Puts anything at a place: `put('a/b', folder(...))`, `put('a/link', link())`. */
  put(path: string, node: TreeNode): void
  touch(path: string, modifiedMs: number): void
  remove(path: string): void
  rename(from: string, to: string): void
  /** Sets permission bits: of folders `listable`, `enterable`, of files `readable`. */
  restrict(
    path: string,
    bits: {
      readonly listable?: boolean
      readonly enterable?: boolean
      readonly readable?: boolean
    },
  ): void
  /** Takes a disk away, folder and all; `remount` brings it back as it was. */
  unmount(path: string): void
  remount(path: string): void
  /** What is there, whatever the permission bits say. */
  find(path: string): DiskNode | undefined
}

/** Makes a disk. @throws {Error} from its methods, when a test asks for what cannot be */
export function createMemoryDisk(tree: Tree): MemoryDisk {
  const top = folder(tree)
  const unmounted = new Map<string, DiskNode>()
  let latestMs = SOME_DAY_MS

  const find = (path: string): DiskNode | undefined => {
    let node: DiskNode | undefined = top
    for (const name of namesOf(path)) {
      if (node?.is !== 'folder') return undefined
      node = node.children.get(name)
    }
    return node
  }
  const parentFor = (path: string): { parent: DiskFolder; name: string } => {
    const names = namesOf(path)
    const name = names.pop()
    if (name === undefined) throw new Error('the top of the disk cannot be changed')
    let parent = top
    for (const step of names) {
      const next = parent.children.get(step) ?? folder()
      if (next.is !== 'folder') throw new Error(`${step} is no folder`)
      parent.children.set(step, next)
      parent = next
    }
    return { parent, name }
  }
  const detach = (path: string): DiskNode => {
    const { parent, name } = parentFor(path)
    const node = parent.children.get(name)
    if (!node) throw new Error(`nothing at ${path}`)
    parent.children.delete(name)
    return node
  }
  const attach = (path: string, node: DiskNode): void => {
    const { parent, name } = parentFor(path)
    parent.children.set(name, node)
  }

  return {
    write(path, content, modifiedMs) {
      latestMs += 1_000
      const known = find(path)
      if (known?.is !== 'file') {
        attach(path, file({ content, modifiedMs: modifiedMs ?? latestMs }))
        return
      }
      known.bytes = toBytes(content)
      known.sizeBytes = known.bytes.length
      known.modifiedMs = modifiedMs ?? latestMs
      known.version += 1
    },
    put(path, node) {
      attach(path, toNode(node))
    },
    touch(path, modifiedMs) {
      const node = find(path)
      if (node?.is !== 'file') throw new Error(`no file at ${path}`)
      node.modifiedMs = modifiedMs
      node.version += 1
    },
    remove(path) {
      detach(path)
    },
    rename(from, to) {
      attach(to, detach(from))
    },
    restrict(path, bits) {
      const node = find(path)
      if (node?.is === 'file') node.readable = bits.readable ?? node.readable
      else if (node?.is === 'folder') {
        node.listable = bits.listable ?? node.listable
        node.enterable = bits.enterable ?? node.enterable
      } else throw new Error(`nothing with permission bits at ${path}`)
    },
    unmount(path) {
      unmounted.set(path, detach(path))
    },
    remount(path) {
      const node = unmounted.get(path)
      if (!node) throw new Error(`${path} was not unmounted`)
      unmounted.delete(path)
      attach(path, node)
    },
    find,
  }
}

export function namesOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '')
}
