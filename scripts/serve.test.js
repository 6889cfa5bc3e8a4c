import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import zlib from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { securityHeaders } from './headers.js'
import { askHoldall, buildOf, chooseEncoding, parseTarget, startServer } from './serve.js'

const script = `console.log(${JSON.stringify('x'.repeat(5000))})\n`
const page = '<!doctype html><title>Holdall</title>\n'
/** @type {string} */
let folder
/** @type {Awaited<ReturnType<typeof startServer>>} */
let server

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'holdall-serve-'))
  const root = path.join(folder, 'dist')
  mkdirSync(path.join(root, 'assets'), { recursive: true })
  mkdirSync(path.join(root, '.vite'))
  writeFileSync(path.join(folder, 'secret.txt'), 'outside')
  writeFileSync(path.join(root, 'index.html'), page)
  writeFileSync(path.join(root, 'assets/app-1.js'), script)
  for (const name of ['a.css', 'b.wasm', 'c.woff2', 'd.svg', 'e.png', 'f.bin'])
    writeFileSync(path.join(root, 'assets', name), name)
  writeFileSync(path.join(root, 'manifest.webmanifest'), '{}')
  writeFileSync(path.join(root, 'service-worker.js'), '1')
  writeFileSync(path.join(root, '_headers'), '/*')
  writeFileSync(path.join(root, '.vite/manifest.json'), '{}')
  symlinkSync(path.join(folder, 'secret.txt'), path.join(root, 'link.txt'))
  server = await startServer({ port: 0, root })
})

afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

/**
 * A request with the target exactly as given: fetch() would tidy it up.
 * @param {string} target
 * @param {{ method?: string, headers?: Record<string, string> }} [options]
 * @returns {Promise<{ status: number | undefined, headers: http.IncomingHttpHeaders, body: Buffer }>}
 */
function ask(target, { method = 'GET', headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port: server.port, path: target, method, headers, agent: false },
      (response) => {
        /** @type {Buffer[]} */
        const parts = []
        response.on('data', (part) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        )
      },
    )
    request.once('error', reject)
    request.end()
  })
}

const navigation = { accept: 'text/html,application/xhtml+xml', 'sec-fetch-mode': 'navigate' }

test('serves the page with every security header', async () => {
  const { status, headers, body } = await ask('/')
  expect(status).toBe(200)
  expect(body.toString()).toBe(page)
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(headers['cache-control']).toBe('no-cache')
  for (const [name, value] of Object.entries(securityHeaders))
    expect(headers[name.toLowerCase()]).toBe(value)
})

test('every answer carries the security headers and the build, refusals too', async () => {
  for (const [target, method, status] of [
    ['/assets/app-1.js', 'GET', 200],
    ['/assets/none.js', 'GET', 404],
    ['/%', 'GET', 400],
    ['/', 'POST', 405],
  ]) {
    const answer = await ask(String(target), { method: String(method) })
    expect(answer.status).toBe(status)
    expect(answer.headers['content-security-policy']).toBe(
      securityHeaders['Content-Security-Policy'],
    )
    expect(answer.headers['x-holdall']).toMatch(/^[\w-]{12}$/)
  }
})

test.each([
  ['/assets/app-1.js', 'text/javascript; charset=utf-8'],
  ['/assets/a.css', 'text/css; charset=utf-8'],
  ['/assets/b.wasm', 'application/wasm'],
  ['/assets/c.woff2', 'font/woff2'],
  ['/assets/d.svg', 'image/svg+xml; charset=utf-8'],
  ['/assets/e.png', 'image/png'],
  ['/assets/f.bin', 'application/octet-stream'],
  ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8'],
  ['/service-worker.js', 'text/javascript; charset=utf-8'],
])('%s is %s', async (target, type) => {
  const { status, headers } = await ask(target)
  expect([status, headers['content-type']]).toEqual([200, type])
})

test('hashed names are kept for ever, everything else is asked for again', async () => {
  expect((await ask('/assets/app-1.js')).headers['cache-control']).toBe(
    'public, max-age=31536000, immutable',
  )
  expect((await ask('/service-worker.js')).headers['cache-control']).toBe('no-cache')
})

test('compresses what gains by it, as the browser likes it', async () => {
  const br = await ask('/assets/app-1.js', { headers: { 'accept-encoding': 'gzip, deflate, br' } })
  expect(br.headers['content-encoding']).toBe('br')
  expect(zlib.brotliDecompressSync(br.body).toString()).toBe(script)
  const gz = await ask('/assets/app-1.js', { headers: { 'accept-encoding': 'br;q=0, gzip' } })
  expect(gz.headers['content-encoding']).toBe('gzip')
  expect(zlib.gunzipSync(gz.body).toString()).toBe(script)
  const plain = await ask('/assets/app-1.js')
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(plain.body.toString()).toBe(script)
  for (const { headers } of [br, gz, plain]) expect(headers['vary']).toBe('Accept-Encoding')
  expect(new Set([br, gz, plain].map(({ headers }) => headers.etag)).size).toBe(3)
  const small = await ask('/', { headers: { 'accept-encoding': 'br' } })
  expect(small.headers['content-encoding']).toBeUndefined()
})

