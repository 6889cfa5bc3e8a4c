// Any number of tabs on one library: all show the same, and the one that holds it may go at any moment.
import fs from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, folderSpec, test, type App } from './harness/test.ts'
import { expectLocations, locationsOf, row, sidebarEntry } from './holdall.ts'

/** Where a new tab shows nothing but what it asks the core. */
const waitForCore = (page: Page) => page.waitForFunction(() => 'holdall' in window)

async function openTabs(app: App, count: number): Promise<readonly Page[]> {
  const tabs: Page[] = []
  for (let n = 0; n < count; n++) tabs.push(await app.newPage())
  for (const tab of [app.page, ...tabs]) await waitForCore(tab)
  return tabs
}

/** Says how long things took, in the report: a busy machine must not fail the test, and nobody may overlook a drift. */
function note(type: string, description: string): void {
  test.info().annotations.push({ type, description })
  console.log(`${type}: ${description}`)
}

/** The two ways in which the tab that leads goes away. */
const deaths = [
  { how: 'closed', end: (_: App, page: Page) => page.close() },
  { how: 'killed', end: (app: App, page: Page) => app.killPage(page) },
] as const

test('every tab and window shows the same at once', async ({ app, folder }) => {
  const { page } = app
  const [tab] = await openTabs(app, 1)
  if (tab === undefined) throw new Error('no tab')
  const opened = app.context.waitForEvent('page')
  await page.evaluate(() => window.open('/', '_blank', 'popup,width=900,height=700'))
  const popup = await opened
  await waitForCore(popup)
  const all = [page, tab, popup]

  await app.dropFolder([await folder('One', { a: '' }), await folder('Two', { b: '' })])
  for (const each of all)
    for (const name of ['One', 'Two']) await expect(sidebarEntry(each, name)).toBeVisible()

  await sidebarEntry(tab, 'Two').focus()
  await tab.keyboard.press('F2')
  await tab.getByRole('textbox', { name: 'New name' }).fill('Zwei')
  await tab.keyboard.press('Enter')
  for (const each of all) {
    await expect(sidebarEntry(each, 'Zwei')).toBeVisible()
    await expect(sidebarEntry(each, 'Two')).toHaveCount(0)
    await expectLocations(each, ['One', 'Zwei'])
  }

  await popup.goto(`${app.url}storage`)
  await popup.getByRole('radio', { name: 'Dark' }).check({ force: true })
  for (const each of all) await expect(each.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('a change on the disk, read again in one tab, is seen in the others', async ({
  app,
  folder,
}) => {
  const one = await folder('One', { 'a.txt': '' })
  await app.page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await app.dropFolder(one)
  await expect(row(app.page, 'a.txt')).toBeVisible()
  const tab = await app.newPage() // comes back to the folder
  await expect(row(tab, 'a.txt')).toBeVisible()
  await one.change((place) => fs.writeFileSync(`${place}/b.txt`, ''))
  await tab.getByRole('grid').focus()
  await tab.keyboard.press('F5')
  for (const page of [tab, app.page]) await expect(row(page, 'b.txt')).toBeVisible()
})

test('a tab is answered only once its end can be noticed, so that the core never takes it for gone', async ({
  app,
}) => {
  await waitForCore(app.page)
  await app.context.addInitScript(() => {
    // A busy browser grants locks late. (The blank page before the app has none.)
    if (!isSecureContext) return
    const { locks } = navigator
    const request = locks.request.bind(locks)
    Object.defineProperty(locks, 'request', {
      value: async (name: string, ...rest: unknown[]) => {
        if (name.startsWith('holdall-tab-')) await new Promise((done) => setTimeout(done, 1_000))
        return Reflect.apply(request, locks, [name, ...rest])
      },
    })
  })
  const tab = await app.newPage()
  await waitForCore(tab)
  const held = await tab.evaluate(async () => {
    await window.holdall.preferences.get()
    const { held: all = [] } = await navigator.locks.query()
    return all.filter(({ name }) => name?.startsWith('holdall-tab-')).length
  })
  expect(held).toBe(2)
})

for (const { how, end } of deaths) {
  test(`the leading tab is ${how}: another leads, and every command is done once`, async ({
    app,
    folder,
  }) => {
    const names = Array.from({ length: 40 }, (_, n) => `f${n}`)
    const parent = await folder(
      'Parent',
      Object.fromEntries(names.map((name) => [name, folderSpec({})])),
    )
    await app.page.getByRole('button', { name: /Open a folder/ }).waitFor()
    await app.dropFolder(parent)
    const [location] = await expectLocations(app.page, ['Parent'])
    if (location === undefined) throw new Error('no location')
    const followers = await openTabs(app, 2)

    const started = await Promise.all(
      followers.map((follower, order) =>
        follower.evaluateHandle(
          async ({ locationId, mine, order: tab }) => {
            const { locations, preferences } = window.holdall
            const id = (n: number) => `${tab}command${String(n).padStart(18, '0')}`
            const root = await locations.root({ locationId })
            if (!root.ok) throw new Error(root.error.type)
            // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract hides what it is
            const parentHandle = root.value as unknown as FileSystemDirectoryHandle
            const handles = await Promise.all(
              mine.map((name) => parentHandle.getDirectoryHandle(name)),
            )

            let answered = 0
            let lastMs = performance.now()
            let outageMs = 0
            const hear = () => {
              const nowMs = performance.now()
              outageMs = Math.max(outageMs, nowMs - lastMs)
              lastMs = nowMs
            }
            const answers: Promise<unknown>[] = []
            const send = (command: () => Promise<unknown>) => {
              const answer = command()
              answers.push(answer)
              void answer.then(() => {
                answered++
                hear()
              })
            }
            let answeredBefore: number | undefined
            new BroadcastChannel('holdall-leader').addEventListener('message', ({ data }) => {
              if (data.type === 'leading') answeredBefore ??= answered
            })
            // A folder added twice, or an id that is used for a second folder, answers with an error.
            for (const [n, handle] of handles.entries()) {
              // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract hides what it is
              const added = handle as unknown as typeof root.value
              send(() =>
                locations.add(
                  { root: added, origin: 'picked', nested: true },
                  { commandId: id(n) },
                ),
              )
            }
            for (let n = 0; n < 200; n++)
              send(() =>
                preferences.set({ sidebarWidth: 200 + n / 2 }, { commandId: id(1000 + n) }),
              )
            const over = new AbortController()
            const watch = async () => {
              while (!over.signal.aborted) {
                await preferences.get()
                hear()
              }
            }
            const watching = watch()
            return {
              async finish() {
                const all = await Promise.all(answers)
                over.abort()
                await watching
                return { all, outageMs, answeredBefore }
              },
            }
          },
          {
            locationId: location.locationId,
            mine: names.filter((_, n) => n % followers.length === order),
            order,
          },
        ),
      ),
    )
    await end(app, app.page)
    const results = await Promise.all(started.map((one) => one.evaluate((run) => run.finish())))
    note(
      `outage, leading tab ${how}`,
      results
        .map(
          ({ all, outageMs, answeredBefore }) =>
            `${Math.round(outageMs)} ms without an answer, ${answeredBefore} of ${all.length} answered before`,
        )
        .join('; '),
    )

    for (const [at, { all, outageMs, answeredBefore }] of results.entries()) {
      expect(answeredBefore, 'commands were in flight').toBeLessThan(all.length)
      const mine = names.filter((_, n) => n % followers.length === at)
      expect(all).toEqual([
        ...mine.map((_, n) => ({
          ok: true,
          value: { locationId: `${at}command${String(n).padStart(18, '0')}` },
        })),
        ...Array.from({ length: 200 }, () => ({ ok: true, value: undefined })),
      ])
      expect(outageMs).toBeLessThan(5_000)
    }
    for (const follower of followers) {
      const found = await locationsOf(follower)
      expect(found.map(({ name }) => name).toSorted()).toEqual(['Parent', ...names].toSorted())
      const preferences = await follower.evaluate(() => window.holdall.preferences.get())
      expect(preferences).toMatchObject({ ok: true, value: { sidebarWidth: 299.5 } })
    }

    // Sent once more, to a leader that did none of them: answered alike, and nothing is done.
    const [follower] = followers
    const again = await follower?.evaluate(async () => {
      const answers = await Promise.all(
        Array.from({ length: 199 }, (_, n) =>
          window.holdall.preferences.set(
            { sidebarWidth: 200 + n / 2 },
            { commandId: `0command${String(1000 + n).padStart(18, '0')}` },
          ),
        ),
      )
      return { answers, preferences: await window.holdall.preferences.get() }
    })
    expect(again).toMatchObject({
      answers: Array.from({ length: 199 }, () => ({ ok: true, value: undefined })),
      preferences: { ok: true, value: { sidebarWidth: 299.5 } },
    })
  })
}

test('a listing under way goes on in the next leader, and ends with every name', async ({
  app,
  folder,
}) => {
  const count = 30_000
  const big = await folder(
    'Big',
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}`, ''])),
  )
  await app.page.getByRole('button', { name: /Open a folder/ }).waitFor()
  await openTabs(app, 1)
  const follower = await app.newPage()
  await app.dropFolder(big, undefined, follower)
  const [location] = await expectLocations(follower, ['Big'])
  const samples = await follower.evaluateHandle((locationId) => {
    const windows: { state: string; total: number }[] = []
    const look = async () => {
      const view = { at: { locationId, path: '' }, showHidden: true }
      const answer = await window.holdall.entries.window({ view, from: 0, limit: 0 })
      if (!answer.ok) throw new Error(answer.error.type)
      const { listing, total } = answer.value
      windows.push({ state: listing.state, total })
      if (listing.state === 'listing') await look()
    }
    return { windows, done: look() }
  }, location?.locationId ?? '')
  await follower.waitForFunction(({ windows }) => (windows.at(-1)?.total ?? 0) > 0, samples, {
    polling: 5,
  })
  await app.killPage(app.page)
  await samples.evaluate(({ done }) => done)
  const seen = await samples.evaluate(({ windows }) => windows)
  expect(seen.at(-1)).toEqual({ state: 'complete', total: count })
  // The new leader began again: that the old one was not done yet shows in the number that fell.
  const states = seen.map(({ state }) => state)
  const fell = seen.some(({ total }, at) => total < (seen[at - 1]?.total ?? 0))
  expect({ states: [...new Set(states)], fell }).toEqual({
    states: ['listing', 'complete'],
    fell: true,
  })
  await expect(follower.getByText('30,000 items', { exact: true })).toBeVisible()
})

for (const { how, end } of deaths)
  test(`the leading tab is ${how}: in the others nothing that a person did is lost`, async ({
    app,
    folder,
  }) => {
    await app.page.getByRole('button', { name: /Open a folder/ }).waitFor()
    const [follower] = await openTabs(app, 1)
    if (follower === undefined) throw new Error('no tab')
    const photos = await folder('Photos', {
      Iceland: { 'a.txt': '', 'b.txt': '', 'c.txt': '', Geysir: { 'd.txt': '' } },
    })
    await app.dropFolder(photos, undefined, follower)
    await row(follower, 'Iceland').dblclick()
    await row(follower, 'b.txt').click()
    await row(follower, 'c.txt').click({ modifiers: ['Shift'] })
    const selected = follower.getByRole('row', { selected: true })
    await expect(selected).toHaveCount(2)
    // Half of a name, typed and not sent yet.
    await sidebarEntry(follower, 'Photos').focus()
    await follower.keyboard.press('F2')
    const name = follower.getByRole('textbox', { name: 'New name' })
    await name.fill('Bil')
    await expect(follower).toHaveURL(/\/Iceland$/) // one selected row would stand in it
    const address = follower.url()

    await end(app, app.page)
    const answer = await follower.evaluate(() => window.holdall.preferences.get())
    expect(answer).toMatchObject({ ok: true })

    expect(follower.url()).toBe(address)
    await expect(selected).toHaveCount(2)
    await expect(selected).toContainText(['b.txt', 'c.txt'])
    await expect(name).toBeFocused()
    await name.pressSequentially('der')
    await follower.keyboard.press('Enter')
    await expectLocations(follower, ['Bilder'])
    await row(follower, 'Geysir').dblclick()
    await expect(row(follower, 'd.txt')).toBeVisible()
    await follower.goBack()
    await expect(row(follower, 'c.txt')).toBeVisible()
  })

/** Ends the process that a kind of worker lives in, as the system does when memory is short. */
async function killProcessOf(app: App, worker: RegExp): Promise<void> {
  const session = await app.context.browser()?.newBrowserCDPSession()
  if (session === undefined) throw new Error('no browser')
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const isIts = (task: string) => worker.test(fs.readFileSync(`${task}/comm`, 'utf8'))
  const found = processInfo.filter(({ id, type }) => {
    const tasks = `/proc/${id}/task`
    return type === 'renderer' && fs.readdirSync(tasks).some((one) => isIts(`${tasks}/${one}`))
  })
  expect(found, 'processes with such a worker').toHaveLength(1)
  for (const { id } of found) process.kill(id, 'SIGKILL')
}

test('the go-between of the tabs dies alone: tabs still find each other, before and after a change of leader', async ({
  app,
}) => {
  const answers = (page: Page) => page.evaluate(() => window.holdall.preferences.get())
  const [second] = await openTabs(app, 1)
  if (second === undefined) throw new Error('no tab')
  await killProcessOf(app, /^SharedWorker/)
  const third = await app.newPage()
  expect(await answers(third)).toMatchObject({ ok: true })

  await killProcessOf(app, /^SharedWorker/)
  await app.page.close()
  for (const page of [second, third]) expect(await answers(page)).toMatchObject({ ok: true })
})
