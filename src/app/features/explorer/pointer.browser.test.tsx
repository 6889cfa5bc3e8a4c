import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createFakeCore, manyFiles, type FakeFolder } from './testing/fake-core.ts'
import { showExplorer, type ShowOptions, type ShownExplorer } from './testing/show-explorer.tsx'

beforeEach(() => page.viewport(1_000, 800))

const tree = (): Record<string, FakeFolder> => ({
  '': {
    folders: ['Alpha', 'Beta'],
    files: [{ name: 'a.txt' }, { name: 'b.txt' }, { name: 'c.txt' }, { name: '' }],
  },
  Alpha: { folders: [], files: [{ name: 'inside.txt' }] },
})

async function open(folders = tree(), options: ShowOptions = {}) {
  const shown = showExplorer(createFakeCore(folders), options)
  await expect.poll(() => shown.names().length).toBeGreaterThan(0)
  return shown
}

interface Held {
  readonly shiftKey?: boolean
  readonly ctrlKey?: boolean
  readonly pointerType?: string
}

/** A pointer as the browser reports it, for gestures that a test driver cannot hold. */
function pointer(shown: ShownExplorer, held: Held = {}) {
  const send = (type: string, x: number, y: number, buttons: number) => {
    const target = document.elementFromPoint(x, y) ?? shown.list()
    const more = { bubbles: true, cancelable: true, pointerId: 1, isPrimary: true }
    const place = { clientX: x, clientY: y, button: 0, buttons }
    const event = new PointerEvent(type, { pointerType: 'mouse', ...more, ...place, ...held })
    const isCaptured = type !== 'pointerdown' && buttons !== -1
    ;(isCaptured ? shown.list() : target).dispatchEvent(event)
  }
  return {
    down: (x: number, y: number) => send('pointerdown', x, y, 1),
    move: (x: number, y: number) => send('pointermove', x, y, 1),
    up: (x: number, y: number) => send('pointerup', x, y, 0),
  }
}

const middleOf = (element: Element) => {
  const box = element.getBoundingClientRect()
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 }
}
const band = (shown: ShownExplorer) => shown.root.querySelector('[class*=band]')

beforeEach(() => {
  // a made-up pointer cannot be captured
  Element.prototype.setPointerCapture = () => {}
})

test('a click selects, Ctrl adds, Shift takes the range, the space beside clears', async () => {
  const shown = await open()
  await userEvent.click(shown.row('a.txt'))
  await userEvent.click(shown.row('c.txt'), { modifiers: ['Shift'] })
  expect(shown.selected()).toEqual(['a.txt', 'b.txt', 'c.txt'])
  await userEvent.click(shown.row('b.txt'), { modifiers: ['Control'] })
  expect(shown.selected()).toEqual(['a.txt', 'c.txt'])
  const list = shown.list().getBoundingClientRect()
  await userEvent.click(shown.list(), { position: { x: 300, y: list.height - 40 } })
  expect(shown.selected()).toEqual([])
})

test('a double click opens a folder; an entry without a readable name stays shut and says why', async () => {
  const shown = await open()
  await userEvent.dblClick(shown.row('Name not readable'))
  expect(shown.names()).toContain('a.txt')
  await userEvent.keyboard('{Enter}')
  expect(shown.commands.availability('explorer.open')).toEqual({
    disabled: expect.stringContaining('no valid text'),
  })
  await userEvent.dblClick(shown.row('Alpha'))
  await expect.poll(() => shown.names()).toEqual(['inside.txt'])
})

test('a rubber band from the empty part of a row selects what it touches and gives back what it leaves', async () => {
  const shown = await open()
  const start = middleOf(shown.row('Beta'))
  const mouse = pointer(shown)
  mouse.down(start.x, start.y)
  expect(band(shown)).toBeNull()
  mouse.move(start.x + 2, start.y + 2)
  expect(band(shown)).toBeNull() // a press that trembles is a click
  mouse.move(start.x + 60, middleOf(shown.row('b.txt')).y)
  expect(band(shown)).not.toBeNull()
  expect(shown.selected()).toEqual(['Beta', 'Name not readable', 'a.txt', 'b.txt'])
  mouse.move(start.x + 60, middleOf(shown.row('a.txt')).y)
  expect(shown.selected()).toEqual(['Beta', 'Name not readable', 'a.txt'])
  mouse.move(start.x + 60, middleOf(shown.row('Alpha')).y)
  expect(shown.selected()).toEqual(['Alpha', 'Beta'])
  mouse.up(start.x + 60, middleOf(shown.row('Alpha')).y)
  expect(band(shown)).toBeNull()
  expect(shown.selected()).toEqual(['Alpha', 'Beta'])
})

