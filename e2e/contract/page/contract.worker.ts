// Runs the contract where the adapter lives in the product: in a dedicated worker, on handles of a dropped folder.
import { expose } from 'comlink'
import * as v from 'valibot'
import { RootHandleSchema } from '#vdfs/api/opaque.ts'
import { must } from '#vdfs/api/result.ts'
import { isWithheldName } from '#vdfs/api/withheld-names.ts'
import { abilities, fileSystemContract, type FsWorld } from '#vdfs/testing/file-system-contract.ts'
import { log, random } from '#workers/core/platform-ports.ts'
import { createHandleFs } from '#workers/fs/handle-fs.ts'
import { openHandleStore } from '#workers/fs/handle-store.ts'
import { createListers, spawnLister } from '#workers/fs/listers.ts'
import { spawnSurvey } from '#workers/fs/surveys.ts'
import { isFolderHandle } from '#workers/fs/handles.ts'
import { bytesOf, whileReading } from '#workers/fs/testing/window-side.ts'
import type { WorldChange } from './page.ts'

type Change = (change: WorldChange) => Promise<void>

let top: FileSystemDirectoryHandle | undefined
let change: Change | undefined

async function handleAt(
  root: FileSystemDirectoryHandle,
  path: string,
): Promise<FileSystemDirectoryHandle | FileSystemFileHandle> {
  const names = path.split('/').filter((name) => name !== '')
  const last = names.pop()
  let folder = root
  for (const name of names) folder = await folder.getDirectoryHandle(name)
  if (last === undefined) return folder
  return folder.getDirectoryHandle(last).catch(() => folder.getFileHandle(last))
}

async function createWorld(folder: string): Promise<FsWorld & { close(): void }> {
  const onDisk = must(change, 'the way to the disk')
  const root = await must(top, 'the dropped folder').getDirectoryHandle(folder)
  const store = await openHandleStore(log)
  const listers = createListers(spawnLister)
  const fs = createHandleFs({ store, random, listers, spawnSurvey })
  const adopted = await fs.adopt(v.parse(RootHandleSchema, root))
  if (!adopted.ok) throw new Error('the root is no folder')
  const place = (path: string) => (path === '' ? folder : `${folder}/${path}`)
  const away = `${folder} elsewhere`
  return {
    fs,
    rootId: adopted.value.rootId,
    can: new Set(abilities), // the spec leaves out what this system cannot
    handleOf: async (path) => v.parse(RootHandleSchema, await handleAt(root, path)),
    write: (path, content) => onDisk({ do: 'write', path: folder, files: [[path, content]] }),
    writeAll: (files) => onDisk({ do: 'write', path: folder, files }),
    makeFolder: (path) => onDisk({ do: 'makeFolder', path: place(path) }),
    remove: (path) => onDisk({ do: 'remove', path: place(path) }),
    bytesOf,
    rename: (from, to) => onDisk({ do: 'rename', path: place(from), to: place(to) }),
    takeRootAway: () => onDisk({ do: 'rename', path: folder, to: away }),
    bringRootBack: () => onDisk({ do: 'rename', path: away, to: folder }),
    touch: (path, modifiedMs) => onDisk({ do: 'touch', path: place(path), modifiedMs }),
    link: (path, target) => onDisk({ do: 'link', path: place(path), target }),
    pipe: (path) => onDisk({ do: 'pipe', path: place(path) }),
    restrict: (path, bits) => onDisk({ do: 'restrict', path: place(path), bits }),
    whileReading,
    revoke: () => onDisk({ do: 'revoke' }),
    grantAgain: () => onDisk({ do: 'grantAgain' }),
    close() {
      store.close()
      listers.close()
    },
  }
}

/** Names that make every rule speak: each character of the basic plane inside, odd ones at both ends, and words. */
function* tryingNames(): Iterable<string> {
  for (let code = 1; code <= 0xffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    const character = String.fromCharCode(code)
    yield `a${character}b`
    if (/[\p{White_Space}\p{Punctuation}\p{Symbol}\p{Other}]/u.test(character) && code < 0xe000)
      yield* [`${character}b`, `a${character}`, `.${character}b`]
  }
  for (const code of [0x1fffe, 0x110bd, 0x1d173, 0x1f600, 0xe0001, 0xe0041, 0x10ffff])
    yield `a${String.fromCodePoint(code)}b`
  const words =
    'con PRN aux nul clock$ conin$ conout$ com0 com1 Com9 com10 lpt0 LPT1 lpt9 com\u00b9 desktop.ini Thumbs.db autorun.inf'
  for (const word of words.split(' '))
    yield* [
      word,
      `${word}.txt`,
      `${word}.tar.gz`,
      `.${word}`,
      `x.${word}`,
      `${word}x`,
      `${word} .x`,
    ]
  for (const extension of ['lnk', 'LNK', 'scf', 'url', 'local', 'pif', '{x}', '{}', '{a.b}', '{x'])
    yield* [
      `x.${extension}`,
      `.${extension}`,
      extension,
      `x.${extension}.txt`,
      `x.tar.${extension}`,
    ]
  yield* ['', '.', '..', '...', '. a', '..a', '.~a', '.a~', '.a.', '~', 'a~1', '~$a.docx', 'a/b']
}

const worker = {
  async take(handle: unknown, onDisk: Change): Promise<void> {
    if (!isFolderHandle(handle)) throw new Error('drop a folder')
    top = handle
    change = onDisk
  },
  /** @returns 'kept', or how the contract was broken */
  async run(name: string, folder: string): Promise<string> {
    const fsCase = must(
      fileSystemContract.find((one) => one.name === name),
      name,
    )
    const world = await createWorld(folder)
    try {
      await fsCase.run(world)
      return 'kept'
    } catch (error) {
      return error instanceof Error ? `${error.message}\n${error.stack}` : String(error)
    } finally {
      world.close()
    }
  },
  /** Asks the browser about every name. @returns those on which the domain's rules disagree */
  async compareNames(): Promise<readonly string[]> {
    const folder = must(top, 'the dropped folder')
    const disagree: string[] = []
    const compare = async (name: string): Promise<void> => {
      const answer = await folder.getFileHandle(name).catch((error: unknown) => error)
      if (answer instanceof TypeError !== isWithheldName(name)) disagree.push(JSON.stringify(name))
    }
    let asked: Promise<void>[] = []
    for (const name of tryingNames()) {
      asked.push(compare(name))
      if (asked.length < 500) continue
      await Promise.all(asked)
      asked = []
    }
    await Promise.all(asked)
    return disagree
  },
}
export type ContractWorker = typeof worker

expose(worker)
