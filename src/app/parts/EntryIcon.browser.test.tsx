import { For } from 'solid-js'
import { expect, test } from 'vitest'
import { show } from '../ui/testing.tsx'
import { EntryIcon } from './EntryIcon.tsx'
import { kindTable, type Kind } from '#vdfs/api/kind-table.ts'

const kinds: readonly Kind[] = ['folder', ...new Set(kindTable.map(([kind]) => kind))]

test('every kind has a glyph and a hue of its own, inside the grid', () => {
  const root = show(() => <For each={kinds}>{(kind) => <EntryIcon kind={kind} />}</For>)
  const icons = [...root.querySelectorAll('svg')]
  expect(icons.map((icon) => icon.dataset['kind'])).toEqual(kinds)
  expect(kinds).toHaveLength(14)
  const hues = icons.map((icon) => getComputedStyle(icon).color)
  const inherited = getComputedStyle(root).color
  expect(hues).not.toContain(inherited)
  // image and sheet are two greens, text and other two greys: all differ
  expect(new Set(hues).size).toBe(kinds.length)
  for (const icon of icons) {
    const box = icon.getBBox()
    expect(box.x).toBeGreaterThanOrEqual(1)
    expect(box.y).toBeGreaterThanOrEqual(1)
    expect(box.x + box.width).toBeLessThanOrEqual(15)
    expect(box.y + box.height).toBeLessThanOrEqual(15)
  }
  const shapes = icons.map((icon) => icon.querySelectorAll('path')[1]?.getAttribute('d'))
  expect(new Set(shapes).size).toBe(kinds.length)
})

test('large pages are centred, small ones lie on whole pixels', () => {
  const root = show(() => (
    <>
      <EntryIcon kind="image" />
      <EntryIcon kind="image" size={48} />
      <EntryIcon kind="folder" size={48} />
    </>
  ))
  const boxes = [...root.querySelectorAll('svg')].map((icon) => icon.getAttribute('viewBox'))
  expect(boxes).toEqual(['0 0 16 16', '0.5 0 16 16', '0 0 16 16'])
})
