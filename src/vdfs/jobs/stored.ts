// What is kept of a job as JSON, besides its input and checkpoint: read by schema like those.
import * as v from 'valibot'
import type { FsError } from '../api/fs-errors.ts'
import type { JobError } from '../api/jobs.ts'
import { readJson } from './define-job.ts'
import type { KeptProgress } from './progress.ts'

const count = v.pipe(v.number(), v.minValue(0))

const ProgressSchema: v.GenericSchema<unknown, KeptProgress> = v.pipe(
  v.object({
    phase: v.string(),
    done: count,
    total: v.optional(count),
    bytes: count,
    totalBytes: v.optional(count),
    path: v.optional(v.string()),
  }),
  // JSON leaves out what is undefined; the contract does not.
  v.transform(({ phase, done, total, bytes, totalBytes, path }) => ({
    phase,
    done,
    total,
    bytes,
    totalBytes,
    path,
  })),
)

const fsErrors = [
  v.object({ type: v.literal('PermissionRequired') }),
  v.object({ type: v.literal('NotFound') }),
  v.object({ type: v.literal('WrongKind') }),
  v.object({ type: v.literal('NotReadable') }),
  v.object({ type: v.literal('ChangedOnDisk') }),
  v.object({ type: v.literal('NameRefused'), name: v.string() }),
  v.object({ type: v.literal('RootUnknown') }),
  v.object({ type: v.literal('FsFault'), name: v.string(), message: v.string() }),
] as const
const FsErrorSchema: v.GenericSchema<unknown, FsError> = v.variant('type', fsErrors)

const JobErrorSchema: v.GenericSchema<unknown, JobError> = v.variant('type', [
  ...fsErrors,
  v.object({ type: v.literal('QuotaExceeded') }),
  v.object({ type: v.literal('DatabaseFault'), message: v.string() }),
  v.object({ type: v.literal('JobDefect'), reportId: v.string(), message: v.string() }),
  v.pipe(
    v.object({
      type: v.literal('JobCrashed'),
      phase: v.string(),
      path: v.optional(v.string()),
    }),
    v.transform(({ type, phase, path }) => ({ type, phase, path })),
  ),
  v.object({ type: v.literal('JobUnreadable') }),
])

/** undefined if it cannot be read. */
export function readProgress(text: string): KeptProgress | undefined {
  return readJson(ProgressSchema, text)?.value
}

export function readJobError(text: string): JobError {
  return readJson(JobErrorSchema, text)?.value ?? { type: 'JobUnreadable' }
}

export function readFsError(text: string): FsError {
  return (
    readJson(FsErrorSchema, text)?.value ?? { type: 'FsFault', name: 'Unreadable', message: text }
  )
}
