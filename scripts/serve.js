// The server of the production build: files of one folder, on the loopback interface, with the headers
// that Holdall relies on. It writes nothing, runs nothing and knows nothing of the user's files.
import { createHash } from 'node:crypto'
import { lstat, readFile } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { cacheControl, securityHeaders } from './headers.js'

/** Present on every answer; its value names the build. `npm start` knows a running Holdall by it. */
export const buildHeader = 'X-Holdall'

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.webmanifest', 'application/manifest+json; charset=utf-8'],
  ['.wasm', 'application/wasm'],
  ['.svg', 'image/svg+xml; charset=utf-8'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.webp', 'image/webp'],
  ['.woff2', 'font/woff2'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.md', 'text/plain; charset=utf-8'],
])
const compressible = new Set([
  '.html',
  '.js',
  '.mjs',
  '.css',
  '.json',
  '.webmanifest',
  '.wasm',
  '.svg',
  '.txt',
  '.md',
])
const smallest = 1024 // bytes; below this a compressed answer saves nothing

const gzip = promisify(zlib.gzip)
const brotli = promisify(zlib.brotliCompress)
/** @type {Record<'br' | 'gzip', (bytes: Buffer) => Promise<Buffer>>} */
const encoders = {
  // Once per file and build, but the first visitor waits for it: 5 is where brotli is still quick.
  br: (bytes) => brotli(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes) => gzip(bytes, { level: 6 }),
}

/**
 * The path below the root that a request target names.
 * @param {string} target as it stands in the request line
 * @returns {string[] | undefined} decoded segments, or undefined if the target is malformed or hostile
 */
