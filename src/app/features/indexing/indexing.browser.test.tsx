import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { IndexStatus, MissingQuestion } from '#vdfs/api/indexing.ts'
import { parsePath, type RelPath } from '#vdfs/api/paths.ts'
import { err, must } from '#vdfs/api/result.ts'
import type { Navigation } from '../../navigation/navigation.tsx'
import {
  createFakeHoldall,
  fakeIndex,
  fakeLocationId,
  noTotals,
  type FakeHoldall,
} from '../../testing/fake-holdall.ts'
import { TestWindow } from '../../testing/TestWindow.tsx'
import { show } from '../../ui/testing.tsx'
import IndexPage from './IndexPage.tsx'
import MissingNotice from './MissingNotice.tsx'

beforeEach(() => page.viewport(1_440, 1_200))
afterEach(() => history.replaceState(null, '', '/'))

const locationId = fakeLocationId(1)
const totals = { ...noTotals, files: 12_345, folders: 1_204, bytes: 3_200_000_000 }
function path(text: string): RelPath {
  const parsed = parsePath(text)
  return must(parsed.ok ? parsed.value : undefined, text)
}

function showPage(
  more: Partial<IndexStatus> = {},
  prepare: (fake: FakeHoldall) => void = () => undefined,
) {
  const fake = createFakeHoldall()
  fake.state.index = [fakeIndex(2), fakeIndex(1, { totals, ...more })]
  prepare(fake)
  let navigation: Navigation | undefined
  show(() => (
    <TestWindow fake={fake} navigation={(made) => (navigation = made)}>
      <IndexPage locationId={locationId} name={'Ph\u202Eotos'} isKnown />
    </TestWindow>
  ))
  return {
    fake,
    navigation: must(navigation, 'the navigation'),
    set: (next: Partial<IndexStatus>) => {
      fake.state.index = [fakeIndex(1, { totals, ...next })]
      fake.tell('index')
    },
  }
}
const stateLine = () => document.querySelector('[data-state-line]')?.textContent
const button = (name: string) => page.getByRole('button', { name, exact: true })
const link = (name: string | RegExp) => page.getByRole('link', { name })

test('says how new the index is and how much it holds', async () => {
  const { set } = showPage()
  await expect
    .element(page.getByRole('heading', { level: 1 }))
    .toHaveTextContent('Index of Ph[U+202E]otos')
  await expect.poll(stateLine).toBe('Read 1 hour ago, 12,345 files, 1,204 folders, 3.2 GB')
  set({ scannedMs: Date.now() - 2_000 })
  await expect.poll(stateLine).toBe('Read just now, 12,345 files, 1,204 folders, 3.2 GB')
  set({ totals: { ...totals, unread: 3 } })
  await expect.poll(stateLine).toBe('Read 1 hour ago, 12,345 files, 1,204 folders, at least 3.2 GB')
  set({ totals: { ...totals, unlisted: 1 }, isScanning: true })
  await expect.poll(stateLine).toBe('Reading…, at least 12,345 files, 1,204 folders, 3.2 GB')
  set({ scannedMs: undefined, totals: noTotals })
  await expect.poll(stateLine).toBe('Never read')
})

test('files are counted by kind, and what is watched is said in words', async () => {
  const { set } = showPage({
    totals: { ...totals, kinds: { image: 10_000, raw: 2_300, other: 45 } },
  })
  const kinds = () => [...document.querySelectorAll('dd li')].map((line) => line.textContent)
  await expect.poll(kinds).toEqual(['Images10,000', 'Raw photos2,300', 'Others45'])
  await expect.element(page.getByText('are noticed at once, in all of it')).toBeVisible()
  set({ live: 'onScreen' })
  await expect.element(page.getByText(/are noticed in folders that are on screen/)).toBeVisible()
  set({ live: 'none' })
  await expect.element(page.getByText(/are noticed when a folder is opened/)).toBeVisible()
})

