CREATE TABLE event_versions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  from_at TIMESTAMP NOT NULL,
  to_at TIMESTAMP,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  mode TEXT NOT NULL,
  starts_on DATE NOT NULL,
  ends_on DATE NOT NULL,
  city TEXT,
  country TEXT REFERENCES countries (iso2),
  region TEXT,
  organiser_id INTEGER NOT NULL REFERENCES organisations (id),
  registered INTEGER,
  attended INTEGER NOT NULL,
  women INTEGER NOT NULL,
  men INTEGER NOT NULL,
  other_people INTEGER NOT NULL,
  basis TEXT NOT NULL,
  words TEXT NOT NULL,
  CONSTRAINT event_versions_order CHECK (to_at >= from_at),
  CONSTRAINT event_versions_people CHECK (women + men + other_people = attended)
);
CREATE INDEX event_versions_by_event ON event_versions (event_id);
CREATE INDEX event_versions_by_time ON event_versions (to_at, from_at);

CREATE TABLE version_activities (
  version_id INTEGER NOT NULL REFERENCES event_versions (id) ON DELETE CASCADE,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  PRIMARY KEY (version_id, activity_id)
);
CREATE INDEX version_activities_by_activity ON version_activities (activity_id);

CREATE TABLE version_organisers (
  version_id INTEGER NOT NULL REFERENCES event_versions (id) ON DELETE CASCADE,
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  PRIMARY KEY (version_id, organisation_id)
);
CREATE INDEX version_organisers_by_organisation ON version_organisers (organisation_id);

CREATE TABLE version_countries (
  version_id INTEGER NOT NULL REFERENCES event_versions (id) ON DELETE CASCADE,
  country TEXT NOT NULL REFERENCES countries (iso2),
  people INTEGER NOT NULL,
  PRIMARY KEY (version_id, country),
  CONSTRAINT version_countries_people CHECK (people > 0)
);
CREATE INDEX version_countries_by_country ON version_countries (country);

CREATE TABLE version_groups (
  version_id INTEGER NOT NULL REFERENCES event_versions (id) ON DELETE CASCADE,
  stakeholder_group TEXT NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (version_id, stakeholder_group),
  CONSTRAINT version_groups_people CHECK (people > 0)
);

INSERT INTO event_versions (event_id, from_at, title, kind, mode, starts_on, ends_on, city, country, region, organiser_id, registered, attended, women, men, other_people, basis, words)
  SELECT id, stage_at, title, kind, mode, starts_on, ends_on, city, country, region, organiser_id, registered, attended, women, men, other_people, basis, words
  FROM events WHERE stage = 'verified' AND merged_into_id IS NULL;
INSERT INTO version_activities SELECT v.id, x.activity_id FROM event_versions v JOIN event_activities x ON x.event_id = v.event_id;
INSERT INTO version_organisers SELECT v.id, v.organiser_id FROM event_versions v;
INSERT INTO version_organisers SELECT v.id, x.organisation_id FROM event_versions v JOIN event_co_organisers x ON x.event_id = v.event_id;
INSERT INTO version_countries SELECT v.id, x.country, x.people FROM event_versions v JOIN event_countries x ON x.event_id = v.event_id;
INSERT INTO version_groups SELECT v.id, x.stakeholder_group, x.people FROM event_versions v JOIN event_groups x ON x.event_id = v.event_id;

CREATE TABLE indicator_terms (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  indicator_id INTEGER NOT NULL REFERENCES indicators (id),
  from_at TIMESTAMP NOT NULL,
  to_at TIMESTAMP,
  direction TEXT NOT NULL,
  aggregation TEXT NOT NULL,
  feed TEXT NOT NULL,
  event_kind TEXT,
  baseline DOUBLE,
  baseline_on DATE,
  target DOUBLE,
  target_on DATE,
  milestones TEXT NOT NULL,
  set_by INTEGER REFERENCES people (id),
  CONSTRAINT indicator_terms_order CHECK (to_at >= from_at)
);
CREATE INDEX indicator_terms_by_indicator ON indicator_terms (indicator_id);

CREATE TABLE measurements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  indicator_id INTEGER NOT NULL REFERENCES indicators (id),
  measured_on DATE NOT NULL,
  value DOUBLE,
  unavailable TEXT,
  women DOUBLE,
  men DOUBLE,
  other_people DOUBLE,
  countries TEXT NOT NULL,
  part INTEGER,
  language TEXT,
  source TEXT NOT NULL,
  evidence_level TEXT NOT NULL,
  evidence TEXT NOT NULL,
  note TEXT NOT NULL,
  author_id INTEGER NOT NULL REFERENCES people (id),
  organisation_id INTEGER REFERENCES organisations (id),
  stage TEXT NOT NULL,
  stage_at TIMESTAMP NOT NULL,
  stage_by INTEGER REFERENCES people (id),
  stage_reason TEXT,
  verified_at TIMESTAMP,
  gone_at TIMESTAMP,
  replaces_id INTEGER REFERENCES measurements (id),
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT measurements_said CHECK ((value IS NULL AND unavailable IS NOT NULL) OR (value IS NOT NULL AND unavailable IS NULL)),
  CONSTRAINT measurements_order CHECK (gone_at >= verified_at)
);
CREATE INDEX measurements_by_indicator ON measurements (indicator_id, measured_on);
CREATE INDEX measurements_by_stage ON measurements (stage, stage_at);

CREATE TABLE outputs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  result_position INTEGER,
  title TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  languages TEXT NOT NULL,
  due_on DATE,
  responsible_id INTEGER REFERENCES organisations (id),
  created_at TIMESTAMP NOT NULL,
  gone_at TIMESTAMP,
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT outputs_quantity CHECK (quantity > 0)
);
CREATE INDEX outputs_by_activity ON outputs (activity_id);

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  output_id INTEGER NOT NULL REFERENCES outputs (id),
  delivered_on DATE NOT NULL,
  quantity INTEGER NOT NULL,
  language TEXT,
  published_at TEXT NOT NULL,
  evidence TEXT NOT NULL,
  author_id INTEGER NOT NULL REFERENCES people (id),
  organisation_id INTEGER REFERENCES organisations (id),
  stage TEXT NOT NULL,
  stage_at TIMESTAMP NOT NULL,
  stage_by INTEGER REFERENCES people (id),
  stage_reason TEXT,
  verified_at TIMESTAMP,
  gone_at TIMESTAMP,
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT deliveries_quantity CHECK (quantity > 0),
  CONSTRAINT deliveries_order CHECK (gone_at >= verified_at)
);
CREATE INDEX deliveries_by_output ON deliveries (output_id);
CREATE INDEX deliveries_by_stage ON deliveries (stage, stage_at);

CREATE TABLE outcome_evidence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  result_position INTEGER NOT NULL,
  seen_on DATE NOT NULL,
  words TEXT NOT NULL,
  link TEXT NOT NULL,
  author_id INTEGER NOT NULL REFERENCES people (id),
  created_at TIMESTAMP NOT NULL,
  gone_at TIMESTAMP,
  CONSTRAINT outcome_evidence_order CHECK (gone_at >= created_at)
);
CREATE INDEX outcome_evidence_by_activity ON outcome_evidence (activity_id);
