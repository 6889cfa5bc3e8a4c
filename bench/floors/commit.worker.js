// One flushed commit with nothing around it: SQLite in OPFS through the package's own pool of access handles, with the
// pragmas of the product, in the order that a WAL database there demands (locking first).

const schema = `
  PRAGMA locking_mode=exclusive;
  PRAGMA page_size=8192;
  PRAGMA cache_size=-65536;
  PRAGMA temp_store=memory;
  PRAGMA journal_mode=wal;
  PRAGMA synchronous=full; -- WAL is flushed at every commit
  PRAGMA wal_autocheckpoint=10000;
  CREATE TABLE IF NOT EXISTS receipt (id TEXT PRIMARY KEY, answer TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS preference (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

/** Where the floors' server has the package. */
const at = '/wa-sqlite'

/** @param {number} count */
async function measure(count) {
  const { default: createModule } = await import(`${at}/dist/wa-sqlite.mjs`)
  const { AccessHandlePoolVFS } = await import(`${at}/src/examples/AccessHandlePoolVFS.js`)
  const { Factory } = await import(`${at}/src/sqlite-api.js`)
  const module = await createModule()
  const sqlite = Factory(module)
  const vfs = await AccessHandlePoolVFS.create('/floor', module)
  sqlite.vfs_register(vfs, true)
  const db = await sqlite.open_v2('floor.db')
  await sqlite.exec(db, schema)
  const times = []
  for (let i = 0; i < count; i++) {
    const id = `${Date.now()}-${i}-${Math.random()}`
    const start = performance.now()
    await sqlite.exec(
      db,
      `BEGIN IMMEDIATE;
       INSERT INTO preference VALUES ('width', '${i}') ON CONFLICT (key) DO UPDATE SET value = excluded.value;
       INSERT INTO receipt VALUES ('${id}', '{"ok":true}');
       COMMIT;`,
    )
    times.push(performance.now() - start)
  }
  await sqlite.close(db)
  await vfs.close()
  return times
}

addEventListener('message', (event) => {
  void measure(event.data).then((times) => postMessage(times))
})