test('reads again on demand, once at a time; a refusal is said', async () => {
  const { fake } = showPage()
  fake.answerNext('indexing.rescan', err({ type: 'LocationNotFound' }))
  await button('Read again').click()
  await expect.element(page.getByRole('alert')).toHaveTextContent('no longer in Holdall')
  await button('Read again').click()
  await expect.poll(stateLine).toMatch(/^Reading…/)
  await expect
    .element(page.getByRole('button', { name: /^Read again ?: It is being read$/ }))
    .toHaveAttribute('aria-disabled', 'true')
  await expect.element(button('Show progress')).toBeVisible()
  expect(fake.inputsOf('indexing.rescan')).toEqual([{ locationId }, { locationId }])
})

test('how much it holds is chosen, and each choice explained', async () => {
  const { fake } = showPage()
  await expect.element(page.getByText(/so that folders can be summed up/)).toBeVisible()
  await page.getByText('Contents', { exact: true }).click()
  await expect
    .element(page.getByText('They are read later, in the background.', { exact: false }))
    .toBeVisible()
  await expect.element(page.getByRole('radio', { name: 'Contents' })).toBeChecked()
  expect(fake.inputsOf('indexing.configure')).toEqual([{ locationId, mode: 'content' }])
})

test('rules count when they are saved, and can be taken back before', async () => {
  const { fake } = showPage({ rules: { sets: ['system'], own: ['*.tmp'] } })
  const own = page.getByRole('textbox', { name: 'Patterns of your own' })
  const set = (name: string) => page.getByRole('checkbox', { name })
  await expect.element(own).toHaveValue('*.tmp')
  await expect.element(set('System files')).toBeChecked()
  await expect.element(set('Hidden files')).not.toBeChecked()
  await expect
    .element(page.getByRole('button', { name: /^Save ?: nothing was changed$/ }))
    .toHaveAttribute('aria-disabled', 'true')

  await set('Git’s own files').click()
  await userEvent.fill(own, '*.tmp\n\n# mine\n!keep.tmp\n')
  await expect.element(page.getByText('Not saved yet.')).toBeVisible()
  await button('Revert').click()
  await expect.element(own).toHaveValue('*.tmp')
  await expect.element(set('Git’s own files')).not.toBeChecked()
  await expect.element(page.getByText('Not saved yet.')).not.toBeInTheDocument()
  expect(fake.inputsOf('indexing.configure')).toEqual([])

  await set('Git’s own files').click()
  await set('System files').click()
  await userEvent.fill(own, '*.tmp\n\n# mine\n!keep.tmp\n')
  fake.answerNext('indexing.configure', err({ type: 'QuotaExceeded' }))
  await button('Save').click()
  await expect.element(page.getByRole('alert')).toHaveTextContent('no more room')
  await button('Save').click()
  await expect.element(page.getByText('The rules are saved.')).toBeVisible()
  await expect.element(page.getByText('Not saved yet.')).not.toBeInTheDocument()
  expect(fake.inputsOf('indexing.configure').at(-1)).toEqual({
    locationId,
    rules: { sets: ['git'], own: ['*.tmp', '# mine', '!keep.tmp'] },
  })
})

test('patterns beyond the limits are said and not sent', async () => {
  const { fake } = showPage()
  const own = page.getByRole('textbox', { name: 'Patterns of your own' })
  await userEvent.fill(own, `a\n${'x'.repeat(1_001)}`)
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('Line 2 is too long; a pattern has at most 1,000 characters.')
  await expect.element(own).toHaveAttribute('aria-invalid', 'true')
  await page
    .getByRole('button', { name: /^Save ?: mend the patterns first$/ })
    .click({ force: true })
  await userEvent.fill(own, 'a\n'.repeat(501))
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('There are 501 patterns; 500 fit.')
  expect(fake.inputsOf('indexing.configure')).toEqual([])
})

