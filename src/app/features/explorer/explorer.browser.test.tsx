import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createFakeCore, manyFiles, type FakeFolder } from './testing/fake-core.ts'
import { showExplorer, type ShowOptions } from './testing/show-explorer.tsx'

beforeEach(() => page.viewport(1_000, 800))

const day = 86_400_000
const fieldwork = (): Record<string, FakeFolder> => ({
  '': {
    folders: ['Orthomosaics', 'Radar lines'],
    files: [
      { name: 'a1.txt', sizeBytes: 300, modifiedMs: 3 * day },
      { name: 'a2.txt', sizeBytes: 200, modifiedMs: 2 * day },
      { name: 'a10.txt', sizeBytes: 100, modifiedMs: day },
      { name: 'b.jpg', sizeBytes: 8_912_345, modifiedMs: 4 * day },
      { name: '.hidden.txt', sizeBytes: 1, modifiedMs: day },
    ],
  },
  'Radar lines': { folders: ['07', '12'], files: [{ name: 'notes.md' }] },
  Orthomosaics: { folders: [], files: [] },
})
const visible = ['Orthomosaics', 'Radar lines', 'a1.txt', 'a2.txt', 'a10.txt', 'b.jpg']

async function open(tree = fieldwork(), options: ShowOptions = {}) {
  const shown = showExplorer(createFakeCore(tree), options)
  await expect.poll(() => shown.names().length).toBeGreaterThan(0)
  return shown
}

test('a folder shows its entries, folders first, hidden ones counted', async () => {
  const shown = await open()
  expect(shown.names()).toEqual(visible)
  expect(shown.status()).toBe('6 items, 1 hidden')
  expect(shown.list().getAttribute('aria-rowcount')).toBe('7')
  expect(shown.row('b.jpg').textContent).toContain('8.9 MB')
  expect(shown.row('b.jpg').getAttribute('aria-rowindex')).toBe('7')
})

test('arrows, Home, End and pages move, Shift takes the range along, Ctrl moves the focus alone', async () => {
  const shown = await open()
  await userEvent.keyboard('{ArrowDown}')
  expect(shown.selected()).toEqual(['Orthomosaics'])
  await userEvent.keyboard('{ArrowDown}{ArrowDown}')
  expect(shown.selected()).toEqual(['a1.txt'])
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
  expect(shown.selected()).toEqual(['a1.txt', 'a2.txt', 'a10.txt'])
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}')
  expect(shown.selected()).toEqual(['a1.txt', 'a2.txt'])
  await userEvent.keyboard('{Control>}{End}{/Control}')
  expect(shown.selected()).toEqual(['a1.txt', 'a2.txt'])
  expect(shown.focused()).toBe('b.jpg')
  await userEvent.keyboard('{Control>} {/Control}')
  expect(shown.selected()).toEqual(['a1.txt', 'a2.txt', 'b.jpg'])
  await userEvent.keyboard('{Home}')
  expect(shown.selected()).toEqual(['Orthomosaics'])
  await userEvent.keyboard('{Shift>}{End}{/Shift}')
  expect(shown.selected()).toEqual(visible)
  await userEvent.keyboard('{Escape}')
  expect(shown.selected()).toEqual([])
  expect(shown.focused()).toBe('b.jpg')
})

test('select all, invert and the count in the status bar', async () => {
  const shown = await open()
  await userEvent.keyboard('{Control>}a{/Control}')
  expect(shown.selected()).toEqual(visible)
  await expect.poll(() => shown.status()).toBe('6 items, 1 hidden6 selected, 8.9 MB')
  await userEvent.keyboard('{Home}')
  await userEvent.keyboard('{Control>}{Shift>}i{/Shift}{/Control}')
  expect(shown.selected()).toEqual(visible.slice(1))
})

test('Enter opens a folder, Backspace goes up and selects where one came from, Alt+arrows go through history', async () => {
  const shown = await open()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  await expect.poll(() => shown.names()).toEqual(['07', '12', 'notes.md'])
  expect(location.pathname).toMatch(/\/Radar%20lines$/)
  await userEvent.keyboard('{Backspace}')
  await expect.poll(() => shown.selected()).toEqual(['Radar lines'])
  await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}')
  await expect.poll(() => shown.names()).toEqual(['07', '12', 'notes.md'])
  await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}')
  await expect.poll(() => shown.names()).toEqual(visible)
  await expect.poll(() => shown.selected()).toEqual(['Radar lines'])
})

