-- owned: nothing here is shared with other devices

-- One row per command that was carried out, so that a repeated command gets its first answer and does nothing. Every
-- command writes here, so there is no index beyond the one it needs: the oldest are the lowest ids.
CREATE TABLE receipt (
  receipt_id INTEGER PRIMARY KEY,
  command_id TEXT NOT NULL UNIQUE,
  made_ms INTEGER NOT NULL,
  answer TEXT -- JSON; NULL where the answer is nothing
) STRICT;

CREATE TABLE preference (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

-- What must be told until a person has read it.
CREATE TABLE notice (
  notice_id TEXT PRIMARY KEY NOT NULL,
  at_ms INTEGER NOT NULL,
  body TEXT NOT NULL -- JSON
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
