// oxlint-disable-next-line typescript/triple-slash-reference -- programs that reach this file from elsewhere need it
/// <reference path="./wa-sqlite.d.ts" />
import createModule, { type SqliteModule, type Vfs } from 'wa-sqlite/dist/wa-sqlite.mjs'

export type { SqliteModule, Vfs }

/** A new SQLite with its own memory. @throws {Error} if the machine has no memory left for it */
export async function loadSqlite(compiled: WebAssembly.Module): Promise<SqliteModule> {
  return new Promise((resolve, reject) => {
    void createModule({
      // The loader waits for `ready` for ever, so a failure has to leave by another way.
      instantiateWasm(imports, ready) {
        void WebAssembly.instantiate(compiled, imports).then(ready, reject)
        return {}
      },
    }).then(resolve, reject)
  })
}
