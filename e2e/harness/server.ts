// Serves the production build to the tests, by the very server that users run.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startServer } from '../../scripts/serve.js'
import { freePort } from './free-port.ts'

/** The production build. */
export const productionBuild = fileURLToPath(new URL('../../dist', import.meta.url))

export interface Site {
  /** The folder that it began with. */
  readonly root: string
  /** With a slash at the end. */
  readonly url: string
  readonly origin: string
  /** Hands out another folder from now on, at the same address; null: nobody answers there. */
  serve(root: string | null): Promise<void>
  close(): Promise<void>
}

/**
 * Serves a folder on a free port.
 * @throws {Error} if there is no page in it
 */
export async function startSite(root: string): Promise<Site> {
  if (!fs.existsSync(path.join(root, 'index.html')))
    throw new Error(
      `There is no page in ${root}: run the tests by \`npm run e2e\`, which builds first.`,
    )
  const port = await freePort()
  const { url, close } = await startServer({ port, root })
  let served: string | null = root
  let stop: () => Promise<void> = close
  const silent = async () => {}
  return {
    root,
    url,
    origin: new URL(url).origin,
    async serve(next) {
      if (next === served) return
      await stop()
      served = next
      stop = next === null ? silent : (await startServer({ port, root: next })).close
    },
    close: () => stop(),
  }
}
