// The adapter on the origin's private folder: what can be shown there. The rest of the contract runs on a real folder
// of the disk (e2e/contract).
import * as v from 'valibot'
import { describe, expect, onTestFinished, test } from 'vitest'
import { RootHandleSchema } from '#vdfs/api/opaque.ts'
import {
  fileSystemContract,
  missingFor,
  type Ability,
  type FsWorld,
} from '#vdfs/testing/file-system-contract.ts'
import { random } from '../core/platform-ports.ts'
import { createHandleFs } from './handle-fs.ts'
import type { HandleStore, StoredRoot } from './handle-store.ts'
import { toRootHandle } from './handles.ts'
import { createListers, spawnLister } from './listers.ts'
import { spawnSurvey } from './surveys.ts'
import { bytesOf, whileReading } from './testing/window-side.ts'

/** No links, no permissions of any kind, no dates but its own, and every name passes. */
const can: ReadonlySet<Ability> = new Set<Ability>(['moment'])

describe('contract', () => {
  const possible = fileSystemContract.filter((one) => missingFor(one, can).length === 0)
  test.for(possible.map((one) => [one.name, one] as const))('%s', async ([, fsCase]) => {
    const world = await createOpfsWorld()
    onTestFinished(world.end)
    await expect(fsCase.run(world)).resolves.toBeUndefined()
  })

  test('what cannot be shown in a private folder is known', () => {
    const impossible = fileSystemContract.filter((one) => !possible.includes(one))
    expect(impossible.map((one) => one.name)).toEqual([
      'dates are whole milliseconds, early and late ones too',
      'dates that the browser does not tell are unknown, never now',
      'names that browsers deem unsafe are neither listed nor opened',
      'a name that is no text is listed as the empty name and cannot be opened',
      'links are neither listed nor followed',
      'a link to a place that browsers block is refused',
      'what became a link after the listing is not followed',
      'a pipe is an empty file',
      'a folder that may not be listed fails, but what is in it can be opened by name',
      'a folder that may not be entered lists as empty',
      'a file that may not be read has facts and no bytes',
      'a root that is gone is not found, and is itself again when it is back',
      'without permission nothing is told but how folders lie; with it all is as before',
    ])
  })
})

/** Roots for the time of one test. */
function createMemoryStore(): HandleStore {
  const roots = new Map<string, StoredRoot>()
  return {
    lasting: false,
    get: (rootId) => roots.get(rootId),
    all: () => [...roots.values()],
    async put(root) {
      roots.set(root.rootId, root)
    },
    async remove(rootId) {
      roots.delete(rootId)
    },
    close: () => undefined,
  }
}

async function createOpfsWorld(): Promise<FsWorld & { readonly end: () => Promise<void> }> {
  const top = await navigator.storage.getDirectory()
  const rootName = random.id()
  const root = await top.getDirectoryHandle(rootName, { create: true })
  const listers = createListers(spawnLister)
  const fs = createHandleFs({ store: createMemoryStore(), random, listers, spawnSurvey })
  const adopted = await fs.adopt(toRootHandle(root))
  if (!adopted.ok) throw new Error('the root is no folder')

  const folderOf = async (names: readonly string[], create = false) => {
    let folder = root
    for (const name of names) folder = await folder.getDirectoryHandle(name, { create })
    return folder
  }
  const split = (path: string): { names: readonly string[]; last: string } => {
    const names = path.split('/')
    return { names: names.slice(0, -1), last: names.at(-1) ?? '' }
  }
  const write = async (path: string, content: string | Uint8Array): Promise<void> => {
    const { names, last } = split(path)
    const file = await (await folderOf(names, true)).getFileHandle(last, { create: true })
    const writable = await file.createWritable()
    await writable.write(typeof content === 'string' ? content : new Uint8Array(content))
    await writable.close()
  }
  const impossible = () => Promise.reject(new Error('not possible in the private folder'))

  return {
    fs,
    rootId: adopted.value.rootId,
    can,
    async handleOf(path) {
      if (path === '') return toRootHandle(root)
      const { names, last } = split(path)
      const folder = await folderOf(names)
      const handle: unknown = await folder
        .getDirectoryHandle(last)
        .catch(() => folder.getFileHandle(last))
      return v.parse(RootHandleSchema, handle)
    },
    write,
    async writeAll(files) {
      await Promise.all(files.map(([path, content]) => write(path, content)))
    },
    async makeFolder(path) {
      await folderOf(path.split('/'), true)
    },
    async remove(path) {
      const { names, last } = split(path)
      await (await folderOf(names)).removeEntry(last, { recursive: true })
    },
    bytesOf,
    whileReading,
    rename: impossible,
    takeRootAway: impossible,
    bringRootBack: impossible,
    touch: impossible,
    link: impossible,
    pipe: impossible,
    restrict: impossible,
    revoke: impossible,
    grantAgain: impossible,
    async end() {
      listers.close()
      await top.removeEntry(rootName, { recursive: true })
    },
  }
}
