// Nothing gets in, nothing gets out: headers, planted sinks, hostile calls, and every request counted.
// (Written by the lead.)
import fs from 'node:fs'
import http from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { expect, test } from './harness/test.ts'
import { expectLocations, locationsOf } from './holdall.ts'

const filesOf = (folder: string): string[] =>
  fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))

test('every file is served with the policy and its own type', async ({ site, siteRoot }) => {
  const types: Record<string, string> = {
    '.css': 'text/css',
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.png': 'image/png',
    '.svg': 'image/svg+xml',
    '.txt': 'text/plain',
    '.wasm': 'application/wasm',
    '.webmanifest': 'application/manifest+json',
    '.woff2': 'font/woff2',
  }
  const files = filesOf(siteRoot).filter((name) => types[extname(name)] !== undefined)
  expect(files.length).toBeGreaterThan(20)
  for (const name of files) {
    const answer = await fetch(site.url + name.split(sep).join('/'))
    expect(answer.status, name).toBe(200)
    const { headers } = answer
    expect(headers.get('content-type')?.split(';')[0], name).toBe(types[extname(name)])
    expect(headers.get('x-content-type-options'), name).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy'), name).toBe('same-origin')
    expect(headers.get('cross-origin-embedder-policy'), name).toBe('require-corp')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy, name).toContain("require-trusted-types-for 'script'")
    expect(policy, name).not.toContain('unsafe-inline')
    expect(policy, name).not.toContain("'unsafe-eval'")
    await answer.arrayBuffer()
  }
})

test('planted sinks are blocked', async ({ app }) => {
  const { page } = app
  app.expectProblem(/policy/)
  await page.getByRole('button', { name: 'Open a folder' }).waitFor()
  const outcome = await page.evaluate(async () => {
    // The debugger lets what it runs itself use eval: what follows runs as a task of the page.
    await new Promise((resolve) => setTimeout(resolve))
    const blocked: string[] = []
    const ran: string[] = []
    const attempt = async (name: string, act: () => unknown) => {
      try {
        await act()
        ran.push(name)
      } catch {
        blocked.push(name)
      }
    }
    const element = document.createElement('div')
    document.body.append(element)
    const markup: string = '<img src=x onerror="document.title = 1">'
    const write = (target: object, key: string, value: unknown) => Reflect.set(target, key, value)
    await attempt('innerHTML', () => write(element, 'innerHTML', markup))
    await attempt('outerHTML', () => write(element, 'outerHTML', markup))
    await attempt('insertAdjacentHTML', () =>
      Reflect.apply(Reflect.get(element, 'insertAdjacentHTML'), element, ['beforeend', markup]),
    )
    await attempt('document.write', () =>
      Reflect.apply(Reflect.get(document, 'write'), document, [markup]),
    )
    await attempt('srcdoc', () => write(document.createElement('iframe'), 'srcdoc', markup))
    await attempt('script text', () => write(document.createElement('script'), 'text', '1'))
    await attempt('script src', () => write(document.createElement('script'), 'src', 'data:,1'))
    await attempt('eval', () => Reflect.get(globalThis, 'eval')('1'))
    await attempt('Function', () => Reflect.construct(Function, ['return 1'])())
    await attempt('timer', () => Reflect.apply(setTimeout, globalThis, ['document.title = 1']))
    await attempt('worker data:', () => new Worker('data:text/javascript,1'))
    const blob = URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' }))
    await attempt('worker blob:', () => new Worker(blob))
    await attempt('worker of the origin', () => new Worker('/theme.css'))
    await attempt('policy', () =>
      Reflect.get(globalThis, 'trustedTypes').createPolicy('solid-template', {}),
    )
    await attempt('fetch', () => fetch('https://example.org/'))
    await attempt('beacon', () => {
      if (!navigator.sendBeacon('https://example.org/')) throw new Error('refused')
      throw new Error('a beacon only queues; the policy stops it')
    })
    await attempt('holdall', () => {
      if (!Reflect.set(window, 'holdall', {})) throw new Error('refused')
    })
    await attempt('holdall method', () => {
      if (!Reflect.set(window.holdall.files, 'open', () => {})) throw new Error('refused')
    })
    const styled = document.createElement('p')
    styled.setAttribute('style', 'position: fixed')
    document.body.append(styled)
    const style = document.createElement('style')
    style.textContent = 'body { opacity: 0 }'
    document.head.append(style)
    const styles = [getComputedStyle(styled).position, getComputedStyle(document.body).opacity]
    return { blocked, ran, styles, title: document.title }
  })
  expect(outcome.ran).toEqual([])
  expect(outcome.blocked).toHaveLength(18)
  expect(outcome.styles).toEqual(['static', '1'])
  expect(outcome.title).not.toBe('1')
})

