import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitted, held, zoomed, type Size, type ZoomView } from './zoom.ts'

const size = fc.record({
  width: fc.integer({ min: 1, max: 20_000 }),
  height: fc.integer({ min: 1, max: 20_000 }),
})
const frameSize = fc.record({
  width: fc.integer({ min: 50, max: 2_000 }),
  height: fc.integer({ min: 50, max: 2_000 }),
})

test('a large picture fits in, a small one keeps its size', () => {
  expect(fitted({ width: 6_000, height: 4_000 }, { width: 900, height: 600 }).scale).toBe(0.15)
  expect(fitted({ width: 6_000, height: 4_000 }, { width: 900, height: 400 }).scale).toBe(0.1)
  expect(fitted({ width: 64, height: 64 }, { width: 900, height: 600 }).scale).toBe(1)
  expect(fitted({ width: 0, height: 0 }, { width: 900, height: 600 }).scale).toBe(1)
})

test('the point under the pointer stays, as long as the picture is larger than the frame', () => {
  const picture: Size = { width: 4_000, height: 4_000 }
  const frame: Size = { width: 400, height: 400 }
  const at = { x: 100, y: -50 }
  const before: ZoomView = { scale: 1, x: 30, y: 20 }
  const after = zoomed(before, 2, at, picture, frame)
  const pointOf = (view: ZoomView) => ({
    x: (at.x - view.x) / view.scale,
    y: (at.y - view.y) / view.scale,
  })
  expect(pointOf(after)).toEqual(pointOf(before))
})

test('no zoom or move leaves the frame empty where the picture could fill it', () => {
  fc.assert(
    fc.property(
      size,
      frameSize,
      fc.array(
        fc.record({
          factor: fc.double({ min: 0.1, max: 10, noNaN: true }),
          x: fc.integer({ min: -1_000, max: 1_000 }),
          y: fc.integer({ min: -1_000, max: 1_000 }),
        }),
        { maxLength: 8 },
      ),
      (picture, frame, moves) => {
        let view = fitted(picture, frame)
        for (const { factor, x, y } of moves) {
          view = zoomed(view, factor, { x, y }, picture, frame)
          view = held({ ...view, x: view.x + x, y: view.y + y }, picture, frame)
          expect(view.scale).toBeGreaterThan(0)
          expect(view.scale).toBeLessThanOrEqual(32)
          const spare = Math.max(0, (picture.width * view.scale - frame.width) / 2)
          expect(Math.abs(view.x)).toBeLessThanOrEqual(spare + 1e-6)
        }
      },
    ),
  )
})
