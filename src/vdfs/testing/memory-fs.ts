// Double of the FileSystem port: what Chromium shows of a disk in memory. It is never kinder than the real thing:
// it withholds the same names and links, lists in batches and in no order, hands out opaque handles that stand for
// paths, and gives the same errors; `fileSystemContract` holds both to it. `during` adds faults at exact moments.
import * as v from 'valibot'
import type { FsError } from '../api/fs-errors.ts'
import { RootIdSchema, type RootId } from '../api/ids.ts'
import type { NotAFolder, Permission } from '../api/locations.ts'
import { RootHandleSchema, type BlobRef, type RootHandle } from '../api/opaque.ts'
import { isName, joinPath, RelPathSchema, type RelPath } from '../api/paths.ts'
import { err, must, ok, type Err, type Result } from '../api/result.ts'
import { isWithheldName } from '../api/withheld-names.ts'
import type {
  FileSystem,
  FsHint,
  FsPath,
  FsStat,
  ListEvent,
  RootNote,
  RootRelation,
} from '../ports.ts'
import {
  createMemoryDisk,
  namesOf,
  type Bytes,
  type DiskFolder,
  type DiskNode,
  type MemoryDisk,
  type Tree,
} from './memory-disk.ts'
import { createMemorySurvey } from './memory-survey.ts'
import { entriesOf, isText, readBytes, statShown, type Shown } from './memory-view.ts'

export { file, folder, link, special } from './memory-disk.ts'

/** The methods that look at the disk. */
export type FsCallName = 'list' | 'stat' | 'statFiles' | 'open' | 'read'
export interface FsCall {
  readonly name: FsCallName
  /** On the disk: 'media/photos/a.jpg'. For statFiles one call per name. */
  readonly path: string
}

/**
 * Runs in the middle of a call. It may change the disk, wait (to hold the call there), fail the call by returning an
 * error, or end a listing early as if that were all.
 */
export type Interruption = () => FsError | 'cutShort' | void | Promise<FsError | 'cutShort' | void>

export interface MemoryFs extends FileSystem {
  readonly disk: MemoryDisk
  /** Every look at the disk so far, in order. */
  readonly calls: readonly FsCall[]
  /** What a picker or a drop gives for a place on the disk. A file's handle is refused by `adopt`. */
  handleOf(path: string): RootHandle
  /** The grant of a place and all below it; `granted` until told otherwise. */
  setPermission(path: string, permission: Permission): void
  /**
   * Interrupts the next such call on this path, once: a listing after it handed over `after` entries or more (0:
   * before the first), the others between looking the entry up and answering.
   */
  during(
    call: { readonly name: FsCallName; readonly path: string; readonly after?: number },
    interruption: Interruption,
  ): void
  /** `watch`, with news only when a test tells it: the real one loses and doubles some. */
  watchAsTold: NonNullable<FileSystem['watch']>
  /** Watchers of places around this one hear that it changed, or was moved here. */
  hint(path: string, movedFrom?: string): void
  /** Every watcher hears that news was lost. */
  loseNews(): void
  /** What the window gets when it reads an opened file; fails if the file changed since. */
  bytesOf(blob: BlobRef): Result<Bytes, FsError>
}

/** Chromium hands entries over by the hundred. */
const BATCH = 100

const MemoryHandleSchema = v.object({
  memoryHandle: v.picklist(['folder', 'file']),
  path: v.string(),
})
const MemoryBlobSchema = v.object({ memoryBlob: v.string(), version: v.number() })
const BlobRefSchema = v.custom<BlobRef>((value) => v.is(MemoryBlobSchema, value))