test('hostile calls are refused and change nothing', async ({ app, folder }) => {
  const { page } = app
  await page.getByRole('button', { name: 'Open a folder' }).waitFor()
  await app.dropFolder(await folder('Safe', { 'a.txt': 'a' }))
  await expectLocations(page, ['Safe'])
  const before = await locationsOf(page)
  const answers = await page.evaluate(async () => {
    const list = await window.holdall.locations.list()
    if (!list.ok || list.value[0] === undefined) throw new Error('no location')
    const { locationId } = list.value[0]
    const call = (module: string, method: string, input: unknown): Promise<unknown> =>
      Reflect.get(Reflect.get(window.holdall, module), method)(input)
    const calls: Promise<unknown>[] = [
      ...['../Safe', '..', 'a/../../b', '/etc', 'a//b', 'a\0b', '.', 'x/'].flatMap((path) => [
        call('files', 'open', { at: { locationId, path } }),
        call('entries', 'refresh', { at: { locationId, path } }),
      ]),
      call('files', 'bytes', { at: { locationId, path: 'a.txt' }, length: 1e12 }),
      call('files', 'bytes', { at: { locationId, path: 'a.txt' }, length: -1 }),
      call('entries', 'window', { view: { at: { locationId, path: '' } }, from: -1, limit: 1e9 }),
      call('locations', 'rename', { locationId: "x' OR 1=1 --", name: 'x' }),
      call('locations', 'rename', { locationId, name: 'x'.repeat(100_000) }),
      call('locations', 'remove', { locationId: { toString: 'x' } }),
      call('locations', 'add', { root: 'no handle', origin: 'picked' }),
      call('locations', 'add', { root: { kind: 'directory', name: 'fake' }, origin: 'picked' }),
      call('preferences', 'set', { theme: '<script>' }),
      call('preferences', 'set', JSON.parse('{"__proto__": {"theme": "dark"}, "theme": 7}')),
      call('storage', 'dismissNotice', { noticeId: 'x'.repeat(1_000) }),
    ]
    return Promise.all(calls)
  })
  for (const answer of answers) expect(answer).toMatchObject({ ok: false })
  expect(await locationsOf(page)).toEqual(before)
  const preferences = await page.evaluate(() => window.holdall.preferences.get())
  expect(preferences).toMatchObject({ ok: true, value: { theme: 'system' } })
})

