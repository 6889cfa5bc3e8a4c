// Serves bench/floors and the SQLite package, with the isolation headers that the product has, so that both run in the
// same kind of process.
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { inRoot } from '../../scripts/run.js'

const roots = new Map([
  ['wa-sqlite', inRoot('node_modules/wa-sqlite')],
  ['floors', inRoot('bench/floors')],
])
const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.wasm', 'application/wasm'],
])

/** @returns {Promise<{ url: string, close: () => Promise<void> }>} on a free port of the loopback interface */
export async function startFloorServer() {
  const server = http.createServer((request, response) => {
    const [, first = '', ...rest] = new URL(request.url ?? '/', 'http://floor').pathname.split('/')
    const root = roots.get(first)
    const file = path.join(root ?? '', ...rest)
    const type = types.get(path.extname(file))
    if (root === undefined || type === undefined) return void response.writeHead(404).end()
    readFile(file).then(
      (bytes) => {
        response.writeHead(200, {
          'Content-Type': type,
          'Cache-Control': 'no-store',
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Cross-Origin-Embedder-Policy': 'require-corp',
          'Cross-Origin-Resource-Policy': 'same-origin',
        })
        response.end(bytes)
      },
      () => response.writeHead(404).end(),
    )
    return undefined
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(undefined))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
