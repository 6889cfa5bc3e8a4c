import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createFakeCore, type FakeFolder } from './testing/fake-core.ts'
import { showExplorer, type ShowOptions } from './testing/show-explorer.tsx'

beforeEach(() => page.viewport(1_000, 800))

const tree = (): Record<string, FakeFolder> => ({
  '': { folders: ['Iceland 2024', 'Norway', 'Nepal'], files: [] },
  'Iceland 2024': { folders: ['Day 1', 'Day 2'], files: [{ name: 'plan.md' }] },
  'Iceland 2024/Day 1': { folders: ['raw'], files: [] },
  'Iceland 2024/Day 1/raw': { folders: [], files: [{ name: 'a.cr3' }] },
  Norway: { folders: [], files: [] },
  Nepal: { folders: [], files: [] },
})

function open(path: string, options: ShowOptions = {}) {
  return showExplorer(createFakeCore(tree()), { ...options, place: { path } })
}
const lines = () =>
  [...document.querySelectorAll('[role=menu] [data-label]')].map((line) => line.textContent)
const field = () => document.querySelector<HTMLInputElement>('[role=combobox]')
const options = () => [...document.querySelectorAll('[role=option]')].map((it) => it.textContent)
const crumbs = (root: HTMLElement) =>
  [...root.querySelectorAll('nav a, nav [aria-current]')]
    .filter((crumb) => crumb.checkVisibility())
    .map((crumb) => crumb.querySelector('[title]')?.getAttribute('title'))

test('crumbs lead to the folders on the way, as links', async () => {
  const shown = open('Iceland 2024/Day 1/raw')
  await expect.poll(() => crumbs(shown.root)).toEqual(['Fieldwork', 'Iceland 2024', 'Day 1', 'raw'])
  const link = page.getByRole('link', { name: 'Iceland 2024' })
  expect(link.element().getAttribute('href')).toMatch(/\/Iceland%202024$/)
  await userEvent.click(link)
  await expect.poll(() => shown.names()).toEqual(['Day 1', 'Day 2', 'plan.md'])
  expect(document.activeElement).toBe(shown.list())
})

test('an arrow lists the folders beside the next crumb and goes to one', async () => {
  const shown = open('Iceland 2024/Day 1')
  await expect.poll(() => shown.names()).toEqual(['raw'])
  await userEvent.click(page.getByRole('button', { name: 'Folders in Fieldwork' }))
  await expect.poll(lines).toEqual(['Iceland 2024', 'Nepal', 'Norway'])
  expect(document.querySelector('[role=menu] [aria-checked=true]')?.textContent).toBe(
    'Iceland 2024',
  )
  await userEvent.click(page.getByRole('menuitem', { name: 'Norway' }))
  await expect.poll(() => location.pathname).toMatch(/\/Norway$/)
})

test('a path without room folds its middle into a menu', async () => {
  const shown = open('Iceland 2024/Day 1/raw', { width: 380 })
  await expect.poll(() => crumbs(shown.root)).toEqual(['Fieldwork', 'raw'])
  await userEvent.click(page.getByRole('button', { name: 'Folders on the way' }))
  expect(lines()).toEqual(['Iceland 2024', 'Day 1'])
  await userEvent.click(page.getByRole('menuitem', { name: 'Day 1' }))
  await expect.poll(() => shown.names()).toEqual(['raw'])
})

const deepName = (level: number) => `level ${level} with a name`
const deepPath = (levels: number) =>
  Array.from({ length: levels }, (_, at) => deepName(at + 1)).join('/')
function deepTree(levels: number): Record<string, FakeFolder> {
  return Object.fromEntries(
    Array.from({ length: levels + 1 }, (_, at) => [
      deepPath(at),
      { folders: at < levels ? [deepName(at + 1)] : [], files: [] },
    ]),
  )
}

