import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { LocationId } from '#vdfs/api/ids.ts'
import type { Job, JobProgress } from '#vdfs/api/jobs.ts'
import { err } from '#vdfs/api/result.ts'
import { useCommands } from '../../commands/registry.ts'
import type { Navigation } from '../../navigation/navigation.tsx'
import {
  createFakeHoldall,
  fakeJob,
  fakeJobId,
  fakeLocationId,
  type FakeHoldall,
} from '../../testing/fake-holdall.ts'
import { TestWindow } from '../../testing/TestWindow.tsx'
import { show } from '../../ui/testing.tsx'
import { jobsCommands } from './jobs.commands.ts'
import { createJobs, JobsProvider } from './jobs.store.ts'
import { JobsAnnouncer } from './JobsAnnouncer.tsx'
import { JobsLine } from './JobsLine.tsx'
import JobsPanel from './JobsPanel.tsx'

beforeEach(() => page.viewport(1_440, 900))
afterEach(() => history.replaceState(null, '', '/'))

const names: Record<string, string> = {
  [fakeLocationId(1)]: 'Photos',
  [fakeLocationId(2)]: 'Pa\u202Epers',
}
const progress = (more: Partial<JobProgress>): JobProgress => ({ ...fakeJob(1).progress, ...more })

interface Shown {
  readonly fake: FakeHoldall
  readonly navigation: Navigation
  readonly ran: string[]
  /** Changes the jobs and tells. */
  readonly set: (...jobs: Job[]) => void
}

function showJobs(...jobs: Job[]): Shown {
  const fake = createFakeHoldall()
  fake.state.jobs = jobs
  const ran: string[] = []
  let navigation: Navigation | undefined
  function Parts() {
    const store = createJobs((locationId: LocationId) => names[locationId])
    useCommands().register([
      ...jobsCommands(store),
      {
        id: 'locations.allow-all',
        label: () => 'Allow',
        group: 'locations',
        run: () => void ran.push('allow'),
      },
    ])
    return (
      <JobsProvider value={store}>
        <JobsLine rail={false} />
        <JobsPanel />
        <JobsAnnouncer />
      </JobsProvider>
    )
  }
  show(() => (
    <TestWindow fake={fake} navigation={(made) => (navigation = made)}>
      <Parts />
    </TestWindow>
  ))
  if (navigation === undefined) throw new Error('nothing was shown')
  return {
    fake,
    ran,
    navigation,
    set(...next) {
      fake.state.jobs = next
      fake.tell('jobs')
    },
  }
}

const line = () => page.getByRole('button', { name: /^(Indexing|Reading)/ })
const panel = () => page.getByRole('complementary', { name: 'Jobs' })
const group = (name: string) => panel().getByRole('region', { name, exact: true })
const button = (name: string) => panel().getByRole('button', { name, exact: true })
const said = () => document.querySelector('output[aria-live=polite]')?.textContent
async function openPanel() {
  await userEvent.keyboard('{Control>}j{/Control}')
  await expect.element(panel()).toBeVisible()
}

test('the line shows the foremost job only while there is one', async () => {
  const { set } = showJobs(fakeJob(1, { state: 'done', endedMs: 1 }))
  expect(line().elements()).toEqual([])
  set(
    fakeJob(2, { state: 'paused', locationId: fakeLocationId(2) }),
    fakeJob(1, { progress: progress({ done: 214, total: 500, leftMs: 99_000 }) }),
  )
  await expect.element(line()).toHaveTextContent('Indexing Photos214 of 5001 min 40 s')
  await expect
    .element(line())
    .toHaveAccessibleName('Indexing Photos, 214 of 500 steps, about 1 min 40 s left')
  const bar = page.getByRole('progressbar', { name: 'Indexing Photos' })
  await expect.element(bar).toHaveAttribute('aria-valuetext', '214 of 500 steps')
  expect(bar.element().getBoundingClientRect().height).toBe(4)

  set(fakeJob(1, { progress: progress({ done: 7 }) }))
  await expect.element(line()).toHaveAccessibleName('Indexing Photos, 7 steps so far')
  expect(bar.element().hasAttribute('value')).toBe(false)
  set(fakeJob(1, { state: 'waiting', waitingFor: 'power', kind: 'rescan' }))
  await expect
    .element(line())
    .toHaveAccessibleName('Reading Photos again, Waits for power: the battery is low.')
  expect(page.getByRole('progressbar').elements()).toEqual([])
  set()
  await expect.element(line()).not.toBeInTheDocument()
})

