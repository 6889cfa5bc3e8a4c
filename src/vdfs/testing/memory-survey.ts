// The survey of the disk in memory: its own listings and looks, many at a time.
import type { RootId } from '../api/ids.ts'
import { err, ok } from '../api/result.ts'
import type { FileSystem, FsEntry, Survey, SurveyedFolder } from '../ports.ts'

export function createMemorySurvey(
  fs: Pick<FileSystem, 'list' | 'statFiles'>,
  rootId: RootId,
): Survey {
  const controller = new AbortController()
  const { signal } = controller
  return {
    async list(path): Promise<SurveyedFolder> {
      const entries: FsEntry[] = []
      for await (const event of fs.list({ rootId, path }, signal)) {
        if (signal.aborted) break
        if (event.type !== 'entries') return { entries, end: event }
        entries.push(...event.entries)
      }
      return { entries: [], end: { type: 'aborted' } }
    },
    async facts(path, names) {
      const sizes = new Float64Array(names.length).fill(NaN)
      const dates = new Float64Array(names.length).fill(NaN)
      const errors = []
      let at = 0
      for await (const answers of fs.statFiles({ rootId, path }, names, signal))
        for (const answer of answers) {
          if (answer.ok) {
            sizes[at] = answer.value.sizeBytes ?? NaN
            dates[at] = answer.value.modifiedMs ?? NaN
          } else errors.push({ at, error: answer.error })
          at += 1
        }
      if (signal.aborted)
        return err({ type: 'FsFault', name: 'SurveyClosed', message: 'the survey was ended' })
      return ok({ sizes, dates, errors })
    },
    close: () => controller.abort(),
  }
}
