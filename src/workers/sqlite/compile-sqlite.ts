// For browsers only: Node has no fetch of file URLs, so tests there compile from the file (src/vdfs/testing/memory-db.ts).
import wasmUrl from 'wa-sqlite/dist/wa-sqlite.wasm?url'

/** Fetches and compiles SQLite while it arrives. @throws {Error} if it cannot be fetched */
export async function compileSqlite(): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(fetch(wasmUrl, { credentials: 'same-origin' }))
}
