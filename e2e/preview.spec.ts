// Looking into files, and what happens when they go away meanwhile.
import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, file, test } from './harness/test.ts'
import { expectLocations, rowsOf } from './holdall.ts'
import { png } from './media.ts'

test('a file that vanishes under the preview is said to be gone, and leaves the list', async ({
  app,
  folder,
}) => {
  const { page } = app
  const box = await folder('Box', {
    'a.png': file(png(20, 20)),
    'b.txt': 'text',
    'c.txt': 'more text',
  })
  await page.getByRole('button', { name: 'Open a folder' }).waitFor()
  await app.dropFolder(box)
  await expectLocations(page, ['Box'])
  await rowsOf(page, 'Box')
  const preview = page.getByRole('dialog')
  await page.getByRole('row').filter({ hasText: 'a.png' }).dblclick()
  await expect(preview.getByRole('img')).toBeVisible()
  await box.change((place) => fs.rm(path.join(place, 'b.txt')))
  await page.keyboard.press('ArrowRight')
  await expect(preview).toContainText('It is not there any more')
  await page.keyboard.press('ArrowRight')
  await expect(preview).toContainText('more text')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F5')
  await expect(page.getByRole('row')).toHaveCount(3)
  expect((await rowsOf(page, 'Box')).map(({ name }) => name)).toEqual(['a.png', 'c.txt'])
})

test('a long text is read in parts, its encoding told', async ({ app, folder }) => {
  const { page } = app
  const lines = Array.from({ length: 60_000 }, (_, i) => `line ${i} of a long text`).join('\r\n')
  await page.getByRole('button', { name: 'Open a folder' }).waitFor()
  await app.dropFolder(
    await folder('Texts', {
      'long.txt': lines,
      'old.txt': file(Buffer.from('Größe und Café', 'latin1')),
      'wide.txt': file(Buffer.from('\u{feff}Größe und Café', 'utf16le')),
      'bytes.txt': file(new Uint8Array([0, 1, 2, 255, 254, 0, 0, 7])),
    }),
  )
  await expectLocations(page, ['Texts'])
  const preview = page.getByRole('dialog')
  await page
    .getByRole('row')
    .filter({ has: page.getByTitle('bytes.txt') })
    .dblclick()
  await expect(preview).toContainText('What is in this file is no text')
  await page.keyboard.press('ArrowRight')
  await expect(preview).toContainText('line 0 of a long text')
  await preview.getByRole('button', { name: /Show the next/ }).click()
  await expect(preview.getByRole('button', { name: /Show the next/ })).toBeHidden()
  await page.keyboard.press('ArrowRight')
  await expect(preview).toContainText('Größe und Café')
  const encoding = preview.getByLabel('Encoding')
  await expect(encoding).toHaveValue('windows-1252')
  await page.keyboard.press('ArrowRight')
  await expect(encoding).toHaveValue('utf-16le')
  await expect(preview).toContainText('Größe und Café')
  await expect(preview).toContainText('UTF-16LE (marked)')
})

test('a text in an encoding of old is told, or can be read again in the right one', async ({
  app,
  folder,
}) => {
  const { page } = app
  await page.getByRole('button', { name: 'Open a folder' }).waitFor()
  await app.dropFolder(
    await folder('Texts', {
      'a.txt': file(Buffer.from('bff3b3e62c20ba', 'hex')), // żółć in ISO 8859-2, and ş
      'b.txt': file(Buffer.from('82b182f182c982bf82cd', 'hex')), // こんにちは in Shift_JIS
    }),
  )
  await expectLocations(page, ['Texts'])
  const preview = page.getByRole('dialog')
  await page
    .getByRole('row')
    .filter({ has: page.getByTitle('a.txt') })
    .dblclick()
  const encoding = preview.getByLabel('Encoding')
  await expect(encoding).toHaveValue('windows-1252')
  const shown = preview.getByRole('document')
  await expect(shown).toHaveText('¿ó³æ, º')
  await encoding.selectOption('iso-8859-2')
  await expect(shown).toHaveText('żółć, ş')
  await expect(encoding).toHaveValue('iso-8859-2')
  await preview.getByRole('button', { name: 'Next entry' }).click()
  await expect(shown).toHaveText('こんにちは')
  await expect(encoding).toHaveValue('shift_jis')
  await preview.getByRole('button', { name: 'Previous entry' }).click()
  await expect(encoding).toHaveValue('windows-1252')
})

test('any file can be downloaded, byte for byte', async ({ app, folder }) => {
  const { page } = app
  const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7) % 256))
  await page.getByRole('button', { name: 'Open a folder' }).waitFor()
  await app.dropFolder(await folder('Files', { 'data.bin': file(bytes) }))
  await expectLocations(page, ['Files'])
  await page.getByRole('row').filter({ hasText: 'data.bin' }).dblclick()
  const arriving = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: 'Download' }).first().click()
  const download = await arriving
  expect(download.suggestedFilename()).toBe('data.bin')
  expect((await fs.readFile(await download.path())).equals(bytes)).toBe(true)
})
