// The library in a dedicated worker, which is the only place where OPFS lends it its files; driven by browser tests.
import * as Comlink from 'comlink'
// oxlint-disable-next-line holdall/layers -- a test, though the runner must not take it for one
import { sqlDbContract } from '#vdfs/testing/sql-db-contract.ts'
import type { SqlDb } from '#vdfs/ports.ts'
import { createStorageHost } from '../../storage-host.ts'
import { compileSqlite } from '../compile-sqlite.ts'
import { openOpfs, type OpenError } from '../open-opfs.ts'

let sqlDb: SqlDb | undefined
let keptAs: string | undefined

const db = (): SqlDb => {
  if (sqlDb === undefined) throw new Error('not open')
  return sqlDb
}

export type Opening =
  | { readonly type: 'Opened'; readonly keptAs: string | undefined; readonly tookMs: number }
  | OpenError

const library = {
  async open(patienceMs?: number): Promise<Opening> {
    const startMs = performance.now()
    const opened = await openOpfs(await compileSqlite(), patienceMs)
    if (!opened.ok) return opened.error
    sqlDb = opened.value.sqlDb
    keptAs = opened.value.quarantined?.keptAs
    return { type: 'Opened', keptAs, tookMs: performance.now() - startMs }
  },
  exec: (...call: Parameters<SqlDb['exec']>) => db().exec(...call),
  query: (...call: Parameters<SqlDb['query']>) => db().query(...call),
  run: (...call: Parameters<SqlDb['run']>) => db().run(...call),
  runMany: (...call: Parameters<SqlDb['runMany']>) => db().runMany(...call),
  flush: () => db().flush(),
  sizeBytes: () => db().sizeBytes(),
  close: () => db().close(),
  /** @throws {Error} if the contract is not kept */
  async runCase(name: string): Promise<void> {
    await sqlDbContract.find((each) => each.name === name)?.run(db())
  },
  async host() {
    const host = createStorageHost({
      home: 'disk',
      sqlDb: db(),
      quarantined: keptAs === undefined ? undefined : { keptAs },
    })
    return {
      estimate: await host.estimate(),
      persisted: await host.persisted(),
      quarantined: host.quarantined,
    }
  },
  eraseEverything: () =>
    createStorageHost({ home: 'disk', sqlDb: db(), quarantined: undefined }).eraseEverything(),
}
export type LibraryWorker = typeof library

Comlink.expose(library)
