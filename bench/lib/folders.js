// The folders that are browsed: generated below the system's temporary folder, removed at the end.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Every generated file's name starts with it: a row that shows it is a real row. */
export const FILE_PREFIX = 'bench-'
/** Bytes of every generated file: a size that no other cell of a row shows. */
export const FILE_BYTES = 300

/**
 * @param {string} folder is made
 * @param {number} count
 */
function fill(folder, count) {
  mkdirSync(folder, { recursive: true })
  const digits = String(count - 1).length
  const content = Buffer.alloc(FILE_BYTES, 'holdall\n')
  for (let i = 0; i < count; i++)
    writeFileSync(
      path.join(folder, `${FILE_PREFIX}${String(i).padStart(digits, '0')}.txt`),
      content,
    )
}

/** The shapes that cases ask for, each made when first asked. */
const shapes = {
  /** @param {string} at */
  'flat-100k': (at) => fill(at, 100_000),
  /**
   * Twelve folders of 1,000 files each: a run goes into one that nobody has seen.
   * @param {string} at
   */
  'twelve-1k': (at) => {
    for (let i = 0; i < 12; i++) fill(path.join(at, `thousand-${i}`), 1_000)
  },
  /** @param {string} at */
  'flat-1k': (at) => fill(at, 1_000),
}

/** @typedef {keyof typeof shapes} Shape */

export function createFolders() {
  const base = mkdtempSync(path.join(os.tmpdir(), 'holdall-bench-'))
  chmodSync(base, 0o755) // the browser may run as another user
  /** @type {Set<string>} */
  const made = new Set()
  let profiles = 0
  return {
    /** Lies beside the generated folders: Chromium lends no folder that holds its own profile. */
    base,
    /**
     * @param {Shape} shape
     * @returns {string} absolute path
     */
    folder(shape) {
      const at = path.join(base, shape)
      if (!made.has(shape)) {
        shapes[shape](at)
        made.add(shape)
      }
      return at
    },
    /** @returns {string} path of a profile that does not exist yet */
    newProfile: () => path.join(base, `profile-${++profiles}`),
    remove: () => rmSync(base, { recursive: true, force: true, maxRetries: 5 }),
  }
}
