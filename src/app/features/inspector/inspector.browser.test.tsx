import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createFakeCore, type FakeFolder } from '../explorer/testing/fake-core.ts'
import { showExplorer, type ShowOptions } from '../explorer/testing/show-explorer.tsx'
import Inspector from './Inspector.tsx'

beforeEach(() => page.viewport(1_300, 800))

const picture = new Blob([
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>',
])
const tree = (): Record<string, FakeFolder> => ({
  '': {
    folders: ['Trips'],
    files: [
      { name: 'a.svg', content: picture, sizeBytes: 8_912_345, modifiedMs: 1_718_343_667_000 },
      { name: 'b.txt', sizeBytes: 1_000 },
      { name: 'c.txt', error: { type: 'NotReadable' } },
      { name: '' },
      { name: '.hidden' },
    ],
  },
  Trips: { folders: ['2023', '2024'], files: [{ name: 'x' }, { name: '.y' }] },
})

async function open(options: ShowOptions = {}) {
  const shown = showExplorer(createFakeCore(tree()), {
    width: 1_300,
    inspector: (inspected) => <Inspector {...inspected} />,
    ...options,
  })
  await expect.poll(() => shown.names().length).toBeGreaterThan(0)
  return shown
}
/** Media queries are told of a new size with the next frame. */
async function resize(width: number) {
  await page.viewport(width, 800)
  await new Promise((resolve) => requestAnimationFrame(resolve))
  await new Promise((resolve) => requestAnimationFrame(resolve))
}
const pane = () => document.querySelector('aside')?.textContent ?? ''

test('a file shows its exact size, its dates and where it is; a picture also itself', async () => {
  const shown = await open()
  await userEvent.click(shown.row('a.svg'))
  expect(pane()).toContain('SVG drawing, 8.9 MB')
  expect(pane()).toContain('8,912,345 bytes')
  expect(pane()).toMatch(/2024.*:07/)
  expect(pane()).toContain('Fieldwork')
  await expect.poll(pane).toContain('40 × 30')
  const image = document.querySelector<HTMLImageElement>('aside img')!
  expect(image.naturalWidth).toBe(40)
  const url = image.src
  await userEvent.click(shown.row('b.txt'))
  await expect.poll(() => document.querySelector('aside img')).toBeNull()
  await expect(fetch(url)).rejects.toThrow('fetch') // given back
})

test('a folder tells what it holds, several what they are together, none the folder itself', async () => {
  const shown = await open()
  expect(pane()).toContain('Fieldwork')
  expect(pane()).toContain('1 folder, 4 files, 1 hidden')
  await userEvent.click(shown.row('Trips'))
  await expect.poll(pane).toContain('2 folders, 2 files, 1 hidden')
  await userEvent.click(shown.row('a.svg'), { modifiers: ['Control'] })
  await userEvent.click(shown.row('b.txt'), { modifiers: ['Control'] })
  await expect.poll(pane).toContain('3 entries selected')
  await expect.poll(pane).toContain('1 folder, 2 files')
  expect(pane()).toContain('8,913,345 bytes')
})

test('a folder tells what is in all of it by kind, as the index knows it', async () => {
  const core = createFakeCore({
    ...tree(),
    '': {
      folders: ['Trips', 'Drop'],
      files: [{ name: 'b.txt' }],
      marks: { 'b.txt': 'excluded', Drop: 'dropOnly' },
    },
    Trips: {
      folders: [],
      files: [],
      totals: {
        files: 1_234,
        folders: 56,
        bytes: 7_000_000,
        unread: 1,
        excluded: 0,
        unlisted: 0,
        kinds: { image: 1_000, raw: 200, pdf: 20, text: 10, code: 3, other: 1 },
      },
    },
  })
  const shown = showExplorer(core, {
    width: 1_300,
    inspector: (inspected) => <Inspector {...inspected} />,
  })
  await expect.poll(() => shown.names().length).toBeGreaterThan(0)
  await userEvent.click(shown.row('Trips'))
  await expect.poll(pane).toContain('In all1,234 files, 56 folders')
  expect(pane()).toContain('Sizeat least 7.0 MB')
  expect(pane()).toContain('Images1,000Raw photos200PDFs20Texts10Others4')
  const trips = core.folders.get('Trips')!
  core.folders.set('Trips', { ...trips, totals: { ...trips.totals!, files: 1_300, unread: 0 } })
  core.tell('index')
  await expect.poll(pane).toContain('In all1,300 files, 56 folders')
  expect(pane()).toContain('Size7.0 MB')
  await userEvent.click(shown.row('b.txt'))
  await expect.poll(pane).toContain('Left out of the index.')
  await userEvent.click(shown.row('Drop'))
  await expect.poll(pane).toContain('Visible only in a drop')
  expect(pane()).not.toMatch(/In all|Left out/)
})

test('several files show the picture of files alone', async () => {
  const shown = await open()
  await userEvent.click(shown.row('b.txt'))
  await userEvent.click(shown.row('c.txt'), { modifiers: ['Control'] })
  await expect.poll(pane).toContain('Among them2 files')
  expect(document.querySelectorAll('aside [class*=emblem] svg')).toHaveLength(1)
})

test('of a folder that could not be read it claims nothing', async () => {
  const core = createFakeCore({})
  const shown = showExplorer(core, {
    width: 1_300,
    inspector: (inspected) => <Inspector {...inspected} />,
  })
  await expect.poll(pane).toContain('Fieldwork')
  await expect.poll(() => shown.root.querySelector('[role=alert]')).not.toBeNull()
  expect(pane()).not.toMatch(/Holds|Read|Nothing/)
})

test('what could not be read says why', async () => {
  const shown = await open()
  await userEvent.click(shown.row('c.txt'))
  expect(pane()).toContain('The system does not let the browser read this.')
  await userEvent.click(shown.row('Name not readable'))
  expect(pane()).toContain('no valid text')
})

test('it is a column the person sizes, a drawer where there is less room, a sheet where there is none', async () => {
  const shown = await open()
  const edge = page.getByRole('separator', { name: 'Width of the inspector' })
  edge.element().focus()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.poll(() => shown.core.preferences().inspectorWidth).toBe(296)
  await userEvent.keyboard('{Control>}i{/Control}')
  await expect.poll(pane).toBe('')
  await expect.poll(() => shown.core.preferences().inspectorOpen).toBe(false)

  await resize(1_000)
  await userEvent.keyboard('{Control>}i{/Control}')
  await expect.poll(pane).toContain('Fieldwork')
  expect(document.querySelector('[role=separator][aria-controls=inspector]')).toBeNull()
  page.getByRole('button', { name: 'Close' }).element().focus()
  await userEvent.keyboard('{Escape}')
  await expect.poll(pane).toBe('')

  await resize(800)
  shown.list().focus()
  await userEvent.keyboard('{Control>}i{/Control}')
  await expect.poll(() => document.querySelector('[role=dialog]')?.textContent).toContain('Holds')
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => document.querySelector('[role=dialog]')).toBeNull()
})
