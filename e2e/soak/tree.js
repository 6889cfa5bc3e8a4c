// The tree that is browsed: a copy of one of this machine's, so that names and shapes are real, with a corner of rare
// ones; and what Node sees of it, which is the truth.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** Bounds of the copy: enough to be like a disk, little enough to be made in some seconds. */
const most = { entries: 30_000, bytes: 300 * 2 ** 20, fileBytes: 4 * 2 ** 20 }

/**
 * Copies folders, files and links, breadth first, until the bounds are reached. What may not be read is left out.
 * @param {string} source
 * @param {string} target
 * @returns {number} entries made
 */
export function copyTree(source, target) {
  let entries = 0
  let bytes = 0
  fs.mkdirSync(target, { recursive: true })
  const folders = ['']
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    for (const entry of readable(path.join(source, folder))) {
      if (entries >= most.entries || bytes >= most.bytes) return entries
      const inside = path.join(folder, entry.name)
      const from = path.join(source, inside)
      const to = path.join(target, inside)
      try {
        if (entry.isDirectory()) {
          fs.mkdirSync(to)
          folders.push(inside)
        } else if (entry.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(from), to)
        else if (entry.isFile()) {
          const { size } = fs.statSync(from)
          if (size > most.fileBytes) continue
          fs.copyFileSync(from, to)
          bytes += size
        } else continue
      } catch (error) {
        if (
          error instanceof Error &&
          'code' in error &&
          /^(EACCES|EPERM)$/.test(String(error.code))
        )
          continue
        throw error
      }
      entries++
    }
  }
  return entries
}

/** @param {string} folder */
function readable(folder) {
  try {
    return fs.readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

/**
 * Names and shapes that a copy may lack. Those that this system's disk refuses are left out.
 * @param {string} target
 */
export function addOddCorner(target) {
  const corner = path.join(target, 'odd corner')
  fs.mkdirSync(path.join(corner, 'empty'), { recursive: true })
  fs.mkdirSync(path.join(corner, 'three thousand'))
  for (let i = 0; i < 3_000; i++)
    fs.writeFileSync(path.join(corner, 'three thousand', `file ${i}.txt`), `${i}\n`)
  const names = [
    '.hidden',
    '<img src=x onerror=alert(1)>.txt',
    'a:b',
    'trailing dot.',
    ' leading space',
    'tilde~',
    'shortcut.lnk',
    'desktop.ini',
    'new\nline',
    'back\\slash',
    'percent %2f %00.txt',
    '#hash?query&and.txt',
    'e\u0301 apart.txt',
    '\u00e9 together.txt',
    '\u202eturned.txt',
    '日本語.txt',
    '👩‍👩‍👧‍👦 family.txt',
    'x'.repeat(255),
  ]
  for (const name of names) {
    try {
      fs.writeFileSync(path.join(corner, name), name)
    } catch {
      // no name on this disk
    }
  }
  let deep = corner
  for (let i = 0; i < 40; i++) deep = path.join(deep, `level ${i}`)
  fs.mkdirSync(deep, { recursive: true })
  fs.writeFileSync(path.join(deep, 'bottom.txt'), 'here')
  try {
    fs.symlinkSync('..', path.join(corner, 'loop'))
    fs.symlinkSync('nowhere', path.join(corner, 'dangling'))
  } catch {
    // no links without rights on Windows
  }
}

/**
 * What a page can know of a folder: no links, and no names that the browser withholds.
 * @param {string} folder
 * @param {(name: string) => boolean} isWithheld
 * @returns {readonly string[]} `folder NAME` and `file NAME`, sorted
 */
export function truthOf(folder, isWithheld) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isSymbolicLink() && !isWithheld(entry.name))
    .map((entry) => `${entry.isDirectory() ? 'folder' : 'file'} ${entry.name}`)
    .toSorted()
}

/**
 * @param {string} root
 * @param {(name: string) => boolean} isWithheld
 * @returns {readonly string[]} paths of every folder that a page can reach, '' first
 */
export function foldersOf(root, isWithheld) {
  const found = ['']
  for (let i = 0; i < found.length; i++) {
    const inside = found[i] ?? ''
    for (const line of truthOf(path.join(root, inside), isWithheld))
      if (line.startsWith('folder ')) {
        const name = line.slice('folder '.length)
        found.push(inside === '' ? name : `${inside}/${name}`)
      }
  }
  return found
}

/**
 * Everything a user could lose: names, kinds, modes, dates, contents, where links point.
 * @param {string} root
 */
export function digestTree(root) {
  const hash = createHash('sha256')
  /** @param {Buffer} at */
  const visit = (at) => {
    const facts = fs.lstatSync(at, { bigint: true })
    hash.update(at).update(`\0${facts.mode} ${facts.size} ${facts.mtimeNs} `)
    if (facts.isSymbolicLink()) hash.update(fs.readlinkSync(at, 'buffer'))
    else if (facts.isFile()) hash.update(fs.readFileSync(at))
    else if (facts.isDirectory()) {
      const names = fs.readdirSync(at, { encoding: 'buffer' })
      for (const name of names.toSorted((a, b) => Buffer.compare(a, b)))
        visit(Buffer.concat([at, Buffer.from('/'), name]))
    }
  }
  visit(Buffer.from(root))
  return hash.digest('hex')
}
