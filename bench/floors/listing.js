// The least a page must do to list a folder: take the dropped handle, give it to a worker, wait.

/** @type {unknown} */
let dropped

addEventListener('dragover', (event) => event.preventDefault())
addEventListener('drop', (event) => {
  event.preventDefault()
  /** @type {any} */
  const item = event.dataTransfer?.items[0]
  void item.getAsFileSystemHandle().then((/** @type {unknown} */ handle) => {
    dropped = handle
  })
})

Reflect.set(globalThis, 'floor', {
  hasFolder: () => dropped !== undefined,
  /**
   * Lists the folder once, in a worker of its own.
   * @returns {Promise<{ firstMs: number, allMs: number, entries: number }>}
   */
  list: () =>
    new Promise((resolve, reject) => {
      const worker = new Worker('listing.worker.js', { type: 'module' })
      worker.addEventListener('error', (event) => reject(new Error(event.message)))
      worker.addEventListener('message', (event) => {
        worker.terminate()
        resolve(event.data)
      })
      worker.postMessage(dropped)
    }),
})
