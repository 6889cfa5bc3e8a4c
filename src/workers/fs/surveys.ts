// Surveys of the FileSystem port, each in a worker of its own: the browser's answers would queue before every query of
// the core, and the handles that it hands over are kept where they are used.
import type { FsError } from '#vdfs/api/fs-errors.ts'
import type { RelPath } from '#vdfs/api/paths.ts'
import { err, ok, type Result } from '#vdfs/api/result.ts'
import type { FactColumns, FsEntry, Survey, SurveyedFolder } from '#vdfs/ports.ts'

export type SurveyRequest =
  | { readonly type: 'root'; readonly root: FileSystemDirectoryHandle }
  | { readonly type: 'list'; readonly id: number; readonly path: RelPath }
  | {
      readonly type: 'facts'
      readonly id: number
      readonly path: RelPath
      readonly names: readonly string[]
    }

/** Columns, because objects cost more on their way between threads than all else. */
export type SurveyAnswer =
  | {
      readonly type: 'listed'
      readonly id: number
      readonly names: readonly string[]
      /** 1 for folders, 0 for files. */
      readonly folders: Uint8Array
      readonly end: SurveyedFolder['end']
    }
  | { readonly type: 'facts'; readonly id: number; readonly facts: FactColumns }
  | { readonly type: 'refused'; readonly id: number; readonly error: FsError }

export interface SurveyWorker {
  postMessage(request: SurveyRequest): void
  addEventListener(
    type: 'message',
    listener: (event: { readonly data: SurveyAnswer }) => void,
  ): void
  addEventListener(type: 'error', listener: (event: { readonly message: string }) => void): void
  terminate(): void
}

/** @param root undefined: the root is not known (any more) */
export function createSurvey(
  spawn: () => SurveyWorker,
  root: FileSystemDirectoryHandle | undefined,
): Survey {
  const waiting = new Map<number, (answer: SurveyAnswer | FsError | 'closed') => void>()
  let worker: SurveyWorker | undefined
  let asked = 0
  let isClosed = false

  const settleAll = (with_: FsError | 'closed'): void => {
    for (const settle of waiting.values()) settle(with_)
    waiting.clear()
  }
  const start = (handle: FileSystemDirectoryHandle): SurveyWorker => {
    const started = spawn()
    started.addEventListener('message', ({ data }) => {
      waiting.get(data.id)?.(data)
      waiting.delete(data.id)
    })
    started.addEventListener('error', ({ message }) => {
      settleAll({ type: 'FsFault', name: 'SurveyFailed', message })
      started.terminate()
      if (worker === started) worker = undefined // the next question gets another
    })
    started.postMessage({ type: 'root', root: handle })
    return started
  }
  const ask = (
    request: (id: number) => SurveyRequest,
  ): Promise<SurveyAnswer | FsError | 'closed'> => {
    if (isClosed) return Promise.resolve('closed')
    if (root === undefined) return Promise.resolve({ type: 'RootUnknown' })
    worker ??= start(root)
    const id = ++asked
    worker.postMessage(request(id))
    return new Promise((resolve) => waiting.set(id, resolve))
  }

  return {
    async list(path) {
      const answer = await ask((id) => ({ type: 'list', id, path }))
      if (answer === 'closed') return { entries: [], end: { type: 'aborted' } }
      if (answer.type === 'listed')
        return { entries: entriesOf(answer.names, answer.folders), end: answer.end }
      return { entries: [], end: { type: 'failed', error: errorOf(answer) } }
    },
    async facts(path, names): Promise<Result<FactColumns, FsError>> {
      const answer = await ask((id) => ({ type: 'facts', id, path, names }))
      if (answer === 'closed') return err(CLOSED)
      return answer.type === 'facts' ? ok(answer.facts) : err(errorOf(answer))
    },
    close() {
      if (isClosed) return
      isClosed = true
      settleAll('closed')
      worker?.terminate()
      worker = undefined
    },
  }
}

const CLOSED: FsError = { type: 'FsFault', name: 'SurveyClosed', message: 'the survey was ended' }

function entriesOf(names: readonly string[], folders: Uint8Array): readonly FsEntry[] {
  return names.map((name, at) => ({ name, kind: folders[at] === 1 ? 'folder' : 'file' }))
}

function errorOf(answer: SurveyAnswer | FsError): FsError {
  if (answer.type === 'refused') return answer.error
  if (answer.type === 'listed' || answer.type === 'facts')
    return { type: 'FsFault', name: 'SurveyFailed', message: 'an answer to another question' }
  return answer
}

/** @returns a worker that surveys */
export function spawnSurvey(): SurveyWorker {
  return new Worker(new URL('../survey.worker.ts', import.meta.url), {
    type: 'module',
    name: 'holdall-survey',
  })
}