test('crumbs of a deep path never leave their bar, however one got there, and the last is whole', async () => {
  const shown = showExplorer(createFakeCore(deepTree(41)), { place: { path: deepPath(30) } })
  const nav = () => shown.root.querySelector('nav')!.getBoundingClientRect()
  const shownItems = () =>
    [...shown.root.querySelectorAll('nav li')].filter((item) => item.checkVisibility())
  const isInside = () =>
    shownItems().every((item) => item.getBoundingClientRect().right <= nav().right)
  const headOfLast = () => shown.root.querySelector('nav [aria-current] bdi > span')!
  const isWhole = () => headOfLast().scrollWidth <= headOfLast().clientWidth
  await expect.poll(() => crumbs(shown.root).at(-1)).toBe(deepName(30))
  expect(isInside()).toBe(true)
  for (let level = 31; level <= 40; level++) shown.go(deepPath(level))
  await expect.poll(() => crumbs(shown.root).at(-1)).toBe(deepName(40))
  expect([isInside(), isWhole()]).toEqual([true, true])
  expect(shown.root.querySelectorAll('nav button[aria-haspopup=menu]').length).toBeGreaterThan(1)

  const [place] = shown.core.locations
  shown.core.locations.splice(0, 1, { ...place!, name: 'A much longer name of this location' })
  shown.core.tell('locations')
  await expect.poll(() => crumbs(shown.root)[0]).toBe('A much longer name of this location')
  expect([isInside(), isWhole()]).toEqual([true, true])

  shown.root
    .querySelector<HTMLElement>('[class*=window]')!
    .style.setProperty('--test-width', '420px')
  await expect
    .poll(() => crumbs(shown.root))
    .toEqual(['A much longer name of this location', deepName(40)])
  await expect.poll(isInside).toBe(true)
})

test('a press beside the crumbs types a path; Tab and arrows complete the names of folders', async () => {
  const shown = open('Iceland 2024')
  await expect.poll(() => shown.names()).toContain('plan.md')
  await userEvent.click(page.getByRole('button', { name: 'Type a path' }))
  expect(field()?.value).toBe('Fieldwork/Iceland 2024')
  expect(getSelection()?.toString()).toBe('Fieldwork/Iceland 2024')
  await userEvent.keyboard('fie')
  await expect.poll(options).toEqual(['Fieldwork'])
  await userEvent.keyboard('{Tab}')
  expect(field()?.value).toBe('Fieldwork/')
  await userEvent.keyboard('n')
  await expect.poll(options).toEqual(['Nepal', 'Norway'])
  await userEvent.keyboard('{ArrowDown}{ArrowDown}')
  expect(document.querySelector('[role=option][aria-selected=true]')?.textContent).toBe('Norway')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => location.pathname).toMatch(/\/Norway$/)
  expect(field()).toBeNull()
  expect(document.activeElement).toBe(shown.list())
})

test('a wrong path is said and stays; a file is selected in its folder; Escape gives up', async () => {
  const shown = open('Norway')
  const typeAndGo = async (text: string) => {
    await userEvent.keyboard('{Control>}l{/Control}')
    await userEvent.fill(field()!, text)
    await userEvent.keyboard('{Enter}')
  }
  const panel = () => shown.root.querySelector('[role=alert]')?.textContent
  await expect.poll(() => shown.root.textContent).toContain('This folder is empty.')
  await typeAndGo('Fieldwork/Iceland 2024/Day 9/raw')
  await expect.poll(panel).toBe('There is nothing called Day 9 in Iceland 2024.')
  expect(field()?.value).toBe('Fieldwork/Iceland 2024/Day 9/raw')
  await userEvent.keyboard('{Escape}')
  expect(field()).toBeNull()
  await typeAndGo('Elsewhere/a')
  await expect.poll(panel).toBe('There is no location called Elsewhere.')
  await userEvent.keyboard('{Escape}')
  await typeAndGo('/Iceland 2024/plan.md')
  await expect.poll(() => shown.selected()).toEqual(['plan.md'])
})
