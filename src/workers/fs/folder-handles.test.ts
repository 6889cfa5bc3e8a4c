import * as v from 'valibot'
import { expect, test } from 'vitest'
import { RootIdSchema } from '#vdfs/api/ids.ts'
import { RelPathSchema } from '#vdfs/api/paths.ts'
import { createFolderHandles } from './folder-handles.ts'

/** A handle as Chromium's: it stands for a path, and what is there counts. */
interface Handle {
  readonly path: string
  getDirectoryHandle(name: string): Promise<Handle>
}

const rootId = v.parse(RootIdSchema, 'root0000000000000000000000')
const at = (path: string) => ({ rootId, path: v.parse(RelPathSchema, path) })

function world(...folders: readonly string[]) {
  const present = new Set(folders)
  const files = new Set<string>()
  const asked: string[] = []
  const handle = (path: string): Handle => ({
    path,
    async getDirectoryHandle(name) {
      const below = `${path}/${name}`
      asked.push(below)
      if (files.has(below)) throw new DOMException('', 'TypeMismatchError')
      if (!present.has(below)) throw new DOMException('', 'NotFoundError')
      return handle(below)
    },
  })
  const root = handle('')
  const handles = createFolderHandles<Handle>((id) => (id === rootId ? root : undefined))
  const find = async (path: string) => {
    asked.length = 0
    const found = await handles.find(at(path))
    return { found: found.ok ? found.value.path : found.error.type, asked: [...asked] }
  }
  return { present, files, find, handles }
}

test('the way is remembered, the last step is asked for each time', async () => {
  const { find } = world('/a', '/a/b', '/a/b/c', '/a/b/d')
  expect(await find('')).toEqual({ found: '', asked: [] })
  expect(await find('a/b/c')).toEqual({ found: '/a/b/c', asked: ['/a', '/a/b', '/a/b/c'] })
  expect(await find('a/b/c')).toEqual({ found: '/a/b/c', asked: ['/a/b/c'] })
  expect(await find('a/b/d')).toEqual({ found: '/a/b/d', asked: ['/a/b/d'] })
  expect(await find('a')).toEqual({ found: '/a', asked: ['/a'] })
})

test('what is not found by the remembered way is looked for from the root', async () => {
  const { find, present, files } = world('/a', '/a/b', '/a/b/c')
  await find('a/b/c')
  present.clear()
  expect(await find('a/b/c')).toEqual({ found: 'NotFound', asked: ['/a/b/c', '/a'] })
  files.add('/a')
  expect(await find('a/b/c')).toEqual({ found: 'WrongKind', asked: ['/a/b/c', '/a'] })
})

test('an unknown root is told', async () => {
  const { handles } = world('/a')
  const other = v.parse(RootIdSchema, 'root1111111111111111111111')
  expect(await handles.find({ ...at('a'), rootId: other })).toEqual({
    ok: false,
    error: { type: 'RootUnknown' },
  })
})

test('only so many are remembered, those used last', async () => {
  const many = Array.from({ length: 600 }, (_, n) => `/a/${n}`)
  const { find } = world('/a', '/keep', '/keep/x', ...many, ...many.map((one) => `${one}/x`))
  await find('keep/x')
  for (const one of many) {
    await find(`${one.slice(1)}/x`)
    await find('keep/x')
  }
  expect((await find('keep/x')).asked).toEqual(['/keep/x'])
  expect((await find('a/599/x')).asked).toEqual(['/a/599/x'])
  expect((await find('a/0/x')).asked).toEqual(['/a/0', '/a/0/x'])
})

test('a hostile path with tens of thousands of steps does no harm', async () => {
  const { find } = world('/a')
  expect((await find(Array.from({ length: 60_000 }, () => 'a').join('/'))).found).toBe('NotFound')
})
