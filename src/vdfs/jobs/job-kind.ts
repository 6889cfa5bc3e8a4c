// What a kind of job is: data that is parsed when it is loaded, and the work.
import type * as v from 'valibot'
import type { FsError } from '../api/fs-errors.ts'
import type { JobError, JobId, JobKindName, JobProgress, WaitReason } from '../api/jobs.ts'
import type { Result } from '../api/result.ts'
import type { Tx, WriteError } from '../db/db.ts'

/** How a run ended. `waiting`: its condition is looked at again and then it runs from its checkpoint. */
export type JobEnd =
  | { readonly type: 'done' }
  | { readonly type: 'waiting'; readonly for: WaitReason }
  | { readonly type: 'failed'; readonly error: JobError }
  /** It was told to stop by `signal`; whoever told it knows why. */
  | { readonly type: 'stopped' }

/** What a run changes of its progress. `done` and `bytes` never go back: smaller ones are ignored. */
export type ProgressChange = Partial<
  Pick<JobProgress, 'phase' | 'done' | 'total' | 'bytes' | 'totalBytes' | 'path'>
>

export interface JobContext<Input, Checkpoint> {
  readonly jobId: JobId
  readonly input: Input
  /** The last one that was committed. */
  readonly checkpoint: () => Checkpoint
  /** Paused, cancelled, or the core ends: come to an end soon, with `stopped`. */
  readonly signal: AbortSignal
  /**
   * Work and the checkpoint that describes it, in one transaction. The work answers the new checkpoint; the progress
   * so far is kept with it. Once the job was told to stop this still works: what was done may be kept.
   */
  commit<E = never>(
    work: (tx: Tx) => Promise<Result<Checkpoint, E>>,
  ): Promise<Result<void, E | WriteError>>
  /** Shown soon, kept with the next commit. */
  progress(change: ProgressChange): void
  /** An item could not be done and is left out. Within a commit's transaction. A second failure of it replaces the first. */
  readonly fail: (tx: Tx, path: string, error: FsError) => Promise<void>
  /** It was done after all. */
  unfail(tx: Tx, path: string): Promise<void>
  /**
   * To be awaited between pieces of work: lets the person go first, and waits longer while they are active or the
   * machine is under pressure. @returns false if the job is to stop
   */
  readonly turn: () => Promise<boolean>
}

export interface JobKind<Input, Checkpoint> {
  readonly kind: JobKindName
  /**
   * Goes up when input or checkpoint change their meaning. What was stored by another version is refused; a retry begins
   * anew from its input if that still fits the schema, so an input that means something else must not fit.
   */
  readonly version: number
  /** Jobs of one lane run one after the other; lanes run side by side. */
  readonly lane: string
  /** Both are kept as JSON: what a schema accepts must come out of it as it went in. */
  readonly input: v.GenericSchema<unknown, Input>
  readonly checkpoint: v.GenericSchema<unknown, Checkpoint>
  readonly begin: (input: Input) => Checkpoint
  readonly run: (context: JobContext<Input, Checkpoint>) => Promise<JobEnd>
  /** Only the failed items are to be done again: what the checkpoint becomes. Without it a retry begins anew. */
  readonly again?: (input: Input, checkpoint: Checkpoint) => Checkpoint
}

/** Higher runs first. */
export type JobPriority = 'background' | 'normal' | 'high'

export interface EnqueueOptions {
  /** A job with the same key that has not ended yet, or is quarantined, is used instead of a new one. */
  readonly key: string
  /** `background` waits for power and a quiet machine. A job that is used again takes the higher of both. */
  readonly priority: JobPriority
  readonly locationId?: string | undefined
}

/** What other modules do with jobs. */
export interface JobQueue {
  /** Within a transaction: the job is there if and only if that commits. @returns the new job, or the one of this key */
  enqueue<I, C>(tx: Tx, kind: JobKind<I, C>, input: I, options: EnqueueOptions): Promise<JobId>
  /** A condition may be met now: jobs that wait for it are looked at again. */
  wake(reason: WaitReason, locationId?: string): void
  /** The location is gone: its jobs end and are forgotten. Resolves when none of them runs any more. */
  drop(locationId: string): Promise<void>
  /** Unfinished jobs of a location, by kind. */
  hasUnfinished(locationId: string, kind?: JobKindName): boolean
}
