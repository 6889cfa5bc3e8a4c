// The product's main job: a folder is dropped, and what is in it is there to walk through.
import { expect, folderSpec as folder, test } from './harness/test.ts'
import { expectLocations, expectSameAsDisk } from './holdall.ts'

test('a dropped folder is shown as it is on the disk', async ({ app, folder: make }) => {
  const photos = await make('Photos', {
    'IMG_2.jpg': 'two',
    'IMG_10.jpg': 'ten',
    '.hidden': '',
    Iceland: { 'notes.md': '# Ísland', deep: { deeper: { 'x.txt': 'x' } } },
    empty: folder({}),
  })
  const { page } = app
  await page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await app.dropFolder(photos)
  await expectLocations(page, ['Photos'])
  await expectSameAsDisk(page, 'Photos', photos.path)
  await expect(page.getByRole('grid')).toContainText('IMG_2')
  await page.screenshot({ path: '/tmp/shot-light.png' })
})
