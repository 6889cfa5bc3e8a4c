// What the window knows of the machine, told to the core: battery, pressure, whether the person is active. Background
// work is as gentle as that asks for. Nothing is told while nothing changes.
import type { JobsApi } from '#vdfs/api/jobs.ts'

/** That the person is active is told at most so often, ms. */
const ACTIVE_PAUSE_MS = 1_000
/** How often the browser looks at the pressure, ms. */
const PRESSURE_PAUSE_MS = 5_000

/** Captured and passive: they are seen wherever they happen, and nothing waits for us. */
const ACTIVITY = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const

type Conditions = Parameters<JobsApi['reportConditions']>[0]
type Machine = Omit<Conditions, 'active'>

/* what is used of the browser's; TypeScript's DOM library knows neither, and either may be missing or forbidden */
interface Battery extends EventTarget {
  readonly charging: boolean
  readonly level: number
}
interface PressureRecord {
  readonly state: NonNullable<Conditions['pressure']>
}
interface PressureWatcher {
  observe(source: 'cpu', options: { readonly sampleInterval: number }): Promise<void>
  disconnect(): void
}
type PressureWatcherMaker = new (
  changed: (records: readonly PressureRecord[]) => void,
) => PressureWatcher

/** The globals that are looked at; tests pass their own. */
export interface MachineGlobals {
  readonly target: EventTarget
  readonly getBattery?: (() => Promise<Battery>) | undefined
  readonly PressureObserver?: PressureWatcherMaker | undefined
  readonly now: () => number
}

/** @returns ends it */
export function watchMachine(
  jobs: Pick<JobsApi, 'reportConditions'>,
  globals: MachineGlobals = readGlobals(),
): () => void {
  let machine: Machine = {}
  let told = JSON.stringify(machine)
  let isActive = false
  let lastActive = Number.NEGATIVE_INFINITY
  let isBusy = false
  const end = new AbortController()
  const { signal } = end

  /** One report is under way at a time: while the core cannot be reached, none pile up. */
  const pump = async () => {
    if (isBusy) return
    isBusy = true
    while (!signal.aborted && (isActive || JSON.stringify(machine) !== told)) {
      const report: Conditions = isActive ? { ...machine, active: true } : machine
      told = JSON.stringify(machine)
      isActive = false
      await jobs.reportConditions(report) // if it fails, the next change tells all again
    }
    isBusy = false
  }
  const change = (more: Machine) => {
    machine = { ...machine, ...more }
    void pump()
  }

  const act = () => {
    const now = globals.now()
    if (isBusy || now - lastActive < ACTIVE_PAUSE_MS) return
    lastActive = now
    isActive = true
    void pump()
  }
  for (const type of ACTIVITY)
    globals.target.addEventListener(type, act, { capture: true, passive: true, signal })

  const watchBattery = async (getBattery: () => Promise<Battery>) => {
    const battery = await getBattery()
    if (signal.aborted) return
    const look = () => change({ onBattery: !battery.charging, batteryLevel: battery.level })
    battery.addEventListener('chargingchange', look, { signal })
    battery.addEventListener('levelchange', look, { signal })
    look()
  }
  const watchPressure = async (Observer: PressureWatcherMaker) => {
    const observer = new Observer((records) => {
      const newest = records.at(-1)
      if (newest !== undefined && !signal.aborted) change({ pressure: newest.state })
    })
    signal.addEventListener('abort', () => observer.disconnect())
    await observer.observe('cpu', { sampleInterval: PRESSURE_PAUSE_MS })
  }
  // Where the browser, a policy or the person forbids it, Holdall does without.
  if (globals.getBattery) watchBattery(globals.getBattery).catch(ignore)
  if (globals.PressureObserver) watchPressure(globals.PressureObserver).catch(ignore)

  return () => end.abort()
}

function ignore(): void {}

function hasBattery(from: object): from is { getBattery(): Promise<Battery> } {
  return 'getBattery' in from
}

function hasPressure(from: object): from is { PressureObserver: PressureWatcherMaker } {
  return 'PressureObserver' in from
}

function readGlobals(): MachineGlobals {
  const { navigator }: { navigator: object } = window
  const scope: object = window
  return {
    target: window,
    getBattery: hasBattery(navigator) ? () => navigator.getBattery() : undefined,
    PressureObserver: hasPressure(scope) ? scope.PressureObserver : undefined,
    now: () => performance.now(),
  }
}
