// Fills the ports with what this browser has, and starts the core.
import type { BootError } from '#vdfs/api/core-errors.ts'
import { err, type Result } from '#vdfs/api/result.ts'
import { createCore, type Core } from '#vdfs/core.ts'
import { createHandleFs } from '../fs/handle-fs.ts'
import { openHandleStore } from '../fs/handle-store.ts'
import { createListers, spawnLister } from '../fs/listers.ts'
import { spawnSurvey } from '../fs/surveys.ts'
import { compileSqlite } from '../sqlite/compile-sqlite.ts'
import { openMemory } from '../sqlite/open-memory.ts'
import { openOpfs } from '../sqlite/open-opfs.ts'
import { createStorageHost } from '../storage-host.ts'
import { clock, log, random, scheduler } from './platform-ports.ts'

/** Called once this worker leads. Never rejects: what cannot be started ends as a BootError. */
export async function boot(): Promise<Result<Core, BootError>> {
  try {
    return await start()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return err({ type: 'Defect', reportId: log.defect(error), message })
  }
}

async function start(): Promise<Result<Core, BootError>> {
  const [compiled, store] = await Promise.all([compileSqlite(), openHandleStore(log)])
  const opened = await openOpfs(compiled)
  if (!opened.ok && opened.error.type !== 'NoLastingStorage') return err(opened.error)
  const db = opened.ok ? opened.value.sqlDb : await openMemory(compiled)
  return createCore({
    db,
    fs: createHandleFs({ store, random, listers: createListers(spawnLister), spawnSurvey }),
    storage: createStorageHost({
      home: opened.ok ? 'disk' : 'memory',
      sqlDb: db,
      quarantined: opened.ok ? opened.value.quarantined : undefined,
    }),
    clock,
    random,
    scheduler,
    log,
  })
}
