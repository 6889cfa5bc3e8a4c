import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import * as v from 'valibot'
import { RelPathSchema, ROOT } from '#vdfs/api/paths.ts'
import { err } from '#vdfs/api/result.ts'
import { readDrop, type DropItem } from '../../platform/drop-folders.ts'
import { createFakeHoldall, fakeLocation, fakeLocationId } from '../../testing/fake-holdall.ts'
import { showLocations } from './testing.tsx'

let storage: FileSystemDirectoryHandle
beforeEach(async () => {
  storage = await navigator.storage.getDirectory()
})
const folderHandle = (name: string) => storage.getDirectoryHandle(name, { create: true })

/** What a drop of these would bring, with real handles. */
const drop = (...items: DropItem[]) => readDrop({ items })
const entry = (name: string, isDirectory: boolean): FileSystemEntry => ({
  name,
  isDirectory,
  isFile: !isDirectory,
  fullPath: `/${name}`,
  filesystem: { name: 'test', root: new FileSystemDirectoryEntryStub() },
  getParent() {},
})
class FileSystemDirectoryEntryStub implements FileSystemDirectoryEntry {
  readonly name = ''
  readonly fullPath = '/'
  readonly isDirectory = true
  readonly isFile = false
  get filesystem(): FileSystem {
    return { name: 'test', root: this }
  }
  createReader(): FileSystemDirectoryReader {
    return { readEntries: (found) => found([]) }
  }
  getDirectory() {}
  getFile() {}
  getParent() {}
}
const folder = async (name: string): Promise<DropItem> => {
  const handle = await folderHandle(name)
  return {
    kind: 'file',
    webkitGetAsEntry: () => entry(name, true),
    getAsFile: () => null,
    getAsFileSystemHandle: async () => handle,
  }
}
const file = async (name: string): Promise<DropItem> => {
  const handle = await storage.getFileHandle(name, { create: true })
  return {
    kind: 'file',
    webkitGetAsEntry: () => entry(name, false),
    getAsFile: () => new File([], name),
    getAsFileSystemHandle: async () => handle,
  }
}
const refused = (name: string): DropItem => ({
  kind: 'file',
  webkitGetAsEntry: () => entry(name, true),
  getAsFile: () => null,
  getAsFileSystemHandle: () => Promise.reject(new DOMException('blocked', 'AbortError')),
})
const text: DropItem = {
  kind: 'string',
  webkitGetAsEntry: () => null,
  getAsFile: () => null,
}

test('a drop is told apart into folders, files and what the browser refuses', async () => {
  const found = await drop(await folder('Photos'), await file('a.txt'), refused('etc'), text)
  expect(found.folders.map(({ name }) => name)).toEqual(['Photos'])
  expect(found.folders[0]?.entry?.name).toBe('Photos')
  expect(found.fileNames).toEqual(['a.txt'])
  expect(found.refusedNames).toEqual(['etc'])
})

test('handles are asked for while the drop lasts: before the first await', async () => {
  const order: string[] = []
  const spy = (name: string): DropItem => ({
    kind: 'file',
    webkitGetAsEntry() {
      order.push(`entry ${name}`)
      return null
    },
    getAsFile: () => null,
    async getAsFileSystemHandle() {
      order.push(`handle ${name}`)
      return null
    },
  })
  const reading = drop(spy('a'), spy('b'))
  expect(order).toEqual(['entry a', 'handle a', 'entry b', 'handle b'])
  await reading
})

test('several folders are added at once, and the first is opened', async () => {
  const fake = createFakeHoldall()
  const { locations, navigation } = showLocations(fake)
  await locations.addDrop(await drop(await folder('Photos'), await folder('Papers')))
  await expect.element(page.getByRole('link', { name: 'Photos' })).toBeVisible()
  await expect.element(page.getByRole('link', { name: 'Papers' })).toBeVisible()
  await expect.element(page.getByText('2 folders added')).toBeVisible()
  expect(navigation.place()).toMatchObject({ at: { locationId: fakeLocationId(100), path: ROOT } })
})

test('files and refused folders are answered in words; folders beside them are added', async () => {
  const fake = createFakeHoldall()
  const { locations } = showLocations(fake)
  await locations.addDrop(await drop(await file('a.txt'), refused('etc'), await folder('Photos')))
  await expect.element(page.getByText(/That is a file. Holdall opens folders/)).toBeVisible()
  await expect.element(page.getByText(/lets no page into etc/)).toBeVisible()
  expect(fake.inputsOf('locations.add').length).toBe(1)
})

