CREATE TABLE reminder_rules (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER REFERENCES activities (id),
  kind TEXT NOT NULL,
  steps TEXT NOT NULL,
  every_days INTEGER,
  escalates_after INTEGER,
  CONSTRAINT reminder_rules_days CHECK (every_days > 0 AND escalates_after >= 0)
);
CREATE INDEX reminder_rules_by_activity ON reminder_rules (activity_id);

CREATE TABLE reminder_choices (
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  choice TEXT NOT NULL,
  PRIMARY KEY (person_id, kind)
);

CREATE TABLE reminder_looks (
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  looked_on DATE NOT NULL,
  PRIMARY KEY (person_id)
);

CREATE TABLE reminder_digests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  on_day DATE NOT NULL,
  message_id TEXT NOT NULL,
  queued_at TIMESTAMP NOT NULL,
  UNIQUE (person_id, on_day)
);

CREATE TABLE reminders_told (
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  due_on DATE NOT NULL,
  step INTEGER NOT NULL,
  digest_id INTEGER NOT NULL REFERENCES reminder_digests (id) ON DELETE CASCADE,
  PRIMARY KEY (person_id, kind, subject_kind, subject_id, due_on, step)
);
CREATE INDEX reminders_told_by_digest ON reminders_told (digest_id);