test('typing jumps to names, the same letter goes on to the next', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const shown = await open(fieldwork(), {
    preview: (previewed) => <p class="previewed">{previewed.row.name}</p>,
  })
  await userEvent.keyboard('a')
  await expect.poll(() => shown.selected()).toEqual(['a1.txt'])
  await userEvent.keyboard('a')
  await expect.poll(() => shown.selected()).toEqual(['a2.txt'])
  await userEvent.keyboard('a')
  await expect.poll(() => shown.selected()).toEqual(['a10.txt'])
  await userEvent.keyboard('{Escape}{Home}')
  vi.advanceTimersByTime(1_001)
  await userEvent.keyboard('radar l')
  await expect.poll(() => shown.selected()).toEqual(['Radar lines'])
  vi.advanceTimersByTime(1_001)
  await userEvent.keyboard('b ')
  await expect.poll(() => shown.selected()).toEqual(['b.jpg'])
  await expect.poll(() => shown.root.querySelector('.previewed')?.textContent).toBe('b.jpg')
})

test('a selection outlives sorting, hidden files and a refresh; what vanished leaves it', async () => {
  const shown = await open()
  await userEvent.click(shown.row('a1.txt'))
  await userEvent.click(shown.row('b.jpg'), { modifiers: ['Control'] })
  await userEvent.keyboard('{Control>}h{/Control}')
  await expect.poll(() => shown.names()).toContain('.hidden.txt')
  await userEvent.click(shown.row('.hidden.txt'), { modifiers: ['Control'] })
  expect(shown.selected()).toEqual(['.hidden.txt', 'a1.txt', 'b.jpg'])
  await userEvent.keyboard('{Control>}h{/Control}')
  await expect.poll(() => shown.selected()).toEqual(['a1.txt', 'b.jpg'])
  await userEvent.keyboard('{Control>}h{/Control}')
  await expect.poll(() => shown.selected()).toEqual(['.hidden.txt', 'a1.txt', 'b.jpg'])

  await userEvent.click(shown.root.querySelector('[data-column=size] button')!)
  await expect.poll(() => shown.names().slice(2, 4)).toEqual(['b.jpg', 'a1.txt'])
  expect(shown.selected()).toEqual(['b.jpg', 'a1.txt', '.hidden.txt'])

  const folder = shown.core.folders.get('')!
  shown.core.folders.set('', {
    ...folder,
    files: folder.files.filter(({ name }) => name !== 'a1.txt'),
  })
  shown.core.tellFolder('')
  await expect.poll(() => shown.status()).toContain('2 selected')
  expect(shown.selected()).toEqual(['b.jpg', '.hidden.txt'])
})

test('heads sort by click and by keys, both ways, and say so; the address and the preferences keep it', async () => {
  const shown = await open()
  const head = (id: string) => shown.root.querySelector<HTMLElement>(`[data-column=${id}]`)!
  expect(head('name').ariaSort).toBe('ascending')
  await userEvent.click(head('modified').querySelector('button')!)
  await expect.poll(() => shown.names().slice(2)).toEqual(['b.jpg', 'a1.txt', 'a2.txt', 'a10.txt'])
  expect(head('modified').ariaSort).toBe('descending')
  expect(head('name').ariaSort).toBe('none')
  head('modified').querySelector('button')!.focus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => shown.names().slice(2)).toEqual(['a10.txt', 'a2.txt', 'a1.txt', 'b.jpg'])
  expect(location.search).toContain('sort=modified&order=up')
  await expect.poll(() => shown.core.preferences().sortBy).toBe('modified')
})

