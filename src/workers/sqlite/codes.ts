// SQLite's numbers, as far as they are used here: https://sqlite.org/c3ref/constlist.html

export const SQLITE_OK = 0
export const SQLITE_BUSY = 5
export const SQLITE_LOCKED = 6
export const SQLITE_NOMEM = 7
export const SQLITE_INTERRUPT = 9
export const SQLITE_IOERR = 10
export const SQLITE_CORRUPT = 11
export const SQLITE_NOTFOUND = 12
export const SQLITE_FULL = 13
export const SQLITE_CANTOPEN = 14
export const SQLITE_CONSTRAINT = 19
export const SQLITE_NOTADB = 26
export const SQLITE_ROW = 100
export const SQLITE_DONE = 101

export const SQLITE_IOERR_READ = 266
export const SQLITE_IOERR_SHORT_READ = 522
export const SQLITE_IOERR_WRITE = 778
export const SQLITE_IOERR_FSYNC = 1034
export const SQLITE_IOERR_TRUNCATE = 1546

export const SQLITE_OPEN_READWRITE = 0x2
export const SQLITE_OPEN_CREATE = 0x4

export const SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN = 0x800
export const SQLITE_IOCAP_POWERSAFE_OVERWRITE = 0x1000

export const SQLITE_PREPARE_PERSISTENT = 1
/** The text or blob stays where it is until it is bound anew. */
export const SQLITE_STATIC = 0

export const SQLITE_INTEGER = 1
export const SQLITE_FLOAT = 2
export const SQLITE_TEXT = 3
export const SQLITE_BLOB = 4
export const SQLITE_NULL = 5
