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

CREATE TABLE excluded (
  parent_id INTEGER NOT NULL,
  is_file INTEGER NOT NULL,
  sort_key TEXT NOT NULL,
  name TEXT NOT NULL,
  location_no INTEGER NOT NULL,
  because TEXT NOT NULL, -- JSON
  PRIMARY KEY (parent_id, is_file, sort_key)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE job (
  job_seq INTEGER PRIMARY KEY, -- in the order they were asked for
  job_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL, -- of the kind that wrote input and checkpoint
  key TEXT NOT NULL,
  priority INTEGER NOT NULL CHECK (priority IN (0, 1, 2)), -- background, normal, high
  location_id TEXT,
  state TEXT NOT NULL CHECK (
    state IN ('queued', 'running', 'waiting', 'paused', 'done', 'failed', 'cancelled', 'quarantined')
  ),
  waiting_for TEXT CHECK (waiting_for IN ('permission', 'disk', 'answer', 'power', 'pressure')),
  input TEXT NOT NULL, -- JSON, as are checkpoint, progress and error
  checkpoint TEXT NOT NULL,
  progress TEXT NOT NULL,
  error TEXT,
  created_ms INTEGER NOT NULL,
  started_ms INTEGER,
  ended_ms INTEGER,
  worked_ms INTEGER NOT NULL DEFAULT 0,
  steps INTEGER NOT NULL DEFAULT 0, -- commits so far
  alive INTEGER NOT NULL DEFAULT 0 CHECK (alive IN (0, 1)), -- runs for seconds without a further step
  crash_steps INTEGER, -- steps when it last ended the core, how often it did so there, and how often while `alive`
  crashes INTEGER NOT NULL DEFAULT 0,
  slow_crashes INTEGER NOT NULL DEFAULT 0,
  CHECK ((state = 'waiting') = (waiting_for IS NOT NULL)),
  CHECK ((state IN ('done', 'failed', 'cancelled', 'quarantined')) = (ended_ms IS NOT NULL))
) STRICT;

CREATE TABLE job_failure (
  job_id TEXT NOT NULL REFERENCES job (job_id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  error TEXT NOT NULL, -- JSON
  PRIMARY KEY (job_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE location (
  location_id TEXT PRIMARY KEY NOT NULL,
  root_id TEXT NOT NULL UNIQUE, -- the folder's handle, kept by the file system port
  name TEXT NOT NULL,
  folder_name TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('picked', 'dropped')),
  position INTEGER NOT NULL,
  added_ms INTEGER NOT NULL,
  last_seen_ms INTEGER NOT NULL,
  lasting_answered INTEGER NOT NULL CHECK (lasting_answered IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE migration (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  applied_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE missing (
  entry_id INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL,
  since_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE notice (
  notice_id TEXT PRIMARY KEY NOT NULL,
  at_ms INTEGER NOT NULL,
  body TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE preference (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt (
  receipt_id INTEGER PRIMARY KEY,
  command_id TEXT NOT NULL UNIQUE,
  made_ms INTEGER NOT NULL,
  answer TEXT -- JSON; NULL where the answer is nothing
) STRICT;

CREATE TABLE replica (
  replica_no INTEGER PRIMARY KEY,
  device_id TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  rev INTEGER NOT NULL, -- the highest that was given to a row
  floor INTEGER NOT NULL, -- tombstones up to here are forgotten
  next_entry_id INTEGER NOT NULL -- ids are never used again
) STRICT;

CREATE TABLE tombstone (
  replica_no INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('entry', 'location')),
  id TEXT NOT NULL,
  PRIMARY KEY (replica_no, rev)
) STRICT, WITHOUT ROWID;

CREATE TABLE unreadable (
  entry_id INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL,
  error TEXT NOT NULL -- JSON
) STRICT;

CREATE UNIQUE INDEX idx_entry_place ON entry (parent_id, is_file, sort_key);

CREATE INDEX idx_entry_rev ON entry (replica_no, rev);

CREATE INDEX idx_excluded_location ON excluded (location_no);

CREATE INDEX idx_folder_facts ON folder (location_no, facts_scan);

CREATE INDEX idx_folder_flagged ON folder (location_no) WHERE is_flagged = 1;

CREATE INDEX idx_folder_names ON folder (location_no, names_scan);

CREATE INDEX idx_folder_rev ON folder (replica_no, rev);

CREATE INDEX idx_indexed_location_rev ON indexed_location (replica_no, rev);

CREATE INDEX idx_missing_location ON missing (location_no);

CREATE INDEX idx_unreadable_location ON unreadable (location_no);

CREATE INDEX job_ended ON job (ended_ms, job_seq);

CREATE UNIQUE INDEX job_key ON job (key) WHERE ended_ms IS NULL OR state = 'quarantined';