test('the line opens the panel, the focus goes in, Escape closes and gives it back', async () => {
  showJobs(fakeJob(1))
  await line().click()
  await expect.element(panel()).toBeVisible()
  await expect.element(panel().getByRole('heading', { level: 2, name: 'Jobs' })).toHaveFocus()
  expect(panel().element().getBoundingClientRect().width).toBe(444)
  await expect.poll(() => panel().element().getBoundingClientRect().right).toBe(1_440) // slid in
  await expect.element(line()).toHaveAttribute('aria-expanded', 'true')
  await userEvent.keyboard('{Escape}')
  await expect.element(panel()).not.toBeInTheDocument()
  await expect.element(line()).toHaveFocus()
})

test('Mod+J opens and closes; Escape outside the panel is not its', async () => {
  showJobs(fakeJob(1))
  await expect.element(line()).toBeVisible()
  await openPanel()
  line().element().focus()
  await userEvent.keyboard('{Escape}')
  await expect.element(panel()).toBeVisible()
  await userEvent.keyboard('{Control>}j{/Control}')
  await expect.element(panel()).not.toBeInTheDocument()
  await expect.element(line()).toHaveFocus() // it had the focus, it keeps it
})

test('without jobs the panel says so', async () => {
  showJobs()
  await openPanel()
  await expect.element(panel()).toHaveTextContent('Nothing is under way')
  expect(panel().getByRole('button').elements()).toHaveLength(1) // the cross
  await button('Close').click()
  await expect.element(panel()).not.toBeInTheDocument()
  await expect.element(page.getByRole('main')).toHaveFocus()
})

test('a list that cannot be had says why', async () => {
  const { fake } = showJobs()
  fake.answerNext('jobs.list', err({ type: 'DatabaseFault', message: 'disk I/O error' }))
  fake.tell('jobs')
  await openPanel()
  await expect.element(panel().getByRole('alert')).toHaveTextContent('disk I/O error')
})

test('a running job tells counts, bytes, rate, time and the folder; it can be paused and cancelled', async () => {
  const { fake } = showJobs(
    fakeJob(1, {
      progress: progress({
        done: 61_404,
        total: 96_118,
        bytes: 5_600_000_000,
        ratePerS: 1_240,
        leftMs: 30_000,
        phase: 'names',
        path: 'Iceland/a\u202Egpj',
      }),
    }),
    fakeJob(2, { state: 'queued', locationId: fakeLocationId(2) }),
  )
  await openPanel()
  const running = group('Running')
  await expect
    .element(running)
    .toHaveTextContent(
      'Indexing Photos61,404 of 96,118 steps, 5.6 GB, 1,240 steps/s, about 30 s left',
    )
  const at = running.element().querySelector('dl')?.textContent
  expect(at).toContain('Reading namesIceland/')
  expect(at).toContain('U+202E')
  await expect.element(running).toHaveTextContent('Indexing Pa[U+202E]pers')
  await expect.element(running).toHaveTextContent('Begins when the job before it is over')
  await expect.element(panel()).toHaveTextContent('Jobs2 runningPause all')

  await button('Pause: Indexing Photos').click()
  await expect.element(group('Paused')).toHaveTextContent('Indexing Photos61,404 of 96,118 steps')
  await expect.element(panel()).toHaveTextContent('Jobs1 running, 1 pausedPause all')
  const bar = group('Paused').getByRole('progressbar')
  await expect.element(bar).toHaveAttribute('data-paused', '')
  await button('Resume: Indexing Photos').click()
  await expect.element(group('Paused')).not.toBeInTheDocument()
  await button('Cancel: Indexing Photos').click()
  await expect.element(group('Finished')).toHaveTextContent(/Indexing PhotosCancelled, /)
  const jobId = fakeJobId(1)
  expect(fake.inputsOf('jobs.pause')).toEqual([{ jobId }])
  expect(fake.inputsOf('jobs.resume')).toEqual([{ jobId }])
  expect(fake.inputsOf('jobs.cancel')).toEqual([{ jobId }])

  await button('Pause all').click()
  await expect.poll(() => fake.inputsOf('jobs.pauseAll')).toHaveLength(1)
  await expect.element(button('Pause all')).not.toBeInTheDocument()
})

