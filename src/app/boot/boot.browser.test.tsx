import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Connection, ConnectionState } from '../core/connect.ts'
import { CrashScreen } from '../errors/CrashScreen.tsx'
import { createFakeHoldall, fakeLocation, fakeLocationId } from '../testing/fake-holdall.ts'
import { show } from '../ui/testing.tsx'
import { Window } from './Window.tsx'

function showWindow(path: string, first: ConnectionState, locations = [fakeLocation(1)]) {
  localStorage.clear()
  history.replaceState(null, '', path)
  const fake = createFakeHoldall(locations)
  let state = first
  let told = () => {}
  const takeOver = vi.fn<() => void>()
  const connection: Connection = {
    api: fake.api,
    state: () => state,
    onState(changed) {
      told = changed
      return () => {}
    },
    isLeading: () => true,
    takeOver,
  }
  show(() => <Window connection={connection} manyTabs cameBack={false} />)
  return {
    fake,
    takeOver,
    become: (next: ConnectionState) => {
      state = next
      told()
    },
  }
}
beforeEach(() => page.viewport(1280, 800))

const ready: ConnectionState = { type: 'ready' }

test('a failure takes the place of the app, and its way out is reached by keys', async () => {
  const { takeOver } = showWindow('/about', { type: 'failed', error: { type: 'LeaderSilent' } })
  const heading = page.getByRole('heading', {
    name: 'The tab that holds the library does not answer',
  })
  await expect.element(heading).toHaveFocus()
  await userEvent.keyboard('{Tab}{Enter}')
  expect(takeOver).toHaveBeenCalledOnce()
})

test('behind a failure nothing can be reached, and it comes back as it was', async () => {
  const { become } = showWindow('/about', ready)
  const keys = page.getByRole('button', { name: 'Keyboard shortcuts' })
  await expect.element(keys).toBeVisible()
  become({ type: 'failed', error: { type: 'OtherVersion', leaderBuild: '0.2.0' } })
  await expect.element(page.getByText(/That tab runs 0\.2\.0/)).toBeVisible()
  expect(document.querySelector('[inert]')?.contains(keys.element())).toBe(true)
  await userEvent.keyboard('?')
  expect(page.getByRole('dialog').elements()).toEqual([])
  become(ready)
  await expect.element(page.getByText(/That tab runs/)).not.toBeInTheDocument()
  expect(document.querySelector('[inert]')).toBeNull()
})

test('a slow start says so only when it lasts', async () => {
  const { become } = showWindow('/about', { type: 'connecting' })
  expect(page.getByText('Opening the library…').elements()).toEqual([])
  await expect.element(page.getByText('Opening the library…')).toBeVisible()
  become(ready)
  await expect.element(page.getByText('Opening the library…')).not.toBeInTheDocument()
})

test('without locations the start has one button; with some, they are there to open', async () => {
  showWindow('/', ready, [])
  await expect.element(page.getByRole('button', { name: 'Open a folder' })).toBeVisible()
  expect(page.getByRole('navigation').elements()).toEqual([])
})

test('with locations the start shows each', async () => {
  showWindow('/', ready)
  await expect.element(page.getByRole('heading', { name: 'Your folders' })).toBeVisible()
  const card = page.getByRole('main').getByRole('link', { name: /Folder 1/ })
  await expect.element(card).toHaveAttribute('href', `/folder/${fakeLocationId(1)}`)
})

test('an address that leads nowhere says so', async () => {
  showWindow('/no/such/page', ready)
  await expect.element(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await page.getByRole('button', { name: 'Go to the start' }).click()
  await expect.element(page.getByRole('heading', { name: 'Your folders' })).toHaveFocus()
})

test('pages name the window, and their heading takes the focus', async () => {
  showWindow('/about', ready)
  await expect.poll(() => document.title).toBe('About Holdall')
  await page.getByRole('button', { name: 'Storage and settings' }).click()
  await expect.element(page.getByRole('heading', { name: 'Storage and settings' })).toHaveFocus()
  expect(document.title).toBe('Storage and settings – Holdall')
})

test('the theme follows the preference, and is kept for the next start', async () => {
  const { fake } = showWindow('/about', ready)
  fake.state.preferences = { ...fake.state.preferences, theme: 'dark' }
  fake.tell('preferences')
  await expect.poll(() => document.documentElement.dataset['theme']).toBe('dark')
  expect(localStorage.getItem('holdall-theme')).toBe('dark')
  fake.state.preferences = { ...fake.state.preferences, theme: 'system' }
  fake.tell('preferences')
  await expect.poll(() => document.documentElement.dataset['theme']).toBeUndefined()
})

test('the key sheet opens by its key', async () => {
  showWindow('/about', ready)
  await expect.element(page.getByRole('heading', { name: 'About Holdall' })).toBeVisible()
  await userEvent.keyboard('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect.element(sheet).toBeVisible()
  await expect.element(sheet).toHaveTextContent('Next part of the window')
})

test('a bug while drawing ends in the crash screen, never in a blank page', async () => {
  localStorage.clear()
  history.replaceState(null, '', '/about')
  const fake = createFakeHoldall()
  const broken = () => {
    throw new Error('the drawing broke')
  }
  show(() => (
    <Window
      connection={{
        api: { ...fake.api, subscribe: broken },
        state: () => ready,
        onState: () => () => undefined,
        isLeading: () => true,
        takeOver() {},
      }}
      manyTabs
      cameBack={false}
    />
  ))
  await expect
    .element(page.getByRole('heading', { name: 'Holdall failed; your files were not touched.' }))
    .toBeVisible()
  await page.getByText('What is in it').click()
  await expect
    .poll(() => document.querySelector('textarea')?.value)
    .toContain('Error: the drawing broke')
})

/** A window that shows the place kept from the last visit. */
function comeBack(path: string) {
  localStorage.clear()
  history.replaceState(null, '', path)
  const connection: Connection = {
    api: createFakeHoldall([fakeLocation(1)]).api,
    state: () => ready,
    onState: () => () => undefined,
    isLeading: () => true,
    takeOver() {},
  }
  show(() => <Window connection={connection} manyTabs cameBack />)
}

test('a place kept from the last visit gives way if its location is gone', async () => {
  comeBack(`/folder/${fakeLocationId(7)}/a`)
  await expect.element(page.getByRole('heading', { name: 'Your folders' })).toBeVisible()
  expect(location.pathname).toBe('/')
})

test('whoever goes on from the kept place gets where they want to', async () => {
  comeBack(`/folder/${fakeLocationId(1)}`)
  await expect.element(page.getByText('This folder is empty.')).toBeVisible()
  await page.getByRole('button', { name: 'Storage and settings' }).click()
  await expect.element(page.getByRole('heading', { name: 'Storage and settings' })).toBeVisible()
  expect(location.pathname).toBe('/storage')
})

test('a crash says that files are safe, and has its report at hand', async () => {
  show(() => <CrashScreen report={{ reportId: '7F3A', text: 'Holdall report 7F3A\nthe error' }} />)
  await expect
    .element(page.getByRole('heading', { name: 'Holdall failed; your files were not touched.' }))
    .toHaveFocus()
  await expect.element(page.getByRole('alert')).toHaveTextContent('Report 7F3A is ready to copy.')
  await page.getByText('What is in it').click()
  await expect.element(page.getByRole('textbox')).toHaveValue('Holdall report 7F3A\nthe error')
})
