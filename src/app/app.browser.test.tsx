// The window put together: what is loaded late, and what features show beside each other.
import './ui/styles.css'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { App } from './app.tsx'
import {
  createFakeHoldall,
  fakeIndex,
  fakeJob,
  fakeLocation,
  fakeLocationId,
  type FakeHoldall,
} from './testing/fake-holdall.ts'
import { TestWindow } from './testing/TestWindow.tsx'
import { show } from './ui/testing.tsx'

beforeEach(() => page.viewport(1_440, 900))
afterEach(() => history.replaceState(null, '', '/'))

const locationId = fakeLocationId(1)

function showApp(path: string, prepare: (fake: FakeHoldall) => void) {
  history.replaceState(null, '', path)
  const fake = createFakeHoldall([fakeLocation(1, { name: 'Photos' })])
  prepare(fake)
  show(() => (
    <TestWindow fake={fake}>
      <App isConnecting={false} cameBack={false} />
    </TestWindow>
  ))
  return fake
}

test('the sidebar shows what is under way, and leads to the jobs', async () => {
  const fake = showApp('/storage', ({ state }) => {
    state.jobs = [fakeJob(1)]
  })
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Indexing Photos/ })
    .click()
  const panel = page.getByRole('complementary', { name: 'Jobs' })
  await expect.element(panel).toHaveTextContent('Indexing Photos0 steps so far')
  await userEvent.keyboard('{Escape}')
  await expect.element(panel).not.toBeInTheDocument()
  fake.state.jobs = []
  fake.tell('jobs')
  await expect
    .element(page.getByRole('button', { name: /^Indexing Photos/ }))
    .not.toBeInTheDocument()
})

test('the index of a location is a page with a title of its own', async () => {
  showApp(`/index/${locationId}`, ({ state }) => {
    state.index = [fakeIndex(1)]
  })
  await expect
    .element(page.getByRole('heading', { level: 1, name: 'Index of Photos' }))
    .toBeVisible()
  expect(document.title).toBe('Index of Photos – Holdall')
  await expect
    .element(page.getByRole('link', { name: 'Photos' }))
    .toHaveAttribute('aria-current', 'page')
  await page.getByRole('button', { name: 'Open the folder' }).click()
  await expect.element(page.getByRole('grid')).toBeVisible()
  expect(document.title).toBe('Photos – Holdall')
})

test('what is gone from a folder is asked above it, if it may be looked into', async () => {
  const fake = showApp(`/folder/${locationId}`, ({ state }) => {
    const question = { why: 'mass', files: 2_000, folders: 0, bytes: 0, sinceMs: 0 } as const
    state.index = [fakeIndex(1, { question })]
  })
  const band = page.getByText('2,000 files are gone from Photos')
  await expect.element(band).toBeVisible()
  const [location] = fake.state.locations
  fake.state.locations = [{ ...location!, permission: 'prompt' }]
  fake.tell('locations')
  await expect.element(band).not.toBeInTheDocument()
  await expect.element(page.getByText('1 folder needs your permission again')).toBeVisible()
  fake.state.locations = [location!]
  fake.tell('locations')
  await page.getByRole('button', { name: 'Keep and look again' }).click()
  await expect.element(band).not.toBeInTheDocument()
  expect(fake.inputsOf('indexing.answerMissing')).toEqual([{ locationId, answer: 'keep' }])
})

test('Mod+J is on the key sheet', async () => {
  showApp('/storage', () => undefined)
  await userEvent.keyboard('?')
  await expect
    .element(page.getByRole('dialog', { name: 'Keyboard shortcuts' }))
    .toHaveTextContent('JobsCtrl+J')
})
