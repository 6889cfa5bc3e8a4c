// The only place that names worker files.

export function spawnCore(): Worker {
  return new Worker(new URL('../../workers/core.worker.ts', import.meta.url), {
    type: 'module',
    name: 'holdall-core',
  })
}

export function spawnHub(): MessagePort {
  return new SharedWorker(new URL('../../workers/hub.shared-worker.ts', import.meta.url), {
    type: 'module',
    name: 'holdall-hub',
  }).port
}
