import * as v from 'valibot'
import { expect, test } from 'vitest'
import { CommandIdSchema, LocationIdSchema } from '../api/ids.ts'
import { RelPathSchema } from '../api/paths.ts'
import { createMemoryFs } from '../testing/memory-fs.ts'
import { createFiles } from './files.ts'

const HERE = v.parse(LocationIdSchema, 'here0123456789012345')
const NOWHERE = v.parse(LocationIdSchema, 'nowhere0123456789012')
const context = { commandId: v.parse(CommandIdSchema, 'command0123456789012') }
const at = (path: string, locationId = HERE) => ({ locationId, path: v.parse(RelPathSchema, path) })

async function createWorld() {
  const fs = createMemoryFs({
    top: {
      notes: { 'today.md': '# Größe\r\n', 'picture.png': '\u{0}\u{1}\u{2}PNG\u{0}' },
      empty: '',
    },
  })
  const adopted = await fs.adopt(fs.handleOf('top'))
  if (!adopted.ok) throw new Error(adopted.error.type)
  const { rootId } = adopted.value
  return {
    fs,
    files: createFiles({ fs, rootOf: (id) => (id === HERE ? rootId : undefined) }),
  }
}

test('a text is read in parts, each starting where the one before ended', async () => {
  const { files } = await createWorld()
  const whole = { at: at('notes/today.md'), fromByte: 0, maxBytes: 1 << 20, encoding: undefined }
  expect(await files.text(whole, context)).toEqual({
    ok: true,
    value: {
      text: '# Größe\r\n',
      encoding: 'utf-8',
      certainty: 'checked',
      fromByte: 0,
      nextByte: undefined,
      sizeBytes: 11,
    },
  })
  const first = await files.text({ ...whole, maxBytes: 5 }, context)
  expect(first).toMatchObject({ value: { text: '# Gr', nextByte: 4 } })
  expect(await files.text({ ...whole, fromByte: 4, encoding: 'utf-8' }, context)).toMatchObject({
    value: { text: 'öße\r\n', fromByte: 4, nextByte: undefined },
  })
})

test('a part from the middle is read in the encoding of the beginning, or in the one chosen', async () => {
  const { files } = await createWorld()
  const ask = { at: at('notes/today.md'), maxBytes: 1 << 20 }
  // byte 5 is the second half of ö: alone it is no UTF-8
  expect(await files.text({ ...ask, fromByte: 5, encoding: undefined }, context)).toMatchObject({
    value: { text: '\u{fffd}ße\r\n', encoding: 'utf-8', certainty: 'checked' },
  })
  expect(await files.text({ ...ask, fromByte: 0, encoding: 'koi8-r' }, context)).toMatchObject({
    value: { text: '# Grц╤ц÷e\r\n', encoding: 'koi8-r', certainty: 'chosen' },
  })
})

test('an empty file is an empty text', async () => {
  const { files } = await createWorld()
  expect(
    await files.text({ at: at('empty'), fromByte: 0, maxBytes: 100, encoding: undefined }, context),
  ).toMatchObject({ value: { text: '', nextByte: undefined, sizeBytes: 0 } })
})

test('bytes are those of the file, and end with it', async () => {
  const { files } = await createWorld()
  expect(
    await files.bytes({ at: at('notes/today.md'), fromByte: 9, length: 100 }, context),
  ).toEqual({
    ok: true,
    value: new Uint8Array([13, 10]),
  })
})

test('a file is opened under its own name', async () => {
  const { files } = await createWorld()
  expect(await files.open({ at: at('notes/today.md') }, context)).toMatchObject({
    ok: true,
    value: { name: 'today.md', sizeBytes: 11 },
  })
})

test('what is not there, no text, no file, or nobody’s is said', async () => {
  const { files, fs } = await createWorld()
  const ask = { fromByte: 0, maxBytes: 100, encoding: undefined }
  const typeOf = async (path: string, locationId = HERE) => {
    const answer = await files.text({ at: at(path, locationId), ...ask }, context)
    return answer.ok ? 'text' : answer.error.type
  }
  expect(await typeOf('notes/none')).toBe('NotFound')
  expect(await typeOf('notes/picture.png')).toBe('NotText')
  expect(await typeOf('notes')).toBe('WrongKind')
  expect(await typeOf('notes/today.md', NOWHERE)).toBe('LocationNotFound')
  fs.disk.remove('top/notes/today.md')
  expect(await typeOf('notes/today.md')).toBe('NotFound')
})
