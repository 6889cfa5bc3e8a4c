import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { err, ok } from '#vdfs/api/result.ts'
import { createFakeHoldall, fakeLocation, type FakeHoldall } from '../../testing/fake-holdall.ts'
import { TestWindow } from '../../testing/TestWindow.tsx'
import { show } from '../../ui/testing.tsx'
import { StorageNotices } from './StorageNotices.tsx'
import StoragePage from './StoragePage.tsx'

function showPage(fake: FakeHoldall) {
  show(() => (
    <TestWindow fake={fake}>
      <StoragePage />
    </TestWindow>
  ))
}

test('says how much room the library takes and what the database is', async () => {
  showPage(createFakeHoldall([fakeLocation(1)]))
  await expect
    .element(page.getByRole('progressbar', { name: 'Room used' }))
    .toHaveAttribute('aria-valuetext', '25.0 MB of 100 MB that the browser allows')
  await expect.element(page.getByText('SQLite 3.53.0, format 1')).toBeVisible()
  await expect.element(page.getByText('Not promised')).toBeVisible()
})

test('a library in memory says so and asks for no promise', async () => {
  const fake = createFakeHoldall()
  fake.state.status = { ...fake.state.status, home: 'memory', quotaBytes: undefined }
  showPage(fake)
  await expect.element(page.getByText(/memory: it is gone/)).toBeVisible()
  await expect.element(page.getByText(/the browser does not say how much/)).toBeVisible()
  expect(page.getByRole('button', { name: 'Ask the browser to keep it' }).elements()).toEqual([])
})

test('settings are written as they are chosen', async () => {
  const fake = createFakeHoldall()
  showPage(fake)
  await page.getByText('Dark', { exact: true }).click()
  await page.getByText('Roomy', { exact: true }).click()
  await page.getByText('Show hidden files').click()
  expect(fake.inputsOf('preferences.set')).toEqual([
    { theme: 'dark' },
    { rowHeight: 'roomy' },
    { showHidden: true },
  ])
  await expect.element(page.getByRole('radio', { name: 'Dark' })).toBeChecked()
})

test('a check tells its result, sound or not', async () => {
  const fake = createFakeHoldall()
  showPage(fake)
  const check = page.getByRole('button', { name: 'Check the database' })
  await check.click()
  await expect
    .element(page.getByText('The database is sound. The check took 0.12 seconds.'))
    .toBeVisible()
  fake.answerNext(
    'storage.checkDatabase',
    ok({ sound: false, problems: ['row 7 missing from index'], tookMs: 5 }),
  )
  await check.click()
  await expect.element(page.getByRole('alert')).toHaveTextContent('row 7 missing from index')
  fake.answerNext(
    'storage.checkDatabase',
    err({ type: 'DatabaseFault', message: 'disk I/O error' }),
  )
  await check.click()
  await expect.element(page.getByRole('alert')).toHaveTextContent('disk I/O error')
})

test('erasing needs the word', async () => {
  const fake = createFakeHoldall([fakeLocation(1)])
  showPage(fake)
  await page.getByRole('button', { name: 'Erase everything…' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Erase everything that Holdall keeps?' })
  await expect.element(dialog).toHaveTextContent('The files in your folders are not touched.')
  const confirm = dialog.getByRole('button', { name: 'Erase everything' })
  await expect.element(confirm).toHaveAttribute('aria-disabled', 'true')
  await confirm.click({ force: true })
  await userEvent.fill(dialog.getByRole('textbox'), 'eras')
  await userEvent.keyboard('{Enter}')
  expect(fake.inputsOf('storage.eraseEverything')).toEqual([])

  fake.answerNext('storage.eraseEverything', err({ type: 'DatabaseFault', message: 'busy' }))
  await userEvent.fill(dialog.getByRole('textbox'), 'Erase')
  await confirm.click()
  await expect.element(dialog).toHaveTextContent('busy')
  await confirm.click()
  await expect.poll(() => fake.inputsOf('storage.eraseEverything')).toHaveLength(2)
})

test('notices stay until they were read', async () => {
  const fake = createFakeHoldall()
  fake.state.notices = [
    {
      type: 'DatabaseRebuilt',
      noticeId: 'a',
      atMs: 1_700_000_000_000,
      keptAs: 'damaged-1',
      locationsKept: 3,
    },
    { type: 'NothingIsKept', noticeId: 'b', atMs: 0 },
  ]
  show(() => (
    <TestWindow fake={fake}>
      <StorageNotices />
    </TestWindow>
  ))
  await expect.element(page.getByText('The library was made anew')).toBeVisible()
  await expect.element(page.getByText(/damaged-1/)).toBeVisible()
  await expect.element(page.getByText(/3 locations were kept/)).toBeVisible()
  await page.getByRole('button', { name: 'I have read it' }).first().click()
  await expect.element(page.getByText('The library was made anew')).not.toBeInTheDocument()
  await expect.element(page.getByText('Nothing is kept here')).toBeVisible()
  expect(fake.inputsOf('storage.dismissNotice')).toEqual([{ noticeId: 'a' }])
})
