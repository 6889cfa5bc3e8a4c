import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createFakeCore, type FakeFile } from '../explorer/testing/fake-core.ts'
import { showExplorer, type ShowOptions } from '../explorer/testing/show-explorer.tsx'
import Preview from './Preview.tsx'

beforeEach(() => page.viewport(1_200, 900))

/** A red picture of 3 × 2 pixels. */
const png = () => {
  const canvas = new OffscreenCanvas(3, 2)
  const context = canvas.getContext('2d')!
  context.fillStyle = 'red'
  context.fillRect(0, 0, 3, 2)
  return canvas.convertToBlob({ type: 'image/png' })
}
/** A second of silence. */
const wav = () => {
  const samples = 8_000
  const view = new DataView(new ArrayBuffer(44 + samples))
  const text = (at: number, value: string) =>
    Array.from(value).forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)))
  text(0, 'RIFF')
  view.setUint32(4, 36 + samples, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, samples, true)
  view.setUint32(28, samples, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  text(36, 'data')
  view.setUint32(40, samples, true)
  for (let at = 44; at < view.byteLength; at++) view.setUint8(at, 128)
  return new Blob([view.buffer])
}
const svg = new Blob([
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" onload="window.ran=1"><script>window.ran=1</script><rect width="40" height="30"/></svg>',
])
const file = (name: string, content: Blob): FakeFile => ({ name, content, sizeBytes: content.size })

async function open(files: readonly FakeFile[], options: ShowOptions = {}) {
  const shown = showExplorer(createFakeCore({ '': { folders: ['Folder'], files } }), {
    width: 1_200,
    height: 900,
    preview: (previewed) => <Preview {...previewed} />,
    ...options,
  })
  await expect.poll(() => shown.names().length).toBeGreaterThan(0)
  const preview = async (name: string) => {
    await userEvent.click(shown.row(name))
    await userEvent.keyboard(' ')
  }
  return { ...shown, preview }
}
const dialog = () => document.querySelector('[role=dialog]')
const text = () => dialog()?.textContent ?? ''

test('Space opens a picture in its own pixels and closes it again; the focus returns', async () => {
  const shown = await open([file('a.png', await png())])
  await shown.preview('a.png')
  await expect.poll(text).toContain('3 × 2')
  expect(text()).toContain('2 of 2')
  const image = dialog()!.querySelector('img')!
  expect([image.naturalWidth, image.naturalHeight]).toEqual([3, 2])
  expect(location.search).not.toContain('preview')
  await expect.poll(() => location.search).toContain('preview=1')
  await userEvent.keyboard(' ')
  await expect.poll(dialog).toBeNull()
  expect(document.activeElement).toBe(shown.list())
  await expect.poll(() => location.search).not.toContain('preview')
})

test('an SVG is shown and nothing in it runs', async () => {
  const shown = await open([file('drawing.svg', svg)])
  await shown.preview('drawing.svg')
  await expect.poll(text).toContain('40 × 30')
  expect('ran' in window).toBe(false)
})

test('arrows go on to the next entry and take the selection of the list along', async () => {
  const shown = await open([file('a.png', await png()), file('b.txt', new Blob(['two']))])
  await shown.preview('Folder')
  expect(text()).toContain('1 of 3')
  await userEvent.keyboard('{ArrowRight}')
  await expect.poll(text).toContain('2 of 3')
  expect(shown.selected()).toEqual(['a.png'])
  await userEvent.keyboard('{ArrowDown}')
  await expect.poll(text).toContain('two')
  expect(shown.selected()).toEqual(['b.txt'])
  await userEvent.keyboard('{ArrowRight}')
  expect(shown.selected()).toEqual(['b.txt'])
  await userEvent.keyboard('{ArrowLeft}{Escape}')
  await expect.poll(dialog).toBeNull()
  expect(shown.selected()).toEqual(['a.png'])
  expect(document.activeElement).toBe(shown.list())
})

test('text is read part by part, shown with its encoding, and copied as it is in the file', async () => {
  const long = 'x'.repeat(10_000)
  const body = `first\n${long}\n${`${'word '.repeat(20)}\n`.repeat(13_000)}the very end`
  const shown = await open([file('log.txt', new Blob([body]))])
  await shown.preview('log.txt')
  const shows = (words: string) => text().includes(words) // a failure must not print megabytes
  await expect.poll(() => shows('UTF-8')).toBe(true)
  await expect.poll(() => shows('first')).toBe(true)
  expect(shows('the very end')).toBe(false)
  await userEvent.click(page.getByRole('button', { name: /Show the next/ }))
  await expect.poll(() => shows('the very end')).toBe(true)
  expect(page.getByRole('button', { name: /Show the next/ }).query()).toBeNull()

  const blocks = [...dialog()!.querySelectorAll('[data-block]')]
  expect(blocks.length).toBeGreaterThan(150)
  await userEvent.keyboard('{Control>}a{/Control}')
  const copied = new DataTransfer()
  blocks[0]!.dispatchEvent(
    new ClipboardEvent('copy', { clipboardData: copied, bubbles: true, cancelable: true }),
  )
  expect(copied.getData('text/plain') === body).toBe(true)

  document.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
  await expect.poll(() => dialog()?.querySelector('[data-all]')).toBeNull()
  getSelection()?.setBaseAndExtent(blocks[0]!.firstChild!, 2, blocks[3]!.firstChild!, 5)
  const part = new DataTransfer()
  blocks[0]!.dispatchEvent(
    new ClipboardEvent('copy', { clipboardData: part, bubbles: true, cancelable: true }),
  )
  expect(part.getData('text/plain') === body.slice(2, 'first\n'.length + 2 * 4_096 + 5)).toBe(true)
})

