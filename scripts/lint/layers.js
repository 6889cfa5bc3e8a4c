// Which file of src may import which. One function over paths, so that a dynamic import, a relative path and
// a `#name` are judged alike.
import path from 'node:path'

/** What a layer sees of the others: a folder with its slash, or one file. */
const sees = new Map([
  ['vdfs', []],
  ['workers', ['vdfs/api/', 'vdfs/core.ts', 'vdfs/ports.ts', 'p2p/port-bridge.ts']],
  ['app', ['vdfs/api/']],
  ['p2p', ['vdfs/api/', 'vdfs/ports.ts']],
])

/** Parts of the app that features stand on. */
const ground = ['core', 'errors', 'parts', 'platform', 'ui']

/**
 * @param {string} from a path below src, with slashes
 * @param {string} to likewise
 * @returns {string | undefined} why not
 */
function acrossLayers(from, to) {
  const [layer = ''] = from.split('/')
  if (from.startsWith('app/ui/')) return 'ui is blind to the domain'
  if (
    (sees.get(layer) ?? []).some((place) =>
      place.endsWith('/') ? to.startsWith(place) : to === place,
    )
  )
    return undefined
  if (layer === 'vdfs') return 'the domain imports only the domain'
  if (to.startsWith('app/')) return 'nothing below the window knows of it'
  if (to.startsWith('workers/')) return 'workers are spawned, not imported'
  return layer === 'app'
    ? 'the UI sees the domain through its contract, src/vdfs/api'
    : 'seen from here the domain is its composition root, its ports and its contract'
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {string | undefined}
 */
function insideDomain(from, to) {
  const [, module = '', ...rest] = to.split('/')
  const own = from.split('/').length > 2 ? from.split('/')[1] : undefined
  if (module === own) return undefined
  if (own === 'api') return 'the contract stands alone'
  if (module === 'testing') return 'doubles are for tests'
  if (module === 'api' || rest.length === 0) return undefined
  return rest.join('/') === `${module}.ts`
    ? undefined
    : "import the module's door, the file with the folder's name"
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {string | undefined}
 */
function insideApp(from, to) {
  const [, part = '', feature] = from.split('/')
  const [, target = '', other] = to.split('/')
  if (part === 'ui' && target !== 'ui') return 'ui is blind to the domain'
  if (target !== 'features') return undefined
  if (part === 'features' && feature !== other)
    return 'a feature never imports a feature: they meet through commands, navigation and the core'
  return ground.includes(part) ? 'what features stand on does not know them' : undefined
}

/**
 * Why one file may not import another.
 * @param {string} from the importing file, a path below src, with slashes
 * @param {string} specifier as written
 * @returns {string | undefined} undefined: it may, or it is a package
 */
export function refusal(from, specifier) {
  const named = /^#(app|workers|vdfs|p2p)\//.test(specifier)
  if (!named && !specifier.startsWith('.')) return undefined
  const bare = specifier.replace(/\?.*$/, '')
  const to = named ? bare.slice(1) : path.posix.join(path.posix.dirname(from), bare)
  const layer = from.split('/')[0]
  if (to.split('/')[0] !== layer)
    return acrossLayers(from, to) ?? (named ? undefined : 'cross a layer by its name: #layer/…')
  if (named) return 'inside a layer paths are relative: a name says that a layer is crossed'
  return layer === 'vdfs'
    ? insideDomain(from, to)
    : layer === 'app'
      ? insideApp(from, to)
      : undefined
}
