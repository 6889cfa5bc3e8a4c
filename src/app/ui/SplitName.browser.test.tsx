import { For } from 'solid-js'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { SplitName } from './SplitName.tsx'
import { show } from './testing.tsx'
import styles from './testing.module.css'

test('the whole name is its text, the visible name its title', async () => {
  show(() => <SplitName name="2024-06-14_terminus_east_panorama_s_16bit.tif" hasExtension />)
  const name = page.getByTitle('2024-06-14_terminus_east_panorama_s_16bit.tif')
  await expect.element(name).toHaveTextContent('2024-06-14_terminus_east_panorama_s_16bit.tif')
})

test('screen readers are given the name in one, however it is drawn', async () => {
  const names = ['broken .mp3', 'no folder here at all', '2024-06-14_panorama_s_16bit.tif', 'short']
  show(() => (
    <For each={names}>
      {(name) => (
        <a href="/">
          <SplitName name={name} hasExtension />
        </a>
      )}
    </For>
  ))
  for (const name of names)
    await expect.element(page.getByRole('link', { name, exact: true })).toBeInTheDocument()
})

test('the middle gives way: the end of the stem and the extension stay in sight', () => {
  const root = show(() => (
    <div class={styles['narrow']}>
      <SplitName name={`${'x'.repeat(200)}_16bit.tif`} hasExtension />
    </div>
  ))
  const [head, tail, extension] = [...root.querySelectorAll('bdi > span, bdi + bdi')]
  const box = root.querySelector(`.${styles['narrow']}`)?.getBoundingClientRect()
  expect(tail?.textContent).toBe('x_16bit')
  expect(extension?.textContent).toBe('.tif')
  expect(head?.scrollWidth).toBeGreaterThan(head?.clientWidth ?? 0)
  expect(extension?.getBoundingClientRect().right).toBeLessThanOrEqual(box?.right ?? 0)
  expect(tail?.getBoundingClientRect().left).toBeGreaterThan(box?.left ?? 0)
})

test('an override cannot move the extension, markup stays text', () => {
  const root = show(() => (
    <>
      <SplitName name={'photo\u202Egpj.exe'} hasExtension />
      <SplitName name="<img src=x onerror=alert(1)>.png" hasExtension />
    </>
  ))
  expect(root.querySelector('img')).toBeNull()
  const drawn = [...root.querySelectorAll('bdi')].map((part) => part.textContent)
  expect(drawn).toEqual(['photoU+202Egpj', '.exe', '<img src=x onerror=alert(1)>', '.png'])
  const read = [...root.querySelectorAll('span[title] > span')].map((part) => part.textContent)
  expect(read).toEqual(['photo[U+202E]gpj.exe', '<img src=x onerror=alert(1)>.png'])
  const [stem, extension] = [...root.querySelectorAll('bdi')].map((part) =>
    part.getBoundingClientRect(),
  )
  expect(extension?.left).toBeGreaterThanOrEqual(stem?.right ?? Number.POSITIVE_INFINITY)
})

test('a right-to-left name runs its own way and keeps its extension at the end of the line', () => {
  const root = show(() => <SplitName name="مخطط الموقع.png" hasExtension />)
  const stem = root.querySelector('bdi')
  expect(stem === null ? '' : getComputedStyle(stem).direction).toBe('rtl')
  const extension = root.querySelector('bdi + bdi')?.getBoundingClientRect()
  expect(extension?.left).toBeGreaterThanOrEqual(
    stem?.getBoundingClientRect().right ?? Number.POSITIVE_INFINITY,
  )
})
