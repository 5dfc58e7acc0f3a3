CREATE TABLE plans (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  short_title TEXT NOT NULL,
  summary TEXT NOT NULL,
  start_year INTEGER NOT NULL,
  end_year INTEGER NOT NULL,
  decision_code TEXT NOT NULL,
  origin TEXT NOT NULL,
  data_hash TEXT NOT NULL,
  CONSTRAINT plans_years CHECK (end_year >= start_year)
);

CREATE TABLE topics (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  slug TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (plan_id, slug)
);

CREATE TABLE units (
  slug TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL
);

CREATE TABLE decisions (
  code TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL,
  topic TEXT NOT NULL,
  basis TEXT NOT NULL
);

CREATE TABLE activities (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  number INTEGER NOT NULL,
  full_plan_number INTEGER,
  full_plan_number_inferred INTEGER,
  is_priority BOOLEAN NOT NULL,
  title TEXT NOT NULL,
  short_title TEXT NOT NULL,
  summary TEXT NOT NULL,
  topic_id INTEGER NOT NULL REFERENCES topics (id),
  modality TEXT NOT NULL,
  start_year INTEGER NOT NULL,
  end_year INTEGER NOT NULL,
  actual_start DATE,
  actual_end DATE,
  lead_id INTEGER REFERENCES people (id),
  partners_to_be_determined BOOLEAN NOT NULL,
  source_document TEXT NOT NULL,
  source_place TEXT NOT NULL,
  notes TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 0,
  UNIQUE (plan_id, number),
  CONSTRAINT activities_years CHECK (end_year >= start_year),
  CONSTRAINT activities_actual_order CHECK (actual_end IS NULL OR actual_end >= actual_start)
);
CREATE INDEX activities_by_lead ON activities (lead_id);

CREATE TABLE activity_decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  position INTEGER NOT NULL,
  decision_code TEXT NOT NULL REFERENCES decisions (code),
  paragraphs TEXT,
  note TEXT NOT NULL,
  UNIQUE (activity_id, position)
);

CREATE TABLE expected_results (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  target_number DOUBLE,
  target_comparator TEXT,
  target_unit TEXT REFERENCES units (slug),
  languages TEXT NOT NULL,
  components TEXT NOT NULL,
  UNIQUE (activity_id, position)
);

CREATE TABLE indicators (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL REFERENCES units (slug),
  counts TEXT NOT NULL,
  kind TEXT NOT NULL,
  is_compound BOOLEAN NOT NULL,
  parts TEXT NOT NULL,
  baseline DOUBLE,
  target DOUBLE,
  UNIQUE (activity_id, position)
);

CREATE TABLE activity_partners (
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  standing TEXT NOT NULL,
  PRIMARY KEY (activity_id, organisation_id)
);
CREATE INDEX activity_partners_by_organisation ON activity_partners (organisation_id);

CREATE TABLE activity_dependencies (
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  depends_on_id INTEGER NOT NULL REFERENCES activities (id),
  relation TEXT NOT NULL,
  cited_as TEXT NOT NULL,
  PRIMARY KEY (activity_id, depends_on_id)
);
