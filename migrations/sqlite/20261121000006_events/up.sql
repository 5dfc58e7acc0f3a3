CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  author_id INTEGER NOT NULL REFERENCES people (id),
  organisation_id INTEGER REFERENCES organisations (id),
  stage TEXT NOT NULL DEFAULT 'draft',
  stage_at TIMESTAMP,
  stage_by INTEGER REFERENCES people (id),
  stage_reason TEXT,
  typed TEXT NOT NULL,
  title TEXT,
  kind TEXT,
  mode TEXT,
  starts_on DATE,
  ends_on DATE,
  city TEXT,
  country TEXT REFERENCES countries (iso2),
  region TEXT,
  organiser_id INTEGER REFERENCES organisations (id),
  registered INTEGER,
  attended INTEGER,
  women INTEGER,
  men INTEGER,
  other_people INTEGER,
  basis TEXT,
  words TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  merged_into_id INTEGER REFERENCES events (id),
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT events_whole CHECK (stage <> 'submitted' AND stage <> 'verified' OR (title IS NOT NULL AND kind IS NOT NULL AND mode IS NOT NULL AND starts_on IS NOT NULL AND ends_on IS NOT NULL AND organiser_id IS NOT NULL AND attended IS NOT NULL AND basis IS NOT NULL)),
  CONSTRAINT events_dated CHECK (stage = 'draft' OR stage_at IS NOT NULL),
  CONSTRAINT events_days CHECK (ends_on >= starts_on),
  CONSTRAINT events_people CHECK (women + men + other_people = attended),
  CONSTRAINT events_merged CHECK (merged_into_id <> id)
);
CREATE INDEX events_by_day ON events (starts_on, id);
CREATE INDEX events_by_stage ON events (stage, stage_at);
CREATE INDEX events_by_author ON events (author_id);
CREATE INDEX events_by_organisation ON events (organisation_id);
CREATE INDEX events_by_merging ON events (merged_into_id);

CREATE TABLE event_activities (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  PRIMARY KEY (event_id, activity_id)
);
CREATE INDEX event_activities_by_activity ON event_activities (activity_id);

CREATE TABLE event_co_organisers (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  PRIMARY KEY (event_id, organisation_id)
);
CREATE INDEX event_co_organisers_by_organisation ON event_co_organisers (organisation_id);

CREATE TABLE event_countries (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  country TEXT NOT NULL REFERENCES countries (iso2),
  people INTEGER NOT NULL,
  PRIMARY KEY (event_id, country),
  CONSTRAINT event_countries_people CHECK (people > 0)
);
CREATE INDEX event_countries_by_country ON event_countries (country);

CREATE TABLE event_groups (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  stakeholder_group TEXT NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (event_id, stakeholder_group),
  CONSTRAINT event_groups_people CHECK (people > 0)
);

CREATE TABLE attachments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  stored_as TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  added_by INTEGER NOT NULL REFERENCES people (id),
  added_at TIMESTAMP NOT NULL,
  CONSTRAINT attachments_size CHECK (size > 0)
);
CREATE INDEX attachments_by_event ON attachments (event_id);