test('columns give way in turn when there is no room, and their edges size them', async () => {
  const shown = await open(fieldwork(), { width: 640 })
  const columns = () =>
    [...shown.root.querySelectorAll<HTMLElement>('[role=columnheader]')].map(
      (head) => head.dataset['column'],
    )
  await expect.poll(columns).toEqual(['name', 'kind', 'size', 'modified'])
  const edge = shown.root.querySelector<HTMLElement>('[data-column=kind] [role=separator]')!
  edge.focus()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.poll(() => shown.core.preferences().kindWidth).toBe(124)
  const frame = shown.root.querySelector<HTMLElement>('[class*=window]')!
  frame.style.setProperty('--test-width', '480px')
  await expect.poll(columns).toEqual(['name', 'size', 'modified'])
  frame.style.setProperty('--test-width', '330px')
  await expect.poll(columns).toEqual(['name', 'size'])
})

test('the address tells what is selected, and a link selects it', async () => {
  const shown = await open(fieldwork(), { place: { select: 'a10.txt' } })
  await expect.poll(() => shown.selected()).toEqual(['a10.txt'])
  await userEvent.click(shown.row('b.jpg'))
  await expect.poll(() => new URLSearchParams(location.search).get('select')).toBe('b.jpg')
})

test('a link to a hidden entry shows it; one to nothing says so', async () => {
  const shown = await open(fieldwork(), { place: { select: '.hidden.txt' } })
  await expect.poll(() => shown.selected()).toEqual(['.hidden.txt'])
  shown.go('', 'gone.txt')
  await expect
    .poll(() => shown.toasts.shown().map(({ text }) => text))
    .toEqual(['gone.txt is not in this folder.'])
})

test('an empty folder and one that cannot be read say so', async () => {
  const tree = fieldwork()
  tree['locked'] = {
    folders: [],
    files: [],
    listing: { state: 'failed', error: { type: 'PermissionRequired' } },
  }
  const shown = await open(tree)
  await userEvent.dblClick(shown.row('Orthomosaics'))
  await expect.poll(() => shown.root.textContent).toContain('This folder is empty.')
  shown.go('locked')
  await expect.poll(() => shown.root.textContent).toContain('asks for your permission')
})

test('a folder that could not be read is not called empty, and is announced once it is known', async () => {
  const core = createFakeCore({
    '': {
      folders: [],
      files: [],
      listing: { state: 'failed', error: { type: 'PermissionRequired' } },
    },
  })
  const shown = showExplorer(core)
  const live = () => shown.root.querySelector('output[aria-live]')?.textContent
  await expect.poll(() => shown.root.textContent).toContain('asks for your permission')
  expect(shown.status()).toBe('')
  core.folders.set('', { folders: ['a'], files: [] })
  core.tellFolder('')
  await expect.poll(live).toBe('Fieldwork, 1 item')
})

test('an order is announced when the rows stand in it', async () => {
  const shown = await open()
  const live = () => shown.root.querySelector('output[aria-live]')?.textContent
  await expect.poll(live).toBe('Fieldwork, 6 items')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const top = shown.core.folders.get('')
  if (top !== undefined) top.sorting = { done: 1, of: 3 }
  await userEvent.click(page.getByRole('button', { name: 'Size' }))
  await expect.poll(shown.status).toContain('Sorting')
  vi.advanceTimersByTime(5_000)
  expect(live()).toBe('Fieldwork, 6 items')
  delete top?.sorting
  shown.core.tellFolder('')
  await expect.poll(shown.status).not.toContain('Sorting')
  vi.advanceTimersByTime(5_000)
  expect(live()).toBe('Sorted by size, descending.')
})

test('an address of an unknown location says so and leads home', async () => {
  const core = createFakeCore(fieldwork())
  core.locations.length = 0
  core.failNext('entries.window', { type: 'LocationNotFound' })
  const shown = showExplorer(core)
  const sentence = 'This address leads to a folder that Holdall does not know.'
  await expect.poll(() => shown.root.textContent).toBe(`${sentence}Your folders`)
})

test('rows and heads are called exactly what they are', async () => {
  await open({ '': { folders: ['no folder here at all'], files: [{ name: 'broken .mp3' }] } })
  const cell = (name: string) => page.getByRole('gridcell', { name, exact: true })
  await expect.element(cell('broken .mp3')).toBeInTheDocument()
  await expect.element(cell('no folder here at all')).toBeInTheDocument()
  const head = page.getByRole('columnheader', { name: 'Kind', exact: true })
  await expect.element(head).toBeInTheDocument()
})