/** Makes a file system with a disk on which these are the top folders. */
export function createMemoryFs(tree: Tree = {}): MemoryFs {
  const disk = createMemoryDisk(tree)
  const roots = new Map<RootId, { readonly path: string; note: RootNote | undefined }>()
  const permissions = new Map<string, Permission>()
  const calls: FsCall[] = []
  const interruptions: {
    readonly name: FsCallName
    readonly path: string
    readonly after: number
    readonly run: Interruption
  }[] = []
  let minted = 0
  const watchers = new Set<{
    readonly place: string
    readonly below: boolean
    readonly top: string
    readonly told: (hint: FsHint) => void
  }>()

  const permissionOf = (path: string): Permission => {
    const names = namesOf(path)
    for (let length = names.length; length > 0; length -= 1) {
      const set = permissions.get(names.slice(0, length).join('/'))
      if (set !== undefined) return set
    }
    return 'granted'
  }

  /** Runs what a test planned for this moment. */
  const interrupt = async (
    name: FsCallName,
    path: string,
    done = 0,
  ): Promise<FsError | 'cutShort' | undefined> => {
    const at = interruptions.findIndex(
      (plan) => plan.name === name && plan.path === path && plan.after <= done,
    )
    const plan = interruptions[at]
    if (!plan) return undefined
    interruptions.splice(at, 1)
    return (await plan.run()) ?? undefined
  }
  const failure = async (name: FsCallName, path: string): Promise<Err<FsError> | undefined> => {
    const outcome = await interrupt(name, path)
    if (outcome === 'cutShort') throw new Error('only listings can be cut short')
    return outcome && err(outcome)
  }

  /** The place of a path on the disk, if the root is known and let in. */
  const placeOf = ({ rootId, path }: FsPath): Result<string, FsError> => {
    const root = roots.get(rootId)
    if (!root) return err({ type: 'RootUnknown' })
    if (permissionOf(root.path) !== 'granted') return err({ type: 'PermissionRequired' })
    return ok(path === '' ? root.path : `${root.path}/${path}`)
  }

  /** Walks from the root as handles do, name by name. */
  const lookUp = (at: FsPath, as: 'any' | 'folder' = 'any'): Result<Shown, FsError> => {
    const place = placeOf(at)
    if (!place.ok) return place
    const top = must(roots.get(at.rootId), 'the root of a place').path
    const names = at.path === '' ? [] : at.path.split('/')
    let node: DiskNode | undefined = disk.find(top)
    if (names.length === 0 && node?.is === 'file') return err({ type: 'WrongKind' })
    for (const [step, name] of names.entries()) {
      if (isWithheldName(name)) return err({ type: 'NameRefused', name })
      if (node?.is !== 'folder' || !node.enterable) return err({ type: 'NotFound' })
      node = isText(name) ? node.children.get(name) : undefined
      const last = step === names.length - 1
      if (node?.is === 'link' && node.toBlocked && last && as === 'any')
        return err({ type: 'NotReadable' })
      if (node === undefined || node.is === 'link') return err({ type: 'NotFound' })
      if (node.is !== 'folder' && (!last || as === 'folder')) return err({ type: 'WrongKind' })
    }
    return node === undefined || node.is === 'link' ? err({ type: 'NotFound' }) : ok(node)
  }

  /** One file's facts; what comes between looking it up and asking for them counts. */
  const statOne = async (
    name: 'stat' | 'statFiles',
    path: FsPath,
  ): Promise<Result<FsStat, FsError>> => {
    const place = placeOf(path)
    if (!place.ok) return place
    calls.push({ name, path: place.value })
    const failed = await failure(name, place.value)
    if (failed) return failed
    const shown = lookUp(path)
    if (!shown.ok) return shown
    if (name === 'statFiles' && shown.value.is === 'folder') return err({ type: 'WrongKind' })
    return ok(statShown(shown.value))
  }

  const fileAt = (path: FsPath): Result<Exclude<Shown, DiskFolder>, FsError> => {
    const shown = lookUp(path)
    if (!shown.ok) return shown
    return shown.value.is === 'folder' ? err({ type: 'WrongKind' }) : ok(shown.value)
  }

  async function* list(dir: FsPath, signal: AbortSignal): AsyncIterable<ListEvent> {
    const place = placeOf(dir)
    if (!place.ok) {
      yield { type: 'failed', error: place.error }
      return
    }
    calls.push({ name: 'list', path: place.value })
    const shown = lookUp(dir, 'folder')
    // The browser reads the whole folder before it hands anything over.
    const entries = shown.ok && shown.value.is === 'folder' ? entriesOf(shown.value) : []
    for (let from = 0; ; from += BATCH) {
      const outcome = await interrupt('list', place.value, Math.min(from, entries.length))
      await Promise.resolve()
      if (signal.aborted) yield { type: 'aborted' }
      else if (outcome === 'cutShort') yield { type: 'complete' }
      else if (outcome) yield { type: 'failed', error: outcome }
      else if (!shown.ok) yield { type: 'failed', error: shown.error }
      else if (shown.value.is === 'folder' && !shown.value.listable)
        yield { type: 'failed', error: { type: 'NotReadable' } }
      else if (from >= entries.length) yield { type: 'complete' }
      else {
        yield { type: 'entries', entries: entries.slice(from, from + BATCH) }
        continue
      }
      return
    }
  }

  async function* statFiles(
    dir: FsPath,
    names: readonly string[],
    signal: AbortSignal,
  ): AsyncIterable<readonly Result<FsStat, FsError>[]> {
    const folder = lookUp(dir, 'folder')
    for (let from = 0; from < names.length && !signal.aborted; from += BATCH) {
      const batch: Result<FsStat, FsError>[] = []
      for (const name of names.slice(from, from + BATCH)) {
        if (!folder.ok) batch.push(folder)
        else if (!isName(name)) batch.push(err({ type: 'NameRefused', name }))
        else batch.push(await statOne('statFiles', { ...dir, path: joinPath(dir.path, name) }))
      }
      if (!signal.aborted) yield batch
    }
  }

  return {
    disk,
    calls,
    handleOf(path) {
      const kind = disk.find(path)?.is === 'file' ? 'file' : 'folder'
      return v.parse(RootHandleSchema, { memoryHandle: kind, path: namesOf(path).join('/') })
    },
    setPermission(path, permission) {
      permissions.set(namesOf(path).join('/'), permission)
    },
    during({ name, path, after }, run) {
      interruptions.push({ name, path: namesOf(path).join('/'), after: after ?? 0, run })
    },
    async watchAsTold(dir, { below }, told) {
      const place = placeOf(dir)
      if (!place.ok) return place
      const top = must(roots.get(dir.rootId), 'the root of a watch').path
      const watcher = { place: place.value, below, top, told }
      watchers.add(watcher)
      return ok(() => void watchers.delete(watcher))
    },
    hint(path, movedFrom) {
      for (const { place, below, top, told } of watchers) {
        const at = insideOf(path, top)
        const isSeen = below ? at !== undefined : namesOf(path).slice(0, -1).join('/') === place
        if (at === undefined || !isSeen) continue
        const from = movedFrom === undefined ? undefined : insideOf(movedFrom, top)
        told(from === undefined ? { type: 'changed', path: at } : { type: 'moved', from, to: at })
      }
    },
    loseNews() {
      for (const { told } of watchers) told({ type: 'lost' })
    },
    bytesOf(blob) {
      const { memoryBlob, version } = v.parse(MemoryBlobSchema, blob)
      const node = disk.find(memoryBlob)
      if (node?.is === 'special') return ok(new Uint8Array())
      if (node?.is !== 'file') return err({ type: 'NotFound' })
      return readBytes(node, version, 0, node.sizeBytes)
    },

    async adopt(root) {
      const handle = asFolder(root)
      if (!handle.ok) return handle
      minted += 1
      const rootId = v.parse(RootIdSchema, `memoryroot${String(minted).padStart(16, '0')}`)
      roots.set(rootId, { path: handle.value, note: undefined })
      return ok({ rootId, folderName: namesOf(handle.value).at(-1) ?? '' })
    },
    async forget(rootId) {
      roots.delete(rootId)
    },
    async roots() {
      return [...roots].map(([rootId, { path, note }]) => ({
        rootId,
        folderName: namesOf(path).at(-1) ?? '',
        note,
      }))
    },
    async annotate(rootId, note) {
      const root = roots.get(rootId)
      if (root) root.note = note
    },
    async handle(rootId) {
      const root = roots.get(rootId)
      if (!root) return err({ type: 'RootUnknown' })
      return ok(v.parse(RootHandleSchema, { memoryHandle: 'folder', path: root.path }))
    },
    async relate(root, known) {
      const handle = asFolder(root)
      if (!handle.ok) return handle
      const other = roots.get(known)
      return other ? ok(relation(handle.value, other.path)) : err({ type: 'RootUnknown' })
    },
    async permission(rootId) {
      const root = roots.get(rootId)
      return root ? ok(permissionOf(root.path)) : err({ type: 'RootUnknown' })
    },

    list,
    statFiles,
    survey: (rootId) => createMemorySurvey({ list, statFiles }, rootId),
    stat: (path) => statOne('stat', path),
    async open(path) {
      const place = placeOf(path)
      if (!place.ok) return place
      calls.push({ name: 'open', path: place.value })
      const failed = await failure('open', place.value)
      if (failed) return failed
      const found = fileAt(path)
      if (!found.ok) return found
      const version = found.value.is === 'file' ? found.value.version : 0
      const blob = v.parse(BlobRefSchema, { memoryBlob: place.value, version })
      return ok({ blob, stat: statShown(found.value) })
    },
    async read(path, fromByte, length) {
      const place = placeOf(path)
      if (!place.ok) return place
      calls.push({ name: 'read', path: place.value })
      const before = fileAt(path)
      if (!before.ok) return before
      const version = before.value.is === 'file' ? before.value.version : 0
      const failed = await failure('read', place.value)
      if (failed) return failed
      const found = fileAt(path)
      if (!found.ok) return found
      if (found.value.is === 'special') return ok(new Uint8Array())
      return readBytes(found.value, version, fromByte, length)
    },
  }
}

/** The place within a folder, or undefined if it is outside. */
function insideOf(path: string, top: string): RelPath | undefined {
  const names = namesOf(path).join('/')
  if (names === top) return v.parse(RelPathSchema, '')
  return names.startsWith(`${top}/`)
    ? v.parse(RelPathSchema, names.slice(top.length + 1))
    : undefined
}

function asFolder(root: RootHandle): Result<string, NotAFolder> {
  const handle = v.safeParse(MemoryHandleSchema, root)
  if (!handle.success || handle.output.memoryHandle === 'file') return err({ type: 'NotAFolder' })
  return ok(handle.output.path)
}

function relation(path: string, known: string): RootRelation {
  if (path === known) return { type: 'Same' }
  if (path.startsWith(`${known}/`))
    return { type: 'Inside', path: v.parse(RelPathSchema, path.slice(known.length + 1)) }
  return known.startsWith(`${path}/`) ? { type: 'Around' } : { type: 'Separate' }
}
