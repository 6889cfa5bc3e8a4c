import net from 'node:net'

/** Given out once: a port may be free only because its server is stopped for a while. */
const given = new Set<number>()

/** A port that nobody listens on, out of the range that the system gives away by itself. */
export async function freePort(): Promise<number> {
  for (let port = 20_000 + ((process.pid * 17) % 10_000); ; port++) {
    if (given.has(port)) continue
    const server = net.createServer()
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!free) continue
    await new Promise((resolve) => server.close(resolve))
    given.add(port)
    return port
  }
}
