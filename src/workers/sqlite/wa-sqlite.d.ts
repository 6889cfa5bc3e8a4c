// The part of the SQLite build that is used here. The package's own types leave this module untyped.
declare module 'wa-sqlite/dist/wa-sqlite.mjs' {
  /** A C pointer; 0 is NULL. */
  type Pointer = number

  /** Methods of a file system for SQLite, called by the WASM with pointers into its memory. All synchronous. */
  export interface Vfs {
    readonly name: string
    readonly mxPathname: number
    hasAsyncMethod(method: string): boolean
    xOpen(vfs: Pointer, name: Pointer, file: Pointer, flags: number, outFlags: Pointer): number
    xDelete(vfs: Pointer, name: Pointer, syncDir: number): number
    xAccess(vfs: Pointer, name: Pointer, flags: number, out: Pointer): number
    xFullPathname(vfs: Pointer, name: Pointer, outSize: number, out: Pointer): number
    xClose(file: Pointer): number
    xRead(file: Pointer, data: Pointer, size: number, atLow: number, atHigh: number): number
    xWrite(file: Pointer, data: Pointer, size: number, atLow: number, atHigh: number): number
    xTruncate(file: Pointer, sizeLow: number, sizeHigh: number): number
    xSync(file: Pointer, flags: number): number
    xFileSize(file: Pointer, out: Pointer): number
    xLock(file: Pointer, level: number): number
    xUnlock(file: Pointer, level: number): number
    xCheckReservedLock(file: Pointer, out: Pointer): number
    xFileControl(file: Pointer, operation: number, argument: Pointer): number
    xSectorSize(file: Pointer): number
    xDeviceCharacteristics(file: Pointer): number
  }

  export interface SqliteModule {
    /** Replaced when the memory grows: read it anew after any call that may allocate. */
    readonly HEAPU8: Uint8Array<ArrayBuffer>
    readonly HEAP32: Int32Array<ArrayBuffer>
    _malloc(size: number): Pointer
    _free(pointer: Pointer): void
    UTF8ToString(pointer: Pointer): string
    /** The upper half of the last 64-bit result. */
    getTempRet0(): number

    _sqlite3_open_v2(name: Pointer, outDb: Pointer, flags: number, vfs: Pointer): number
    _sqlite3_close(db: Pointer): number
    _sqlite3_prepare_v3(
      db: Pointer,
      sql: Pointer,
      size: number,
      flags: number,
      outStatement: Pointer,
      outTail: Pointer,
    ): number
    _sqlite3_finalize(statement: Pointer): number
    _sqlite3_step(statement: Pointer): number
    _sqlite3_reset(statement: Pointer): number
    _sqlite3_clear_bindings(statement: Pointer): number
    _sqlite3_bind_parameter_count(statement: Pointer): number
    _sqlite3_bind_null(statement: Pointer, index: number): number
    _sqlite3_bind_int(statement: Pointer, index: number, value: number): number
    _sqlite3_bind_int64(statement: Pointer, index: number, low: number, high: number): number
    _sqlite3_bind_double(statement: Pointer, index: number, value: number): number
    _sqlite3_bind_text(
      statement: Pointer,
      index: number,
      text: Pointer,
      size: number,
      destructor: Pointer,
    ): number
    _sqlite3_bind_blob(
      statement: Pointer,
      index: number,
      bytes: Pointer,
      size: number,
      destructor: Pointer,
    ): number
    _sqlite3_column_count(statement: Pointer): number
    _sqlite3_column_type(statement: Pointer, column: number): number
    /** @returns the lower half; the upper is getTempRet0 */
    _sqlite3_column_int64(statement: Pointer, column: number): number
    _sqlite3_column_double(statement: Pointer, column: number): number
    _sqlite3_column_text(statement: Pointer, column: number): Pointer
    _sqlite3_column_blob(statement: Pointer, column: number): Pointer
    _sqlite3_column_bytes(statement: Pointer, column: number): number
    _sqlite3_changes(db: Pointer): number
    _sqlite3_total_changes(db: Pointer): number
    _sqlite3_get_autocommit(db: Pointer): number
    _sqlite3_db_readonly(db: Pointer, schema: Pointer): number
    _sqlite3_extended_errcode(db: Pointer): number
    _sqlite3_errmsg(db: Pointer): Pointer

    vfs_register(vfs: Vfs, makeDefault: boolean): number
    /** Calls `handler` every `steps` steps of the virtual machine; an answer other than 0 interrupts it. */
    progress_handler(
      db: Pointer,
      steps: number,
      handler: (() => number) | null,
      userData: null,
    ): void
  }

  export interface ModuleConfig {
    readonly instantiateWasm: (
      imports: WebAssembly.Imports,
      ready: (instance: WebAssembly.Instance) => void,
    ) => object
  }
  export default function createModule(config: ModuleConfig): Promise<SqliteModule>
}
