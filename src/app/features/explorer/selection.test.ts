import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  countPicked,
  emptySelection,
  extend,
  extendMore,
  focusOnly,
  invert,
  isPicked,
  onlyPicked,
  pickAll,
  pickBand,
  pickNone,
  pickOne,
  toggle,
  withoutGone,
  type Selection,
} from './selection.ts'

const ids = (selection: Selection, view: readonly number[]) =>
  view.filter((row) => isPicked(selection.picked, row))
const view = [10, 11, 12, 13, 14, 15]

test('a click selects one row, Ctrl adds and takes away, Shift takes the range from the anchor', () => {
  const one = pickOne(11)
  expect(ids(one, view)).toEqual([11])
  expect(onlyPicked(one.picked)).toBe(11)
  const two = toggle(one, 14)
  expect(ids(two, view)).toEqual([11, 14])
  expect(onlyPicked(two.picked)).toBeUndefined()
  expect(ids(toggle(two, 11), view)).toEqual([14])
  expect(ids(extend(two, 12, [12, 13, 14]), view)).toEqual([12, 13, 14])
  expect(ids(extendMore(two, 12, [12, 13, 14]), view)).toEqual([11, 12, 13, 14])
})

test('a range that is drawn again shrinks again, on top of what was selected before', () => {
  const start = toggle(pickOne(10), 12)
  const wide = extendMore(start, 15, [12, 13, 14, 15])
  const narrow = extendMore(wide, 13, [12, 13])
  expect(ids(wide, view)).toEqual([10, 12, 13, 14, 15])
  expect(ids(narrow, view)).toEqual([10, 12, 13])
  expect(narrow.anchor).toBe(12)
  expect(narrow.focused).toBe(13)
})

test('the focus can move alone, and Escape leaves it where it is', () => {
  const moved = focusOnly(pickOne(10), 13)
  expect(ids(moved, view)).toEqual([10])
  expect(moved.focused).toBe(13)
  const cleared = pickNone(moved)
  expect(ids(cleared, view)).toEqual([])
  expect(cleared.focused).toBe(13)
  expect(cleared.anchor).toBe(13)
})

test('select all holds for rows that come later, too', () => {
  const all = pickAll(pickOne(10))
  expect(ids(all, view)).toEqual(view)
  expect(isPicked(all.picked, 999)).toBe(true)
  expect(countPicked(all.picked, 100_000)).toBe(100_000)
  expect(countPicked(toggle(all, 12).picked, 100_000)).toBe(99_999)
})

test('a rubber band replaces, adds or toggles, always from what was selected when it began', () => {
  const before = toggle(pickOne(10), 12)
  expect(ids(pickBand(before, [12, 13], 'replace'), view)).toEqual([12, 13])
  expect(ids(pickBand(before, [12, 13], 'add'), view)).toEqual([10, 12, 13])
  expect(ids(pickBand(before, [12, 13], 'toggle'), view)).toEqual([10, 13])
  expect(ids(pickBand(before, [], 'replace'), view)).toEqual([])
  expect(ids(pickBand(before, [], 'toggle'), view)).toEqual([10, 12])
})

// The model: a selection as a plain set of the view's rows, with the rules written out the slow way.
interface Model {
  rows: Set<number>
  base: Set<number>
  anchor: number | undefined
}
const between = (order: readonly number[], a: number, b: number) => {
  const [from, to] = [order.indexOf(a), order.indexOf(b)].toSorted((x, y) => x - y)
  return order.slice(from, (to ?? 0) + 1)
}

type Act =
  | { do: 'one' | 'toggle' | 'focus' | 'extend' | 'extendMore'; row: number }
  | { do: 'all' | 'none' | 'invert' }
  | { do: 'band'; from: number; to: number; mode: 'replace' | 'add' | 'toggle' }
  | { do: 'shuffle'; seed: number }
  | { do: 'vanish'; row: number }

