// Proves that the house rules bite. Every file of e2e/violations breaks one rule and says which in its first
// lines; every other file there is clean. They are copied to a tree of their own, because the rules go by
// path, and judged by the same configuration as the product: exactly what a file expects must be found.
import './node-version.js'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { inRoot, isMain, root, runTool } from './run.js'

/**
 * @typedef {object} Finding
 * @property {string} file path from the tree's root, with slashes
 * @property {string} rule as the tool names it: `eslint(no-console)`, `TS2304`
 * @property {string} text what the tool says
 */

const planted = inRoot('e2e/violations')
const layers = ['src/vdfs', 'src/workers', 'src/app']

/**
 * What a planted file says about itself: lines such as `// expect eslint(no-console)` or, where a rule has
 * several reasons, `// expect TS2304: setTimeout` with a part of what the tool will say.
 * @param {string} source
 */
export function expectations(source) {
  return [...source.matchAll(/^\/\/ expect (\S+?)(?:: (.+))?$/gm)].map(
    ([, rule = '', part = '']) => ({
      rule,
      part,
    }),
  )
}

/** @param {string} tree */
async function plant(tree) {
  await rm(tree, { recursive: true, force: true })
  await mkdir(tree, { recursive: true })
  await cp(planted, tree, { recursive: true })
  for (const file of [
    'package.json',
    'tsconfig.base.json',
    'src/vdfs/platform.d.ts',
    ...layers.map((layer) => `${layer}/tsconfig.json`),
  ])
    await cp(inRoot(file), path.join(tree, file))
  const rules = JSON.parse(await readFile(inRoot('.oxlintrc.json'), 'utf8'))
  const own = {
    ...rules,
    ignorePatterns: [], // the product's configuration passes the planted files over
    jsPlugins: rules.jsPlugins.map((/** @type {string} */ plugin) =>
      plugin.startsWith('.') ? path.join(root, plugin) : plugin,
    ),
  }
  await writeFile(path.join(tree, '.oxlintrc.json'), JSON.stringify(own))
}

/** @returns {Promise<string[]>} every planted file, from the tree's root, with slashes */
async function plantedFiles() {
  const found = await readdir(planted, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(planted, path.join(entry.parentPath, entry.name)))
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted()
}

/**
 * @param {string} tree
 * @returns {Promise<Finding[]>}
 */
async function lint(tree) {
  const { stdout, output } = await runTool(
    'oxlint',
    [
      '--type-aware',
      '--no-ignore',
      '--disable-nested-config',
      '-c',
      '.oxlintrc.json',
      '-f',
      'json',
      // By name: below a folder that .gitignore names, oxlint finds nothing by itself.
      ...(await plantedFiles()),
    ],
    { cwd: tree, capture: true },
  )
  let report
  try {
    report = JSON.parse(stdout)
  } catch {
    throw new Error(`oxlint did not finish:\n${output}`)
  }
  return report.diagnostics.map(
    (/** @type {{ filename: string, code?: string, message: string, help?: string }} */ found) => ({
      file: found.filename.replaceAll('\\', '/'),
      rule: found.code ?? 'oxlint',
      text: `${found.message} ${found.help ?? ''}`,
    }),
  )
}

/**
 * @param {string} tree
 * @param {string} layer
 * @returns {Promise<Finding[]>}
 */
async function compile(tree, layer) {
  const { output } = await runTool('tsc', ['--noEmit', '--pretty', 'false', '-p', layer], {
    cwd: tree,
    capture: true,
  })
  return output
    .split('\n')
    .filter((line) => line.includes('error TS'))
    .map((line) => {
      const [, file = '', rule = '', text = ''] =
        /^(.*?)\(\d+,\d+\): error (TS\d+): (.*)$/.exec(line) ?? []
      // An error without a place is one of the configuration: of no file, so nothing can expect it.
      return rule === ''
        ? { file: layer, rule: 'tsc', text: line }
        : { file: file.replaceAll('\\', '/'), rule, text }
    })
}

/**
 * Plants, judges, compares.
 * @param {string} [tree] where to plant; emptied first
 * @returns {Promise<{ proven: number, complaints: string[] }>}
 */
export async function proveRules(tree = inRoot('.cache/violations')) {
  await plant(tree)
  const [linted, ...compiled] = await Promise.all([
    lint(tree),
    ...layers.map((layer) => compile(tree, layer)),
  ])
  // A file that two layers compile is found twice.
  const findings = new Map(
    [...linted, ...compiled.flat()].map((one) => [`${one.file} ${one.rule} ${one.text}`, one]),
  )
  /** @type {string[]} */
  const complaints = []
  let proven = 0
  for (const file of await plantedFiles()) {
    const rest = [...findings].filter(([, one]) => one.file === file)
    for (const { rule, part } of expectations(await readFile(path.join(planted, file), 'utf8'))) {
      const index = rest.findIndex(([, one]) => one.rule === rule && one.text.includes(part))
      if (index === -1) {
        complaints.push(`${file}: ${rule}${part === '' ? '' : ` (${part})`} does not bite.`)
        continue
      }
      proven++
      const [hit] = rest.splice(index, 1)
      if (hit !== undefined) findings.delete(hit[0])
    }
  }
  for (const { file, rule, text } of findings.values())
    complaints.push(`${file}: not expected: ${rule} ${text}`)
  return { proven, complaints }
}

if (isMain(import.meta.url)) {
  const { proven, complaints } = await proveRules()
  for (const complaint of complaints) console.error(complaint)
  console.log(`${proven} planted violations found.`)
  if (complaints.length > 0) process.exitCode = 1
}
