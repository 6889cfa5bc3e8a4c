// Reads `--port`. The port is part of the origin, and the origin owns the library and the grants.

/** Where Holdall is, always. */
export const defaultPort = 7420

/**
 * The arguments as they were meant: without `--` in between, npm takes `npm start --port 8080` for itself and
 * hands on `npm_config_port=true` and a bare number, or, with an equals sign, the number in that variable.
 * @param {readonly string[]} args what follows the script's name
 * @param {string | undefined} swallowed the variable `npm_config_port`
 */
export function meantArguments(args, swallowed) {
  if (swallowed === undefined || swallowed === '') return args
  return swallowed === 'true' ? ['--port', ...args] : [`--port=${swallowed}`, ...args]
}

/**
 * @param {readonly string[]} args
 * @returns {{ ok: true, port: number } | { ok: false, message: string }}
 */
export function parsePort(args) {
  let port = defaultPort
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg !== '--port' && !arg.startsWith('--port='))
      return {
        ok: false,
        message: `Unknown argument ${JSON.stringify(arg)}. There is one option: npm start -- --port NUMBER`,
      }
    const text = arg === '--port' ? args[++i] : arg.slice('--port='.length)
    if (text === undefined || text === '')
      return { ok: false, message: '--port needs a number, as in: npm start -- --port 8080' }
    if (!/^[0-9]+$/.test(text))
      return { ok: false, message: `--port needs a number, not ${JSON.stringify(text)}.` }
    port = Number(text)
    if (port > 65535)
      return {
        ok: false,
        message: `--port ${text} is out of range: ports go from 1 to 65535 (0 takes a free one).`,
      }
  }
  return { ok: true, port }
}