test('what the core refuses is said', async () => {
  const { fake } = showJobs(fakeJob(1))
  await openPanel()
  fake.answerNext('jobs.pause', err({ type: 'JobNotFound' }))
  await button('Pause: Indexing Photos').click()
  await expect.element(page.getByText(/This job is over/)).toBeVisible()
})

test('a waiting job says for what, and what the person can do', async () => {
  const { ran, navigation, set } = showJobs(
    fakeJob(1, { state: 'waiting', waitingFor: 'permission' }),
    fakeJob(2, { state: 'waiting', waitingFor: 'disk' }),
  )
  await openPanel()
  const waiting = group('Waiting')
  await expect.element(waiting).toHaveTextContent('Waits for your permission')
  await expect.element(waiting).toHaveTextContent('Waits until the disk is connected.')
  await expect.element(panel()).toHaveTextContent('Jobs1 waiting, 1 needs youPause all')
  await button('Allow').click()
  expect(ran).toEqual(['allow'])

  set(fakeJob(1, { state: 'waiting', waitingFor: 'pressure' }))
  await expect.element(waiting).toHaveTextContent('Waits until the machine is less busy.')
  expect(waiting.getByRole('button', { name: 'Allow' }).elements()).toEqual([])

  set(fakeJob(1, { state: 'waiting', waitingFor: 'answer' }))
  await button('Answer…').click()
  expect(navigation.place()).toEqual({ screen: 'index', locationId: fakeLocationId(1) })
  await expect.element(panel()).not.toBeInTheDocument()
})

test('what failed tells its cause and can be tried again', async () => {
  const { fake } = showJobs(
    fakeJob(1, { state: 'failed', error: { type: 'QuotaExceeded' }, endedMs: 5 }),
    fakeJob(2, {
      state: 'quarantined',
      error: { type: 'JobCrashed', phase: 'list', path: 'Iceland/2024' },
      endedMs: 6,
    }),
  )
  await openPanel()
  const failed = group('Failed')
  await expect.element(failed).toHaveTextContent('The browser has no more room for the library.')
  await expect.element(failed).toHaveTextContent('It ended Holdall twice at Iceland/2024')
  await expect.element(panel()).toHaveTextContent('Jobs2 need you')
  await failed.getByRole('button', { name: 'Try again' }).first().click()
  await expect.poll(() => fake.inputsOf('jobs.retry')).toEqual([{ jobId: fakeJobId(1) }])
  await failed.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => fake.inputsOf('jobs.resume')).toEqual([{ jobId: fakeJobId(2) }])
})

test('a defect offers its report', async () => {
  showJobs(
    fakeJob(1, {
      state: 'failed',
      error: { type: 'JobDefect', reportId: '7F3A', message: 'x' },
      endedMs: 5,
    }),
  )
  await openPanel()
  await expect.element(group('Failed')).toHaveTextContent('Report 7F3A is ready to copy.')
  await expect.element(button('Copy report')).toBeVisible()
})

