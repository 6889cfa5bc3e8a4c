// The FileSystem port on File System Access handles: what a person granted, read in place. It never asks for a
// permission, never writes, and reaches nothing outside the granted folders. Its limits are the browser's and are
// told in the port's own comment. Runs in the core's worker.
import * as v from 'valibot'
import type { FsError } from '#vdfs/api/fs-errors.ts'
import { RootIdSchema, type RootId } from '#vdfs/api/ids.ts'
import { nameOf, parentOf, RelPathSchema, ROOT } from '#vdfs/api/paths.ts'
import { err, ok, type Result } from '#vdfs/api/result.ts'
import type { FileSystem, FsPath, FsStat, ListEvent, Random, RootRelation } from '#vdfs/ports.ts'
import { fsErrorOf } from './dom-errors.ts'
import { factsOf, factsOfOne, FOLDER_FACTS, lookAt, type Look } from './file-facts.ts'
import { createFolderHandles } from './folder-handles.ts'
import type { HandleStore } from './handle-store.ts'
import { isFolderHandle, toBlobRef, toRootHandle } from './handles.ts'
import type { Listers } from './listers.ts'
import { readPart } from './read-part.ts'
import { createRootChecks } from './root-checks.ts'
import { createSurvey, type SurveyWorker } from './surveys.ts'

/**
 * Files looked at in one go. Two such batches are under way at a time: enough to keep the browser busy, few enough
 * that what is asked in between does not wait for long.
 */
const STAT_BATCH = 64

export interface HandleFsPort {
  readonly store: HandleStore
  readonly random: Random
  readonly listers: Listers
  readonly spawnSurvey: () => SurveyWorker
}

export function createHandleFs({ store, random, listers, spawnSurvey }: HandleFsPort): FileSystem {
  const rootOf = (rootId: RootId): FileSystemDirectoryHandle | undefined =>
    store.get(rootId)?.handle
  const rootChecks = createRootChecks(store, listers)
  const folders = createFolderHandles<FileSystemDirectoryHandle>(rootOf)

  /** Looks at a file by its path. */
  const look = async ({ rootId, path }: FsPath): Promise<Result<Look, FsError>> => {
    const parentPath = parentOf(path)
    if (parentPath === undefined)
      return err(rootOf(rootId) ? { type: 'WrongKind' } : { type: 'RootUnknown' })
    const folder = await folders.find({ rootId, path: parentPath })
    return folder.ok ? lookAt(folder.value, nameOf(path)) : folder
  }

  async function* list(dir: FsPath, signal: AbortSignal): AsyncIterable<ListEvent> {
    const folder = await folders.find(dir)
    if (!folder.ok) {
      yield { type: 'failed', error: folder.error }
      return
    }
    const events = listers.list(folder.value, signal)
    yield* dir.path === ROOT ? rootChecks.listing(dir.rootId, events) : events
  }

  async function* statFiles(
    dir: FsPath,
    names: readonly string[],
    signal: AbortSignal,
  ): AsyncIterable<readonly Result<FsStat, FsError>[]> {
    const folder = await folders.find(dir)
    const batchFrom = async (from: number): Promise<readonly Result<FsStat, FsError>[]> => {
      const looks = names
        .slice(from, from + STAT_BATCH)
        .map(async (name) => (folder.ok ? lookAt(folder.value, name) : folder))
      return factsOf(await Promise.all(looks))
    }
    let current = batchFrom(0)
    for (let from = 0; from < names.length; from += STAT_BATCH) {
      const next = from + STAT_BATCH
      const following = next < names.length && !signal.aborted ? batchFrom(next) : undefined
      const batch = await current
      if (signal.aborted) return
      yield batch
      if (following === undefined) return
      current = following
    }
  }

  const relate = async (
    root: FileSystemDirectoryHandle,
    known: FileSystemDirectoryHandle,
  ): Promise<RootRelation> => {
    if (await known.isSameEntry(root)) return { type: 'Same' }
    const inside = await known.resolve(root)
    if (inside) return { type: 'Inside', path: v.parse(RelPathSchema, inside.join('/')) }
    return (await root.resolve(known)) ? { type: 'Around' } : { type: 'Separate' }
  }

  return {
    async adopt(root) {
      if (!isFolderHandle(root)) return err({ type: 'NotAFolder' })
      const rootId = v.parse(RootIdSchema, random.id())
      await store.put({
        rootId,
        handle: root,
        folderName: root.name,
        note: undefined,
        landmark: undefined,
      })
      return ok({ rootId, folderName: root.name })
    },
    async forget(rootId) {
      await store.remove(rootId)
    },
    async roots() {
      return store.all().map(({ rootId, folderName, note }) => ({ rootId, folderName, note }))
    },
    async annotate(rootId, note) {
      const root = store.get(rootId)
      if (root) await store.put({ ...root, note })
    },
    async handle(rootId) {
      const root = rootOf(rootId)
      return root ? ok(toRootHandle(root)) : err({ type: 'RootUnknown' })
    },
    async relate(root, knownId) {
      if (!isFolderHandle(root)) return err({ type: 'NotAFolder' })
      const known = rootOf(knownId)
      if (!known) return err({ type: 'RootUnknown' })
      try {
        return ok(await relate(root, known))
      } catch (thrown) {
        return err(fsErrorOf(thrown))
      }
    },
    async permission(rootId) {
      const root = rootOf(rootId)
      if (!root) return err({ type: 'RootUnknown' })
      try {
        return ok((await root.queryPermission?.({ mode: 'read' })) ?? 'granted')
      } catch (thrown) {
        return err(fsErrorOf(thrown))
      }
    },

    list,
    survey: (rootId) => createSurvey(spawnSurvey, rootOf(rootId)),
    statFiles,
    async stat(at) {
      if (parentOf(at.path) === undefined) return rootChecks.check(at.rootId)
      const found = await look(at)
      if (found.ok) return ok(await factsOfOne(found.value))
      return found.error.type === 'WrongKind' && (await folders.find(at)).ok
        ? ok(FOLDER_FACTS)
        : found
    },
    async open(at) {
      const found = await look(at)
      if (!found.ok) return found
      return ok({ blob: toBlobRef(found.value.file), stat: await factsOfOne(found.value) })
    },
    async read(at, fromByte, length) {
      const found = await look(at)
      if (!found.ok) return found
      const part = await readPart(found.value.file, fromByte, length)
      if (part.ok || part.error.type !== 'NotReadable') return part
      // The browser says the same of a file that it may not read and of one that changed since it was looked at.
      const again = await look(at)
      if (!again.ok) return again
      const changed =
        again.value.file.lastModified !== found.value.file.lastModified ||
        again.value.file.size !== found.value.file.size
      return changed ? err({ type: 'ChangedOnDisk' }) : part
    },
  }
}