test('a folder that is there already is opened and said', async () => {
  const fake = createFakeHoldall([fakeLocation(1)])
  const { locations, navigation } = showLocations(fake)
  fake.answerNext(
    'locations.add',
    err({ type: 'AlreadyALocation', locationId: fakeLocationId(1), name: 'Folder 1' }),
  )
  await locations.addDrop(await drop(await folder('Photos')))
  await expect.element(page.getByText('Folder 1 is a location already.')).toBeVisible()
  expect(navigation.place()).toMatchObject({ at: { locationId: fakeLocationId(1), path: ROOT } })
})

const inside = err({
  type: 'InsideALocation',
  locationId: fakeLocationId(1),
  name: 'Folder 1',
  path: v.parse(RelPathSchema, 'x/Photos'),
})
const dialog = () => page.getByRole('alertdialog', { name: 'Photos lies inside Folder 1' })

test('a folder inside a location can be opened there', async () => {
  const fake = createFakeHoldall([fakeLocation(1)])
  const { locations, navigation } = showLocations(fake)
  fake.answerNext('locations.add', inside)
  const adding = locations.addDrop(await drop(await folder('Photos')))
  await dialog().getByRole('button', { name: 'Open it there' }).click()
  await adding
  expect(navigation.place()).toMatchObject({
    at: { locationId: fakeLocationId(1), path: 'x/Photos' },
  })
  expect(fake.inputsOf('locations.add').length).toBe(1)
})

test('or added all the same, or left: Escape leaves', async () => {
  const fake = createFakeHoldall([fakeLocation(1)])
  const { locations } = showLocations(fake)
  fake.answerNext('locations.add', inside)
  const first = locations.addDrop(await drop(await folder('Photos')))
  await expect.element(dialog()).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await first
  expect(fake.inputsOf('locations.add').length).toBe(1)
  await expect.element(dialog()).not.toBeInTheDocument()

  fake.answerNext('locations.add', inside)
  const second = locations.addDrop(await drop(await folder('Photos')))
  await dialog().getByRole('button', { name: 'Add all the same' }).click()
  await second
  expect(fake.inputsOf('locations.add').at(-1)).toMatchObject({ nested: true })
  await expect.element(page.getByRole('link', { name: 'Photos' })).toBeVisible()
})

test('a folder around locations names them', async () => {
  const fake = createFakeHoldall([fakeLocation(1)])
  const { locations } = showLocations(fake)
  fake.answerNext('locations.add', err({ type: 'AroundLocations', names: ['Folder 1', 'Papers'] }))
  const adding = locations.addDrop(await drop(await folder('Photos')))
  const around = page.getByRole('alertdialog', { name: 'Photos holds 2 locations' })
  await expect.element(around).toHaveTextContent('Folder 1, Papers')
  expect(around.getByRole('button', { name: 'Open it there' }).elements()).toEqual([])
  await around.getByRole('button', { name: 'Cancel' }).click()
  await adding
  expect(fake.inputsOf('locations.add').length).toBe(1)
})

test('a drag from outside is answered before the drop; one from inside is not', async () => {
  showLocations(createFakeHoldall())
  const send = (type: string, data: DataTransfer) =>
    window.dispatchEvent(new DragEvent(type, { dataTransfer: data, cancelable: true }))
  const outside = new DataTransfer()
  outside.items.add(new File([], 'Photos')) // no type: it may be a folder
  send('dragenter', outside)
  await expect.element(page.getByText('Drop folders to open them')).toBeVisible()
  send('dragleave', outside)
  await expect.element(page.getByText('Drop folders to open them')).not.toBeInTheDocument()

  const files = new DataTransfer()
  files.items.add(new File([], 'a.png', { type: 'image/png' }))
  send('dragenter', files)
  await expect.element(page.getByText('Files cannot be opened on their own')).toBeVisible()
  send('dragleave', files)

  const words = new DataTransfer()
  words.setData('text/plain', 'Photos')
  expect(send('dragover', words)).toBe(true) // not ours: not prevented
  send('dragstart', outside)
  expect(send('dragover', outside)).toBe(true)
  send('dragend', outside)
  expect(send('dragover', outside)).toBe(false)
  send('dragleave', outside)
})
