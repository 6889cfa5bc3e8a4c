import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createClient } from './api/client.ts'
import { coreSpec, type CoreHandlers } from './api/core-api.ts'
import { CommandIdSchema, formatId } from './api/ids.ts'
import { ok } from './api/result.ts'
import { createDispatch } from './dispatch.ts'
import { SqlFault } from './ports.ts'

const commandId = v.parse(CommandIdSchema, formatId(1, new Uint8Array(16)))
const log = { warn: () => {}, defect: () => 'R1' }

/** Handlers that answer with what reached them. */
function echoes(): CoreHandlers {
  const handlers = Object.fromEntries(
    Object.entries(coreSpec).map(([module, methods]) => [
      module,
      Object.fromEntries(
        Object.keys(methods).map((method) => [
          method,
          async (input: unknown, context: unknown) => ok({ method, input, context }),
        ]),
      ),
    ]),
  )
  if (!isHandlers(handlers)) throw new Error('the contract is empty')
  return handlers
}

/** A stand-in for every handler at once. */
function isHandlers(value: object): value is CoreHandlers {
  return Object.keys(value).length > 0
}

test('a call reaches its method with its input parsed and defaults filled in', async () => {
  const dispatch = createDispatch(echoes(), log)
  const locationId = formatId(2, new Uint8Array(16))
  expect(
    await dispatch(
      'entries.window',
      { view: { at: { locationId, path: 'a/b' } }, from: 0, limit: 10, more: 1 },
      commandId,
    ),
  ).toEqual(
    ok({
      method: 'window',
      input: {
        view: {
          at: { locationId, path: 'a/b' },
          sortBy: 'name',
          descending: false,
          showHidden: false,
        },
        from: 0,
        limit: 10,
      },
      context: { commandId },
    }),
  )
})

test.each([
  ['locations.nonesuch', {}, commandId],
  ['constructor.call', {}, commandId],
  ['toString', {}, commandId],
  ['locations.rename', { locationId: '../../x', name: 'x' }, commandId],
  ['locations.rename', undefined, commandId],
  ['files.open', { at: { locationId: commandId, path: '../x' } }, commandId],
  [
    'entries.window',
    { view: { at: { locationId: commandId, path: '' } }, from: 0, limit: 1e9 },
    commandId,
  ],
  ['preferences.get', undefined, 'no id'],
  ['preferences.get', undefined, 7],
])('%s %j is refused before anything runs', async (method, input, id) => {
  const dispatch = createDispatch(echoes(), log)
  expect(await dispatch(method, input, id)).toMatchObject({
    ok: false,
    error: { type: 'InvalidInput', method },
  })
})

test('a defect is reported and answered, not thrown', async () => {
  const handlers = echoes()
  const broken: CoreHandlers = {
    ...handlers,
    preferences: {
      ...handlers.preferences,
      get: () => Promise.reject(new Error('broken invariant')),
    },
  }
  expect(await createDispatch(broken, log)('preferences.get', undefined, commandId)).toEqual({
    ok: false,
    error: { type: 'Defect', reportId: 'R1', message: 'broken invariant' },
  })
})

test('a read that the database refuses is no defect', async () => {
  const handlers = echoes()
  const refused: CoreHandlers = {
    ...handlers,
    preferences: {
      ...handlers.preferences,
      get: () => Promise.reject(new SqlFault('other', 'disk I/O error')),
    },
  }
  expect(await createDispatch(refused, log)('preferences.get', undefined, commandId)).toEqual({
    ok: false,
    error: { type: 'DatabaseFault', message: 'disk I/O error' },
  })
})

test('a client has every method of the contract and sends it by name', async () => {
  const sent: unknown[] = []
  const client = createClient(async (method, input, options) => {
    sent.push([method, input, options])
    return ok()
  })
  await client.preferences.get()
  await client.preferences.set({ theme: 'dark' }, { commandId })
  expect(sent).toEqual([
    ['preferences.get', undefined, {}],
    ['preferences.set', { theme: 'dark' }, { commandId }],
  ])
})