test('lines wrap or do not, as the person likes', async () => {
  const shown = await open([file('a.txt', new Blob(['word '.repeat(1_000)]))])
  await shown.preview('a.txt')
  await expect.poll(text).toContain('word word')
  const scroller = dialog()!.querySelector<HTMLElement>('[class*=scroller]')!
  expect(scroller.scrollWidth).toBe(scroller.clientWidth)
  await userEvent.keyboard('w')
  await expect.poll(() => scroller.scrollWidth).toBeGreaterThan(scroller.clientWidth)
})

test('sound plays by its type, whatever the disk says of it', async () => {
  const shown = await open([file('silence.wav', wav())])
  await shown.preview('silence.wav')
  await expect.poll(() => dialog()?.querySelector('audio')?.duration).toBe(1)
  expect(dialog()?.querySelector('audio')?.src).toMatch(/^blob:/)
})

test('what the browser cannot show says so and can be downloaded', async () => {
  const broken = new Blob(['this is no film'])
  const shown = await open([
    file('film.mp4', broken),
    file('picture.jpg', broken),
    file('data.bin', new Blob(['\0\0'])),
    file('book.pdf', broken),
    file('empty.txt', new Blob([])),
  ])
  const seen = async (name: string, sentence: string) => {
    await shown.preview(name)
    await expect.poll(text).toContain(sentence)
    await userEvent.keyboard('{Escape}')
    await expect.poll(dialog).toBeNull()
  }
  await seen('film.mp4', 'no decoder')
  await seen('picture.jpg', 'cannot show this picture')
  await seen('data.bin', 'no preview for files of this kind')
  await seen('book.pdf', 'no preview for files of this kind')
  await seen('empty.txt', 'This file is empty.')
})

test('a file that vanishes is said, the list is read again, and arrows go on from where it was', async () => {
  const shown = await open([file('a.txt', new Blob(['here'])), file('b.txt', new Blob(['other']))])
  shown.core.failNext('files.text', { type: 'NotFound' })
  await shown.preview('a.txt')
  await expect.poll(text).toContain('a.txt cannot be read any more.')
  expect(text()).toContain('not there any more')
  await expect.poll(() => shown.core.calls).toContain('entries.refresh')
  // the row goes, the preview stays with what it was about
  const folder = shown.core.folders.get('')!
  shown.core.folders.set('', { ...folder, files: folder.files.slice(1) })
  shown.core.tellFolder('')
  await expect.poll(() => shown.status()).toContain('2 items')
  expect(text()).toContain('a.txt cannot be read any more.')
  await userEvent.keyboard('{ArrowRight}')
  await expect.poll(text).toContain('other') // what stands in its place now
  await userEvent.keyboard('{Escape}')
  await expect.poll(dialog).toBeNull()
  expect(shown.selected()).toEqual(['b.txt'])
})

test('after a failure a retry shows what is there now', async () => {
  const shown = await open([file('a.txt', new Blob(['here']))])
  shown.core.failNext('files.text', { type: 'ChangedOnDisk' })
  await shown.preview('a.txt')
  await expect.poll(text).toContain('changed on the disk')
  await userEvent.click(page.getByRole('button', { name: 'Try again' }))
  await expect.poll(text).toContain('here')
})

test('a file that changes is shown as it is now', async () => {
  const shown = await open([file('a.txt', new Blob(['before']))])
  await shown.preview('a.txt')
  await expect.poll(text).toContain('before')
  const changed = file('a.txt', new Blob(['after it']))
  shown.core.folders.set('', { folders: [], files: [changed] })
  shown.core.tellFolder('')
  await expect.poll(text).toContain('after it')
})

test('a link opens the preview', async () => {
  await open([file('a.txt', new Blob(['from afar']))], {
    place: { select: 'a.txt', preview: true },
  })
  await expect.poll(text).toContain('from afar')
})

test('every URL made of a file is given back', async () => {
  const made = new Set<string>()
  const create = URL.createObjectURL.bind(URL)
  const revoke = URL.revokeObjectURL.bind(URL)
  URL.createObjectURL = (blob) => {
    const url = create(blob)
    made.add(url)
    return url
  }
  URL.revokeObjectURL = (url) => {
    made.delete(url)
    revoke(url)
  }
  const shown = await open([file('a.png', await png()), file('b.png', await png())])
  await shown.preview('a.png')
  await expect.poll(() => made.size).toBe(1)
  await userEvent.keyboard('{ArrowRight}')
  await expect.poll(text).toContain('3 of 3')
  await expect.poll(() => made.size).toBe(1)
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => made.size).toBe(0)
  URL.createObjectURL = create
  URL.revokeObjectURL = revoke
})
