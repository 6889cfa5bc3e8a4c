// The small rules of the list, each on its own.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultPreferences } from '#vdfs/api/preferences.ts'
import { bandMode, boxOf, isDrag, rowsBetween, scrollSpeed } from './band.ts'
import { columnsFor, minNameWidth, templateOf } from './columns.ts'
import { motionOf, target, type Step } from './motions.ts'
import { search } from './type-ahead.ts'

const press = (
  key: string,
  held: Partial<Record<'ctrl' | 'shift' | 'alt' | 'meta', true>> = {},
) => ({
  key,
  code: key,
  ctrlKey: held.ctrl === true,
  metaKey: held.meta === true,
  altKey: held.alt === true,
  shiftKey: held.shift === true,
})

test('keys that move, and those that belong to commands', () => {
  expect(motionOf(press('ArrowDown'))).toEqual({ step: 'down', how: 'pick' })
  expect(motionOf(press('End', { shift: true }))).toEqual({ step: 'last', how: 'extend' })
  expect(motionOf(press('Home', { ctrl: true }))).toEqual({ step: 'first', how: 'focus' })
  expect(motionOf(press('PageUp', { ctrl: true, shift: true }))).toEqual({
    step: 'pageUp',
    how: 'extendMore',
  })
  expect(motionOf(press('ArrowUp', { alt: true }))).toBeUndefined()
  expect(motionOf(press('ArrowUp', { meta: true }))).toBeUndefined()
  expect(motionOf(press('ArrowLeft'))).toBeUndefined()
  expect(motionOf(press('a'))).toBeUndefined()
})

test('a step never leaves the list, and a page keeps one row in sight', () => {
  expect(target('pageDown', 0, 100, 10)).toBe(9)
  expect(target('down', undefined, 100, 10)).toBe(0)
  expect(target('up', undefined, 100, 10)).toBe(99)
  const step = fc.constantFrom<Step>('up', 'down', 'pageUp', 'pageDown', 'first', 'last')
  fc.assert(
    fc.property(
      step,
      fc.option(fc.nat(200), { nil: undefined }),
      fc.integer({ min: 1, max: 200 }),
      fc.nat(50),
      (by, from, total, page) => {
        const to = target(by, from, total, page)
        expect(to).toBeGreaterThanOrEqual(0)
        expect(to).toBeLessThan(total)
      },
    ),
  )
})

test('columns give way in the order kind, modified, size, and what is shown fits', () => {
  const ids = (width: number) => columnsFor(width, defaultPreferences).map(({ id }) => id)
  expect(ids(1_200)).toEqual(['name', 'kind', 'size', 'modified'])
  expect(ids(500)).toEqual(['name', 'size', 'modified'])
  expect(ids(400)).toEqual(['name', 'size'])
  expect(ids(250)).toEqual(['name'])
  fc.assert(
    fc.property(fc.integer({ min: minNameWidth + 26, max: 2_000 }), (width) => {
      const columns = columnsFor(width, defaultPreferences)
      const fixed = columns.reduce(
        (sum, column) =>
          sum + (column.width === undefined ? 0 : 12 + defaultPreferences[column.width]),
        26,
      )
      expect(width - fixed).toBeGreaterThanOrEqual(minNameWidth)
    }),
  )
  expect(templateOf(columnsFor(400, defaultPreferences), defaultPreferences)).toBe(
    'minmax(0, 1fr) 66px',
  )
})

test('a rubber band takes every row it touches, and none below the last', () => {
  const rows = (from: number, to: number) => rowsBetween({ x: 0, y: from }, { x: 0, y: to }, 28, 10)
  expect(rows(30, 60)).toEqual({ from: 1, to: 3 })
  expect(rows(60, 30)).toEqual({ from: 1, to: 3 })
  expect(rows(30, 30)).toEqual({ from: 1, to: 2 })
  expect(rows(-50, 5)).toEqual({ from: 0, to: 1 })
  expect(rows(300, 400)).toEqual({ from: 10, to: 10 })
  expect(rows(270, 400)).toEqual({ from: 9, to: 10 })
})

test('a band is drawn where the pointer went, whichever way', () => {
  const geometry = { count: 10, rowHeight: 28, viewport: 100, scrollTop: 0 }
  const box = { left: 10, top: 20, width: 30, height: 40 }
  expect(boxOf({ x: 10, y: 20 }, { x: 40, y: 60 }, geometry)).toEqual(box)
  expect(boxOf({ x: 40, y: 60 }, { x: 10, y: 20 }, geometry)).toEqual(box)
})

test('the list scrolls along only near its edges, faster the farther', () => {
  expect(scrollSpeed(200, 400)).toBe(0)
  expect(scrollSpeed(39, 400)).toBeLessThan(0)
  expect(scrollSpeed(361, 400)).toBeGreaterThan(0)
  expect(scrollSpeed(420, 400)).toBeGreaterThan(scrollSpeed(390, 400))
  expect(scrollSpeed(-5_000, 400)).toBe(-scrollSpeed(5_400, 400))
})

test('a press that trembles is no drag; what is held says how a band selects', () => {
  expect(isDrag(2, 2)).toBe(false)
  expect(isDrag(0, -4)).toBe(true)
  const held = (ctrlKey: boolean, shiftKey: boolean) =>
    bandMode({ ctrlKey, metaKey: false, shiftKey })
  expect([held(false, false), held(false, true), held(true, false), held(true, true)]).toEqual([
    'replace',
    'add',
    'toggle',
    'toggle',
  ])
})

test('one letter goes on to the next name, more letters may still mean the same', () => {
  expect(search('a', undefined)).toEqual({ prefix: 'a', from: 0 })
  expect(search('a', 4)).toEqual({ prefix: 'a', from: 5 })
  expect(search('aa', 4)).toEqual({ prefix: 'a', from: 5 })
  expect(search('ab', 4)).toEqual({ prefix: 'ab', from: 4 })
  expect(search('🜂🜂', 1)).toEqual({ prefix: '🜂', from: 2 })
})
