// The only place that names worker files.

export function spawnCore(): Worker {
  return new Worker(new URL('../../workers/core.worker.ts', import.meta.url), {
    type: 'module',
    name: 'holdall-core',
  })
}

/** @returns undefined without shared workers: nobody introduces tabs to each other, and only the leading one works */
export function spawnHub(): MessagePort | undefined {
  if (typeof SharedWorker === 'undefined') return undefined
  return new SharedWorker(new URL('../../workers/hub.shared-worker.ts', import.meta.url), {
    type: 'module',
    name: 'holdall-hub',
  }).port
}
