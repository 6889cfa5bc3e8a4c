// Every screen: axe finds nothing to object to, nothing runs over the edge, and a picture is kept for people to look at.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, file, test } from './harness/test.ts'
import { expectLocations, rowsOf } from './holdall.ts'
import { png } from './media.ts'

const pictures = fileURLToPath(new URL('screenshots', import.meta.url))
const modified = new Date('2024-06-14T05:41:00')
const dated = (content: string | Uint8Array) => file(content, { modified })

const iceland = {
  'GNSS base station logs': { 'a.log': 'x' },
  Orthomosaics: { 'b.tif': 'x' },
  'Radar lines 07–12': {},
  'Überflug Drohne 14. Juni': {},
  'Фотографии с западной морены': {},
  '2024-06-14_terminus_east_panorama_with_a_very_long_name_that_does_not_fit_16bit.tif': dated('x'),
  'BRJ_0412.CR3': dated('raw'),
  'BRJ_0412.png': dated(png(600, 400)),
  'calving_event_0638_4K.mp4': dated('film'),
  'Field notes, day 3.md': dated('# Day 3\n\nCalm, −4 °C. The terminus moved 12 m.\n'.repeat(40)),
  'interview_Hrafnhildur_guide_part2.wav': dated('sound'),
  'Leyfi – Vatnajökulsþjóðgarður (undirritað).pdf': dated('pdf'),
  'process_orthos.py': dated('import sys\n'),
  'stake_readings_2019–2024.csv': dated('a,b\n1,2\n'),
  'thesis-figures-v3-final-final.zip': dated('zip'),
  '氷河湖 調査メモ(第2稿).docx': dated('doc'),
  'مخطط الموقع.png': dated(png(8, 8)),
  '.hidden': dated(''),
}

const sizes = { wide: [1440, 900], narrow: [390, 844] } as const

for (const scheme of ['light', 'dark'] as const)
  for (const [width, size] of Object.entries(sizes))
    test.describe(`${scheme}, ${width}`, () => {
      test.use({
        browserOptions: {
          size: [size[0], size[1]],
          context: {
            colorScheme: scheme,
            viewport: { width: size[0], height: size[1] },
            hasTouch: width === 'narrow',
            locale: 'en-GB',
          },
        },
      })
      test.setTimeout(150_000)

      test('every screen', async ({ app, folder }) => {
        const { page } = app
        const look = async (name: string) => {
          await expectAccessible(page)
          await expectNoOverflow(page)
          await page.screenshot({ path: path.join(pictures, `${name}-${width}-${scheme}.png`) })
        }
        const openMenu = async () => {
          if (width === 'narrow')
            await page.getByRole('button', { name: 'Sidebar' }).first().click()
        }
        await page.getByRole('button', { name: 'Open a folder' }).waitFor()
        await look('first-run')

        await app.dropFolder(await folder('Breiðamerkurjökull', iceland))
        await expectLocations(page, ['Breiðamerkurjökull'])
        await rowsOf(page, 'Breiðamerkurjökull')
        await expect(page.getByRole('grid')).toContainText('BRJ_0412')
        await expect(page.getByRole('grid')).toContainText('14 Jun 2024')
        await look('lasting-offer')
        await page.getByRole('button', { name: 'Not now' }).click()
        await expect(page.getByRole('button', { name: 'Not now' })).toBeHidden()
        const picture = page.getByRole('row').filter({ hasText: '0412.png' })
        if (width === 'wide') {
          await picture.click()
          await expect(page.getByText('600 × 400')).toBeVisible()
          await expect(page.getByRole('img', { name: 'Picture BRJ_0412.png' })).toBeVisible()
        }
        await look('list')

        if (width === 'wide') await page.keyboard.press('Space')
        else await picture.tap()
        await expect(page.getByRole('dialog').getByRole('img')).toBeVisible()
        await look('preview-picture')
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()

        const notes = page.getByRole('row').filter({ hasText: 'Field notes' })
        if (width === 'wide') await notes.dblclick()
        else await notes.tap()
        await expect(page.getByRole('dialog')).toContainText('The terminus moved')
        await look('preview-text')
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()

        if (width === 'wide') {
          await notes.click({ button: 'right' })
          await expect(page.getByRole('menu')).toBeVisible()
          await look('menu')
          await page.keyboard.press('Escape')
        } else {
          await openMenu()
          await look('locations')
          await page.keyboard.press('Escape')
        }

        for (const screen of ['storage', 'about'] as const) {
          await page.goto(new URL(screen, app.url).href)
          await page.getByRole('heading', { level: 1 }).waitFor()
          await look(screen)
        }
        await page.goto(new URL('nonsense', app.url).href)
        await page.getByRole('heading').first().waitFor()
        await look('nowhere')
        await page.goto(app.url)
        await expect(page.getByRole('heading', { name: 'Your folders' })).toBeVisible()
        await look('start')
      })
    })

/** At no width does the page scroll sideways. */
async function expectNoOverflow(page: Page) {
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    'the page fits its width',
  ).toBe(true)
}