export function parseTarget(target) {
  const [address = ''] = target.split(/[?#]/, 1)
  if (!address.startsWith('/') || address.includes('\\')) return undefined
  const segments = []
  for (const raw of address.slice(1).split('/')) {
    let segment
    try {
      segment = decodeURIComponent(raw)
    } catch {
      return undefined
    }
    // An escaped slash, NUL, and the way up, also as Windows would read it. Other odd characters stay: the app's
    // addresses carry the names of folders, and a name may hold a backslash or a line break.
    if (/[/\0]/.test(segment) || segment.split('\\').some((part) => /^\.\.?$/.test(part)))
      return undefined
    segments.push(segment)
  }
  return segments
}

/**
 * The encoding to answer with. Tokens with q=0 are refusals; brotli wins where both are welcome.
 * @param {string | undefined} header value of Accept-Encoding
 * @returns {'br' | 'gzip' | undefined}
 */
export function chooseEncoding(header) {
  const welcome = new Set()
  for (const part of (header ?? '').split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase())
    if (!parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) welcome.add(name)
  }
  if (welcome.has('br')) return 'br'
  return welcome.has('gzip') ? 'gzip' : undefined
}

/**
 * @param {string | undefined} header value of If-None-Match
 * @param {string} etag
 */
function isFresh(header, etag) {
  if (header === undefined) return false
  return header.split(',').some((one) => ['*', etag, `W/${etag}`].includes(one.trim()))
}

/**
 * Whether a browser asks for a page, not for a part of one: only then the app's one page may stand in.
 * @param {http.IncomingMessage} request
 */
function isNavigation(request) {
  const mode = request.headers['sec-fetch-mode']
  return (
    (mode === undefined || mode === 'navigate') &&
    (request.headers.accept ?? '').includes('text/html')
  )
}

/**
 * @typedef {object} Held a file as it was read, and its compressed forms once somebody asked
 * @property {number} mtimeMs
 * @property {number} size
 * @property {Buffer} bytes
 * @property {string} tag hash of the content
 * @property {Map<string, Promise<Buffer>>} encoded
 */

/**
 * Reads files of one folder and keeps them in memory for as long as they do not change on disk.
 * @param {string} folder
 */
function createShelf(folder) {
  /** @type {Map<string, Held>} */
  const held = new Map()
  /**
   * @param {readonly string[]} segments
   * @returns {Promise<Held | undefined>}
   */
  return async function take(segments) {
    // No file of a build has another name. (Dot files are its notes.)
    if (!segments.every((segment) => /^[\w-][\w.@-]*$/.test(segment))) return undefined
    // For other servers.
    if (segments[0] === '_headers') return undefined
    const file = path.join(folder, ...segments)
    let facts
    try {
      facts = await lstat(file) // not stat: a link could point anywhere
      if (!facts.isFile()) return undefined
      const known = held.get(file)
      if (known !== undefined && known.mtimeMs === facts.mtimeMs && known.size === facts.size)
        return known
      const bytes = await readFile(file)
      const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
      const fresh = { mtimeMs: facts.mtimeMs, size: facts.size, bytes, tag, encoded: new Map() }
      held.set(file, fresh)
      return fresh
    } catch (error) {
      if (
        error instanceof Error &&
        'code' in error &&
        /^(ENOENT|ENOTDIR|ENAMETOOLONG)$/.test(String(error.code))
      )
        return undefined
      throw error
    }
  }
}

/**
 * A build is named by its page, which names every other file by its hash.
 * @param {string} tag of index.html
 */
const buildName = (tag) => tag.slice(0, 12)

/**
 * How a server of this folder would name its build.
 * @param {string} folder
 * @returns {Promise<string | undefined>} undefined if there is no build
 */
export async function buildOf(folder) {
  const page = await createShelf(folder)(['index.html'])
  return page === undefined ? undefined : buildName(page.tag)
}

/**
 * @param {Held} file
 * @param {'br' | 'gzip'} encoding
 */
function encode(file, encoding) {
  let encoded = file.encoded.get(encoding)
  if (encoded === undefined) {
    encoded = encoders[encoding](file.bytes)
    file.encoded.set(encoding, encoded)
  }
  return encoded
}

/**
 * @param {string} folder
 * @returns {(request: http.IncomingMessage, response: http.ServerResponse) => Promise<void>}
 */
function createHandler(folder) {
  const take = createShelf(folder)
  return async (request, response) => {
    const page = await take(['index.html'])
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    response.setHeader(buildHeader, page === undefined ? 'unbuilt' : buildName(page.tag))

    const say = (/** @type {number} */ status, /** @type {string} */ text) => {
      response.writeHead(status, {
        'Content-Type': 'text/plain; charset=utf-8',
        'Cache-Control': 'no-store',
        'Content-Length': Buffer.byteLength(text),
      })
      response.end(request.method === 'HEAD' ? undefined : text)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      return say(405, 'This server only hands out files.\n')
    }
    const target = request.url ?? ''
    const segments = parseTarget(target)
    if (segments === undefined) return say(400, 'This address is malformed.\n')

    // localhost is another origin: another, empty library. One name only.
    const asked = /^localhost(:\d+)?$/i.exec(request.headers.host ?? '')
    if (asked !== null) {
      response.setHeader('Location', `http://127.0.0.1${asked[1] ?? ''}${target}`)
      return say(307, 'Holdall lives at 127.0.0.1.\n')
    }

    const isRoot = segments.length === 1 && segments[0] === ''
    let file = isRoot ? page : await take(segments)
    let name = isRoot ? 'index.html' : (segments.at(-1) ?? '')
    if (file === undefined && segments[0] !== 'assets' && isNavigation(request)) {
      file = page
      name = 'index.html'
    }
    if (file === undefined) return say(404, 'There is nothing here.\n')

    const extension = path.extname(name).toLowerCase()
    const squeezed = compressible.has(extension) && file.size >= smallest
    const encoding = squeezed
      ? chooseEncoding(request.headers['accept-encoding']?.toString())
      : undefined
    const etag = `"${file.tag}${encoding === undefined ? '' : `-${encoding}`}"`
    response.setHeader('ETag', etag)
    response.setHeader('Cache-Control', cacheControl(`/${segments.join('/')}`))
    if (squeezed) response.setHeader('Vary', 'Accept-Encoding')
    if (isFresh(request.headers['if-none-match'], etag)) {
      response.writeHead(304).end()
      return
    }
    const body = encoding === undefined ? file.bytes : await encode(file, encoding)
    if (encoding !== undefined) response.setHeader('Content-Encoding', encoding)
    response.writeHead(200, {
      'Content-Type': types.get(extension) ?? 'application/octet-stream',
      'Content-Length': body.length,
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
}

/**
 * Serves a folder until it is closed.
 * @param {{ port: number, host?: string, root: string }} options port 0 takes a free one; host must be a
 *   loopback address
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 * @throws {Error} with the code EADDRINUSE or EACCES of the operating system if the port cannot be had
 */
export function startServer({ port, host = '127.0.0.1', root }) {
  if (!/^(127(\.\d{1,3}){3}|::1)$/.test(host))
    throw new Error(`${host} is not a loopback address: Holdall is served to this machine only.`)
  const handle = createHandler(path.resolve(root))
  const server = http.createServer((request, response) => {
    handle(request, response).catch((/** @type {unknown} */ error) => {
      console.error(`${request.method} ${request.url}:`, error)
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end()
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject)
      const address = server.address()
      if (address === null || typeof address === 'string')
        throw new Error('The server has no port.')
      resolve({
        url: `http://${host === '::1' ? '[::1]' : host}:${address.port}/`,
        port: address.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            server.closeAllConnections()
          }),
      })
    })
  })
}

/**
 * Asks whoever holds a port whether it is Holdall.
 * @param {number} port
 * @returns {Promise<{ build: string } | undefined>} undefined: it is something else
 */
export function askHoldall(port) {
  return new Promise((resolve) => {
    const request = http.request(
      { host: '127.0.0.1', port, method: 'HEAD', path: '/', timeout: 2000, agent: false },
      (response) => {
        const build = response.headers[buildHeader.toLowerCase()]
        response.resume()
        resolve(typeof build === 'string' ? { build } : undefined)
      },
    )
    request.once('timeout', () => request.destroy())
    request.once('error', () => resolve(undefined))
    request.end()
  })
}
