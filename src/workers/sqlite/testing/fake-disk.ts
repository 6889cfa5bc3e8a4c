// A disk in memory for tests of the database: it can be full, fail, lose power in the middle of a write, and be damaged.
import type { SyncFile } from '../buffered-file.ts'
import { POOL_FILES, type Pool, type PoolFile } from '../soundness.ts'

/** Thrown by everything after the power went: the thread would be gone. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut'
}

type Change =
  | { readonly type: 'write'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly type: 'truncate'; readonly size: number }

interface Content {
  /** What a read sees. */
  now: Uint8Array<ArrayBuffer>
  /** What the last flush made safe. */
  safe: Uint8Array<ArrayBuffer>
  changes: Change[]
}

/** Disks write sectors whole. */
const SECTOR_BYTES = 512

/** A number in [0, 1), as from a seeded generator. */
export type Dice = () => number

export class FakeDisk {
  /** Bytes it holds at most, in all files. */
  roomBytes = Infinity
  /** Writes until the power goes. */
  writesLeft = Infinity
  writes = 0
  flushes = 0
  readonly #contents = new Map<PoolFile, Content>()
  #isOn = true

  constructor() {
    for (const name of POOL_FILES)
      this.#contents.set(name, { now: empty(), safe: empty(), changes: [] })
  }

  /** Handles for a new start. */
  open(): Pool {
    this.#isOn = true
    return {
      'library.sqlite': this.#file('library.sqlite'),
      'library.sqlite-wal': this.#file('library.sqlite-wal'),
      'library.sqlite-journal': this.#file('library.sqlite-journal'),
      'library.mark': this.#file('library.mark'),
    }
  }

  /**
   * The thread is killed: what was written stays, since it is the system's. After a power cut each change since the
   * last flush may or may not have reached the disk, the last write perhaps in part.
   */
  restart(how: 'killed' | 'power cut', dice: Dice): Pool {
    for (const content of this.#contents.values()) {
      if (how === 'power cut') {
        let bytes = content.safe
        for (const change of content.changes) if (dice() < 0.5) bytes = changed(bytes, change, dice)
        content.now = bytes
      }
      content.safe = content.now
      content.changes = []
    }
    this.writesLeft = Infinity
    return this.open()
  }

  bytes(name: PoolFile): Uint8Array<ArrayBuffer> {
    return this.#content(name).now.slice()
  }

  /** Replaces a file behind the database's back. */
  damage(name: PoolFile, bytes: Uint8Array<ArrayBuffer>): void {
    this.#contents.set(name, { now: bytes, safe: bytes, changes: [] })
  }

  #content(name: PoolFile): Content {
    const content = this.#contents.get(name)
    if (content === undefined) throw new Error(`no file ${name}`)
    return content
  }

  #change(name: PoolFile, change: Change): void {
    const content = this.#content(name)
    if (this.writesLeft <= 0) {
      this.#isOn = false
      content.changes.push(change) // under way when it happened
      throw new PowerCut('the power is gone')
    }
    this.writesLeft -= 1
    this.writes += 1
    const next = changed(content.now, change, undefined)
    let sum = next.byteLength - content.now.byteLength
    for (const each of this.#contents.values()) sum += each.now.byteLength
    if (change.type === 'write' && sum > this.roomBytes)
      throw new DOMException('no room', 'QuotaExceededError')
    content.now = next
    content.changes.push(change)
  }

  #file(name: PoolFile): SyncFile {
    const assertOn = () => {
      if (!this.#isOn) throw new PowerCut('the power is gone')
    }
    return {
      read: (buffer, { at }) => {
        assertOn()
        const part = this.#content(name).now.subarray(at, at + buffer.byteLength)
        buffer.set(part)
        return part.byteLength
      },
      write: (buffer, { at }) => {
        assertOn()
        this.#change(name, { type: 'write', at, bytes: buffer.slice() })
        return buffer.byteLength
      },
      truncate: (size) => {
        assertOn()
        this.#change(name, { type: 'truncate', size })
      },
      getSize: () => {
        assertOn()
        return this.#content(name).now.byteLength
      },
      flush: () => {
        assertOn()
        this.flushes += 1
        const content = this.#content(name)
        content.safe = content.now
        content.changes = []
      },
      close: () => {},
    }
  }
}

function empty(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(0)
}

/** @param dice may cut a write short */
function changed(
  bytes: Uint8Array<ArrayBuffer>,
  change: Change,
  dice: Dice | undefined,
): Uint8Array<ArrayBuffer> {
  if (change.type === 'truncate') {
    const cut = new Uint8Array(change.size)
    cut.set(bytes.subarray(0, change.size))
    return cut
  }
  const sectors = Math.ceil(change.bytes.byteLength / SECTOR_BYTES)
  const isTorn = dice !== undefined && dice() < 0.3
  const part = isTorn
    ? change.bytes.subarray(0, Math.floor(dice() * sectors) * SECTOR_BYTES)
    : change.bytes
  const grown = new Uint8Array(Math.max(bytes.byteLength, change.at + part.byteLength))
  grown.set(bytes)
  grown.set(part, change.at)
  return grown
}
