import { expect, onTestFinished, test } from 'vitest'
import { ok } from '#vdfs/api/result.ts'
import { watchMachine, type MachineGlobals } from './machine-conditions.ts'

class FakeBattery extends EventTarget {
  charging = true
  level = 1
  set(more: { charging?: boolean; level?: number }) {
    Object.assign(this, more)
    this.dispatchEvent(new Event('chargingchange'))
    this.dispatchEvent(new Event('levelchange'))
  }
}

/** Lets everything that waits for an answer go on. */
const settle = () => new Promise((resolve) => setTimeout(resolve))

function watch(globals: Partial<MachineGlobals> = {}) {
  const target = new EventTarget()
  const reports: unknown[] = []
  let nowMs = 0
  let gate: Promise<void> | undefined
  const end = watchMachine(
    {
      async reportConditions(conditions) {
        reports.push(conditions)
        await gate
        return ok()
      },
    },
    { target, now: () => nowMs, ...globals },
  )
  onTestFinished(end)
  return {
    reports,
    end,
    at: (ms: number, ...types: string[]) => {
      nowMs = ms
      for (const type of types) target.dispatchEvent(new Event(type))
    },
    hold() {
      let release = () => {}
      gate = new Promise((resolve) => {
        release = resolve
      })
      return () => {
        gate = undefined
        release()
      }
    },
  }
}

type State = 'nominal' | 'serious' | 'critical'

function fakePressure(refusal?: Error) {
  let tell: (state: State) => void = () => undefined
  let isOver = false
  class Observer {
    constructor(changed: (records: readonly { state: State }[]) => void) {
      tell = (state) => changed([{ state: 'nominal' }, { state }])
    }
    async observe(source: string) {
      if (refusal !== undefined) throw refusal
      expect(source).toBe('cpu')
    }
    disconnect() {
      isOver = true
    }
  }
  return { Observer, tell: (state: State) => tell(state), isOver: () => isOver }
}

test('where nothing is known and nothing happens, nothing is told', async () => {
  const { reports } = watch()
  await settle()
  expect(reports).toEqual([])
})

test('that the person is active is told at most once a second', async () => {
  const { reports, at } = watch()
  at(0, 'pointermove', 'pointermove', 'keydown')
  await settle()
  at(999, 'wheel')
  await settle()
  expect(reports).toEqual([{ active: true }])
  at(1_000, 'pointerdown')
  await settle()
  expect(reports).toEqual([{ active: true }, { active: true }])
})

test('the battery is told when it changes, and with everything else', async () => {
  const battery = new FakeBattery()
  const { reports, at } = watch({ getBattery: async () => battery })
  await settle()
  expect(reports).toEqual([{ onBattery: false, batteryLevel: 1 }])
  battery.set({}) // the same again is no news
  await settle()
  expect(reports).toHaveLength(1)
  battery.set({ charging: false, level: 0.5 })
  await settle()
  at(5_000, 'keydown')
  await settle()
  expect(reports.slice(1)).toEqual([
    { onBattery: true, batteryLevel: 0.5 },
    { onBattery: true, batteryLevel: 0.5, active: true },
  ])
})

test('the newest pressure is told', async () => {
  const { Observer, tell } = fakePressure()
  const { reports } = watch({ PressureObserver: Observer })
  await settle()
  tell('serious')
  await settle()
  tell('serious')
  await settle()
  expect(reports).toEqual([{ pressure: 'serious' }])
})

test('what is forbidden is done without', async () => {
  const { Observer } = fakePressure(new Error('NotAllowedError'))
  const { reports } = watch({
    PressureObserver: Observer,
    getBattery: () => Promise.reject(new Error('NotAllowedError')),
  })
  await settle()
  expect(reports).toEqual([])
})

test('while a report has no answer none pile up; then the newest state goes', async () => {
  const battery = new FakeBattery()
  const shown = watch({ getBattery: async () => battery })
  await settle()
  const release = shown.hold()
  battery.set({ level: 0.9 })
  battery.set({ level: 0.8 })
  battery.set({ level: 0.7 })
  shown.at(5_000, 'keydown')
  shown.at(9_000, 'keydown')
  await settle()
  expect(shown.reports).toHaveLength(2)
  release()
  await settle()
  expect(shown.reports.slice(1)).toEqual([
    { onBattery: false, batteryLevel: 0.9 },
    { onBattery: false, batteryLevel: 0.7 },
  ])
})

test('after its end nothing is told or watched', async () => {
  const battery = new FakeBattery()
  const pressure = fakePressure()
  const { reports, end, at } = watch({
    getBattery: async () => battery,
    PressureObserver: pressure.Observer,
  })
  await settle()
  end()
  at(5_000, 'keydown')
  battery.set({ level: 0.1 })
  pressure.tell('critical')
  await settle()
  expect(reports).toHaveLength(1)
  expect(pressure.isOver()).toBe(true)
})
