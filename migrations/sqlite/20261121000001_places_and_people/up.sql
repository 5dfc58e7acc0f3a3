CREATE TABLE countries (
  iso2 TEXT NOT NULL PRIMARY KEY,
  iso3 TEXT,
  m49 TEXT,
  name TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  regional_group TEXT,
  is_ldc_2017 BOOLEAN,
  is_ldc_today BOOLEAN,
  ldc_until DATE,
  is_sids BOOLEAN,
  is_economy_in_transition BOOLEAN,
  is_cbd_party BOOLEAN,
  cbd_party_since DATE,
  is_cpb_party BOOLEAN,
  cpb_party_since DATE,
  is_nkl_party BOOLEAN,
  nkl_party_since DATE,
  notes TEXT NOT NULL
);

CREATE TABLE organisations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  acronym TEXT,
  kind TEXT NOT NULL,
  country TEXT REFERENCES countries (iso2),
  note TEXT NOT NULL DEFAULT '{}',
  is_active BOOLEAN NOT NULL DEFAULT TRUE,
  version INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  organisation_id INTEGER REFERENCES organisations (id),
  lang TEXT NOT NULL,
  time_zone TEXT NOT NULL DEFAULT 'UTC',
  password_hash TEXT,
  invited_at TIMESTAMP NOT NULL,
  joined_at TIMESTAMP,
  deactivated_at TIMESTAMP,
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT people_joined_with_password CHECK (joined_at IS NULL OR password_hash IS NOT NULL)
);
CREATE INDEX people_by_organisation ON people (organisation_id);

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  created_at TIMESTAMP NOT NULL,
  last_seen_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  agent TEXT NOT NULL,
  address TEXT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id);

CREATE TABLE links (
  id TEXT NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL,
  person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP
);
CREATE INDEX links_by_person ON links (person_id);