test('a path is tried with the rules as they are edited', async () => {
  const { fake } = showPage()
  fake.state.explanation = {
    path: 'src/build',
    because: {
      by: 'gitignore',
      pattern: 'build/',
      source: { path: 'src/.gitignore', line: 3 },
    },
  }
  await page.getByRole('checkbox', { name: 'What .gitignore names' }).click()
  const field = page.getByRole('textbox', { name: 'A path inside Ph[U+202E]otos' })
  await userEvent.fill(field, '/src/build/a.o')
  const answer = page.getByRole('region', { name: 'Try the rules' }).getByRole('status')
  await expect
    .element(answer)
    .toHaveTextContent(
      'It is left out with the folder src/build, because of the pattern build/ in src/.gitignore, line 3.',
    )
  expect(fake.inputsOf('indexing.explain')).toEqual([
    {
      at: { locationId, path: 'src/build/a.o' },
      kind: 'file',
      rules: { sets: ['system', 'gitignore'], own: [] },
    },
  ])
  fake.state.explanation = undefined
  await page.getByText('A folder', { exact: true }).click()
  await expect.element(answer).toHaveTextContent('It is in the index.')
  expect(fake.inputsOf('indexing.explain').at(-1)).toMatchObject({ kind: 'folder' })
  await userEvent.fill(field, 'a/../b')
  await expect.element(page.getByRole('alert')).toHaveTextContent('no path inside a location')
  await expect.poll(() => answer.element().textContent).toBe('')
})

test('what is left out is listed on demand, with its reason and the way there', async () => {
  const { fake, navigation } = showPage(
    { totals: { ...totals, excluded: 150 }, unreadable: 1, dropOnly: 1_200 },
    ({ state }) => {
      state.excluded = Array.from({ length: 150 }, (_, at) => ({
        path: path(`a/x${at}.tmp`),
        kind: 'file',
        because: { by: 'own', pattern: '*.tmp' },
      }))
      state.unreadable = [{ path: path('locked'), kind: 'folder', error: { type: 'NotReadable' } }]
    },
  )
  await expect.element(page.getByText('Left out: 150')).toBeVisible()
  expect(fake.inputsOf('indexing.excluded')).toEqual([])
  await page.getByText('Left out: 150').click()
  await expect.element(link(/x99\.tmp/)).toBeVisible()
  expect(page.getByText('your pattern *.tmp').elements()).toHaveLength(100)
  await button('Show more').click()
  await expect.element(link(/x149\.tmp/)).toBeVisible()
  await expect.element(button('Show more')).not.toBeInTheDocument()
  expect(fake.inputsOf('indexing.excluded')).toEqual([
    { locationId, from: 0, limit: 100 },
    { locationId, from: 0, limit: 200 },
  ])
  await page.getByText('Visible only in a drop: 1,200').click()
  await expect.element(page.getByText(/they cannot be opened/)).toBeVisible()
  await page.getByText('Could not be read: 1').click()
  await expect
    .element(page.getByText('The system does not let the browser read this.'))
    .toBeVisible()
  await expect
    .element(link('locked'))
    .toHaveAttribute('href', `/folder/${locationId}?select=locked`)
  await link(/x149\.tmp/).click()
  expect(navigation.place()).toEqual({
    screen: 'folder',
    at: { locationId, path: 'a' },
    select: 'x149.tmp',
  })
})

test('a whole index says so; one that cannot be had says why', async () => {
  const { fake } = showPage()
  await expect.element(page.getByText('Nothing is left out, and all could be read.')).toBeVisible()
  fake.answerNext('indexing.status', err({ type: 'DatabaseFault', message: 'disk I/O error' }))
  fake.tell('index')
  await expect.element(page.getByRole('alert')).toHaveTextContent('disk I/O error')
})

test('of a location that is not there it says so', async () => {
  const fake = createFakeHoldall()
  show(() => (
    <TestWindow fake={fake}>
      <IndexPage locationId={locationId} name={undefined} isKnown />
    </TestWindow>
  ))
  await expect
    .element(page.getByRole('heading', { level: 1 }))
    .toHaveTextContent('There is no such location')
})

