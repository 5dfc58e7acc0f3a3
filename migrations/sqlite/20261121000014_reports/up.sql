CREATE TABLE reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  author_id INTEGER NOT NULL REFERENCES people (id),
  title TEXT NOT NULL,
  meeting TEXT NOT NULL,
  first_day DATE NOT NULL,
  last_day DATE NOT NULL,
  lang TEXT NOT NULL,
  introduction TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  frozen_at TIMESTAMP,
  frozen_by_id INTEGER REFERENCES people (id),
  document TEXT,
  fingerprint TEXT,
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT reports_days CHECK (first_day <= last_day),
  CONSTRAINT reports_frozen CHECK (frozen_at IS NULL OR (frozen_by_id IS NOT NULL AND document IS NOT NULL AND fingerprint IS NOT NULL))
);
CREATE INDEX reports_by_plan ON reports (plan_id);

CREATE TABLE report_narratives (
  report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  words TEXT NOT NULL,
  PRIMARY KEY (report_id, activity_id)
);
CREATE INDEX report_narratives_by_activity ON report_narratives (activity_id);

-- A frozen report stays as it is: the database itself refuses to change or remove it.
CREATE TRIGGER reports_stay_unchanged BEFORE UPDATE ON reports WHEN OLD.frozen_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen report never changes'); END;
CREATE TRIGGER reports_stay BEFORE DELETE ON reports WHEN OLD.frozen_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen report is never removed'); END;
