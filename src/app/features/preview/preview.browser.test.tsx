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
/** A film larger than the window. */
const film = async () => {
  const canvas = document.createElement('canvas')
  canvas.width = 1_600
  canvas.height = 1_200
  const context = canvas.getContext('2d')!
  const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: 'video/webm' })
  const { promise, resolve } = Promise.withResolvers<Blob>()
  const parts: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => {
    parts.push(data)
    if (data.size > 0 && recorder.state === 'recording') recorder.stop()
  })
  recorder.addEventListener('stop', () => resolve(new Blob(parts)))
  recorder.start(100)
  const draw = () => {
    context.fillRect(0, 0, 10, 10)
    if (recorder.state === 'recording') requestAnimationFrame(draw)
  }
  draw()
  return promise
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

test('a file that changed since it was listed has the folder read again', async () => {
  const shown = await open([file('a.svg', svg)])
  const [listed] = shown.core.folders.get('')?.files ?? []
  Object.assign(listed ?? {}, { sizeBytes: 5 })
  await shown.preview('a.svg')
  await expect.poll(() => shown.core.calls).toContain('entries.refresh')
})

test('a file that is as it was listed has nothing read again', async () => {
  const shown = await open([{ ...file('a.svg', svg), modifiedMs: 1_700_000_000_000 }])
  await shown.preview('a.svg')
  await expect.poll(() => shown.core.calls).toContain('files.stat')
  await expect.poll(() => document.querySelector('[role=dialog] img')).not.toBeNull()
  expect(shown.core.calls).not.toContain('entries.refresh')
})

test('the size of a folder comes from the index, and its preview reads nothing again', async () => {
  const core = createFakeCore({
    '': { folders: ['Trips'], files: [], sizes: { Trips: { sizeBytes: 1 } } },
    Trips: { folders: [], files: [] },
  })
  const shown = showExplorer(core, {
    width: 1_200,
    height: 900,
    preview: (previewed) => <Preview {...previewed} />,
  })
  await expect.poll(() => shown.names()).toEqual(['Trips'])
  await userEvent.click(shown.row('Trips'))
  await userEvent.keyboard(' ')
  await expect.poll(text).toContain('Open')
  await expect.poll(() => core.calls).toContain('files.stat')
  const button = page.getByRole('dialog').getByRole('button', { name: 'Open' }).element()
  const root = core.folders.get('')!
  core.folders.set('', { ...root, sizes: { Trips: { sizeBytes: 2 } } })
  core.tellFolder('')
  await expect.poll(() => shown.row('Trips').textContent).toContain('2 bytes')
  expect(button.isConnected).toBe(true) // drawn once
  expect(core.calls).not.toContain('entries.refresh')
})

test('an entry that only a drop shows is not looked for, and the preview says why', async () => {
  const core = createFakeCore({
    '': {
      folders: [],
      files: [{ name: 'a.txt', content: new Blob(['letters']) }, { name: 'b~' }],
      marks: { 'b~': 'dropOnly' },
    },
  })
  const shown = showExplorer(core, {
    width: 1_200,
    height: 900,
    preview: (previewed) => <Preview {...previewed} />,
  })
  await expect.poll(() => shown.names()).toEqual(['a.txt', 'b~'])
  await userEvent.click(shown.row('a.txt'))
  await userEvent.keyboard(' ')
  await expect.poll(text).toContain('letters')
  const before = core.calls.filter((method) => method.startsWith('files.')).length
  await userEvent.keyboard('{ArrowRight}')
  await expect.poll(text).toContain('does not show it through its handle')
  expect(page.getByRole('button', { name: 'Download' }).elements()).toEqual([])
  expect(core.calls.filter((method) => method.startsWith('files.'))).toHaveLength(before)
})

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
  expect(shown.toasts.shown()).toEqual([]) // its button is dimmed, that is enough
  const next = page.getByRole('button', { name: 'Next entry: this is the last entry' })
  await expect.element(next).toHaveAttribute('aria-disabled', 'true')
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
  await expect.poll(() => shows('UTF-8 (checked)')).toBe(true)
  await expect.poll(() => shows('first')).toBe(true)
  expect(shows('Lines over 4,096 characters are broken')).toBe(true)
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

