// What the explorer shows of the index: sums, marks, how new it is.
import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Totals } from '#vdfs/api/indexing.ts'
import { fakeIndex } from '../../testing/fake-holdall.ts'
import { createFakeCore, testLocation, type FakeFolder } from './testing/fake-core.ts'
import { showExplorer, type ShowOptions } from './testing/show-explorer.tsx'

beforeEach(() => page.viewport(1_300, 800))

const totals: Totals = {
  files: 12_345,
  folders: 1_204,
  bytes: 3_200_000_000,
  unread: 0,
  excluded: 0,
  unlisted: 0,
  kinds: { image: 12_000, text: 345 },
}
const tree = (more: Partial<FakeFolder> = {}): Record<string, FakeFolder> => ({
  '': {
    folders: ['Known', 'Nothing yet', 'Partial', 'Unknown', 'node_modules'],
    files: [{ name: 'a.txt' }, { name: 'note~' }, { name: 'note.txt' }],
    sizes: {
      Known: { sizeBytes: 884_000_000_000 },
      Partial: { sizeBytes: 38_400_000_000, isPartial: true },
      'Nothing yet': { sizeBytes: 0, isPartial: true },
    },
    marks: { node_modules: 'excluded', 'note.txt': 'excluded', 'note~': 'dropOnly' },
    ...more,
  },
  Known: { folders: [], files: [] },
})

async function open(more: Partial<FakeFolder> = {}, options: ShowOptions = {}) {
  const shown = showExplorer(createFakeCore(tree(more)), { width: 1_300, ...options })
  await expect.poll(() => shown.names().length).toBeGreaterThan(0)
  return shown
}
const cell = (row: HTMLElement) => row.querySelector('[data-column=size]')
const why = /^This was seen when the folder was dropped here/

test('folders have sizes where the index knows them, and say when they are not whole', async () => {
  const shown = await open()
  const size = (name: string) => [
    cell(shown.row(name))?.textContent,
    cell(shown.row(name))?.getAttribute('title'),
  ]
  expect(size('Known')).toEqual(['884 GB', '884,000,000,000 bytes'])
  expect(size('Partial')).toEqual([
    '≥ 38.4 GB',
    'At least 38,400,000,000 bytes: not all in it is known yet',
  ])
  expect(size('Nothing yet')).toEqual(['–', null])
  expect(size('Unknown')).toEqual(['–', null])
})

test('a size that comes later is drawn', async () => {
  const shown = await open()
  const root = shown.core.folders.get('')!
  shown.core.folders.set('', { ...root, sizes: { Unknown: { sizeBytes: 2_000 } } })
  shown.core.tellFolder('')
  await expect.poll(() => cell(shown.row('Unknown'))?.textContent).toBe('2 KB')
  shown.core.folders.set('', { ...root, sizes: { Unknown: { sizeBytes: 2_000, isPartial: true } } })
  shown.core.tellFolder('')
  await expect.poll(() => cell(shown.row('Unknown'))?.textContent).toBe('≥ 2 KB')
})

test('what is left out is quieter and says so; it opens as ever', async () => {
  const shown = await open()
  const mark = shown.row('node_modules').querySelector('[class*=mark]')
  expect(mark?.getAttribute('title')).toBe('Left out of the index')
  expect(mark?.textContent).toBe('Left out of the index')
  const inkOf = (name: string) =>
    getComputedStyle(shown.row(name).querySelector('[data-grip]')!).color
  expect(inkOf('node_modules')).not.toBe(inkOf('Known'))
  await userEvent.dblClick(shown.row('node_modules'))
  await expect.poll(() => shown.navigation.place()).toMatchObject({ at: { path: 'node_modules' } })
})

test('what only a drop shows cannot be opened, by whatever way, and says why', async () => {
  const shown = await open({}, { preview: () => <p>Preview</p> })
  const row = shown.row('note~')
  expect(row.querySelector('[class*=mark]')?.textContent).toBe('Visible only in a drop')
  const told = () => shown.toasts.shown().map(({ text }) => text)
  await userEvent.dblClick(row)
  await expect.poll(told).toEqual([expect.stringMatching(why)])
  expect(shown.commands.availability('explorer.open')).toEqual({
    disabled: expect.stringMatching(why),
  })
  expect(shown.commands.availability('explorer.preview')).toEqual({
    disabled: expect.stringMatching(why),
  })
  expect(shown.commands.availability('explorer.download')).toBe(false)
  await userEvent.keyboard(' ')
  await userEvent.keyboard('{Enter}')
  expect(page.getByText('Preview', { exact: true }).elements()).toEqual([])
  expect(shown.core.calls).not.toContain('files.open')
  expect(shown.commands.availability('explorer.copy-path')).toBe(true)
})

test('the status bar sums up what is below, and leads to what is left out', async () => {
  const shown = await open({ totals: { ...totals, excluded: 3 } })
  await expect
    .poll(shown.status)
    .toBe('8 itemsLeft out of the index: 3Contains 12,345 files, 3.2 GB')
  const root = shown.core.folders.get('')!
  shown.core.folders.set('', { ...root, totals: { ...totals, unlisted: 1 } })
  shown.core.tellFolder('')
  await expect.poll(shown.status).toBe('8 itemsContains at least 12,345 files, 3.2 GB')
  shown.core.folders.set('', { ...root, totals: { ...totals, excluded: 3, unread: 1 } })
  shown.core.tellFolder('')
  await expect
    .poll(shown.status)
    .toBe('8 itemsLeft out of the index: 3Contains 12,345 files, at least 3.2 GB')
  await page.getByRole('button', { name: 'Left out of the index: 3' }).click()
  expect(shown.navigation.place()).toEqual({ screen: 'index', locationId: testLocation })
})

test('the status bar says how new the index is', async () => {
  const shown = await open()
  expect(shown.status()).toBe('8 items')
  const set = (more: Parameters<typeof fakeIndex>[1]) => {
    shown.core.indexStatus.splice(0, 1, { ...fakeIndex(1, more), locationId: testLocation })
    shown.core.tell('index')
  }
  set({ isScanning: true })
  await expect.poll(shown.status).toBe('8 itemsIndexing…')
  set({})
  await expect.poll(shown.status).toBe('8 itemsIndexed 1 hour ago')
  set({ scannedMs: Date.now() })
  await expect.poll(shown.status).toBe('8 itemsIndexed just now')
  set({ scannedMs: undefined })
  await expect.poll(shown.status).toBe('8 items')
})

test('on a phone the second line has the size, and the sums of the index give way', async () => {
  await page.viewport(390, 800)
  const shown = await open({ totals: { ...totals, excluded: 3 } }, { width: 390 })
  expect(shown.row('Partial').textContent).toContain('Folder, ≥ 38.4 GB')
  expect(shown.row('Unknown').textContent).not.toContain('Folder,')
  expect(
    page
      .getByText('Contains', { exact: false })
      .elements()
      .filter((it) => it.checkVisibility()),
  ).toEqual([])
  expect(shown.row('note.txt').textContent).toContain('Left out of the index')
})
