// Watches from inside the page what a person sees of it. Put in by the browser before the app's own code; the app does
// not know of it, and it asks the app nothing.

/**
 * @typedef {object} Probe
 * @property {(condition: 'first-row' | 'facts' | 'button', text: string) => Promise<number>} painted resolves
 *   after the frame that first met the condition was painted, with the milliseconds since the clock's zero
 * @property {() => void} watchTasks starts to note how long the main thread is held up
 * @property {() => TaskReport} tasks ends it
 * @property {number | undefined} droppedAt when something was last dropped, ms since the clock's zero
 * @property {number | undefined} openedAt when something was last double-clicked, ms since the clock's zero
 * @property {number | undefined} pickerAt when the app first asked for the folder picker, ms since navigation
 */
/**
 * @typedef {object} TaskReport
 * @property {readonly number[]} longTasks ms of each task of 50 ms or more, as the browser tells
 * @property {number} longestGapMs between two turns of the event loop: no task was longer
 */

/** Runs in the page: may use nothing from outside itself. */
export function installProbe() {
  const now = () => performance.timeOrigin + performance.now()
  /** Rows in sight, below the header of the list. */
  const rowsInSight = () => {
    const grid = document.querySelector('[role="treegrid"], [role="grid"]')
    if (grid === null) return []
    const box = grid.getBoundingClientRect()
    return [...grid.querySelectorAll('[role="row"]')].filter((row) => {
      if (row.querySelector('[role="columnheader"]') !== null) return false
      const { top, bottom } = row.getBoundingClientRect()
      return bottom > box.top && top < box.bottom
    })
  }
  const conditions = {
    /** @param {string} text what every name begins with */
    'first-row': (text) => rowsInSight().some((row) => row.textContent?.includes(text)),
    /** @param {string} text the size as a row shows it */
    facts: (text) => {
      const rows = rowsInSight()
      return rows.length > 10 && rows.every((row) => row.textContent?.includes(text))
    },
    /** @param {string} text what the button says */
    button: (text) =>
      [...document.querySelectorAll('button')].some(
        (button) =>
          button.textContent?.includes(text) &&
          !button.disabled &&
          button.getAttribute('aria-disabled') !== 'true' &&
          button.getClientRects().length > 0,
      ),
  }

  /** @type {readonly number[]} */
  let longTasks = []
  let longestGapMs = 0
  /** @type {(() => void) | undefined} */
  let stopWatching

  /** @type {Probe} */
  const probe = {
    droppedAt: undefined,
    openedAt: undefined,
    pickerAt: undefined,
    painted: (condition, text) =>
      new Promise((resolve, reject) => {
        const begin = performance.now()
        const afterFrame = new MessageChannel()
        afterFrame.port1.addEventListener('message', () => {
          afterFrame.port1.close()
          resolve(now())
        })
        afterFrame.port1.start()
        const look = () => {
          // A message sent before a frame is handled after it.
          if (conditions[condition](text)) afterFrame.port2.postMessage(undefined)
          else if (performance.now() - begin > 60_000)
            reject(new Error(`not seen for a minute: ${condition} ${text}`))
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      }),
    watchTasks() {
      longTasks = []
      longestGapMs = 0
      const observer = new PerformanceObserver((list) => {
        longTasks = [...longTasks, ...list.getEntries().map((entry) => entry.duration)]
      })
      observer.observe({ type: 'longtask' })
      // A chain of timers: what runs between two of its links is no longer than the pause between them.
      let last = performance.now()
      /** @type {ReturnType<typeof setTimeout>} */
      let timer
      const turn = () => {
        const time = performance.now()
        longestGapMs = Math.max(longestGapMs, time - last)
        last = time
        timer = setTimeout(turn, 0)
      }
      timer = setTimeout(turn, 0)
      stopWatching = () => {
        clearTimeout(timer)
        longTasks = [...longTasks, ...observer.takeRecords().map((entry) => entry.duration)]
        observer.disconnect()
      }
    },
    tasks() {
      stopWatching?.()
      return { longTasks, longestGapMs }
    },
  }
  addEventListener('drop', () => (probe.droppedAt = now()), { capture: true })
  addEventListener(
    'dblclick',
    (event) => (probe.openedAt = performance.timeOrigin + event.timeStamp),
    { capture: true },
  )
  const pick = Reflect.get(globalThis, 'showDirectoryPicker')
  if (typeof pick === 'function')
    Reflect.set(globalThis, 'showDirectoryPicker', (/** @type {unknown[]} */ ...given) => {
      probe.pickerAt ??= performance.now()
      return pick.apply(globalThis, given)
    })
  Reflect.set(globalThis, 'benchProbe', probe)
}
