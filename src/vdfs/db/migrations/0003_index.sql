-- owned: what is in this device's locations, as it knows it. One writer for each replica; other devices get it as "rows
-- since rev", which needs no more than what is here.

-- A part of the library's index with one writer: number 1 is this device's own.
CREATE TABLE replica (
  replica_no INTEGER PRIMARY KEY,
  device_id TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  rev INTEGER NOT NULL, -- the highest that was given to a row
  floor INTEGER NOT NULL, -- tombstones up to here are forgotten
  next_entry_id INTEGER NOT NULL -- ids are never used again
) STRICT;

CREATE TABLE indexed_location (
  location_no INTEGER PRIMARY KEY,
  location_id TEXT NOT NULL UNIQUE,
  replica_no INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  root_entry_id INTEGER NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('names', 'sizes', 'content')),
  rules TEXT NOT NULL, -- JSON
  scan INTEGER NOT NULL, -- the number of the last scan that was begun; folders say in which they were read
  scanned_ms INTEGER, -- when a scan last ended
  settled_id INTEGER NOT NULL, -- entries from this id on came after the last scan that ended
  question TEXT CHECK (question IN ('mass', 'root')), -- whether a person is asked about what is missing
  asked_ms INTEGER,
  is_removed INTEGER NOT NULL CHECK (is_removed IN (0, 1)) -- its entries are being deleted
) STRICT;
CREATE INDEX idx_indexed_location_rev ON indexed_location (replica_no, rev);

-- Zeros and ones take no room in a row, so what is mostly 0 or 1 is a column of its own.
CREATE TABLE entry (
  entry_id INTEGER PRIMARY KEY,
  parent_id INTEGER NOT NULL, -- 0 for a location's top folder
  replica_no INTEGER NOT NULL,
  location_no INTEGER NOT NULL,
  is_file INTEGER NOT NULL CHECK (is_file IN (0, 1)),
  is_drop_only INTEGER NOT NULL CHECK (is_drop_only IN (0, 1)),
  name TEXT NOT NULL, -- as on disk
  sort_key TEXT NOT NULL,
  size INTEGER, -- bytes; NULL for folders and where it is not known
  modified_ms INTEGER, -- NULL likewise, and where the browser does not tell
  rev INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX idx_entry_place ON entry (parent_id, is_file, sort_key);
CREATE INDEX idx_entry_rev ON entry (replica_no, rev);

-- What the index knows of a folder beyond its name. Sums are over all that is below it.
CREATE TABLE folder (
  entry_id INTEGER PRIMARY KEY,
  replica_no INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  location_no INTEGER NOT NULL,
  names_scan INTEGER NOT NULL, -- the scan in which its names were last read; 0: never
  facts_scan INTEGER NOT NULL, -- the same for sizes and dates
  listed_ms INTEGER, -- when its last complete listing ended
  is_flagged INTEGER NOT NULL CHECK (is_flagged IN (0, 1)), -- something says that it is not as it was
  nameless INTEGER NOT NULL, -- its entries whose names are no valid text
  files INTEGER NOT NULL,
  folders INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  unread INTEGER NOT NULL, -- files whose size is not known
  excluded INTEGER NOT NULL,
  unlisted INTEGER NOT NULL, -- folders, itself among them, that were never listed completely
  drop_only INTEGER NOT NULL,
  kind_1 INTEGER NOT NULL, -- files by their kind's place in the list of kinds
  kind_2 INTEGER NOT NULL,
  kind_3 INTEGER NOT NULL,
  kind_4 INTEGER NOT NULL,
  kind_5 INTEGER NOT NULL,
  kind_6 INTEGER NOT NULL,
  kind_7 INTEGER NOT NULL,
  kind_8 INTEGER NOT NULL,
  kind_9 INTEGER NOT NULL,
  kind_10 INTEGER NOT NULL,
  kind_11 INTEGER NOT NULL,
  kind_12 INTEGER NOT NULL,
  kind_13 INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_folder_names ON folder (location_no, names_scan);
CREATE INDEX idx_folder_facts ON folder (location_no, facts_scan);
CREATE INDEX idx_folder_flagged ON folder (location_no) WHERE is_flagged = 1;
CREATE INDEX idx_folder_rev ON folder (replica_no, rev);

-- Entries that rules leave out of the index. What is below them is not known.
CREATE TABLE excluded (
  parent_id INTEGER NOT NULL,
  is_file INTEGER NOT NULL,
  sort_key TEXT NOT NULL,
  name TEXT NOT NULL,
  location_no INTEGER NOT NULL,
  because TEXT NOT NULL, -- JSON
  PRIMARY KEY (parent_id, is_file, sort_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_excluded_location ON excluded (location_no);

-- Entries whose content or facts could not be read when last tried.
CREATE TABLE unreadable (
  entry_id INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL,
  error TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX idx_unreadable_location ON unreadable (location_no);

-- Entries that complete listings agreed not to show. They are still entries until it is settled what became of them.
CREATE TABLE missing (
  entry_id INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL,
  since_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_missing_location ON missing (location_no);

CREATE TABLE tombstone (
  replica_no INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('entry', 'location')),
  id TEXT NOT NULL,
  PRIMARY KEY (replica_no, rev)
) STRICT, WITHOUT ROWID;
