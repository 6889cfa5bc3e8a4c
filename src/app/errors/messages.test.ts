import { expect, test } from 'vitest'
import type { CoreError } from '#vdfs/api/core-errors.ts'
import { fakeLocationId } from '../testing/fake-holdall.ts'
import { messageOf } from './messages.ts'
import * as v from 'valibot'
import { RelPathSchema } from '#vdfs/api/paths.ts'

/** A name that would turn the sentence around if it were shown as it is. */
const hostile = 'a\u202Egpj.exe'
const locationId = fakeLocationId(1)

/** One of each; a new error does not compile without a sample. */
const samples: { readonly [E in CoreError as E['type']]: E } = {
  Defect: { type: 'Defect', reportId: '7F3A', message: 'x is undefined' },
  InvalidInput: { type: 'InvalidInput', method: 'entries.window', issues: ['limit: too large'] },
  QuotaExceeded: { type: 'QuotaExceeded' },
  DatabaseFault: { type: 'DatabaseFault', message: 'disk I/O error' },
  DatabaseNewer: { type: 'DatabaseNewer', found: 9, known: 3 },
  OtherVersion: { type: 'OtherVersion', leaderBuild: '0.2.0+abc' },
  MissingFeatures: { type: 'MissingFeatures', features: ['opfs'] },
  StorageRefused: { type: 'StorageRefused', message: 'access denied' },
  LeaderSilent: { type: 'LeaderSilent' },
  PermissionRequired: { type: 'PermissionRequired' },
  NotFound: { type: 'NotFound' },
  WrongKind: { type: 'WrongKind' },
  NotReadable: { type: 'NotReadable' },
  ChangedOnDisk: { type: 'ChangedOnDisk' },
  NameRefused: { type: 'NameRefused', name: hostile },
  RootUnknown: { type: 'RootUnknown' },
  FsFault: { type: 'FsFault', name: 'AbortError', message: 'aborted' },
  BadPath: { type: 'BadPath', text: hostile },
  NotText: { type: 'NotText' },
  JobNotFound: { type: 'JobNotFound' },
  LocationNotFound: { type: 'LocationNotFound' },
  AlreadyALocation: { type: 'AlreadyALocation', locationId, name: hostile },
  InsideALocation: {
    type: 'InsideALocation',
    locationId,
    name: hostile,
    path: v.parse(RelPathSchema, 'a/b'),
  },
  AroundLocations: { type: 'AroundLocations', names: [hostile, 'Photos'] },
  NotAFolder: { type: 'NotAFolder' },
  NotTheSameFolder: { type: 'NotTheSameFolder', name: hostile },
  BadLocationName: { type: 'BadLocationName' },
}

test.each(Object.values(samples))('$type says a plain sentence', (error) => {
  const { text } = messageOf(error)
  expect(text.length).toBeGreaterThan(20)
  expect(text).not.toMatch(/!|oops|undefined|\[object/i)
})

test.each(Object.values(samples))('$type shows no character that turns text around', (error) => {
  expect(messageOf(error).text).not.toContain('\u202E')
})

test('what a person must know stands in the sentence', () => {
  expect(messageOf(samples.Defect).text).toContain('7F3A')
  expect(messageOf(samples.DatabaseNewer).text).toContain('format 9; this one reads up to 3')
  expect(messageOf(samples.AroundLocations).text).toContain('Photos')
  expect(messageOf(samples.NameRefused).text).toContain('[U+202E]gpj.exe')
})

test('each way out fits its error', () => {
  expect(messageOf(samples.PermissionRequired).wayOut).toBe('allow')
  expect(messageOf(samples.ChangedOnDisk).wayOut).toBe('look-again')
  expect(messageOf(samples.QuotaExceeded).wayOut).toBe('open-storage')
  expect(messageOf(samples.DatabaseNewer).wayOut).toBe('reload')
  expect(messageOf(samples.Defect).wayOut).toBe('copy-report')
  expect(messageOf(samples.NotText).wayOut).toBeUndefined()
})
