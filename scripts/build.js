// Builds `dist` when it is missing or older than what it is made from.
import './node-version.js'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { inRoot, isMain, root, runTool } from './run.js'

/** The folder that is served. */
export const dist = inRoot('dist')

const stampFile = '.holdall-inputs' // the server hands out no dot files
const inputs = [
  'src',
  'public',
  'index.html',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'vite.config.ts',
  'scripts/headers.js',
]

/**
 * @param {string} place
 * @returns {Promise<string[]>} every file at or below a path, without tests; none if it is absent
 */
async function filesOf(place) {
  let found
  try {
    found = await readdir(place, { withFileTypes: true, recursive: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      if (error.code === 'ENOTDIR') return [place]
      if (error.code === 'ENOENT') return []
    }
    throw error
  }
  return found
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
}

/** A hash over names and contents: dates change with a checkout, contents do not. */
export async function inputsHash(folder = root) {
  const hash = createHash('sha256')
  const files = (await Promise.all(inputs.map((input) => filesOf(path.join(folder, input))))).flat()
  for (const file of files.toSorted()) {
    const bytes = await readFile(file)
    hash
      .update(`${path.relative(folder, file).replaceAll('\\', '/')}\0${bytes.length}\0`)
      .update(bytes)
  }
  return hash.digest('hex')
}

/**
 * Builds if needed. The new build is made aside and takes the old one's place when it is whole, so a failed
 * build leaves the old one and a running server never sees half of one.
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<'built' | 'fresh'>}
 * @throws {Error} if the build failed; Vite has said why
 */
export async function ensureBuild({ force = false } = {}) {
  const wanted = await inputsHash()
  const stamp = await readFile(path.join(dist, stampFile), 'utf8').catch(() => '')
  if (!force && stamp === wanted) return 'fresh'
  console.log('Building…')
  const aside = inRoot(`.cache/build-${process.pid}`)
  try {
    await mkdir(path.dirname(aside), { recursive: true })
    const { code } = await runTool(
      'vite',
      ['build', '--outDir', aside, '--emptyOutDir', '--logLevel', 'warn'],
      // Whatever the shell says: with NODE_ENV=development Solid's development build would come, and no page.
      { env: { NODE_ENV: 'production' } },
    )
    if (code !== 0) throw new Error('The build failed; the reason stands above.')
    await writeFile(path.join(aside, stampFile), wanted)
    await rm(dist, { recursive: true, force: true })
    await rename(aside, dist)
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
  return 'built'
}

if (isMain(import.meta.url)) {
  try {
    await ensureBuild({ force: true })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