test('Shift adds a band, Ctrl toggles it, Escape undoes it', async () => {
  const shown = await open()
  await userEvent.click(shown.row('Alpha'))
  const at = (name: string) => middleOf(shown.row(name))
  const draw = (from: string, to: string, held: Held) => {
    const mouse = pointer(shown, held)
    mouse.down(at(from).x, at(from).y)
    mouse.move(at(to).x + 30, at(to).y)
    return mouse
  }
  draw('b.txt', 'c.txt', { shiftKey: true }).up(0, 0)
  expect(shown.selected()).toEqual(['Alpha', 'b.txt', 'c.txt'])
  draw('a.txt', 'b.txt', { ctrlKey: true }).up(0, 0)
  expect(shown.selected()).toEqual(['Alpha', 'a.txt', 'c.txt'])
  draw('Alpha', 'c.txt', {})
  expect(shown.selected()).toHaveLength(6)
  await userEvent.keyboard('{Escape}')
  expect(shown.selected()).toEqual(['Alpha', 'a.txt', 'c.txt'])
  expect(band(shown)).toBeNull()
})

test('at the edge the list scrolls along, over rows that were never drawn', async () => {
  const shown = await open({ '': { folders: [], files: manyFiles(20_000) } })
  const start = middleOf(shown.row('file 000002.txt'))
  const bottom = shown.list().getBoundingClientRect().bottom
  const mouse = pointer(shown)
  mouse.down(start.x, start.y)
  mouse.move(start.x + 50, bottom + 120)
  await expect.poll(() => shown.list().scrollTop, { timeout: 5_000 }).toBeGreaterThan(1_500)
  mouse.up(start.x + 50, bottom + 120)
  const last = shown.selected().at(-1) ?? ''
  const count = Number(/([\d,]+) selected/.exec(shown.status())?.[1]?.replace(',', ''))
  expect(count).toBeGreaterThan(60)
  expect(last).toBe(`file ${String(count + 1).padStart(6, '0')}.txt`)
  shown.list().scrollTop = 0
  await expect.poll(() => shown.selected()[0]).toBe('file 000002.txt')
})

test('dragging a name takes the selected rows along and does nothing with them', async () => {
  const shown = await open()
  await userEvent.click(shown.row('a.txt'))
  await userEvent.click(shown.row('b.txt'), { modifiers: ['Control'] })
  const grip = shown.row('b.txt').querySelector('[data-grip]')!
  const from = middleOf(grip)
  const mouse = pointer(shown)
  mouse.down(from.x, from.y)
  mouse.move(from.x + 40, from.y + 40)
  const ghost = () => document.querySelector('[class*=ghost]')
  expect(ghost()?.textContent).toContain('b.txt')
  expect(ghost()?.textContent).toContain('2')
  expect(shown.selected()).toEqual(['a.txt', 'b.txt'])
  mouse.up(from.x + 40, from.y + 40)
  expect(ghost()).toBeNull()
  expect(shown.selected()).toEqual(['a.txt', 'b.txt'])
})

test('the menu of a row selects it first, that of the space selects nothing', async () => {
  const shown = await open()
  const labels = () =>
    [...document.querySelectorAll('[role=menu] [data-label]')].map((line) =>
      line.getAttribute('data-label'),
    )
  await userEvent.click(shown.row('a.txt'), { button: 'right' })
  expect(shown.selected()).toEqual(['a.txt'])
  expect(labels()).toEqual(['Open', 'Preview', 'Copy path', 'Download'])
  await userEvent.keyboard('{Escape}')
  await userEvent.click(shown.row('Alpha'), { button: 'right' })
  expect(labels()).toEqual(['Open', 'Preview', 'Copy path'])
  await userEvent.keyboard('{Escape}')
  await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}')
  await userEvent.keyboard('{Shift>}{F10}{/Shift}')
  expect(labels()).toEqual(['Preview', 'Copy path'])
  await userEvent.keyboard('{Escape}')
  const { height } = shown.list().getBoundingClientRect()
  await userEvent.click(shown.list(), { button: 'right', position: { x: 300, y: height - 40 } })
  expect(shown.selected()).toEqual([])
  expect(labels()).toContain('Read the folder again')
  expect(labels()).toContain('Sort by size')
})

test('on a phone rows have two lines; a tap opens, a long press selects', async () => {
  await page.viewport(390, 800)
  const shown = await open(tree(), { width: 390 })
  expect(shown.row('a.txt').getBoundingClientRect().height).toBe(56)
  const finger = pointer(shown, { pointerType: 'touch' })
  const at = middleOf(shown.row('a.txt'))
  finger.down(at.x, at.y)
  await expect.poll(() => shown.selected()).toEqual(['a.txt'])
  finger.up(at.x, at.y)
  const tap = (name: string) => {
    const row = shown.row(name)
    const { x, y } = middleOf(row)
    finger.down(x, y)
    finger.up(x, y)
    row.dispatchEvent(new PointerEvent('click', { pointerType: 'touch', bubbles: true }))
  }
  tap('b.txt')
  expect(shown.selected()).toEqual(['a.txt', 'b.txt'])
  expect(shown.root.textContent).toContain('2 selected')
  tap('a.txt')
  tap('b.txt')
  expect(shown.selected()).toEqual([])
  tap('Alpha')
  await expect.poll(() => shown.names()).toEqual(['inside.txt'])
})
