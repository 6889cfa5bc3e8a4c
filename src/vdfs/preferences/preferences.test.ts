import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { CommandIdSchema } from '../api/ids.ts'
import { defaultPreferences } from '../api/preferences.ts'
import { ok } from '../api/result.ts'
import { createTestDb } from '../testing/memory-db.ts'
import { createPreferences } from './preferences.ts'

const context = (n: number) => ({
  commandId: v.parse(CommandIdSchema, `command${String(n).padStart(19, '0')}`),
})

async function newPreferences() {
  const { db, sqlDb, told } = await createTestDb()
  const preferences = createPreferences(db)
  const get = () => preferences.get(undefined, context(0))
  return { preferences, get, sqlDb, told }
}

test('they start as the defaults', async () => {
  const { get } = await newPreferences()
  expect(await get()).toEqual(ok(defaultPreferences))
})

test('a patch changes what it names, and tells it', async () => {
  const { preferences, get, told } = await newPreferences()
  expect(await preferences.set({ theme: 'dark', sidebarWidth: 300 }, context(1))).toEqual(ok())
  expect(await preferences.set({ theme: 'light', showHidden: true }, context(2))).toEqual(ok())
  const expected = { ...defaultPreferences, theme: 'light', sidebarWidth: 300, showHidden: true }
  expect(await get()).toEqual(ok(expected))
  expect(told).toEqual([['preferences'], ['preferences']])
})

test('an empty patch changes and tells nothing', async () => {
  const { preferences, get, told } = await newPreferences()
  expect(await preferences.set({}, context(1))).toEqual(ok())
  expect(await preferences.set({ theme: undefined }, context(2))).toEqual(ok())
  expect(await get()).toEqual(ok(defaultPreferences))
  expect(told).toEqual([])
})

test('a command repeated does not undo a later one', async () => {
  const { preferences, get } = await newPreferences()
  await preferences.set({ theme: 'dark' }, context(1))
  await preferences.set({ theme: 'light' }, context(2))
  await preferences.set({ theme: 'dark' }, context(1))
  expect(await get()).toEqual(ok({ ...defaultPreferences, theme: 'light' }))
})

test('what is stored and does not fit falls back, key by key', async () => {
  const { get, sqlDb } = await newPreferences()
  await sqlDb.runMany('INSERT INTO preference (key, value) VALUES (?, ?)', [
    ['theme', '"neon"'],
    ['showHidden', 'not json'],
    ['sidebarWidth', '100000'],
    ['inspectorWidth', '300'],
    ['sortBy', 'null'],
    ['rowHeight', '"roomy"'],
    ['__proto__', '"x"'],
    ['of a later version', '1'],
  ])
  const expected = { ...defaultPreferences, inspectorWidth: 300, rowHeight: 'roomy' }
  expect(await get()).toEqual(ok(expected))
})

test('whatever is stored, something valid comes out', async () => {
  const { get, sqlDb } = await newPreferences()
  const stored = fc.dictionary(
    fc.constantFrom(...Object.keys(defaultPreferences)),
    fc.oneof(fc.json(), fc.string()),
  )
  await fc.assert(
    fc.asyncProperty(stored, async (values) => {
      await sqlDb.exec('DELETE FROM preference')
      await sqlDb.runMany('INSERT INTO preference VALUES (?, ?)', Object.entries(values))
      const answer = await get()
      expect(answer).toMatchObject({ ok: true })
      expect(Object.keys(answer.ok ? answer.value : {})).toEqual(Object.keys(defaultPreferences))
    }),
  )
})
