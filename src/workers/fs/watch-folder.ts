// News of other programs, where the browser has a FileSystemObserver. Measured in Chromium: it loses records without a
// word when many come at once, tells nothing of a changed date, and of a folder that was moved in nothing about what
// is in it. So its records become hints, and nothing rests on them.
import * as v from 'valibot'
import type { FsError } from '#vdfs/api/fs-errors.ts'
import { RelPathSchema, type RelPath } from '#vdfs/api/paths.ts'
import { err, ok, type Result } from '#vdfs/api/result.ts'
import type { FsHint } from '#vdfs/ports.ts'
import { fsErrorOf } from './dom-errors.ts'

const RecordSchema = v.object({
  type: v.string(),
  relativePathComponents: v.array(v.string()),
  relativePathMovedFrom: v.optional(v.nullable(v.array(v.string()))),
})

interface Observer {
  observe(folder: FileSystemDirectoryHandle, options: { recursive: boolean }): Promise<void>
  disconnect(): void
}
type ObserverMaker = new (told: (records: readonly unknown[]) => void) => Observer

function observerMaker(): ObserverMaker | undefined {
  const maker: unknown = Reflect.get(globalThis, 'FileSystemObserver')
  return v.is(
    v.custom<ObserverMaker>((value) => typeof value === 'function'),
    maker,
  )
    ? maker
    : undefined
}

/** Whether this browser tells of changes at all. */
export function canWatch(): boolean {
  return observerMaker() !== undefined
}

/** @param path of the folder within its root: what is told is put below it */
export async function watchFolder(
  folder: FileSystemDirectoryHandle,
  path: RelPath,
  options: { readonly below: boolean },
  told: (hint: FsHint) => void,
): Promise<Result<() => void, FsError>> {
  const Maker = observerMaker()
  if (Maker === undefined)
    return err({ type: 'FsFault', name: 'NoObserver', message: 'this browser watches no folders' })
  const observer = new Maker((records) => {
    for (const record of records) {
      const hint = hintOf(record, path)
      if (hint !== undefined) told(hint)
    }
  })
  try {
    await observer.observe(folder, { recursive: options.below })
  } catch (thrown) {
    return err(fsErrorOf(thrown))
  }
  return ok(() => observer.disconnect())
}

function hintOf(record: unknown, path: RelPath): FsHint | undefined {
  const parsed = v.safeParse(RecordSchema, record)
  if (!parsed.success) return { type: 'lost' }
  const { type, relativePathComponents, relativePathMovedFrom } = parsed.output
  if (type === 'errored' || type === 'unknown') return { type: 'lost' }
  const at = pathBelow(path, relativePathComponents)
  if (at === undefined) return { type: 'lost' }
  const from = pathBelow(path, relativePathMovedFrom ?? [])
  return type === 'moved' && from !== undefined && from !== path
    ? { type: 'moved', from, to: at }
    : { type: 'changed', path: at }
}

function pathBelow(path: RelPath, names: readonly string[]): RelPath | undefined {
  const parsed = v.safeParse(RelPathSchema, [...(path === '' ? [] : [path]), ...names].join('/'))
  return parsed.success ? parsed.output : undefined
}