const size = 8
const anyRow = fc.integer({ min: 0, max: size - 1 })
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    do: fc.constantFrom('one', 'toggle', 'focus', 'extend', 'extendMore'),
    row: anyRow,
  }),
  fc.record({ do: fc.constantFrom('all', 'none', 'invert') }),
  fc.record({
    do: fc.constant('band' as const),
    from: anyRow,
    to: anyRow,
    mode: fc.constantFrom('replace' as const, 'add' as const, 'toggle' as const),
  }),
  fc.record({ do: fc.constant('shuffle' as const), seed: fc.integer() }),
  fc.record({ do: fc.constant('vanish' as const), row: anyRow }),
)

function shuffled(rows: readonly number[], seed: number): number[] {
  return rows.toSorted((a, b) => ((a * 31 + seed) % 17) - ((b * 31 + seed) % 17) || a - b)
}

test('any sequence of acts, sorts and deletions agrees with plain sets', () => {
  fc.assert(
    fc.property(fc.array(anyAct, { maxLength: 40 }), (acts) => {
      let order = Array.from({ length: size }, (_, at) => at)
      let selection = emptySelection
      const model: Model = { rows: new Set(), base: new Set(), anchor: undefined }
      const setBase = (anchor: number | undefined) => {
        model.base = new Set(model.rows)
        model.anchor = anchor
      }

      for (const act of acts) {
        if ('row' in act && act.do !== 'vanish' && !order.includes(act.row)) continue
        switch (act.do) {
          case 'one':
            selection = pickOne(act.row)
            model.rows = new Set([act.row])
            model.base = new Set()
            model.anchor = act.row
            break
          case 'toggle':
            selection = toggle(selection, act.row)
            if (!model.rows.delete(act.row)) model.rows.add(act.row)
            setBase(act.row)
            break
          case 'focus':
            selection = focusOnly(selection, act.row)
            model.anchor ??= act.row
            break
          case 'extend': {
            const range = between(order, selection.anchor ?? act.row, act.row)
            selection = extend(selection, act.row, range)
            model.anchor ??= act.row
            model.rows = new Set(between(order, model.anchor, act.row))
            break
          }
          case 'extendMore': {
            const range = between(order, selection.anchor ?? act.row, act.row)
            selection = extendMore(selection, act.row, range)
            model.anchor ??= act.row
            model.rows = new Set([...model.base, ...between(order, model.anchor, act.row)])
            break
          }
          case 'all':
            selection = pickAll(selection)
            model.rows = new Set(order)
            setBase(model.anchor)
            break
          case 'none':
            selection = pickNone(selection)
            model.rows = new Set()
            setBase(selection.focused)
            break
          case 'invert':
            selection = invert(selection)
            model.rows = new Set(order.filter((row) => !model.rows.has(row)))
            setBase(model.anchor)
            break
          case 'band': {
            const rows = order.slice(Math.min(act.from, act.to), Math.max(act.from, act.to))
            selection = pickBand(selection, rows, act.mode)
            if (act.mode === 'replace') model.rows = new Set()
            for (const row of rows)
              if (act.mode !== 'toggle' || !model.rows.delete(row)) model.rows.add(row)
            setBase(rows[0] ?? model.anchor)
            break
          }
          case 'shuffle':
            order = shuffled(order, act.seed)
            break
          case 'vanish':
            order = order.filter((row) => row !== act.row)
            selection = withoutGone(selection, (row) => order.includes(row))
            model.rows.delete(act.row)
            model.base.delete(act.row)
            if (model.anchor === act.row) model.anchor = undefined
            break
        }
        expect(ids(selection, order)).toEqual(order.filter((row) => model.rows.has(row)))
        expect(countPicked(selection.picked, order.length)).toBe(model.rows.size)
        expect(selection.anchor).toBe(model.anchor)
        expect([...order, undefined]).toContain(selection.focused)
      }
    }),
    { numRuns: 500 },
  )
})

test('inverting twice changes nothing', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyRow), fc.boolean(), (rows, all) => {
      let selection = all ? pickAll(emptySelection) : emptySelection
      for (const row of rows) selection = toggle(selection, row)
      expect(invert(invert(selection)).picked).toEqual(selection.picked)
    }),
  )
})