test('a text scrolls by the keys of the browser, and arrows go on to the next entry all the same', async () => {
  const long = Array.from({ length: 2_000 }, (_, at) => `line ${at}`).join('\n')
  const shown = await open([
    file('a.txt', new Blob([long])),
    file('b.png', await png()),
    file('c.txt', new Blob([long])),
  ])
  const scroller = () => dialog()!.querySelector<HTMLElement>('[role=document]')!
  const top = () => scroller().scrollTop
  /** Where the text stands once a key has moved it: a press during a movement may be dropped. */
  const after = async (keys: string) => {
    const { promise, resolve } = Promise.withResolvers<unknown>()
    scroller().addEventListener('scrollend', resolve, { once: true })
    await userEvent.keyboard(keys)
    await promise
    return top()
  }
  const scrollsByKeys = async () => {
    await expect.poll(() => document.activeElement === scroller()).toBe(true)
    await expect.poll(() => scroller().scrollHeight).toBeGreaterThan(30_000)
    expect(await after('{PageDown}')).toBeGreaterThan(100)
    expect(await after('{PageUp}')).toBe(0)
    expect(await after(' ')).toBeGreaterThan(100)
    expect(await after('{Shift>} {/Shift}')).toBe(0)
    expect(await after('{ArrowDown}')).toBeGreaterThan(0)
    expect(await after('{End}')).toBeGreaterThan(30_000)
    expect(await after('{Home}')).toBe(0)
  }
  await shown.preview('a.txt')
  await scrollsByKeys()
  await userEvent.keyboard('{ArrowRight}')
  await expect.poll(text).toContain('3 × 2')
  await userEvent.keyboard('{ArrowLeft}')
  await scrollsByKeys()
  await userEvent.keyboard('{ArrowRight}')
  await expect.poll(text).toContain('3 × 2')
  await userEvent.keyboard('{ArrowRight}')
  await scrollsByKeys()
  await userEvent.keyboard('{Escape}')
  await expect.poll(dialog).toBeNull()
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

test('the player of sounds is wide enough to be used', async () => {
  const shown = await open([file('silence.wav', wav())])
  await shown.preview('silence.wav')
  const player = () => dialog()?.querySelector('audio')?.getBoundingClientRect() ?? new DOMRect()
  await expect.poll(() => player().width).toBe(420)
  await page.viewport(360, 700)
  await expect.poll(() => player().width).toBe(360)
  for (const button of dialog()!.querySelectorAll('[data-preview-stage] > button')) {
    const box = button.getBoundingClientRect()
    expect(box.bottom <= player().top || box.top >= player().bottom).toBe(true)
  }
})

test('a film fits into the stage, on a desk and on a phone', async () => {
  const shown = await open([file('film.webm', await film())])
  await shown.preview('film.webm')
  const boxOf = (selector: string) => dialog()!.querySelector(selector)!.getBoundingClientRect()
  await expect.poll(() => dialog()?.querySelector('video')?.videoWidth).toBe(1_600)
  for (const [width, height, side] of [
    [1_200, 900, 48],
    [360, 700, 0],
  ] as const) {
    await page.viewport(width, height)
    await expect.poll(() => boxOf('video').left).toBe(boxOf('[data-preview-stage]').left + side)
    expect(boxOf('video').right).toBe(boxOf('[data-preview-stage]').right - side)
    expect(boxOf('video').bottom).toBeLessThanOrEqual(boxOf('[data-preview-stage]').bottom)
    expect(boxOf('video').height).toBeGreaterThan(height / 2)
  }
})

test('on a phone the preview is the whole window, and its buttons are large enough for a finger', async () => {
  const shown = await open([file('a.txt', new Blob(['text']))])
  await shown.preview('a.txt')
  await page.viewport(360, 700)
  const boxOf = (element: Element) => element.getBoundingClientRect()
  await expect.poll(() => boxOf(dialog()!).top).toBe(0)
  expect([boxOf(dialog()!).width, boxOf(dialog()!).height]).toEqual([360, 700])
  const buttons = [...dialog()!.querySelectorAll('button')].filter((it) => it.checkVisibility())
  expect(buttons.map((it) => it.ariaLabel?.split(':')[0])).toEqual([
    'Close the preview',
    'Wrap long lines',
    'Download',
    'Previous entry',
    'Next entry',
  ])
  for (const button of buttons) {
    const box = boxOf(button)
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(40)
    expect([box.left >= 0, box.right <= 360]).toEqual([true, true])
  }
})

test('what the browser cannot show says so and can be downloaded', async () => {
  const broken = new Blob(['this is no film'])
  const shown = await open([
    file('film.mp4', broken),
    file('picture.jpg', broken),
    file('data.bin', new Blob(['\0\0'])),
    file('notes.txt', new Blob(['\0\0'])),
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
  await seen('notes.txt', 'is no text')
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
