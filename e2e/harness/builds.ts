// Another build of the app, as the next release would be one: made from the build under test, by giving it another id
// and its files other names. (To build again would take long, and give the same files.)
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export interface OtherBuild {
  readonly root: string
  readonly id: string
}

const isText = (name: string) => /\.(?:js|css|html|json|webmanifest)$/.test(name)

/**
 * @param root the build under test
 * @param ownId its id, as `holdall.version` tells it
 * @param keep names of files in `assets` that both builds share; none if left out
 */
export function makeOtherBuild(root: string, ownId: string, keep = /^$/): OtherBuild {
  const id = `${ownId}.other`
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'holdall-build-'))
  fs.cpSync(root, place, { recursive: true })

  // `name-HASH.js` becomes `name-HASHo.js`, wherever it is named.
  const renamed = fs
    .readdirSync(path.join(place, 'assets'))
    .filter((name) => /\.(?:js|css)$/.test(name) && !keep.test(name))
    .map((name) => ({ name, next: name.replace(/\.(js|css)$/, 'o.$1') }))
  for (const { name, next } of renamed)
    fs.renameSync(path.join(place, 'assets', name), path.join(place, 'assets', next))

  let replaced = 0
  const files = fs.readdirSync(place, { recursive: true, encoding: 'utf8' }).filter(isText)
  for (const file of files) {
    const at = path.join(place, file)
    const text = fs.readFileSync(at, 'utf8')
    replaced += text.split(ownId).length - 1
    let next = text.replaceAll(ownId, id)
    for (const one of renamed) next = next.replaceAll(one.name, one.next)
    if (next !== text) fs.writeFileSync(at, next)
  }
  if (replaced === 0) throw new Error(`no file of the build names ${ownId}`)
  setRevision(place, 'index.html')
  return { root: place, id }
}

/** The list of files that the service worker keeps names the content of those without a hash in their name. */
function setRevision(place: string, url: string): void {
  const worker = path.join(place, 'service-worker.js')
  const text = fs.readFileSync(worker, 'utf8')
  const revision = createHash('md5')
    .update(fs.readFileSync(path.join(place, url)))
    .digest('hex')
  const next = text.replace(
    new RegExp(`"revision":"[0-9a-f]{32}","url":"${url}"`),
    `"revision":"${revision}","url":"${url}"`,
  )
  if (next === text) throw new Error(`the service worker does not keep ${url}`)
  fs.writeFileSync(worker, next)
}
