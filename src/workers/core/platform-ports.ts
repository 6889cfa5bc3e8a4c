// Time, chance, waiting and the log, as a worker has them.
import { formatId } from '#vdfs/api/ids.ts'
import type { Clock, Log, Random, Scheduler } from '#vdfs/ports.ts'

export const clock: Clock = { now: () => Date.now() }

export const random: Random = {
  id: () => formatId(Date.now(), crypto.getRandomValues(new Uint8Array(16))),
}

/** A message to oneself comes back as a task of its own, without the 4 ms that nested timers are held up by. */
const turn = new MessageChannel()
const waiting: (() => void)[] = []
turn.port1.addEventListener('message', () => waiting.shift()?.())
turn.port1.start()

export const scheduler: Scheduler = {
  after(ms, task) {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  },
  yield() {
    return new Promise((resolve) => {
      waiting.push(resolve)
      turn.port2.postMessage(undefined)
    })
  },
}

/* oxlint-disable no-console -- the console is where reports are looked for; nothing is sent anywhere */
export const log: Log = {
  warn(message, detail) {
    console.warn(message, detail)
  },
  defect(error) {
    const reportId = random.id().slice(-6).toUpperCase()
    console.error(`Defect ${reportId}`, error)
    return reportId
  },
}
