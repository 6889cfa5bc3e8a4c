// The whole of it, once, with the browser's own questions and restarts: what a person does on the first two days.
import { expect, file, test } from './harness/test.ts'
import { expectLocations, expectSameAsDisk } from './holdall.ts'
import { PNG, WAV, WEBM } from './media.ts'

test.use({ browserOptions: { display: 'ozone', permissions: 'prompt', size: [1440, 900] } })
test.setTimeout(120_000)

test('pick a folder, look around, come back after a restart: one click, then none', async ({
  app,
  folder,
}) => {
  const trip = await folder('Trip', {
    'picture.png': file(PNG),
    'sound.wav': file(WAV),
    'film.webm': file(WEBM),
    'notes.md': '# Day 1\n\nÍsland\n',
    data: { 'table.bin': file(new Uint8Array([0, 1, 2, 3])) },
  })
  let { page } = app
  const grid = () => page.getByRole('grid')
  const preview = () => page.getByRole('dialog')

  const bubble = await app.pickFolder(trip, () =>
    page.getByRole('button', { name: 'Open a folder' }).click(),
  )
  expect(bubble?.button).toBe('Allow')
  await expectLocations(page, ['Trip'])
  await expectSameAsDisk(page, 'Trip', trip.path)

  // A picture, a sound, a film, a text, and what is none of these, all by keyboard.
  await grid().focus()
  await page.keyboard.press('p')
  await page.keyboard.press('Space')
  await expect(preview().getByRole('img', { name: 'picture.png' })).toHaveJSProperty(
    'naturalWidth',
    4,
  )
  await page.keyboard.press('ArrowRight')
  const sound = preview().locator('audio')
  await expect.poll(() => sound.evaluate((media: HTMLMediaElement) => media.readyState)).toBe(4)
  await page.keyboard.press('Escape')
  await expect(preview()).toBeHidden()
  await expect(page.getByRole('row', { selected: true })).toContainText('sound')
  await expect(grid()).toBeFocused()
  await page.keyboard.press('f')
  await page.keyboard.press('Enter')
  const film = preview().locator('video')
  await expect.poll(() => film.evaluate((media: HTMLVideoElement) => media.videoWidth)).toBe(64)
  await page.keyboard.press('Escape')
  await expect(grid()).toBeFocused()
  await page.keyboard.press('n')
  await page.keyboard.press('Space')
  await expect(preview()).toContainText('Ísland')
  await page.keyboard.press('Escape')
  await expect(grid()).toBeFocused()

  // Into a folder, and there the browser is closed.
  await page.keyboard.press('d')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/data/)
  await expect(grid()).toContainText('table.bin')
  await app.restart()
  ;({ page } = app)
  await expect(page).toHaveTitle(/data/)
  const allow = () => page.getByRole('button', { name: 'Allow 1 folder' })
  await allow().click()
  const question = await app.ui.press(['Allow on every visit'])
  expect(question.button).toBe('Allow on every visit')
  await expect(grid()).toContainText('table.bin')
  await expectSameAsDisk(page, 'Trip', trip.path)

  await app.restart()
  ;({ page } = app)
  await expect(grid()).toContainText('table.bin')
  await expect(allow()).toBeHidden()
  expect(await app.ui.bubbles()).toEqual([])
  await expectSameAsDisk(page, 'Trip', trip.path)
})
