// The only place that names worker files.

export function spawnCore(): Worker {
  return new Worker(new URL('../../workers/core.worker.ts', import.meta.url), {
    type: 'module',
    name: 'holdall-core',
  })
}

export function spawnHub(): MessagePort {
  // Without shared workers nobody introduces tabs to each other: only the leading one works, and the others say so.
  if (typeof SharedWorker === 'undefined') return new MessageChannel().port1
  return new SharedWorker(new URL('../../workers/hub.shared-worker.ts', import.meta.url), {
    type: 'module',
    name: 'holdall-hub',
  }).port
}
