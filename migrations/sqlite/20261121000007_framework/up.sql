CREATE TABLE frameworks (
  code TEXT NOT NULL PRIMARY KEY,
  status TEXT NOT NULL,
  title TEXT NOT NULL,
  short_title TEXT NOT NULL,
  meeting TEXT NOT NULL,
  symbol TEXT,
  symbol_note TEXT NOT NULL,
  adopted_as TEXT NOT NULL,
  CONSTRAINT frameworks_status CHECK (status = 'draft' OR status = 'adopted')
);

CREATE TABLE framework_notes (
  position INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  text TEXT NOT NULL
);

CREATE TABLE framework_priorities (
  position INTEGER NOT NULL PRIMARY KEY,
  text TEXT NOT NULL,
  objective TEXT NOT NULL,
  activities TEXT NOT NULL,
  note TEXT NOT NULL
);

CREATE TABLE focal_areas (
  number INTEGER NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  objective TEXT NOT NULL,
  impacts TEXT NOT NULL
);

CREATE TABLE objectives (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  area INTEGER NOT NULL,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  aim TEXT NOT NULL,
  adopted_code TEXT,
  is_adopted_confirmed BOOLEAN NOT NULL,
  note TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE objective_outcomes (
  objective_id INTEGER NOT NULL REFERENCES objectives (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (objective_id, position)
);

CREATE TABLE objective_indicators (
  objective_id INTEGER NOT NULL REFERENCES objectives (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  measure TEXT NOT NULL,
  PRIMARY KEY (objective_id, position)
);

CREATE TABLE objective_links (
  objective_id INTEGER NOT NULL REFERENCES objectives (id) ON DELETE CASCADE,
  activity_id INTEGER NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
  strength TEXT NOT NULL,
  reason TEXT NOT NULL,
  is_ours BOOLEAN NOT NULL,
  PRIMARY KEY (objective_id, activity_id),
  CONSTRAINT objective_links_strength CHECK (strength = 'weak' OR strength = 'partial' OR strength = 'strong')
);
CREATE INDEX objective_links_by_activity ON objective_links (activity_id);

CREATE TABLE programme_items (
  position INTEGER NOT NULL PRIMARY KEY,
  meeting INTEGER,
  label TEXT NOT NULL,
  place TEXT NOT NULL,
  title TEXT NOT NULL,
  task TEXT NOT NULL,
  articles TEXT NOT NULL,
  decisions TEXT NOT NULL,
  cited TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT programme_items_meeting CHECK (meeting > 0)
);