test('nothing runs over the edge of a narrow window', async () => {
  await page.viewport(390, 844)
  showPage({ totals: { ...totals, excluded: 1, kinds: { image: 3 } }, isScanning: true })
  await expect.poll(stateLine).toMatch(/^Reading…/)
  const scroller = document.querySelector('[class*=scroller]')!
  expect(scroller.scrollWidth).toBeLessThanOrEqual(390)
})

const question: MissingQuestion = {
  why: 'mass',
  files: 1_204,
  folders: 0,
  bytes: 5_600_000,
  sinceMs: 1_700_000_000_000,
}

function showMissing(asked: Partial<MissingQuestion> = {}) {
  const fake = createFakeHoldall()
  fake.state.index = [fakeIndex(1)]
  fake.state.missing = [
    { path: path('a/1.jpg'), kind: 'file', sizeBytes: 1_500_000 },
    { path: path('a/b'), kind: 'folder', sizeBytes: undefined },
  ]
  show(() => (
    <TestWindow fake={fake}>
      <MissingNotice
        form="band"
        locationId={locationId}
        name="Photos"
        question={{ ...question, ...asked }}
      />
    </TestWindow>
  ))
  return fake
}

test('what is gone is asked about, with a list of it', async () => {
  const fake = showMissing()
  await expect.element(page.getByText('1,204 files are gone from Photos')).toBeVisible()
  await expect
    .element(page.getByText('The index still has them: is the disk complete?'))
    .toBeVisible()
  expect(fake.inputsOf('indexing.missing')).toEqual([])
  await button('Show…').click()
  const dialog = page.getByRole('dialog', { name: 'Gone from Photos' })
  await expect.element(dialog).toHaveTextContent(/1,204 files, 5\.6 MB\. First missed on .*2023/)
  const lines = () => [...dialog.element().querySelectorAll('li')].map((line) => line.textContent)
  await expect
    .poll(lines)
    .toEqual([expect.stringContaining('1.5 MB'), expect.stringContaining('Folder')])
  expect(fake.inputsOf('indexing.missing')).toEqual([{ locationId, from: 0, limit: 100 }])
  await dialog.getByRole('button', { name: 'Remove from index' }).click()
  await expect.element(dialog).not.toBeInTheDocument()
  await expect
    .element(page.getByText('1,204 files removed from the index. No file was touched.'))
    .toBeVisible()
  expect(fake.inputsOf('indexing.answerMissing')).toEqual([{ locationId, answer: 'remove' }])
})

test('all can be kept; a refusal is said', async () => {
  const fake = showMissing({ files: 1, folders: 3 })
  await expect.element(page.getByText('1 file and 3 folders are gone from Photos')).toBeVisible()
  fake.answerNext('indexing.answerMissing', err({ type: 'DatabaseFault', message: 'busy' }))
  await button('Keep and look again').click()
  await expect.element(page.getByText(/busy/)).toBeVisible()
  await button('Keep and look again').click()
  await expect
    .element(page.getByText('All stays in the index; Photos is looked at again.'))
    .toBeVisible()
  expect(fake.inputsOf('indexing.answerMissing')).toEqual([
    { locationId, answer: 'keep' },
    { locationId, answer: 'keep' },
  ])
})

test('when everything is gone it may be another disk', async () => {
  showMissing({ why: 'root', folders: 2 })
  await expect.element(page.getByText('All that was known is gone from Photos')).toBeVisible()
  await expect
    .element(
      page.getByText(
        'The index still has 1,204 files and 2 folders, and none is there any more. Is this another disk in the same place?',
      ),
    )
    .toBeVisible()
})

test('the page asks the same question', async () => {
  const { fake } = showPage({ question })
  await button('Keep and look again').click()
  await expect.element(page.getByText(/are gone from/)).not.toBeInTheDocument()
  expect(fake.inputsOf('indexing.answerMissing')).toEqual([{ locationId, answer: 'keep' }])
})
