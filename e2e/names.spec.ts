// Names are hostile. Whatever a disk allows is shown as text, isolated, and does nothing.
import type { Page } from '@playwright/test'
import { ROOT } from '../src/vdfs/api/paths.ts'
import { dirTopic } from '../src/vdfs/api/topics.ts'
import type { Tree } from './harness/folders.ts'
import { expect, file, folderSpec, link, test } from './harness/test.ts'
import { expectLocations, listingOf, locationsOf, rowsOf } from './holdall.ts'

/** Names that Chromium lists through a granted folder. */
const shown = [
  '&lt;b&gt; \u{2019}.txt',
  '{{7+7}}${7+7}%00.txt',
  '-rf --no-preserve-root',
  '%2e%2e%2fetc',
  '#hash&query=1;x',
  'a'.repeat(251) + '.txt',
  'e\u{301}galite\u{301}.txt',
  '\u{1f3d4}\u{fe0f} moraine.png',
  'مخطط الموقع.png',
  'constructor',
  '__proto__',
  'toString.js',
  'shell.sh',
  'setup.exe',
]

/** Names that it withholds; the older entries API of a drop shows them. */
const withheld = [
  '<b onclick=alert(3)>bold.txt',
  '<img src=x onerror=alert(1)>.txt',
  'photo\u{202e}gnp.exe',
  'two\nlines.txt',
  'tab\there.txt',
  'what?.txt',
  'back\\slash.txt',
  'colon:name.txt',
  'trail.',
  ' lead.txt',
  'con.txt',
  'NUL',
  'Thumbs.db',
  'short.lnk',
  'old~',
  // Emoji joined into one: the joiner is an invisible character.
  '\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}.png',
]

test('names that the browser lists are shown as they are, and none is executed', async ({
  app,
  folder,
}) => {
  const { page } = app
  const names = await folder('Names', Object.fromEntries(shown.map((name) => [name, name])))
  await page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await page.evaluate(() => {
    Object.assign(window, { alert: () => document.documentElement.setAttribute('data-run', '1') })
  })
  await app.dropFolder(names)
  await expectLocations(page, ['Names'])
  const rows = await rowsOf(page, 'Names')
  expect(rows.map(({ name }) => name).toSorted()).toEqual(shown.toSorted())
  const grid = page.getByRole('grid')
  await expect(grid.getByRole('row')).toHaveCount(shown.length + 1)
  await expect(grid.locator('b, img[src="x"], script')).toHaveCount(0)
  await expect(page.locator('html')).not.toHaveAttribute('data-run')
  for (const name of shown) {
    const sizes = await page.evaluate(async (path) => {
      const [location] = await window.holdall.locations.list().then((answer) => {
        if (!answer.ok) throw new Error(answer.error.type)
        return answer.value
      })
      if (location === undefined) throw new Error('no location')
      const { locationId } = location
      const text = await window.holdall.files.text({ at: { locationId, path } })
      return text.ok ? text.value.text : text.error.type
    }, name)
    expect(sizes, name).toBe(name)
  }
})

test('names that the browser withholds are told, with links and broken text left in peace', async ({
  app,
  folder,
}) => {
  const { page } = app
  const odd = await folder('Odd', [
    ['plain.txt', 'plain'],
    ...withheld.map((name) => [name, file(name)] as const),
    [Buffer.from([0x62, 0x61, 0x64, 0xff, 0xfe]), 'no text'],
    ['to plain', link('plain.txt')],
    ['to nowhere', link('/nonexistent')],
    ['loop', link('.')],
  ])
  await page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await app.dropFolder(odd)
  await expectLocations(page, ['Odd'])
  const rows = await rowsOf(page, 'Odd')
  expect(rows.map(({ name }) => name).toSorted()).toEqual(['', 'plain.txt'])
  await expect
    .poll(async () => {
      const told = (await listingOf(page, 'Odd')).withheld
      return [told?.count, told?.names.toSorted()]
    })
    .toEqual([withheld.length, withheld.toSorted()])
  await expectQuiet(page, 'Odd')
  await page.getByRole('button', { name: /withholds 16 names here/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('colon:name.txt')
  await expect(dialog.locator('b')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('grid').getByText('Name not readable')).toBeVisible()
})

test('folders of such names are entered by mouse and by address', async ({ app, folder }) => {
  const { page } = app
  const strange = ['%2e%2e%2fetc', '#hash&query=1;x', 'constructor', 'مخطط', '-rf'] as const
  const nest = strange.reduceRight<Tree>((tree, name) => ({ [name]: folderSpec(tree) }), {})
  await page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await app.dropFolder(await folder('Nest', nest))
  await expectLocations(page, ['Nest'])
  for (const name of strange) {
    await page.getByRole('grid').getByRole('row').nth(1).dblclick()
    await expect(page.getByRole('navigation', { name: /path/i })).toContainText(name)
  }
  const address = page.url()
  await page.goto('about:blank')
  await page.goto(address)
  await expect(page.getByRole('navigation', { name: /path/i })).toContainText('-rf')
})

/** Expects that a folder nobody touches comes to rest: no news of it for a second. */
async function expectQuiet(page: Page, name: string): Promise<void> {
  const location = (await locationsOf(page)).find((one) => one.name === name)
  if (location === undefined) throw new Error(`no location ${name}`)
  const news = await page.evaluate(
    (topic) =>
      new Promise<number | 'no rest'>((resolve) => {
        let count = 0
        let quiet = setTimeout(() => resolve(count), 1_000)
        window.holdall.subscribe([topic], () => {
          count++
          clearTimeout(quiet)
          if (count > 30) resolve('no rest')
          else quiet = setTimeout(() => resolve(count), 1_000)
        })
      }),
    dirTopic({ locationId: location.locationId, path: ROOT }),
  )
  expect(news).not.toBe('no rest')
}
