// The least a page must do to know a whole tree, by both roads: through handles in a worker, and through the older
// entries API of a drop in the window.

/** @type {unknown} */
let handle
/** @type {any} */
let entry

addEventListener('dragover', (event) => event.preventDefault())
addEventListener('drop', (event) => {
  event.preventDefault()
  /** @type {any} */
  const item = event.dataTransfer?.items[0]
  entry = item.webkitGetAsEntry()
  void item.getAsFileSystemHandle().then((/** @type {unknown} */ dropped) => {
    handle = dropped
  })
})

/** Folders whose entries are asked for at once. */
const AT_ONCE = 16

/** @param {any} folder @returns {Promise<any[]>} */
async function entriesOf(folder) {
  const reader = folder.createReader()
  /** @type {any[]} */
  const all = []
  for (;;) {
    const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0) return all
    all.push(...batch)
  }
}

/** @param {any} one @returns {Promise<{ size: number, modificationTime: Date }>} */
const metadataOf = (one) => new Promise((resolve, reject) => one.getMetadata(resolve, reject))

/** Names, sizes and dates of all, asked for without a limit. */
async function walkEntries() {
  const start = performance.now()
  /** @type {any[]} */ const folders = [entry]
  /** @type {string[]} */ const names = []
  /** @type {number[]} */ const sizes = []
  /** @type {number[]} */ const dates = []
  /** @type {Promise<void>[]} */ const facts = []
  let namesMs = 0
  const next = async () => {
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop())
      for (const one of await entriesOf(folder)) {
        const place = names.push(one.fullPath) - 1
        if (one.isDirectory) folders.push(one)
        facts.push(
          metadataOf(one).then(({ size, modificationTime }) => {
            sizes[place] = size
            dates[place] = modificationTime.getTime()
          }),
        )
      }
  }
  // A walker that finds nothing to do ends, though others may still find folders: so they are started again.
  while (folders.length > 0) await Promise.all(Array.from({ length: AT_ONCE }, next))
  namesMs = performance.now() - start
  await Promise.all(facts)
  return { namesMs, allMs: performance.now() - start, entries: names.length }
}

Reflect.set(globalThis, 'floor', {
  hasFolder: () => handle !== undefined,
  /** @param {string} how what the worker is to do; see there */
  walkHandles: (how) =>
    new Promise((resolve, reject) => {
      const worker = new Worker('index-tree.worker.js', { type: 'module' })
      worker.addEventListener('error', (event) => reject(new Error(event.message)))
      worker.addEventListener('message', (event) => {
        worker.terminate()
        resolve(event.data)
      })
      worker.postMessage({ folder: handle, how })
    }),
  walkEntries,
})