test('answers 304 to whoever holds the same bytes', async () => {
  const headers = { 'accept-encoding': 'br' }
  const first = await ask('/assets/app-1.js', { headers })
  const etag = first.headers.etag ?? ''
  expect(etag).toContain(createHash('sha256').update(script).digest('base64url').slice(0, 22))
  for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await ask('/assets/app-1.js', { headers: { ...headers, 'if-none-match': held } })
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag])
  }
  const other = await ask('/assets/app-1.js', {
    headers: { ...headers, 'if-none-match': '"other"' },
  })
  expect(other.status).toBe(200)
})

test('HEAD is GET without the body', async () => {
  const { status, headers, body } = await ask('/assets/app-1.js', { method: 'HEAD' })
  expect([status, headers['content-length'], body.length]).toEqual([200, `${script.length}`, 0])
})

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is refused', async (method) => {
  const { status, headers } = await ask('/', { method })
  expect([status, headers['allow']]).toEqual([405, 'GET, HEAD'])
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/assets/%2E%2e/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/..%5csecret.txt',
  '/..\\secret.txt',
  '/assets/app-1.js%00.png',
  '/./index.html',
  '/%',
  '/%zz',
  '/%c0%ae%c0%ae/secret.txt',
  'http://127.0.0.1/index.html',
  '*',
])('%s is malformed', async (target) => {
  const { status, body } = await ask(target, { headers: navigation })
  expect(status).toBe(400)
  expect(body.toString()).not.toContain('outside')
})

test.each([
  '/.vite/manifest.json',
  '/_headers',
  '/link.txt',
  '/assets',
  '/assets/',
  '//index.html',
])('%s is not handed out', async (target) => {
  expect((await ask(target)).status).toBe(404)
})

test('a navigation to an address of the app gets the page, nothing else does', async () => {
  for (const target of [
    '/folder/abc/photos%202024.d/x?y=/../#z',
    '/folder/abc/a%5Cb/line%0Abreak/%7F/.hidden/C%3A',
    '/nowhere',
    '/deep/er/',
  ]) {
    const { status, body, headers } = await ask(target, { headers: navigation })
    expect([status, body.toString()]).toEqual([200, page])
    expect(headers['cache-control']).toBe('no-cache')
  }
  expect((await ask('/assets/gone-2.js', { headers: navigation })).status).toBe(404)
  expect((await ask('/nowhere', { headers: { accept: '*/*' } })).status).toBe(404)
  expect((await ask('/a%5Cb', { headers: { accept: '*/*' } })).status).toBe(404)
  const part = { accept: 'text/html', 'sec-fetch-mode': 'no-cors' }
  expect((await ask('/nowhere', { headers: part })).status).toBe(404)
})

test('localhost is sent to the one origin that owns the library', async () => {
  const { status, headers } = await ask('/folder/abc?x=1', {
    headers: { ...navigation, host: `localhost:${server.port}` },
  })
  expect(status).toBe(307)
  expect(headers.location).toBe(`http://127.0.0.1:${server.port}/folder/abc?x=1`)
})

test('a new build is served without a restart', async () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'holdall-serve-'))
  writeFileSync(path.join(root, 'index.html'), 'one')
  const other = await startServer({ port: 0, root })
  try {
    const before = await (await fetch(other.url)).text()
    writeFileSync(path.join(root, 'index.html'), 'three')
    expect([before, await (await fetch(other.url)).text()]).toEqual(['one', 'three'])
  } finally {
    await other.close()
    rmSync(root, { recursive: true })
  }
})

test('listens on the loopback interface only', () => {
  for (const host of ['0.0.0.0', '::', '192.168.0.1', 'example.org'])
    expect(() => startServer({ port: 0, host, root: folder })).toThrow(/loopback/)
})

test('a port in use is told apart: Holdall or not', async () => {
  await expect(startServer({ port: server.port, root: folder })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
  expect(await askHoldall(server.port)).toEqual({ build: await buildOf(path.join(folder, 'dist')) })
  expect(await buildOf(folder)).toBeUndefined()
  const stranger = http.createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1')
  await new Promise((resolve) => stranger.once('listening', resolve))
  const address = stranger.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  expect(await askHoldall(address.port)).toBeUndefined()
  stranger.close()
})

test('parseTarget keeps the names of files whole', () => {
  expect(parseTarget('/a%20b/%C3%A9?x')).toEqual(['a b', 'é'])
  expect(parseTarget('/')).toEqual([''])
  expect(parseTarget('/..a/b..')).toEqual(['..a', 'b..'])
})

test('chooseEncoding honours refusals', () => {
  expect(chooseEncoding(undefined)).toBeUndefined()
  expect(chooseEncoding('identity')).toBeUndefined()
  expect(chooseEncoding('gzip;q=1.0, br;q=0.0')).toBe('gzip')
  expect(chooseEncoding('GZIP , Br;q=0.001')).toBe('br')
})
