// Serves the production build to the tests, by the very server that users run.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startServer } from '../../scripts/serve.js'

/** The production build. */
export const productionBuild = fileURLToPath(new URL('../../dist', import.meta.url))

export interface Site {
  /** With a slash at the end. */
  readonly url: string
  readonly origin: string
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
  const { url, close } = await startServer({ port: 0, root })
  return { url, origin: new URL(url).origin, close }
}
