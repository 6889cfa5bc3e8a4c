import { createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Splitter } from './Splitter.tsx'
import { show } from './testing.tsx'
import styles from './testing.module.css'

function showSplitter(pane: 'before' | 'after') {
  const [width, setWidth] = createSignal(232)
  show(() => (
    <div class={styles['narrow']}>
      <Splitter
        label="Width of the sidebar"
        value={width()}
        min={180}
        max={360}
        initial={232}
        pane={pane}
        onChange={setWidth}
      />
    </div>
  ))
  return { width, splitter: page.getByRole('separator', { name: 'Width of the sidebar' }) }
}

test('arrows, Home, End and Enter size the pane', async () => {
  const { width, splitter } = showSplitter('before')
  splitter.element().focus()
  const seen: number[] = []
  for (const key of [
    '{ArrowRight}',
    '{Shift>}{ArrowRight}{/Shift}',
    '{ArrowLeft}',
    '{End}',
    '{ArrowRight}',
    '{Home}',
    '{Enter}',
  ]) {
    await userEvent.keyboard(key)
    seen.push(width())
  }
  expect(seen).toEqual([240, 280, 272, 360, 360, 180, 232])
  await expect.element(splitter).toHaveAttribute('aria-valuenow', '232')
})

test('dragging follows the pointer within the bounds; double-click resets', async () => {
  const { width, splitter } = showSplitter('after')
  const element = splitter.element()
  const drag = (type: string, x: number) =>
    element.dispatchEvent(
      new PointerEvent(type, { clientX: x, pointerId: 1, button: 0, bubbles: true }),
    )
  element.setPointerCapture = () => undefined // a made-up pointer cannot be captured
  drag('pointerdown', 100)
  drag('pointermove', 80)
  expect(width()).toBe(252)
  drag('pointermove', -900)
  expect(width()).toBe(360)
  drag('pointerup', -900)
  drag('pointermove', 100)
  expect(width()).toBe(360)
  await splitter.dblClick()
  expect(width()).toBe(232)
})