test('of what could not be read the first three show, all on demand, and it can be retried', async () => {
  const job = fakeJob(1, {
    state: 'done',
    failures: 250,
    endedMs: 1_700_000_000_000,
    workedMs: 4_000,
    progress: progress({ done: 7_940, total: 7_940 }),
  })
  const { fake } = showJobs()
  fake.state.failures.set(
    job.jobId,
    Array.from({ length: 250 }, (_, at) => ({
      path: `folder/file ${at}.jpg`,
      error: { type: 'NotReadable' as const },
    })),
  )
  fake.state.jobs = [job]
  fake.tell('jobs')
  await openPanel()
  const failures = group('What could not be read: Indexed Photos')
  const lines = () => failures.element().querySelectorAll('li').length
  await expect.element(failures).toHaveTextContent(/file 2\.jpg.*and 247 more/)
  await expect.element(failures).toHaveTextContent('The system does not let the browser read this.')
  expect(lines()).toBe(3)
  await button('Show all').click()
  await expect.poll(lines).toBe(100)
  await button('Show more').click()
  await expect.poll(lines).toBe(200)
  await button('Show more').click()
  await expect.poll(lines).toBe(250)
  await expect.element(button('Show more')).not.toBeInTheDocument()
  expect(fake.inputsOf('jobs.failures')).toEqual(
    [3, 100, 200, 250].map((limit) => ({ jobId: job.jobId, from: 0, limit })),
  )
  await button('Retry 250').click()
  await expect.poll(() => fake.inputsOf('jobs.retry')).toEqual([{ jobId: job.jobId }])
})

test('finished jobs stand newest first, and are dismissed one by one or all', async () => {
  const over = (n: number, endedMs: number) =>
    fakeJob(n, {
      state: 'done',
      locationId: fakeLocationId(n),
      endedMs,
      workedMs: 61_000,
      progress: progress({ done: 1 }),
    })
  const { fake, set } = showJobs(over(1, 1_000), over(2, 2_000))
  await openPanel()
  const finished = group('Finished')
  const titles = () =>
    [...finished.element().querySelectorAll('h4')].map((title) => title.textContent)
  await expect.poll(titles).toEqual(['Indexed Pa[U+202E]pers', 'Indexed Photos'])
  await expect.element(finished).toHaveTextContent('Took 1 min 1 s, ')
  await button('Dismiss: Indexed Photos').click()
  await expect.poll(titles).toEqual(['Indexed Pa[U+202E]pers'])
  await button('Clear finished').click()
  await expect.element(panel()).toHaveTextContent('Nothing is under way')
  expect(fake.inputsOf('jobs.dismiss')).toEqual([{ jobId: fakeJobId(1) }, {}])

  // what failed is not swept away with the rest
  set(over(3, 1), fakeJob(4, { state: 'failed', endedMs: 2 }))
  await button('Clear finished').click()
  await expect.element(finished).not.toBeInTheDocument()
  await expect.element(group('Failed')).toBeVisible()
  expect(fake.inputsOf('jobs.dismiss').at(-1)).toEqual({ jobId: fakeJobId(3) })
})

test('begins and ends are announced, steps are not', async () => {
  const { set } = showJobs(fakeJob(1))
  await expect.element(line()).toBeVisible()
  set(fakeJob(1), fakeJob(2, { locationId: fakeLocationId(2) }))
  await expect.poll(said).toBe('Indexing Pa[U+202E]pers began.')
  set(fakeJob(1, { progress: progress({ done: 5 }) }), fakeJob(2))
  await expect.element(line()).toHaveTextContent('5 so far')
  set(fakeJob(1, { state: 'waiting', waitingFor: 'permission' }), fakeJob(2, { state: 'done' }))
  await expect
    .poll(said)
    .toBe('Indexing Photos. Waits for your permission: the browser closed access. Indexed Photos.')
  set(fakeJob(1, { state: 'failed' }), fakeJob(2, { state: 'done' }))
  await expect.poll(said).toBe('Indexing Photos failed.')
})

test('on a narrow window the panel is a sheet over the full width', async () => {
  await page.viewport(390, 844)
  showJobs(fakeJob(1, { progress: progress({ done: 214, total: 500 }) }))
  await line().click()
  const sheet = page.getByRole('dialog', { name: 'Jobs' })
  await expect.element(sheet).toHaveTextContent('Indexing Photos214 of 500 steps')
  await expect.element(sheet.getByRole('heading', { level: 2, name: 'Jobs' })).toHaveFocus()
  expect(sheet.element().getBoundingClientRect().width).toBe(390)
  expect(sheet.element().scrollWidth).toBe(390)
  await userEvent.keyboard('{Escape}')
  await expect.element(sheet).not.toBeInTheDocument()
  await expect.element(line()).toHaveFocus()
})