test('history brings back what was selected, with the folder left by a selection or a preview', async () => {
  const tree = fieldwork()
  tree['Radar lines'] = { folders: [], files: manyFiles(300) }
  const shown = await open(tree, {
    place: { select: 'b.jpg' },
    preview: (previewed) => <p class="previewed">{previewed.row.name}</p>,
  })
  const isPreviewed = () => shown.root.querySelector('.previewed') !== null
  await expect.poll(() => shown.selected()).toEqual(['b.jpg'])
  shown.go('Radar lines', 'file 000200.txt')
  await expect.poll(() => shown.selected()).toEqual(['file 000200.txt'])
  const before = shown.list().scrollTop
  expect(before).toBeGreaterThan(1_000)
  await expect.poll(() => history.state).toMatchObject({ scrollTop: before })
  const written: unknown = history.state
  await userEvent.keyboard(' ')
  await expect.poll(isPreviewed).toBe(true)
  await expect.poll(() => location.search).toContain('preview=1')

  shown.navigation.back()
  await expect.poll(() => shown.selected()).toEqual(['b.jpg'])
  expect([shown.focused(), isPreviewed()]).toEqual(['b.jpg', false])
  shown.navigation.forward()
  await expect.poll(() => shown.selected()).toEqual(['file 000200.txt'])
  await expect.poll(isPreviewed).toBe(true)
  expect(shown.list().scrollTop).toBe(before)
  expect(shown.focused()).toBe('file 000200.txt')
  expect(history.state).toEqual(written)
  await expect.poll(() => location.search).toContain('select=file+000200.txt')
})

test('the keys go on in the folder that was opened from elsewhere, unless the person types', async () => {
  const shown = await open()
  const link = document.createElement('button')
  const field = document.createElement('input')
  document.body.append(link, field)
  onTestFinished(() => {
    link.remove()
    field.remove()
  })
  link.focus()
  shown.go('Radar lines')
  await expect.poll(() => document.activeElement).toBe(shown.list())
  field.focus()
  shown.go('')
  await expect.poll(() => shown.names()).toEqual(visible)
  expect(document.activeElement).toBe(field)
})

test('the rows before stay until the next folder has some, but not for long', async () => {
  const tree = fieldwork()
  tree['Radar lines'] = { folders: [], files: [], listing: { state: 'listing' } }
  const shown = await open(tree)
  await userEvent.dblClick(shown.row('Radar lines'))
  expect(shown.names()).toEqual(visible)
  await expect.poll(() => shown.names()).toEqual([])
  shown.core.folders.set('Radar lines', {
    folders: ['07'],
    files: [],
    listing: { state: 'listing' },
  })
  shown.core.tellFolder('Radar lines')
  await expect.poll(() => shown.names()).toEqual(['07'])
  await expect.poll(() => shown.status()).toContain('Reading… 1 name so far')
})

test('in 100,000 rows, the ends, ranges and all are as near as in ten', async () => {
  const shown = await open({ '': { folders: [], files: manyFiles(100_000) } })
  await userEvent.keyboard('{End}')
  await expect.poll(() => shown.selected()).toEqual(['file 100000.txt'])
  expect(shown.names()).toContain('file 100000.txt')
  await userEvent.keyboard('{Shift>}{Home}{/Shift}')
  await expect.poll(() => shown.status()).toContain('100,000 selected')
  await userEvent.keyboard('{Escape}{Control>}a{/Control}')
  expect(shown.status()).toContain('100,000 selected')
  shown.list().scrollTop = 28 * 50_000
  await expect.poll(() => shown.names()).toContain('file 050005.txt')
  await userEvent.click(shown.row('file 050005.txt'), { modifiers: ['Control'] })
  expect(shown.status()).toContain('99,999 selected')
  await userEvent.click(shown.row('file 050002.txt'))
  await userEvent.click(shown.row('file 050004.txt'), { modifiers: ['Shift'] })
  expect(shown.selected()).toEqual(['file 050002.txt', 'file 050003.txt', 'file 050004.txt'])
})
