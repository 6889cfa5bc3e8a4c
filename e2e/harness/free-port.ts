import net from 'node:net'

/** Given out once: a port may be free only because its server is stopped for a while. */
const given = new Set<number>()

/** Workers that run side by side begin far from each other: what one has stopped for a while, no other may take. */
function firstPort(): number {
  const worker = Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)
  return 20_000 + worker * 2_500 + ((process.pid * 17) % 1_500)
}

/** A port that nobody listens on, out of the range that the system gives away by itself. */
export async function freePort(): Promise<number> {
  for (let port = firstPort(); ; port++) {
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
