// The truth as the product tells it to scripts: what is asked here goes through `window.holdall`.
import fs from 'node:fs'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { Row, Window } from '../src/vdfs/api/entries.ts'
import type { Location } from '../src/vdfs/api/locations.ts'

/** The locations, in their order. */
export async function locationsOf(page: Page): Promise<readonly Location[]> {
  return page.evaluate(async () => {
    const answer = await window.holdall.locations.list()
    if (!answer.ok) throw new Error(answer.error.type)
    return answer.value
  })
}

/** Waits until the locations have these names, in this order, and answers them. */
export async function expectLocations(
  page: Page,
  names: readonly string[],
): Promise<readonly Location[]> {
  await expect.poll(async () => (await locationsOf(page)).map(({ name }) => name)).toEqual(names)
  return locationsOf(page)
}

/** Waits until the index has read all locations: no handle of the work is held any more. */
export async function untilIndexed(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const jobs = await window.holdall.jobs.list()
        return jobs.ok && jobs.value.length > 0 && jobs.value.every(({ state }) => state === 'done')
      }),
    )
    .toBe(true)
}

/** A folder's listing, when its reading has ended. */
export async function listingOf(page: Page, locationName: string, at = ''): Promise<Window> {
  const location = (await locationsOf(page)).find(({ name }) => name === locationName)
  if (location === undefined) throw new Error(`no location ${locationName}`)
  const ask = { locationId: location.locationId, path: at }
  const read = () =>
    page.evaluate(async (target) => {
      const answer = await window.holdall.entries.window({
        view: { at: target, showHidden: true },
        from: 0,
        limit: 1_000,
      })
      if (!answer.ok) throw new Error(answer.error.type)
      return answer.value
    }, ask)
  await expect.poll(async () => (await read()).listing.state).not.toBe('listing')
  return read()
}

/** The rows of a folder, hidden ones too, when its reading has ended; at most 1,000. */
export async function rowsOf(page: Page, locationName: string, at = ''): Promise<readonly Row[]> {
  return (await listingOf(page, locationName, at)).rows
}

/** What Node sees in a folder that a browser shows: neither links nor `withheld`. Sorted by code units. */
export function namesOnDisk(folder: string, withheld: readonly string[] = []): readonly string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isSymbolicLink() && !withheld.includes(entry.name))
    .map((entry) => entry.name)
    .toSorted()
}

/** Expects that a location shows just what is on the disk, in every folder of it. */
export async function expectSameAsDisk(
  page: Page,
  locationName: string,
  root: string,
  withheld: readonly string[] = [],
): Promise<void> {
  const visit = async (at: string): Promise<void> => {
    const rows = await rowsOf(page, locationName, at)
    const place = path.join(root, at)
    expect(rows.map(({ name }) => name).toSorted(), at).toEqual(namesOnDisk(place, withheld))
    for (const { name, kind } of rows) {
      expect(kind, name).toBe(fs.statSync(path.join(place, name)).isDirectory() ? 'folder' : 'file')
      if (kind === 'folder') await visit(at === '' ? name : `${at}/${name}`)
    }
  }
  await visit('')
}

/** The row of a name in the list on screen. */
export function row(page: Page, name: string) {
  return page
    .getByRole('row')
    .filter({ has: page.locator(`[title="${name.replaceAll('"', '\\"')}"]`) })
}

/** The sidebar's entry of a location. */
export function sidebarEntry(page: Page, name: string) {
  return page.getByRole('navigation', { name: 'Sidebar' }).getByRole('link', { name })
}
