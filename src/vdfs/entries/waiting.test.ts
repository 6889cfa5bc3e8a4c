import { expect, test } from 'vitest'
import { createVirtualScheduler } from '../testing/virtual-scheduler.ts'
import { createThrottle } from './waiting.ts'

function createWorld() {
  const scheduler = createVirtualScheduler()
  const told: number[] = []
  const throttle = createThrottle({ scheduler, clock: scheduler }, () => told.push(scheduler.now()))
  return { scheduler, told, throttle, start: scheduler.now() }
}

test('the first is told at once, what follows once and later', async () => {
  const { scheduler, told, throttle, start } = createWorld()
  for (let i = 0; i < 3; i++) throttle.within(200)
  await scheduler.advance(1_000)
  throttle.within(200)
  expect(told.map((ms) => ms - start)).toEqual([0, 200, 1_000])
})

test('the more urgent ask counts, and "now" takes the place of what waited', async () => {
  const { scheduler, told, throttle, start } = createWorld()
  throttle.within(200)
  throttle.within(200)
  throttle.within(50)
  throttle.within(200)
  await scheduler.advance(50)
  throttle.within(200)
  await scheduler.advance(10)
  throttle.now()
  await scheduler.advance(1_000)
  expect(told.map((ms) => ms - start)).toEqual([0, 50, 60])
})

test('stopped, nothing more is told', async () => {
  const { scheduler, told, throttle } = createWorld()
  throttle.within(200)
  throttle.within(200)
  throttle.stop()
  await scheduler.advance(1_000)
  expect(told).toHaveLength(1)
})
