-- owned: the jobs of this device, never replicated

-- A row with `ended_ms` has ended. Which lane a job runs in is said by its kind, not here.
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

-- One job per key that may still run. A quarantined one holds its key, or another would crash in its place.
CREATE UNIQUE INDEX job_key ON job (key) WHERE ended_ms IS NULL OR state = 'quarantined';
CREATE INDEX job_ended ON job (ended_ms, job_seq);

CREATE TABLE job_failure (
  job_id TEXT NOT NULL REFERENCES job (job_id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  error TEXT NOT NULL, -- JSON
  PRIMARY KEY (job_id, path)
) STRICT, WITHOUT ROWID;
