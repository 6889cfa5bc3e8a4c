// `npm run soak`: browses a large tree by random keys for some minutes, with several tabs, leaders that die and browsers
// that are closed or killed, and holds every listing against the disk. Ends at the first difference with exit code 1.
// `npm run soak -- --minutes 30 --seed 7 --tree /some/folder --restarts 20`
import './node-version.js'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { dist, ensureBuild } from './build.js'
import { ensureChromium } from './chromium.js'
import { ensureDependencies } from './ensure.js'
import { inRoot } from './run.js'
import { startServer } from './serve.js'

const defaults = { minutes: 10, restarts: 20, tree: '/usr/share' }
/** After this without an answer something hangs. */
const STEP_MS = 60_000

/** @param {readonly string[]} args */
function parse(args) {
  const asked = { ...defaults, seed: Math.floor(Math.random() * 2 ** 31) }
  for (let i = 0; i < args.length; i += 2) {
    const value = args[i + 1] ?? ''
    const number = Number(value)
    if (args[i] === '--tree' && value !== '') asked.tree = path.resolve(value)
    else if (args[i] === '--minutes' && number > 0) asked.minutes = number
    else if (args[i] === '--restarts' && Number.isInteger(number) && number >= 0)
      asked.restarts = number
    else if (args[i] === '--seed' && Number.isInteger(number)) asked.seed = number
    else
      return `What is ${args[i]} ${value}? npm run soak -- [--minutes N] [--restarts N] [--seed N] [--tree FOLDER]`
  }
  return asked
}

/**
 * @template T
 * @param {string} what
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
function bounded(what, work) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`${what}: no end after ${STEP_MS / 1000} s`)),
      STEP_MS,
    )
    void work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** @param {Exclude<ReturnType<typeof parse>, string>} asked */
async function main({ minutes, restarts, seed, tree }) {
  console.log(`seed ${seed}`)
  process.env['CHROMIUM'] = ensureChromium().path
  await ensureBuild()
  const { runnerImport } = await import('vite')
  const { createChance } = await import('../e2e/soak/random.js')
  const { addOddCorner, copyTree, digestTree, foldersOf } = await import('../e2e/soak/tree.js')
  const { openSession } = await import('../e2e/soak/session.js')
  const { createWalk } = await import('../e2e/soak/walk.js')
  /** @type {{ module: { isWithheldName: (name: string) => boolean } }} */
  const { module } = await runnerImport(inRoot('src/vdfs/api/withheld-names.ts'), {
    configFile: false,
  })

  const base = mkdtempSync(path.join(os.tmpdir(), 'holdall-soak-'))
  chmodSync(base, 0o755) // the browser may run as another user
  process.once('exit', () => rmSync(base, { recursive: true, force: true, maxRetries: 5 }))
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.once(signal, () => process.exit(130)) // which ends the browser and removes the copy
  const root = path.join(base, 'tree')
  const entries = existsSync(tree) ? copyTree(tree, root) : 0
  addOddCorner(root)
  const digest = digestTree(root)
  const folders = foldersOf(root, module.isWithheldName)
  console.log(`${entries} entries of ${tree} copied, ${folders.length} folders to walk`)

  const server = await startServer({ port: 0, root: dist })
  const place = { url: server.url, profile: path.join(base, 'profile') }
  const walk = createWalk({
    root,
    folders,
    isWithheld: module.isWithheldName,
    chance: createChance(seed),
    url: place.url,
  })
  const end = performance.now() + minutes * 60_000
  const legMs = (minutes * 60_000) / (restarts + 1)
  let leg = 0
  let session = await openSession(place)
  try {
    await bounded('adding the tree', walk.begin(session))
    for (;;) {
      const legEnd = Math.min(end, performance.now() + legMs)
      let hasEndedLeader = false
      while (performance.now() < legEnd) {
        await bounded('a step', walk.step(session))
        if (!hasEndedLeader && legEnd - performance.now() < legMs / 2) {
          hasEndedLeader = true
          await bounded(
            'a change of leader',
            walk.changeLeader(session, leg % 2 === 0 ? 'kill' : 'close'),
          )
        }
        const [problem] = session.problems()
        if (problem !== undefined) throw new Error(problem)
      }
      if (leg >= restarts || performance.now() >= end) break
      leg++
      if (leg % 2 === 0) await bounded('closing', session.close())
      else await bounded('the kill', walk.killDuringWork(session))
      session = await bounded('the restart', openSession(place))
      await bounded('coming back', walk.comeBack(session))
      console.log(`${leg} of ${restarts} restarts; ${walk.tell()}`)
    }
    await session.close()
    if (digestTree(root) !== digest) throw new Error('the tree on the disk has changed')
    console.log(
      `No difference. ${leg} restarts, half of them kills; ${walk.tell()}. The tree is as it was.`,
    )
  } catch (error) {
    process.exitCode = 1
    console.error(`FAIL after ${walk.tell()}`)
    console.error(error instanceof Error ? error.stack : error)
    console.error(`Last steps: ${walk.lastSteps().join(', ')}`)
    console.error(
      `Again with: npm run soak -- --seed ${seed} --minutes ${minutes} --restarts ${restarts}`,
    )
    await session.close()
  }
  await server.close()
}

const asked = parse(process.argv.slice(2))
if (typeof asked === 'string') {
  console.error(asked)
  process.exitCode = 1
} else {
  ensureDependencies()
  await main(asked)
}
