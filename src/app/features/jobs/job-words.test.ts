import { expect, test } from 'vitest'
import type { Job, JobError, JobProgress } from '#vdfs/api/jobs.ts'
import { createFormats } from '../../parts/format.ts'
import { fakeJob } from '../../testing/fake-holdall.ts'
import { foremostOf, groupsOf, needsPerson } from './job-groups.ts'
import { causeOf, durationWords, leftOf, progressOf, titleOf } from './job-words.ts'

const formats = createFormats('en-GB', 'UTC')
const progress = (more: Partial<JobProgress>): JobProgress => ({ ...fakeJob(1).progress, ...more })
const left = (leftMs: number | undefined, more: Partial<Job> = {}) =>
  leftOf(fakeJob(1, { progress: progress({ leftMs }), ...more }), formats)

test('a title says what a job does, and once it is over what it did', () => {
  expect(titleOf(fakeJob(1), 'Photos')).toBe('Indexing Photos')
  expect(titleOf(fakeJob(1, { state: 'done' }), 'Photos')).toBe('Indexed Photos')
  expect(titleOf(fakeJob(1, { state: 'failed' }), 'Photos')).toBe('Indexing Photos')
  expect(titleOf(fakeJob(1, { kind: 'rescan' }), 'Photos')).toBe('Reading Photos again')
  expect(titleOf(fakeJob(1, { kind: 'rescan', state: 'done' }), 'Photos')).toBe('Read Photos again')
})

test('progress is one line of what is known', () => {
  const line = (more: Partial<JobProgress>, job: Partial<Job> = {}) =>
    progressOf(fakeJob(1, { progress: progress(more), ...job }), formats)
  expect(line({})).toBe('0 steps so far')
  expect(line({ done: 1 })).toBe('1 step so far')
  expect(line({ done: 1, total: 1 })).toBe('1 of 1 step')
  expect(line({ done: 812_004, ratePerS: 1_240.4 })).toBe('812,004 steps so far, 1,240 steps/s')
  expect(
    line({
      done: 61_404,
      total: 96_118,
      bytes: 5_600_000_000,
      totalBytes: 12_900_000_000,
      leftMs: 99_000,
    }),
  ).toBe('61,404 of 96,118 steps, 5.6 GB of 12.9 GB, about 1 min 40 s left')
  expect(line({ done: 5, bytes: 1_000, ratePerS: 0.4 }, { failures: 1_600 })).toBe(
    '5 steps so far, 1 KB, 1,600 could not be read',
  )
})

test('time left is told from 5 s on, rounded up', () => {
  expect(left(undefined)).toBe('')
  expect(left(Number.NaN)).toBe('')
  expect(left(4_999)).toBe('')
  const cases: readonly (readonly [number, string])[] = [
    [5_000, '5 s'],
    [5_001, '10 s'],
    [55_001, '1 min'],
    [60_000, '1 min'],
    [60_001, '1 min 10 s'],
    [99_000, '1 min 40 s'],
    [599_000, '10 min'],
    [600_001, '11 min'],
    [3_599_000, '1 h'],
    [3_600_001, '1 h 5 min'],
    [7_500_000, '2 h 5 min'],
    [86_400_000, '1 d'],
    [97_000_000, '1 d 3 h'],
    [900_000_000, '10 d 10 h'],
  ]
  expect(cases.map(([ms]) => left(ms))).toEqual(cases.map(([, time]) => `about ${time} left`))
})

test('a job that does not run has no time left', () => {
  for (const state of ['queued', 'waiting', 'paused', 'done', 'failed'] as const)
    expect(left(60_000, { state })).toBe('')
})

test('what it took is told in the two largest units', () => {
  expect(durationWords(0, formats)).toBe('1 s')
  expect(durationWords(4_400, formats)).toBe('4 s')
  expect(durationWords(61_000, formats)).toBe('1 min 1 s')
  expect(durationWords(7_265_000, formats)).toBe('2 h 1 min')
  expect(durationWords(172_800_000, formats)).toBe('2 d')
})

/** One of each that a job alone can end with; a new one does not compile without a sample. */
const samples: { readonly [E in JobError as E['type']]: E } = {
  QuotaExceeded: { type: 'QuotaExceeded' },
  DatabaseFault: { type: 'DatabaseFault', message: 'disk I/O error' },
  JobDefect: { type: 'JobDefect', reportId: '7F3A', message: 'x is undefined' },
  JobCrashed: { type: 'JobCrashed', phase: 'list', path: 'a\u202Egpj/b' },
  JobUnreadable: { type: 'JobUnreadable' },
  PermissionRequired: { type: 'PermissionRequired' },
  NotFound: { type: 'NotFound' },
  WrongKind: { type: 'WrongKind' },
  NotReadable: { type: 'NotReadable' },
  ChangedOnDisk: { type: 'ChangedOnDisk' },
  NameRefused: { type: 'NameRefused', name: 'a\u202Egpj' },
  RootUnknown: { type: 'RootUnknown' },
  FsFault: { type: 'FsFault', name: 'AbortError', message: 'aborted' },
}

test.each([undefined, ...Object.values(samples)])('the cause %o is a plain sentence', (error) => {
  const text = causeOf(error)
  expect(text.length).toBeGreaterThan(20)
  expect(text).not.toMatch(/!|oops|undefined|\[object|\u202E/i)
})

test('a crash names its place if there is one', () => {
  expect(causeOf(samples.JobCrashed)).toContain('twice at a[U+202E]gpj/b, so')
  expect(causeOf({ type: 'JobCrashed', phase: 'list', path: undefined })).toContain(
    'twice at the same point',
  )
  expect(causeOf(samples.JobDefect)).toContain('Report 7F3A')
})

test('jobs are grouped by what happens to them next', () => {
  const state = (n: number, of: Job['state'], more: Partial<Job> = {}) =>
    fakeJob(n, { state: of, ...more })
  const jobs = [
    state(1, 'queued'),
    state(2, 'paused'),
    state(3, 'running'),
    state(4, 'waiting', { waitingFor: 'disk' }),
    state(5, 'done', { endedMs: 10 }),
    state(6, 'quarantined', { endedMs: 5 }),
    state(7, 'cancelled', { endedMs: 20 }),
    state(8, 'failed', { endedMs: 30 }),
  ]
  const groups = groupsOf(jobs)
  const at = (...places: number[]) => places.map((place) => jobs[place - 1])
  expect(groups).toEqual({
    running: at(3, 1),
    waiting: at(4),
    paused: at(2),
    failed: at(6, 8),
    finished: at(7, 5),
  })
  expect(foremostOf(groups)).toBe(jobs[2])
  expect(foremostOf(groupsOf(at(2, 4).flatMap((job) => job ?? [])))).toBe(jobs[3])
  expect(foremostOf(groupsOf(jobs.slice(4)))).toBeUndefined()
})

test('a person is needed for an answer, a permission and what failed', () => {
  const waits = (waitingFor: Job['waitingFor']) =>
    needsPerson(fakeJob(1, { state: 'waiting', waitingFor }))
  expect((['permission', 'answer', 'disk', 'power', 'pressure'] as const).filter(waits)).toEqual([
    'permission',
    'answer',
  ])
  expect(needsPerson(fakeJob(1, { state: 'quarantined' }))).toBe(true)
  expect(needsPerson(fakeJob(1))).toBe(false)
})
