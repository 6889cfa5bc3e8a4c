// `npm start`: from a fresh clone to a running Holdall.
import './node-version.js'
import { dist, ensureBuild } from './build.js'
import { ensureDependencies } from './ensure.js'
import { defaultPort, meantArguments, parsePort } from './port.js'
import { askHoldall, buildOf, startServer } from './serve.js'

/** @param {string} message */
function fail(message) {
  console.error(message)
  process.exitCode = 1
}

/**
 * @param {number} port
 * @param {unknown} error why the server did not start
 */
async function explain(port, error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EACCES')
    return fail(
      `The system does not let you use port ${port}. Choose one above 1023: npm start -- --port NUMBER`,
    )
  if (code !== 'EADDRINUSE') throw error
  const running = await askHoldall(port)
  if (running !== undefined) {
    console.log(`Holdall already runs at http://127.0.0.1:${port}/`)
    if (running.build !== (await buildOf(dist)))
      console.log('It is another build, served from another folder: stop it there to use this one.')
    return undefined
  }
  return fail(
    [
      `Port ${port} is taken by another program, so Holdall cannot start there.`,
      'Stop that program, or choose another port: npm start -- --port NUMBER',
      'Mind that a browser keeps one library per port: on another port Holdall starts with an empty one,' +
        ' and what you have here comes back when you return to this port.',
    ].join('\n'),
  )
}

async function main() {
  const asked = parsePort(meantArguments(process.argv.slice(2), process.env['npm_config_port']))
  if (!asked.ok) return fail(asked.message)
  ensureDependencies()
  await ensureBuild()
  let server
  try {
    server = await startServer({ port: asked.port, root: dist })
  } catch (error) {
    return explain(asked.port, error)
  }
  console.log(`Holdall runs at ${server.url}`)
  if (server.port !== defaultPort)
    console.log(
      `(Its usual address is http://127.0.0.1:${defaultPort}/ and has a library of its own.)`,
    )
  console.log('Open it in Chrome, Edge or Chromium. Ctrl+C stops it.')

  const { close } = server
  const stop = () => {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    void close()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return undefined
}

try {
  await main()
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
}
