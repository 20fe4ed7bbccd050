-- Written in the words of SQLite; migrate.go puts in those of Postgres.
-- Times are microseconds since 1970 in UTC, 0 for none. Money is in øre.

-- Packed folders, by the hash of their bytes.
CREATE TABLE blobs (
  hash TEXT NOT NULL PRIMARY KEY,
  kept INTEGER NOT NULL, -- when somebody last put it there
  bytes BLOB NOT NULL
) STRICT;

-- Exports of the care record. Of one name the latest as_of counts.
CREATE TABLE cases (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  as_of INTEGER NOT NULL,
  first_day INTEGER NOT NULL, -- days since 1970
  days INTEGER NOT NULL,
  hash TEXT NOT NULL, -- of what the case says
  blob TEXT NOT NULL REFERENCES blobs (hash),
  uploaded INTEGER NOT NULL,
  token TEXT NOT NULL,
  UNIQUE (name, as_of, hash)
) STRICT;
CREATE INDEX cases_latest ON cases (name, as_of, id);
CREATE INDEX cases_blob ON cases (blob);

-- A provider with a set of districts: what is planned together, and the head of its chain.
CREATE TABLE areas (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  provider TEXT NOT NULL,
  districts TEXT NOT NULL, -- JSON, a list
  epoch INTEGER NOT NULL, -- how often something was published
  events INTEGER NOT NULL, -- the number of the last event
  created INTEGER NOT NULL
) STRICT;

CREATE TABLE plans (
  id TEXT NOT NULL PRIMARY KEY,
  area TEXT NOT NULL REFERENCES areas (id),
  case_id TEXT NOT NULL REFERENCES cases (id),
  follows TEXT NOT NULL, -- the plan before it in the chain, which may be gone by now
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'superseded', 'rejected')),
  epoch INTEGER NOT NULL, -- of the area, when the making began
  hash TEXT NOT NULL,
  blob TEXT NOT NULL REFERENCES blobs (hash),
  bill INTEGER NOT NULL,
  unserved INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  events INTEGER NOT NULL, -- the number of the last event of the area that it knows
  job TEXT NOT NULL,
  made INTEGER NOT NULL,
  published INTEGER NOT NULL,
  ended INTEGER NOT NULL -- superseded or rejected
) STRICT;
CREATE UNIQUE INDEX plans_published ON plans (area) WHERE state = 'published';
CREATE INDEX plans_area ON plans (area, id);
CREATE INDEX plans_case ON plans (case_id);
CREATE INDEX plans_blob ON plans (blob);

CREATE TABLE events (
  area TEXT NOT NULL REFERENCES areas (id),
  number INTEGER NOT NULL,
  received INTEGER NOT NULL,
  known INTEGER NOT NULL,
  kind TEXT NOT NULL,
  token TEXT NOT NULL,
  batch TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'applied', 'void')),
  plan TEXT NOT NULL, -- the one it was folded into
  why TEXT NOT NULL, -- of one that is void: JSON, a text in both languages
  body BLOB NOT NULL,
  PRIMARY KEY (area, number)
) STRICT;
CREATE INDEX events_open ON events (area, number) WHERE state = 'open';

-- What was answered to a request, so that the same one again changes nothing.
CREATE TABLE requests (
  token TEXT NOT NULL,
  key TEXT NOT NULL,
  hash TEXT NOT NULL, -- of what was asked
  status INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (token, key)
) STRICT;

CREATE TABLE jobs (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  area TEXT REFERENCES areas (id),
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  args TEXT NOT NULL, -- JSON
  progress TEXT NOT NULL, -- JSON
  slices INTEGER NOT NULL,
  deaths INTEGER NOT NULL,
  cancel INTEGER NOT NULL, -- when it was asked to stop
  error TEXT NOT NULL, -- JSON, a problem
  plan TEXT NOT NULL, -- what came of it
  result TEXT NOT NULL, -- JSON, of a job that makes no plan
  worker TEXT NOT NULL, -- the process that is at a slice; '' between slices
  beat INTEGER NOT NULL, -- when it last said that it lives
  version INTEGER NOT NULL,
  token TEXT NOT NULL,
  created INTEGER NOT NULL,
  started INTEGER NOT NULL,
  ended INTEGER NOT NULL
) STRICT;
-- One job of a kind at a time makes plans of an area.
CREATE UNIQUE INDEX jobs_busy ON jobs (area, kind) WHERE kind IN ('plan', 'replan') AND state IN ('queued', 'running');
CREATE INDEX jobs_area ON jobs (area, id);
CREATE INDEX jobs_running ON jobs (beat) WHERE state = 'running';

-- Where a job goes on after its last whole slice. Kept apart: it is large, and a job's row is rewritten often.
CREATE TABLE checkpoints (
  job TEXT NOT NULL PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  slice INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE tokens (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE, -- of the secret
  role TEXT NOT NULL CHECK (role IN ('reader', 'planner', 'manager', 'admin')),
  providers TEXT NOT NULL, -- JSON, a list; empty: all
  districts TEXT NOT NULL, -- likewise
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  revoked INTEGER NOT NULL,
  used INTEGER NOT NULL -- to the hour
) STRICT;

CREATE TABLE feeds (
  id TEXT NOT NULL PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE, -- of the address
  area TEXT NOT NULL REFERENCES areas (id),
  caregiver TEXT NOT NULL,
  created INTEGER NOT NULL,
  revoked INTEGER NOT NULL
) STRICT;
CREATE INDEX feeds_area ON feeds (area, id);

CREATE TABLE audit (
  number INTEGER NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  token TEXT NOT NULL,
  remote TEXT NOT NULL,
  action TEXT NOT NULL,
  objects TEXT NOT NULL, -- JSON, a list of ids
  why TEXT NOT NULL
) STRICT;

-- Numbers without gaps: a missing line of the audit would show.
CREATE TABLE counters (
  name TEXT NOT NULL PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT;
INSERT INTO counters (name, n) VALUES ('audit', 0), ('audit removed', 0);