test('no request of a whole session leaves the origin', async ({ app, folder, site }) => {
  const { page } = app
  const asked: string[] = []
  app.context.on('request', (request) => void asked.push(request.url()))
  await page.reload()
  await page.getByRole('button', { name: 'Open a folder' }).waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await app.dropFolder(
    await folder('Web', {
      'page.html':
        '<img src="https://example.org/x.png"><script src="//example.org/x.js"></script>',
      'drawing.svg':
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="https://example.org/y.png"/><script>document.title = 1</script></svg>',
    }),
  )
  await expectLocations(page, ['Web'])
  for (const name of ['page.html', 'drawing.svg']) {
    await page
      .getByRole('row')
      .filter({ has: page.getByTitle(name) })
      .dblclick()
    await expect(page.getByRole('dialog')).toContainText(name.split('.')[0] ?? '')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await page.goto(new URL('storage', site.url).href)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const outside = asked.filter((url) => !url.startsWith(site.url) && !/^(blob|data):/.test(url))
  expect(outside).toEqual([])
  expect(asked.length).toBeGreaterThan(10)
})

/** A server of another origin, which counts who comes. */
async function elsewhere(act: (url: string) => Promise<void>): Promise<readonly string[]> {
  const came: string[] = []
  const server = http.createServer((request, response) => {
    came.push(`${request.method} ${request.url}`)
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('hello')
  })
  server.on('upgrade', (request, socket) => {
    came.push(`upgrade ${request.url}`)
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  try {
    const url = `http://127.0.0.1:${address.port}/`
    await (await fetch(`${url}counts`)).text()
    await act(url)
  } finally {
    server.closeAllConnections()
    server.close()
  }
  return came
}

test('nothing in the page can send anything out', async ({ app }) => {
  const { page } = app
  app.expectProblem(/^policy: /)
  app.expectProblem(/^left the origin: /) // asked for by the page, refused by the browser
  await page.getByRole('button', { name: 'Open a folder' }).waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const came = await elsewhere(async (url) => {
    const told = await page.evaluate(async (to) => {
      const violations = new Set<string>()
      document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) =>
        violations.add(`${effectiveDirective} ${new URL(blockedURI).pathname.slice(1)}`),
      )
      const add = (tag: string, attributes: Record<string, string>) => {
        const element = document.createElement(tag)
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
        return document.body.appendChild(element)
      }
      await fetch(`${to}fetch`, { mode: 'no-cors' }).catch(() => undefined)
      const request = new XMLHttpRequest()
      request.open('GET', `${to}xhr`)
      request.send()
      navigator.sendBeacon(`${to}beacon`, 'secret')
      new EventSource(`${to}events`).addEventListener('error', () => {})
      new WebSocket(`${to.replace('http', 'ws')}socket`).addEventListener('error', () => {})
      add('img', { src: `${to}img` })
      add('audio', { src: `${to}audio`, preload: 'auto' })
      add('link', { rel: 'stylesheet', href: `${to}style` })
      add('iframe', { src: `${to}frame` })
      add('link', { rel: 'manifest', href: `${to}manifest` })
      document.body.style.setProperty('background-image', `url(${to}background)`)
      const font = new FontFace('planted', `url(${to}font)`)
      await font.load().catch(() => undefined)
      await import(`${to}module`).catch(() => undefined)
      const link = add('a', { href: '#here', ping: `${to}ping` })
      link.click()
      const form = add('form', { action: `${to}form`, method: 'post', target: '_blank' })
      if (form instanceof HTMLFormElement) form.submit()
      return new Promise<string[]>((resolve) => {
        const look = () => {
          if (violations.has('form-action form')) resolve([...violations].toSorted())
          else setTimeout(look, 50)
        }
        look()
      })
    }, url)
    expect(told).toEqual([
      'connect-src beacon',
      'connect-src events',
      'connect-src fetch',
      'connect-src ping',
      'connect-src socket',
      'connect-src xhr',
      'font-src font',
      'form-action form',
      'frame-src ', // of frames only the origin is told
      'img-src background',
      'img-src img',
      'media-src audio',
      'script-src-elem module',
      'style-src-elem style',
    ])
    // The workers are served with the same policy.
    const workers = [...page.workers(), ...app.context.serviceWorkers()]
    expect(workers).toHaveLength(3) // core, lister, service worker
    for (const worker of workers)
      expect(
        await worker.evaluate(
          (to) =>
            fetch(`${to}worker`).then(
              () => 'sent',
              () => 'refused',
            ),
          url,
        ),
      ).toBe('refused')
  })
  expect(came).toEqual(['GET /counts'])
})

test('the service worker asks for the files of the build, once, and for nothing else', async ({
  app,
  site,
  siteRoot,
}) => {
  const { page } = app
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const asked: string[] = []
  app.context.on('request', (request) => {
    if (request.serviceWorker() !== null) asked.push(request.url())
  })
  // Again from the beginning, where nothing is kept.
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).unregister()
    for (const name of await caches.keys()) await caches.delete(name)
  })
  await page.reload()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const files = new Set(filesOf(siteRoot).map((file) => site.url + file.split(sep).join('/')))
  expect(asked.length).toBeGreaterThan(10)
  expect(asked.filter((url) => !files.has(url.replace(/\?.*$/, '')))).toEqual([])
  expect(new Set(asked).size).toBe(asked.length)
})
