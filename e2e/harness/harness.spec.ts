// Proves the harness itself, on a page of its own: what the specs of the product rest on.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { digestTree } from './folders.ts'
import { expect, expectAccessible, file, folderSpec, link, test, type App } from './test.ts'

test.use({ siteRoot: fileURLToPath(new URL('page', import.meta.url)) })

const log = (app: App) => app.page.locator('#log')
const click = (app: App, id: string) => app.page.locator(id).click()
const place = (app: App) => app.page.locator('#drop')
const tree = { 'a.txt': 'a', sub: { 'b.txt': 'b' } }

test.describe('headless, everything granted', () => {
  test.beforeEach(({ app }) => expect(log(app)).toHaveText('empty'))

  test('a dropped folder is the one on the disk', async ({ app, folder }) => {
    const one = await folder('räksmörgås & co', {
      ...tree,
      'link to a': link('a.txt'),
    })
    await app.dropFolder(one, place(app))
    await expect(log(app)).toHaveText(
      'dropped räksmörgås & co: "a.txt" "sub"; granted, granted', // Chromium hides links
    )
    await one.change(async (at) => {
      await app.page.locator('#write').click()
      await expect(log(app)).toHaveText('written')
      expect(fs.readFileSync(path.join(at, 'written.txt'), 'utf8')).toBe('from the page')
    })
  })

  test('dragging over is not dropping', async ({ app, folder }) => {
    await app.dragFolder(await folder('one', tree), place(app))
    await expect(place(app)).toHaveAttribute('data-over', 'yes')
    await expect(log(app)).toHaveText('empty')
  })

  test('a name that is no text reaches the disk and the page', async ({ app, folder }) => {
    const one = await folder('one', [
      [Buffer.from([0x66, 0xff]), 'x'],
      ['plain', file('y', { modified: new Date('2001-02-03T04:05:06Z') })],
      ['sub', folderSpec([[Buffer.from([0xfe]), 'z']], { mode: 0o500 })],
    ])
    const hex = (at: string) =>
      fs.readdirSync(at, { encoding: 'buffer' }).map((name) => name.toString('hex'))
    expect(hex(one.path).toSorted()).toEqual(['66ff', '706c61696e', '737562'])
    expect(hex(path.join(one.path, 'sub'))).toEqual(['fe'])
    expect(fs.statSync(path.join(one.path, 'sub')).mode & 0o777).toBe(0o500)
    expect(fs.statSync(path.join(one.path, 'plain')).mtime.toISOString()).toBe(
      '2001-02-03T04:05:06.000Z',
    )
    await app.dropFolder(one, place(app))
    await expect(log(app)).toHaveText('dropped one: "" "plain" "sub"; granted, granted')
  })

  test('a killed tab is gone and another one lives', async ({ app }) => {
    const other = await app.newPage()
    await app.killPage(app.page)
    await expect(other.locator('#log')).toHaveText('empty')
  })

  test('a browser that fell over comes back with its profile', async ({ app, folder }) => {
    await app.dropFolder(await folder('one', tree), place(app))
    await expect(log(app)).toHaveText(/^dropped one/)
    await app.restart({ crash: true })
    await expect(log(app)).toHaveText('restored one: "a.txt" "sub"; granted, granted')
  })

  test('axe sees the page', async ({ app }) => {
    await expectAccessible(app.page)
    await app.page.locator('h1').evaluate((heading) => heading.setAttribute('role', 'nonsense'))
    await expect(expectAccessible(app.page)).rejects.toThrow(/aria-roles/)
  })

  test('an uncaught error, a blocked sink and a request elsewhere are seen', async ({ app }) => {
    app.expectProblem(/^uncaught: Error: planted/)
    app.expectProblem(/TrustedHTML/)
    app.expectProblem(/^policy: .*127\.0\.0\.1:9\/fetched/)
    app.expectProblem(/^policy: .*127\.0\.0\.1:9\/shown/)
    app.expectProblem(/^left the origin: http:\/\/127\.0\.0\.1:9\//)
    const opened = app.context.waitForEvent('request', (one) => one.url().endsWith('/opened'))
    await app.page.evaluate(async () => {
      // By the page's own clock: an error inside evaluate() would be the test's.
      setTimeout(() => {
        throw new Error('planted')
      })
      setTimeout(() => Reflect.set(document.body, 'innerHTML', '<b>x</b>'))
      new Image().src = 'http://127.0.0.1:9/shown'
      await fetch('http://127.0.0.1:9/fetched').catch(() => undefined)
      window.open('http://127.0.0.1:9/opened')
    })
    await opened
    await expect(app.page.locator('#log')).toHaveText('empty')
  })
})

test.describe('headless, with bubbles', () => {
  test.use({ browserOptions: { permissions: 'prompt' } })
  test.beforeEach(({ app }) => expect(log(app)).toHaveText('empty'))

  test('a drop grants reading; writing is asked for, and refused or allowed', async ({
    app,
    folder,
  }) => {
    await app.dropFolder(await folder('one', tree), place(app))
    await expect(log(app)).toHaveText('dropped one: "a.txt" "sub"; granted, prompt')
    await click(app, '#ask-write')
    expect(await app.ui.deny()).toMatchObject({ button: 'Cancel' })
    await expect(log(app)).toHaveText('asked one: "a.txt" "sub"; granted, prompt')
    await app.page.reload()
    await expect(log(app)).toHaveText('restored one: NotAllowedError; prompt, prompt')
    await click(app, '#ask-read')
    expect(await app.ui.accept()).toMatchObject({ button: 'Allow' })
    await expect(log(app)).toHaveText('asked one: "a.txt" "sub"; granted, prompt')
    await click(app, '#ask-write')
    expect(await app.ui.accept()).toMatchObject({ button: 'Save changes' })
    await expect(log(app)).toHaveText('asked one: "a.txt" "sub"; granted, granted')
  })
})

test.describe('ozone, with bubbles', () => {
  test.use({ browserOptions: { display: 'ozone', permissions: 'prompt' } })
  test.beforeEach(({ app }) => expect(log(app)).toHaveText('empty'))

  test('picked to read, restarted, allowed on every visit', async ({ app, folder }) => {
    const one = await folder('one', tree)
    await app.pickFolder(null, () => click(app, '#pick-read'))
    await expect(log(app)).toHaveText('#pick-read AbortError')
    expect(await app.pickFolder(one, () => click(app, '#pick-read'))).toEqual({
      button: 'Allow',
      text: expect.stringContaining('Allow this site to view and copy files?'),
    })
    await expect(log(app)).toHaveText('picked one: "a.txt" "sub"; granted, prompt')
    await app.restart()
    await expect(log(app)).toHaveText('restored one: NotAllowedError; prompt, prompt')
    await click(app, '#ask-read')
    expect(await app.ui.accept('Allow on every visit')).toMatchObject({
      text: expect.stringContaining('from the last time you visited this site'),
    })
    await expect(log(app)).toHaveText('asked one: "a.txt" "sub"; granted, prompt')
    await app.restart()
    await expect(log(app)).toHaveText('restored one: "a.txt" "sub"; granted, prompt')
    await app.restart({ forgetGrants: true })
    await expect(log(app)).toHaveText('restored one: NotAllowedError; prompt, prompt')
  })

  test('picked to write, and revoked while the page runs', async ({ app, folder }) => {
    const one = await folder('one', tree)
    await app.pickFolder(one, () => click(app, '#pick-write'), { bubble: false })
    expect(await app.ui.deny()).toMatchObject({ button: "Don't Allow" })
    await expect(log(app)).toHaveText('#pick-write AbortError')
    expect(await app.pickFolder(one, () => click(app, '#pick-write'))).toMatchObject({
      text: expect.stringContaining('Allow this site to edit files?'),
    })
    await expect(log(app)).toHaveText('picked one: "a.txt" "sub"; granted, granted')
    await app.revokeGrants()
    await click(app, '#write')
    await expect(log(app)).toHaveText('#write NotAllowedError')
  })
})

test('a folder that changed is told by its digest', async ({ folder }) => {
  const one = await folder('one', { 'a.txt': 'a', sub: {} })
  const seen = new Set([digestTree(one.path)])
  const at = (name: string) => path.join(one.path, name)
  await one.change(async () => {
    for (const act of [
      () => fs.writeFileSync(at('a.txt'), 'b'),
      () => fs.utimesSync(at('a.txt'), 1, 1),
      () => fs.chmodSync(at('a.txt'), 0o600),
      () => fs.writeFileSync(at('sub/.hidden'), ''),
      () => fs.symlinkSync('a.txt', at('link')),
      () => fs.renameSync(at('a.txt'), at('A.txt')),
    ]) {
      act()
      seen.add(digestTree(one.path))
    }
  })
  expect(seen.size).toBe(7)
})
