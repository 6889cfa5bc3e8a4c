// One file of the database. SQLite writes a page in two or three small pieces, and every write to OPFS has a price of
// its own, so pieces that follow each other are gathered into one run and written together.
//
// SQLite relies on order only across `sync`, and `sync` writes the run first. Reads and sizes see what is held back.

/** What is needed of a FileSystemSyncAccessHandle. */
export interface SyncFile {
  read(buffer: Uint8Array, options: { readonly at: number }): number
  /** @throws QuotaExceededError and others, as DOMException */
  write(buffer: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number
  truncate(size: number): void
  getSize(): number
  flush(): void
  close(): void
}

/** Longest run held back. More gains nothing: one write of this size costs little beside its bytes. */
const LONGEST_RUN = 1 << 20
const FIRST_ROOM = 1 << 16

/** Every method but `read` and `size` throws what the file throws. */
export class BufferedFile {
  readonly #file: SyncFile
  #run = new Uint8Array(0)
  #runAt = 0
  #runSize = 0
  #isDirty = false

  constructor(file: SyncFile) {
    this.#file = file
  }

  /** @returns how many bytes the file has there, up to the size of `into`; the rest is zeros */
  read(into: Uint8Array, at: number): number {
    const got = this.#file.read(into, { at })
    into.fill(0, got)
    if (this.#runSize === 0) return got
    const from = Math.max(at, this.#runAt)
    const to = Math.min(at + into.byteLength, this.#runAt + this.#runSize)
    if (from < to) into.set(this.#run.subarray(from - this.#runAt, to - this.#runAt), from - at)
    return Math.max(0, Math.min(into.byteLength, this.size() - at))
  }

  write(bytes: Uint8Array<ArrayBuffer>, at: number): void {
    const size = bytes.byteLength
    const follows = this.#runSize > 0 && at === this.#runAt + this.#runSize
    if (!follows || this.#runSize + size > LONGEST_RUN) this.writeRun()
    if (this.#runSize === 0) this.#runAt = at
    this.#makeRoom(this.#runSize + size)
    this.#run.set(bytes, this.#runSize)
    this.#runSize += size
    this.#isDirty = true
  }

  truncate(size: number): void {
    this.#runSize = Math.max(0, Math.min(this.#runSize, size - this.#runAt))
    this.writeRun()
    this.#file.truncate(size)
    this.#isDirty = true
  }

  size(): number {
    const end = this.#runSize === 0 ? 0 : this.#runAt + this.#runSize
    return Math.max(this.#file.getSize(), end)
  }

  /**
   * Hands the run to the file. A run that could not be written is dropped: SQLite hears of the failure, rolls back
   * and never asks for it again, while kept it would land on top of what is written there next.
   */
  writeRun(): void {
    if (this.#runSize === 0) return
    const run = this.#run.subarray(0, this.#runSize)
    this.#runSize = 0
    const written = this.#file.write(run, { at: this.#runAt })
    if (written !== run.byteLength)
      throw new Error(`only ${written} of ${run.byteLength} bytes were written`)
  }

  /** Resolves nothing before the bytes are on the disk, as far as the browser can tell. */
  sync(): void {
    this.writeRun()
    if (!this.#isDirty) return
    this.#file.flush()
    this.#isDirty = false
  }

  #makeRoom(size: number): void {
    if (size <= this.#run.byteLength) return
    const room = new Uint8Array(Math.max(size, this.#run.byteLength * 2, FIRST_ROOM))
    room.set(this.#run.subarray(0, this.#runSize))
    this.#run = room
  }
}
