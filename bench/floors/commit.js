Reflect.set(globalThis, 'floor', {
  /**
   * Opens a new database in a worker and commits `count` small transactions, one after the other.
   * @param {number} count
   * @returns {Promise<readonly number[]>} ms of each
   */
  commit: (count) =>
    new Promise((resolve, reject) => {
      const worker = new Worker('commit.worker.js', { type: 'module' })
      worker.addEventListener('error', (event) => reject(new Error(event.message)))
      worker.addEventListener('message', (event) => {
        worker.terminate()
        resolve(event.data)
      })
      worker.postMessage(count)
    }),
})
