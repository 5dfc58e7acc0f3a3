CREATE TABLE history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TIMESTAMP NOT NULL,
  actor_id INTEGER REFERENCES people (id),
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  action TEXT NOT NULL,
  changes TEXT NOT NULL,
  reason TEXT
);
CREATE INDEX history_by_subject ON history (subject_kind, subject_id, id);

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  recipient_name TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text_body TEXT NOT NULL,
  html_body TEXT NOT NULL,
  queued_at TIMESTAMP NOT NULL,
  due_at TIMESTAMP NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  leased_until TIMESTAMP,
  sent_at TIMESTAMP,
  failed_at TIMESTAMP,
  last_error TEXT
);
CREATE INDEX outbox_by_due ON outbox (due_at);

CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
