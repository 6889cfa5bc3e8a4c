import { expect, test } from 'vitest'
import { show } from '../ui/testing.tsx'
import { createRegions } from './regions.ts'

function showWindow() {
  const root = show(() => (
    <div>
      <nav data-region="sidebar">
        <button id="side-1">1</button>
        <button id="side-2">2</button>
      </nav>
      <main data-region="content" tabIndex={-1}>
        <button id="back">Back</button>
        <div id="list" role="grid" tabIndex={0} aria-label="Files" />
        <aside data-region="inspector" tabIndex={-1} id="inspector" />
      </main>
      <div data-region="hidden" hidden>
        <button id="never">3</button>
      </div>
    </div>
  ))
  return createRegions(root)
}
const focused = () => document.activeElement?.id
const focus = (id: string) => document.getElementById(id)?.focus()

test('goes round all parts that show, the inner one as a part of its own', () => {
  const regions = showWindow()
  focus('side-1')
  regions.go(1)
  expect(focused()).toBe('list')
  regions.go(1)
  expect(focused()).toBe('inspector')
  regions.go(1)
  expect(focused()).toBe('side-1')
  regions.go(-1)
  expect(focused()).toBe('inspector')
  regions.dispose()
})

test('comes back to where it was in a part', () => {
  const regions = showWindow()
  focus('back')
  focus('side-2')
  regions.go(1)
  expect(focused()).toBe('back')
  regions.go(-1)
  expect(focused()).toBe('side-2')
  regions.dispose()
})

test('from nowhere it starts at the first, and backwards at the last', () => {
  const regions = showWindow()
  regions.go(1)
  expect(focused()).toBe('side-1')
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  regions.go(-1)
  expect(focused()).toBe('inspector')
  regions.dispose()
})
