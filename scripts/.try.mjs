import { cases } from '../bench/cases/index.js'
import { closeAll, versionOf } from '../bench/lib/browser.js'
import { createFolders } from '../bench/lib/folders.js'
import { startFloorServer } from '../bench/lib/floor-server.js'
import { describeMachine } from '../bench/lib/machine.js'
import { toResult } from '../bench/lib/measure.js'
import { lineOf } from '../bench/lib/report.js'
import { startServer } from './serve.js'
const dist = process.env.DIST ?? '/tmp/standin'
const want = process.argv.slice(2)
const folders = createFolders(); process.once('exit', () => folders.remove())
const product = await startServer({ port: 0, root: dist }), floors = await startFloorServer()
const machine = describeMachine(await versionOf(), folders.base)
for (const one of cases) { if (want.length && !want.some(w => one.id.startsWith(w))) continue
  const t = performance.now()
  try { const m = await one.measure({ url: product.url, floorUrl: floors.url, runs: Number(process.env.RUNS ?? 2), dist, folder: s => folders.folder(s), newProfile: () => folders.newProfile() }); const r = toResult(one, m, machine); console.log(lineOf(r)); for (const x of r.remarks) console.log('      ', x) } catch (e) { console.log('FAIL', one.id, e.stack) }
  await closeAll(); console.log(Math.round(performance.now() - t) / 1000)
}
await product.close(); await floors.close()
